/** What was recorded since two records were united, as it stands now, and what must be corrected to give it to one of them. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { EntryKind } from '../ledger/entry.ts';
import { foldOf, WITHDRAWAL, type Version } from '../ledger/fold.ts';
import { findVersionsOf } from '../ledger/succession-queries.ts';
import type { readSinceMerge } from './duplicate-contract.ts';
import { findNamesSaid, findRootsSinceMerge } from './merge-queries.ts';
import type { Subject } from './subject.ts';

type Item = z.input<typeof readSinceMerge.answer>['items'][number];
/** A thing as it stands, and its last versions. */
export type Standing = Pick<Item, 'kind' | 'occurredOn' | 'versions'> & { readonly payload: Readonly<Record<string, unknown>> };

/**
 * How a thing stands, and the versions that no other has seen, each as it was written; null where it was withdrawn. Where
 * several stand side by side, each is corrected by itself: a correction over all of them would decide what is in
 * conflict between them, one over the last would leave what the others say. Only a withdrawal beside them is decided:
 * whoever says to whom a thing belongs says that it is there.
 */
export function standingOf(rootId: string, versions: readonly Version[]): Standing | null {
  const fold = foldOf(rootId, versions);
  const state = fold?.state();
  if (fold === null || state === undefined || state.withdrawn) return null;
  const leaves = versions.filter(({ id }) => fold.leaves.has(id));
  const withdrawals = leaves.filter(({ kind }) => kind === WITHDRAWAL).map(({ id }) => id);
  return {
    kind: fold.rootKind ?? '',
    occurredOn: state.occurredOn,
    payload: state.payload,
    versions: leaves
      .filter(({ kind }) => kind !== WITHDRAWAL)
      .map(({ id, occurredOn, payload }) => ({ supersedes: [id, ...withdrawals], occurredOn, payload: { ...payload } })),
  };
}

/** Attendance, roles and sizes that belong to a record of either side since the merge, the newest last. */
export async function sinceMerge(
  client: PoolClient,
  programmeId: string,
  what: Subject,
  mergeId: string,
  kinds: ReadonlyMap<string, EntryKind>,
): Promise<z.input<typeof readSinceMerge.answer>> {
  const rows = await findRootsSinceMerge(client, programmeId, what, mergeId);
  const versions = await findVersionsOf(client, kinds, programmeId, rows.map(({ entryId }) => entryId), null);
  const found = rows.flatMap(({ records, recordedAt, recordedBy, entryId }) => {
    const standing = standingOf(entryId, versions.get(entryId) ?? []);
    const recordId = standing === null ? null : idIn(standing.payload, what.named);
    if (standing === null || recordId === null || !records.includes(recordId)) return [];
    return [{ entryId, recordId, recordedAt: recordedAt.toISOString(), recordedBy: recordedBy ?? '', ...standing }];
  });
  const names = await findNamesSaid(
    client,
    programmeId,
    found.map(({ payload }) => ({ sessionId: idIn(payload, 'sessionId'), organisationId: idIn(payload, 'organisationId'), personId: idIn(payload, 'personId') })),
  );
  const nothing = { processTitle: null, sessionNumber: null, organisationName: null, personName: '' };
  return { items: found.map(({ payload: _payload, ...item }, at) => ({ ...item, ...(names[at] ?? nothing) })) };
}

function idIn(payload: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = payload[field];
  return typeof value === 'string' ? value : null;
}
