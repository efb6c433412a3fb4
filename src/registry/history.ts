/** What happened to a person or an organisation, as screens show it: corrections field by field, before and after. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { EntryKind } from '../ledger/entry.ts';
import { newestPrivate, payloadOf } from '../ledger/versions.ts';
import type { historyLine } from './contract.ts';
import { consentStated, peopleMerged } from './entries.ts';
import { personContact, personDocument, personName } from './particulars.ts';
import { findHistory, findParts, type HistoryRow, type PartRow } from './history-queries.ts';
import { masked, mergeOf } from './people.ts';
import { surnamesOf } from './surnames.ts';

export type HistoryLine = z.input<typeof historyLine>;
type Change = HistoryLine['changes'][number];
type Kinds = ReadonlyMap<string, EntryKind>;

export interface HistoryAsked {
  readonly before?: number | undefined;
  readonly kinds?: readonly string[] | undefined;
  readonly limit: number;
}

/** One page of what happened to these records, newest first. `next`: the position to ask before. */
export async function historyPage(
  client: PoolClient,
  programmeId: string,
  ids: readonly string[],
  asked: HistoryAsked,
  kinds: Kinds,
): Promise<{ items: HistoryLine[]; next: number | null }> {
  const { limit } = asked;
  const wanted = asked.kinds === undefined || asked.kinds.length === 0 ? null : asked.kinds;
  const rows = await findHistory(client, programmeId, ids, { before: asked.before ?? null, kinds: wanted, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const parts = await findParts(client, programmeId, shown.filter(({ previousBody }) => previousBody !== null).map(({ entryId }) => entryId));
  return {
    items: shown.map((row) => lineOf(row, partsChanged(row, parts, kinds), ids, kinds)),
    next: rows.length > limit ? (shown.at(-1)?.position ?? null) : null,
  };
}

function lineOf(row: HistoryRow, privateChanges: readonly Change[], ids: readonly string[], kinds: Kinds): HistoryLine {
  const payload = payloadOf(row.body, kinds);
  const before = row.previousBody === null ? null : payloadOf(row.previousBody, kinds);
  const line = payload['sourceRow'];
  const withdraws = row.kind === 'ledger.entry-withdrawn';
  const people = row.kind === peopleMerged.kind ? mergeOf(row).personIds : [];
  return {
    entryId: row.entryId,
    position: row.position,
    kind: withdraws ? `${row.kind}:${row.rootKind}` : row.kind,
    occurredOn: row.occurredOn,
    recordedAt: row.recordedAt.toISOString(),
    recordedBy: row.recordedBy ?? '',
    via: row.via,
    batchId: row.batchId,
    fileName: row.fileName,
    row: typeof line === 'number' ? line : null,
    changes: withdraws ? [] : before === null ? statedIn(row.kind, payload) : [...changesBetween(before, payload), ...privateChanges],
    otherPersonId: people.find((id) => id !== ids[0]) ?? null,
    note: row.note,
    processTitle: row.processTitle,
    withdrawn: withdraws,
  };
}

/** What a consent says is what happened: it is shown with its first version too. */
function statedIn(kind: string, payload: Record<string, unknown>): Change[] {
  if (kind !== consentStated.kind) return [];
  const { purpose, given } = consentStated.payload.parse(payload);
  return [{ field: 'consent', before: null, after: `${purpose}:${given ? 'yes' : 'no'}` }];
}

/** Fields of a payload that differ. What stands before a withdrawal is brought back whole: nothing changed. */
function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  if (Object.keys(before).length === 0) return [];
  return Object.keys(after)
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: textOf(before[field]), after: textOf(after[field]) }));
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Private parts that a version sent, against what earlier versions of the same entry had said of them. */
function partsChanged(row: HistoryRow, parts: readonly PartRow[], kinds: Kinds): Change[] {
  const own = parts.filter(({ rootId }) => rootId === row.rootId);
  return own
    .filter(({ entryId, part }) => entryId === row.entryId && SHOWN_PARTS.has(part))
    .map((sent) => {
      const earlier = own.findLast(({ part, position }) => part === sent.part && position < row.position);
      return { field: sent.part, before: earlier === undefined ? null : partText(earlier, kinds), after: partText(sent, kinds) };
    })
    .filter(({ before, after }) => before !== after)
    // The day itself is shown to whoever asks for it, and that is written down.
    .map((change) => (change.field === 'birthDate' ? { field: change.field, before: null, after: null } : change));
}

const SHOWN_PARTS = new Set(['name', 'birthDate', 'document', 'contact', 'position']);

/** A private part in one text: names in full, numbers and addresses masked as everywhere. */
function partText({ kind, schemaVersion, part, value }: PartRow, kinds: Kinds): string | null {
  const newest = newestPrivate(kinds.get(kind), schemaVersion, { [part]: value })[part];
  if (newest === null || newest === undefined) return null;
  if (part === 'name') {
    const name = personName.safeParse(newest);
    return name.success ? `${name.data.givenNames} ${surnamesOf(name.data)}`.trim() : null;
  }
  if (part === 'document') {
    const document = personDocument.safeParse(newest);
    return document.success ? masked(document.data.number) : null;
  }
  if (part === 'contact') {
    const contact = personContact.safeParse(newest);
    if (!contact.success) return '•••';
    const shown = [...contact.data.phones.map(({ number }) => masked(number)), masked(contact.data.email)];
    return shown.filter((text) => text !== null).join(', ') || null;
  }
  return typeof newest === 'string' ? newest : null;
}
