/** What a list shows, as a file; who took it out, when, and what it was narrowed to is kept. */
import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { PoolClient } from 'pg';
import { Problem } from '../platform/problem.ts';
import { csvFile, xlsxFile, type CellValue, type TableFile } from '../platform/spreadsheet/write-table.ts';
import { en as codesEn } from '../web/codes/texts.en.ts';
import { es as codesEs } from '../web/codes/texts.es.ts';
import { organisationsPage, peoplePage, type OrganisationsAsked, type PeopleAsked } from './list-pages.ts';
import { insertExport } from './organisation-queries.ts';
import { placeName } from './places.ts';
import { personalDataOf, type PersonalData } from './person-pages.ts';
import { sectorName } from './sectors.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

type Format = 'csv' | 'xlsx';
type Language = 'es' | 'en';
interface Made {
  readonly format: Format;
  readonly language: Language;
}

/** Who asks. `personal`: whether documents and contacts are given in full. */
export interface Asker {
  readonly userId: string;
  readonly at: Date;
  readonly today: string;
  readonly personal: boolean;
}

export interface ListFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

const LINES_MAX = 100_000;
const PAGE = 500;
const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** People of a list, every page of it. Throws `too-many-lines` beyond what one file takes. */
export async function peopleFile(client: PoolClient, programmeId: string, asked: PeopleAsked & Made, asker: Asker): Promise<ListFile> {
  const words = wordsIn(asked.language);
  const { people: p, person } = words.texts;
  const rows: CellValue[][] = [];
  await eachPage(
    (after) => peoplePage(client, programmeId, asked, { after, limit: PAGE }, asker.today),
    async (items) => {
      const personal = asker.personal ? await personalDataOf(client, programmeId, items.map(({ id }) => id)) : new Map<string, PersonalData>();
      for (const line of items) {
        const full = personal.get(line.id) ?? null;
        const phones = full === null ? line.phoneMasked : full.phones.map(({ number }) => number).join(', ') || null;
        rows.push([
          line.surnames,
          line.givenNames,
          words.of('sexes', line.sex),
          line.birthYear,
          line.ageBand === null ? null : words.ages(line.ageBand.fromYears, line.ageBand.toYears),
          line.department === null ? null : placeName(line.department),
          line.municipality === null ? null : placeName(line.municipality),
          line.organisationName,
          full === null ? line.documentMasked : full.document,
          phones,
          ...(asker.personal ? [full?.email ?? null] : []),
          line.recordCount,
        ]);
      }
    },
  );
  const personal = asker.personal ? [p.email] : [];
  const head = [
    p.surnames, p.givenNames, p.sex, p.birthYear, person.ageBand, p.department, p.municipality, p.organisation,
    p.document, p.phone, ...personal, p.records,
  ];
  return fileOf(client, programmeId, 'people', asked, { sheetName: p.title, head, rows }, asker);
}

/** Organisations of a list, every page of it. Throws `too-many-lines` beyond what one file takes. */
export async function organisationsFile(client: PoolClient, programmeId: string, asked: OrganisationsAsked & Made, asker: Asker): Promise<ListFile> {
  const words = wordsIn(asked.language);
  const { people: p, organisations: o } = words.texts;
  const rows: CellValue[][] = [];
  await eachPage(
    (after) => organisationsPage(client, programmeId, asked, { after, limit: PAGE }, asker.today),
    async (items) => {
      for (const line of items) {
        rows.push([
          line.name,
          line.acronym,
          words.of('organisationKinds', line.organisationKind),
          line.department === null ? null : placeName(line.department),
          line.municipality === null ? null : placeName(line.municipality),
          line.taxNumber,
          line.sector,
          line.sector === null ? null : sectorName(line.sector, asked.language),
          line.valueChain,
          words.of('sizeClasses', line.sizeClass),
          words.of('formalStatuses', line.formalStatus),
          line.membersWomen,
          line.membersMen,
          line.membersUnknown,
          words.of('yesNo', line.exports),
          line.peopleCount,
        ]);
      }
    },
  );
  const head = [
    o.name, o.acronym, o.kind, p.department, p.municipality, o.taxNumber, o.sectorCode, o.sector, o.valueChain, o.sizeClass,
    o.formalStatus, o.membersWomen, o.membersMen, o.membersUnknown, o.exports, p.title,
  ];
  return fileOf(client, programmeId, 'organisations', asked, { sheetName: o.title, head, rows }, asker);
}

/** Sends the file as a download. */
export function sendFile(reply: FastifyReply, { name, mediaType, bytes }: ListFile): FastifyReply {
  reply.header('content-disposition', `attachment; filename="${name}"`);
  reply.header('content-type', mediaType).header('x-content-type-options', 'nosniff').header('cache-control', 'no-store');
  return reply.send(bytes);
}

async function eachPage<T>(
  read: (after: readonly string[] | null) => Promise<{ items: T[]; next: readonly string[] | null }>,
  take: (items: readonly T[]) => Promise<void>,
): Promise<void> {
  let lines = 0;
  for (let after: readonly string[] | null = null; ; ) {
    const { items, next }: { items: T[]; next: readonly string[] | null } = await read(after);
    lines += items.length;
    if (lines > LINES_MAX) throw new Problem('too-many-lines');
    await take(items);
    if (next === null) return;
    after = next;
  }
}

async function fileOf(
  client: PoolClient,
  programmeId: string,
  what: 'people' | 'organisations',
  asked: (PeopleAsked | OrganisationsAsked) & Made,
  table: TableFile,
  asker: Asker,
): Promise<ListFile> {
  const { q, format, language, ...filter } = asked;
  await insertExport(client, programmeId, {
    id: randomUUID(),
    userId: asker.userId,
    at: asker.at,
    what,
    format,
    // What was typed may be a name: only that something was typed is kept.
    filter: { ...filter, searched: q !== undefined && q !== '' },
    lineCount: table.rows.length,
    withPersonal: asker.personal,
  });
  const { texts } = wordsIn(language);
  const stem = (what === 'people' ? texts.people.fileName : texts.organisations.fileName).replace(/\.csv$/, '');
  return {
    name: `${stem}-${asker.today}.${format}`,
    mediaType: MEDIA_TYPES[format],
    bytes: format === 'csv' ? csvFile(table) : await xlsxFile(table),
  };
}

type Family = 'sexes' | 'organisationKinds' | 'sizeClasses' | 'formalStatuses' | 'yesNo';

function wordsIn(language: Language) {
  const codes = language === 'es' ? codesEs : codesEn;
  const texts = language === 'es' ? es : en;
  return {
    texts,
    /** A code without a word is written as it is; a missing one is an empty cell. */
    of(family: Family, code: string | null): string | null {
      const words: Readonly<Record<string, string>> = codes[family];
      return code === null ? null : (words[code] ?? code);
    },
    ages: (from: number, to: number | null): string =>
      (to === null ? codes.ageOpen(String(from)) : codes.ageBetween(String(from), String(to))),
  };
}
