/** What was recorded since two records were united, as it stands now, and what must be corrected to give it to one of them. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { EntryKind } from '../ledger/entry.ts';
import { foldOf, WITHDRAWAL, type Version } from '../ledger/fold.ts';
import { findVersionsOf } from '../ledger/succession-queries.ts';
import type { readSinceMerge } from './duplicate-contract.ts';
import { organisationsDistinguished, organisationsMerged, peopleDistinguished, peopleMerged } from './entries.ts';
import { findNamesSaid, findRootsSinceMerge } from './merge-queries.ts';
import { correctionAnswered, correctionRequested, erasureAnswered, erasureRequested } from './own-request-entries.ts';
import type { Subject } from './subject.ts';

/**
 * Kinds that name a person or an organisation and are not given to another record, and why. Whatever else names one is
 * given, kinds that are yet to come too. Those of other rooms are known here by their names only.
 */
export const NOT_GIVEN: Readonly<Record<string, string>> = {
  [peopleMerged.kind]: 'says which records are one; it is taken back by itself',
  [organisationsMerged.kind]: 'says which records are one; it is taken back by itself',
  [peopleDistinguished.kind]: 'says which records are not one; it is taken back by itself',
  [organisationsDistinguished.kind]: 'says which records are not one; it is taken back by itself',
  [erasureRequested.kind]: 'whoever asked is who they signed in as',
  [correctionRequested.kind]: 'whoever asked is who they signed in as',
  [erasureAnswered.kind]: 'answered once and for good',
  [correctionAnswered.kind]: 'answered once and for good',
  'events.check-in-declared': 'what somebody says of themselves nobody else can say; the attendance that confirms it is given',
  'events.certificate-issued': 'a paper is out with a name on it: it is annulled and issued anew',
  'results.budget-agreed': 'follows the agreement it cites, and its readers are others',
  'results.spending-recorded': 'follows the agreement it cites, and its readers are others',
};

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

/** Whatever names a record of either side since the merge, the newest last. */
export async function sinceMerge(
  client: PoolClient,
  programmeId: string,
  what: Subject,
  mergeId: string,
  kinds: ReadonlyMap<string, EntryKind>,
): Promise<z.input<typeof readSinceMerge.answer>> {
  const rows = await findRootsSinceMerge(client, programmeId, what, mergeId, Object.keys(NOT_GIVEN));
  const versions = await findVersionsOf(client, kinds, programmeId, rows.map(({ entryId }) => entryId), null);
  const found = rows.flatMap(({ records, recordedAt, recordedBy, entryId }) => {
    const standing = standingOf(entryId, versions.get(entryId) ?? []);
    if (standing === null) return [];
    const naming = Object.entries(standing.payload).filter(([, value]) => typeof value === 'string' && records.includes(value));
    const recordId = naming[0]?.[1];
    if (typeof recordId !== 'string') return [];
    const fields = naming.flatMap(([field, value]) => (value === recordId ? [field] : []));
    return [{ entryId, recordId, fields, recordedAt: recordedAt.toISOString(), recordedBy: recordedBy ?? '', ...standing }];
  });
  const names = await findNamesSaid(
    client,
    programmeId,
    found.map(({ entryId, kind, payload }) => ({ processId: kind === 'events.process-opened' ? entryId : idIn(payload, 'processId'), sessionId: idIn(payload, 'sessionId'), organisationId: idIn(payload, 'organisationId'), personId: idIn(payload, 'personId') })),
  );
  const nothing = { processTitle: null, sessionNumber: null, organisationName: null, personName: '' };
  return { items: found.map(({ payload: _payload, ...item }, at) => ({ ...item, ...(names[at] ?? nothing) })) };
}

function idIn(payload: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = payload[field];
  return typeof value === 'string' ? value : null;
}
