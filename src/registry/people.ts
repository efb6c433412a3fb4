/** People as screens show them: several records of one person read as one. */
import type { z } from 'zod';
import { grouped } from '../platform/grouped.ts';
import { payloadOf } from '../ledger/versions.ts';
import type { personLine } from './contract.ts';
import { peopleMerged } from './entries.ts';
import { personContact, personDocument, type ageBand } from './particulars.ts';
import type { LastOrganisation, MergeRow, NameRow, RecordRow } from './queries.ts';
import { chooser, valueThatStands } from './value-that-stands.ts';

export type PersonLine = z.input<typeof personLine>;
type AgeBand = z.output<typeof ageBand>;
type Said = z.output<typeof peopleMerged.payload>;
/** A merge in force, and whom it joins. */
export type Merge = Said & { readonly canonicalId: string };

/** Who somebody is, in lists of many. */
export interface PersonName {
  readonly id: string;
  readonly givenNames: string;
  readonly surnames: string;
  readonly sex: string;
}

const MERGE_KINDS = new Map([[peopleMerged.kind, peopleMerged]]);

/** One line per person, in the order given. A field shows the chosen record's value, else the first known. */
export function personLines(
  canonicalIds: readonly string[],
  records: readonly RecordRow[],
  merges: readonly MergeRow[],
  organisations: ReadonlyMap<number, LastOrganisation>,
): PersonLine[] {
  const byPerson = grouped(records, ({ canonicalId }) => canonicalId);
  const inForce = merges.map(mergeInForce);
  return canonicalIds.flatMap((id) => {
    const own = byPerson.get(id);
    return own === undefined ? [] : [personLineOf(own, inForce, organisations)];
  });
}

/** The same, name and sex alone. `records`: of each person, in order of id. */
export function personNames(records: readonly NameRow[], merges: readonly MergeRow[]): PersonName[] {
  const inForce = merges.map(mergeInForce);
  return [...grouped(records, ({ canonicalId }) => canonicalId)].map(([id, own]) => {
    const { value, named } = standing(own, inForce);
    return { id, givenNames: named?.givenNames ?? '', surnames: named?.surnames ?? '', sex: value('sex', (record) => record.sex) ?? 'unknown' };
  });
}

/** What a merge said. */
export function mergeOf(row: { readonly body: string }): Said {
  return peopleMerged.payload.parse(payloadOf(row.body, MERGE_KINDS));
}

export function mergeInForce(row: Pick<MergeRow, 'body' | 'canonicalId'>): Merge {
  return { ...mergeOf(row), canonicalId: row.canonicalId };
}

export interface Standing<R> {
  /** By the one rule; see value-that-stands.ts. */
  readonly value: <T>(field: keyof Merge['chosen'], of: (record: R) => T | null) => T | null;
  /** The record whose name stands. */
  readonly named: R | null;
}

/** Which values stand for a person of several records, in order of id. */
export function standing<R extends { readonly id: string; readonly canonicalId: string }>(records: readonly R[], merges: readonly Merge[]): Standing<R> {
  const chosenFor = chooser(records, merges);
  return {
    value: (field, of) => valueThatStands(records, chosenFor(field), of),
    named: chosenFor('name') ?? records[0] ?? null,
  };
}

/** By field of which a record says something, the record whose value stands. */
export function sourcesOf(records: readonly RecordRow[], merges: readonly Merge[]): Partial<Record<keyof Merge['chosen'], string>> {
  const { value, named } = standing(records, merges);
  const source = (field: keyof Merge['chosen'], says: (record: RecordRow) => unknown): Partial<Record<keyof Merge['chosen'], string>> => {
    const id = value(field, (record) => (says(record) === null ? null : record.id));
    return id === null ? {} : { [field]: id };
  };
  return {
    ...(named === null ? {} : { name: named.id }),
    ...source('sex', ({ sex }) => sex),
    ...source('birthYear', (record) => ageBandOf(record)),
    ...source('birthYear', ({ birthYear }) => birthYear),
    ...source('department', ({ department }) => department),
    ...source('municipality', ({ municipality }) => municipality),
    ...source('document', ({ documentNumber }) => documentNumber),
    ...source('contact', contactOf),
    ...source('indigenous', ({ indigenous }) => indigenous),
    ...source('disability', ({ disability }) => disability),
    ...source('languages', ({ languages }) => (languages.length === 0 ? null : languages)),
  };
}

/** The record, where it says how the person is reached. */
export function contactOf(record: RecordRow): RecordRow | null {
  return record.phones.length === 0 && record.email === null ? null : record;
}

/** One person from all their records. */
export function personLineOf(
  records: readonly RecordRow[],
  merges: readonly Merge[],
  organisations: ReadonlyMap<number, LastOrganisation>,
): PersonLine {
  const { value, named } = standing(records, merges);
  const document = value('document', (record) => (record.documentNumber === null ? null : record));
  const organisation = records.map((record) => organisations.get(record.number)).find((known) => known !== undefined);
  return {
    id: records[0]?.canonicalId ?? '',
    givenNames: named?.givenNames ?? '',
    surnames: named?.surnames ?? '',
    sex: value('sex', (record) => record.sex) ?? 'unknown',
    birthYear: value('birthYear', (record) => record.birthYear),
    ageBand: value('birthYear', ageBandOf),
    department: value('department', (record) => record.department),
    municipality: value('municipality', (record) => record.municipality),
    documentMasked: document === null ? null : documentMasked(document),
    phoneMasked: masked(value('contact', (record) => record.phone)),
    organisationId: organisation?.id ?? null,
    organisationName: organisation?.name ?? null,
    organisationKind: organisation?.kind ?? null,
    recordCount: records.length,
  };
}

export function documentText(record: RecordRow): string | null {
  if (record.documentNumber === null) return null;
  return [record.documentNumber, record.documentComplement, record.documentIssuedIn].filter((part) => part !== null).join(' ');
}

/** The last three digits of the number, and where it was issued. */
function documentMasked(record: RecordRow): string {
  const rest = [masked(record.documentNumber), record.documentComplement, record.documentIssuedIn];
  return rest.filter((part) => part !== null).join(' ');
}

/** A private part of a person with all but the end of its number hidden; null for parts without a number. */
export function maskOf(part: string, value: unknown): string | null {
  const document = part === 'document' ? personDocument.safeParse(value) : null;
  if (document?.success === true) return masked(document.data.number);
  const contact = part === 'contact' ? personContact.safeParse(value) : null;
  return contact?.success === true ? masked(contact.data.phones[0]?.number ?? null) : null;
}

/** The first letter of an e-mail, and where it leads. */
export function emailMasked(email: string | null): string | null {
  return email === null ? null : email.replace(/^(.).*(@.*)$/, '$1•••$2');
}

/** All but the last three characters hidden. */
export function masked(text: string | null): string | null {
  return text === null ? null : `${'•'.repeat(Math.max(0, text.length - 3))}${text.slice(-3)}`;
}

/** Where a record knows only a band of ages. */
export function ageBandOf(record: Pick<RecordRow, 'bandFrom' | 'bandTo' | 'bandStatedOn'>): AgeBand | null {
  const { bandFrom, bandTo, bandStatedOn } = record;
  return bandFrom === null || bandStatedOn === null ? null : { fromYears: bandFrom, toYears: bandTo, statedOn: bandStatedOn };
}
