/** People as screens show them: several records of one person read as one. */
import type { z } from 'zod';
import type { EntryKind } from '../ledger/entry.ts';
import { payloadOf } from '../ledger/versions.ts';
import type { historyLine, personLine } from './contract.ts';
import { peopleMerged } from './entries.ts';
import type { HistoryRow, MergeRow, RecordRow } from './queries.ts';

export type PersonLine = z.input<typeof personLine>;
type Merge = z.output<typeof peopleMerged.payload>;

const MERGE_KINDS = new Map([[peopleMerged.kind, peopleMerged]]);

/** One line per person, in the order given. A field shows the chosen record's value, else the first known. */
export function personLines(
  canonicalIds: readonly string[],
  records: readonly RecordRow[],
  merges: readonly MergeRow[],
  organisations: ReadonlyMap<number, string>,
): PersonLine[] {
  const byPerson = new Map<string, RecordRow[]>();
  for (const record of records) byPerson.set(record.canonicalId, [...(byPerson.get(record.canonicalId) ?? []), record]);
  const chosen = merges.map(mergeOf);
  return canonicalIds.flatMap((id) => {
    const own = byPerson.get(id);
    return own === undefined ? [] : [personLineOf(own, chosen, organisations)];
  });
}

/** What a merge said. */
export function mergeOf(row: { readonly body: string }): Merge {
  return peopleMerged.payload.parse(payloadOf(row.body, MERGE_KINDS));
}

/** One person from all their records. */
export function personLineOf(
  records: readonly RecordRow[],
  merges: readonly Merge[],
  organisations: ReadonlyMap<number, string>,
): PersonLine {
  const ids = new Set(records.map((record) => record.id));
  const own = merges.filter((merge) => ids.has(merge.personIds[0]));
  const value = <T>(field: keyof Merge['chosen'], of: (record: RecordRow) => T | null): T | null => {
    const winner = own.map((merge) => merge.chosen[field]).findLast((id) => id !== undefined);
    const record = records.find((item) => item.id === winner);
    const chosen = record === undefined ? null : of(record);
    return chosen ?? records.map(of).find((item) => item !== null) ?? null;
  };
  const named = records.find((item) => item.id === own.map((merge) => merge.chosen.name).findLast((id) => id !== undefined));
  const document = value('document', (record) => (record.documentNumber === null ? null : record));
  return {
    id: records[0]?.canonicalId ?? '',
    givenNames: (named ?? records[0])?.givenNames ?? '',
    surnames: (named ?? records[0])?.surnames ?? '',
    sex: value('sex', (record) => record.sex) ?? 'unknown',
    birthYear: value('birthYear', (record) => record.birthYear),
    department: value('department', (record) => record.department),
    municipality: value('municipality', (record) => record.municipality),
    documentMasked: document === null ? null : documentMasked(document),
    phoneMasked: masked(value('contact', (record) => record.phone)),
    organisationName: records.map((record) => organisations.get(record.number)).find((name) => name !== undefined) ?? null,
    recordCount: records.length,
  };
}

/** Document, phone and e-mail in full: of the chosen record where a merge chose one, else the first known. */
export function contactOf(records: readonly RecordRow[], merges: readonly Merge[]): { document: string | null; phone: string | null; email: string | null } {
  const ids = new Set(records.map((record) => record.id));
  const own = merges.filter((merge) => ids.has(merge.personIds[0]));
  const stands = (field: 'document' | 'contact', of: (record: RecordRow) => string | null): string | null => {
    const winner = own.map((merge) => merge.chosen[field]).findLast((id) => id !== undefined);
    const ordered = [...records.filter(({ id }) => id === winner), ...records];
    return ordered.map(of).find((value) => value !== null) ?? null;
  };
  return { document: stands('document', documentText), phone: stands('contact', (it) => it.phone), email: stands('contact', (it) => it.email) };
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

/** All but the last three characters hidden. */
function masked(text: string | null): string | null {
  return text === null ? null : `${'•'.repeat(Math.max(0, text.length - 3))}${text.slice(-3)}`;
}

/** One line of a history; corrections say which fields changed. */
export function historyLineOf(row: HistoryRow, kinds: ReadonlyMap<string, EntryKind>): z.input<typeof historyLine> {
  const payload = payloadOf(row.body, kinds);
  const before = row.previousBody === null ? null : payloadOf(row.previousBody, kinds);
  const line = payload['sourceRow'];
  return {
    entryId: row.entryId,
    kind: row.kind === 'ledger.entry-withdrawn' ? `${row.kind}:${row.rootKind}` : row.kind,
    occurredOn: row.occurredOn,
    recordedAt: row.recordedAt.toISOString(),
    recordedBy: row.recordedBy ?? '',
    via: row.via,
    batchId: row.batchId,
    fileName: row.fileName,
    row: typeof line === 'number' ? line : null,
    changes: before === null || row.kind === 'ledger.entry-withdrawn' ? [] : changesBetween(before, payload),
    otherPersonId: null,
    note: row.note,
    processTitle: row.processTitle,
    withdrawn: row.kind === 'ledger.entry-withdrawn',
  };
}

function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>) {
  return Object.keys(after)
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) }));
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
