/** What an import of people or organisations stands on: the file as read, and who the registry knows. */
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';
import { inProgramme, type TransactionOptions } from '../platform/database/programme-transaction.ts';
import type { Files } from '../platform/attachments/files.ts';
import { readTable } from '../platform/spreadsheet/read-table.ts';
import type { TableFile } from '../platform/spreadsheet/sheet.ts';
import { organisationRegistered, SEXES, STATED } from './entries.ts';
import { organisationContact } from './particulars.ts';
import type { KnownOrganisation } from './import-organisation-plan.ts';
import type { ChoiceField, PersonValues } from './import-person-changes.ts';
import { NOTHING } from './import-cells.ts';
import { matchOf, roleKey, type KnownPerson } from './import-person-plan.ts';
import type { PersonRow } from './import-person-rows.ts';
import { findKnownOrganisations, findKnownRoles, findKnownRows, findRepresented, type KnownRoleRow, type KnownRow } from './importer-queries.ts';
import { prepare, type MatchRecord } from './matching.ts';
import { shared } from './names.ts';
import { contactKeys, nameKeys } from './blocking.ts';
import { mergeInForce } from './people.ts';
import { findByKeys } from './duplicate-queries.ts';
import { findMerges } from './queries.ts';
import { PEOPLE } from './subject.ts';
import { grouped } from '../platform/grouped.ts';

/** Rows looked up, and records read, at a time. */
const ROWS_AT_ONCE = 2_000;
const RECORDS_AT_ONCE = 2_000;

/** The file of an import as tables of text. */
export async function tableOf(files: Files, programmeId: string, file: { sha256: string; fileName: string }): Promise<TableFile> {
  const bytes = await files.read(programmeId, file.sha256);
  if (bytes === null) throw new Error('The file of an import is missing on disk.');
  return readTable(bytes, file.fileName);
}

/** Everybody in the registry that any of these rows could be, as far as `options` let the importer see. */
export async function knownPeople(
  pool: Pool,
  programmeId: string,
  rows: readonly PersonRow[],
  options: TransactionOptions,
): Promise<KnownPerson[]> {
  const all = await recordsNear(pool, programmeId, rows, (row) => matchOf(row, NOTHING), options);
  const known = new Map<string, KnownPerson>();
  for (let from = 0; from < all.length; from += RECORDS_AT_ONCE) {
    const asked = all.slice(from, from + RECORDS_AT_ONCE);
    const people = await inProgramme(pool, programmeId, (client) => readPeople(client, programmeId, asked), options);
    for (const person of people) known.set(person.id, person);
  }
  return [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Ids of the records that share a key with any of these rows, in order. */
export async function recordsNear<R>(
  pool: Pool,
  programmeId: string,
  rows: readonly R[],
  recordOf: (row: R) => MatchRecord,
  options: TransactionOptions,
): Promise<string[]> {
  const ids = new Set<string>();
  /** Keys of names that were looked up: everybody who has them is found already. */
  const names = new Set<number>();
  // Slice by slice: all keys of a large file at once would fill the memory and hold everybody else up.
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const keys: number[] = [];
    for (const row of rows.slice(from, from + ROWS_AT_ONCE)) {
      const prepared = prepare(recordOf(row));
      keys.push(...contactKeys(prepared));
      // Names come again on other rows, documents and telephones hardly ever.
      for (const key of nameKeys(prepared)) {
        if (names.has(key)) continue;
        names.add(key);
        keys.push(key);
      }
    }
    const hits = await inProgramme(pool, programmeId, (client) => findByKeys(client, programmeId, PEOPLE, keys), options);
    for (const { id } of hits) ids.add(id);
  }
  return [...ids].sort();
}

async function readPeople(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<KnownPerson[]> {
  const rows = await findKnownRows(client, programmeId, ids);
  const roles = grouped(await findKnownRoles(client, programmeId, rows.map(({ id }) => id)), ({ personId }) => personId);
  const represented = grouped(await findRepresented(client, programmeId, rows.map(({ id }) => id)), ({ personId }) => personId);
  const byPerson = grouped(rows, ({ canonicalId }) => canonicalId);
  // Choices are asked for only where there is more than one record to choose from.
  const several = [...byPerson.values()].filter(({ length }) => length > 1).flat();
  const merges = await findMerges(client, programmeId, several.map(({ canonicalId }) => canonicalId));
  const choices = new Map<string, Map<ChoiceField, string>>();
  for (const { canonicalId, chosen } of merges.map(mergeInForce)) {
    const own = choices.get(canonicalId) ?? new Map<ChoiceField, string>();
    for (const field of CHOICES) if (chosen[field] !== undefined) own.set(field, chosen[field]);
    choices.set(canonicalId, own);
  }
  return [...byPerson].map(([id, own]) => knownPerson(id, own, choices.get(id) ?? new Map(), { roles, represented }));
}

const CHOICES: readonly ChoiceField[] = [
  'name', 'document', 'sex', 'birthYear', 'birthDate', 'department', 'municipality', 'contact', 'indigenous', 'disability', 'languages',
];

/** Most people have none; one for all keeps a long list small. */
const NO_ROLES: ReadonlySet<string> = new Set();

interface KnownRecord {
  readonly id: string;
  readonly values: PersonValues;
}
type Sources = Readonly<Record<ChoiceField | 'email', KnownRecord | undefined>>;

/** By record. */
interface Known {
  readonly roles: ReadonlyMap<string, readonly KnownRoleRow[]>;
  readonly represented: ReadonlyMap<string, readonly { readonly organisationId: string }[]>;
}

function knownPerson(
  id: string,
  rows: readonly KnownRow[],
  chosen: ReadonlyMap<ChoiceField, string>,
  { roles, represented }: Known,
): KnownPerson {
  const records = rows.map((row) => ({ id: row.id, values: valuesOf(row) }));
  /** Most people have one record, of which all stands: nothing more is kept for them. */
  const only = records.length === 1 ? records[0] : undefined;
  const sources = sourcesOf(records, chosen);
  const ownRoles = rows.flatMap((row) => roles.get(row.id) ?? []);
  const organisationsOf = (row: KnownRow): string[] => (roles.get(row.id) ?? []).map(({ organisationId }) => organisationId);
  const standing = only?.values ?? standingOf(sources);
  return {
    id,
    standing,
    sourceOf: only?.id === id ? null : sourceIn(only === undefined ? sources : null, only?.id ?? id),
    records: rows.map((row, at) => ({
      values: records[at]?.values ?? standing,
      organisationIds: distinct([...row.organisationIds, ...organisationsOf(row)]),
    })),
    organisation: ownRoles[0]?.organisationName ?? null,
    roles: rolesOf(ownRoles, rows.flatMap((row) => represented.get(row.id) ?? [])),
  };
}

function distinct(ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? NOTHING : [...new Set(ids)];
}

/** Roles on record; an organisation stood for in an event needs none: that is what lists show, and what comes back from their files. */
function rolesOf(own: readonly KnownRoleRow[], represented: readonly { readonly organisationId: string }[]): ReadonlySet<string> {
  if (own.length === 0 && represented.length === 0) return NO_ROLES;
  return new Set([
    ...own.flatMap(({ organisationId, position }) => [roleKey(organisationId, null), roleKey(organisationId, position)]),
    ...represented.map(({ organisationId }) => roleKey(organisationId, null)),
  ]);
}

/** A function of its own, so that it holds on to nothing else. */
function sourceIn(sources: Sources | null, otherwise: string): NonNullable<KnownPerson['sourceOf']> {
  return (field) => sources?.[field]?.id ?? otherwise;
}

/** By field, the record whose value stands: the chosen one where it says anything, else the first that does. */
function sourcesOf(records: readonly KnownRecord[], chosen: ReadonlyMap<ChoiceField, string>): Sources {
  const source = (field: ChoiceField, says: (values: PersonValues) => boolean): KnownRecord | undefined => {
    const winner = records.find((record) => record.id === chosen.get(field));
    return winner !== undefined && says(winner.values) ? winner : records.find(({ values }) => says(values));
  };
  return {
    name: source('name', () => true),
    document: source('document', ({ document }) => document !== null),
    sex: source('sex', ({ sex }) => sex !== null),
    birthYear: source('birthYear', ({ birthYear }) => birthYear !== null) ?? source('birthYear', ({ ageBand }) => ageBand !== null),
    birthDate: source('birthDate', ({ birthDate }) => birthDate !== null),
    department: source('department', ({ department }) => department !== null),
    municipality: source('municipality', ({ municipality }) => municipality !== null),
    contact: source('contact', ({ phones }) => phones.length > 0) ?? source('contact', ({ email }) => email !== null),
    email: source('contact', ({ email }) => email !== null),
    indigenous: source('indigenous', ({ indigenous }) => indigenous !== null),
    disability: source('disability', ({ disability }) => disability !== null),
    languages: source('languages', ({ languages }) => languages.length > 0),
  };
}

/** The values of a person, each from its record. */
function standingOf(sources: Sources): PersonValues {
  const of = (field: keyof Sources): PersonValues => sources[field]?.values ?? NOTHING_KNOWN;
  return {
    name: of('name').name,
    document: of('document').document,
    sex: of('sex').sex,
    birthDate: of('birthDate').birthDate,
    birthYear: of('birthYear').birthYear,
    ageBand: of('birthYear').ageBand,
    department: of('department').department,
    municipality: of('municipality').municipality,
    phones: of('contact').phones,
    email: of('email').email,
    indigenous: of('indigenous').indigenous,
    disability: of('disability').disability,
    languages: of('languages').languages,
  };
}

const NOTHING_KNOWN: PersonValues = {
  name: { givenNames: '', paternal: null, maternal: null, married: null, surnames: null },
  document: null,
  sex: null,
  birthDate: null,
  birthYear: null,
  ageBand: null,
  department: null,
  municipality: null,
  phones: [],
  email: null,
  indigenous: null,
  disability: null,
  languages: [],
};

function valuesOf(row: KnownRow): PersonValues {
  const { givenNames, paternal, maternal, married, documentNumber: number, bandFrom, bandTo, bandStatedOn } = row;
  const apart = paternal !== null || maternal !== null;
  return {
    name: { givenNames: shared(givenNames), paternal: part(paternal), maternal: part(maternal), married, surnames: apart || row.surnames === '' ? null : row.surnames },
    document: number === null ? null : { number, complement: row.documentComplement, issuedIn: row.documentIssuedIn },
    sex: SEXES.find((sex) => sex === row.sex) ?? null,
    birthDate: row.birthDate,
    birthYear: row.birthYear,
    ageBand: bandFrom === null || bandStatedOn === null ? null : { fromYears: bandFrom, toYears: bandTo, statedOn: bandStatedOn },
    department: part(row.department),
    municipality: part(row.municipality),
    phones: row.phones.length === 0 ? NOTHING : row.phones,
    email: row.email,
    indigenous: STATED.find((answer) => answer === row.indigenous) ?? null,
    disability: STATED.find((answer) => answer === row.disability) ?? null,
    languages: row.languages.length === 0 ? NOTHING : row.languages,
  };
}

/** One copy of what many people have. */
function part(text: string | null): string | null {
  return text === null ? null : shared(text);
}

const sizeSchema = z.object({
  workersWomen: z.int().nullable(),
  workersMen: z.int().nullable(),
  workersUnknown: z.int().nullable(),
  annualSales: z.number().nullable(),
  equity: z.number().nullable(),
  currency: z.string().nullable(),
});

/** Every organisation the registry shows. */
export async function knownOrganisations(pool: Pool, programmeId: string, options: TransactionOptions): Promise<KnownOrganisation[]> {
  const rows = await inProgramme(pool, programmeId, (client) => findKnownOrganisations(client, programmeId), options);
  return rows.map(({ id, details, contact, size }) => ({
    id,
    details: organisationRegistered.payload.parse(details),
    contact: organisationContact.nullable().parse(contact),
    size: sizeSchema.nullable().parse(size),
  }));
}
