/** Names of organisations as they were known at a position of the ledger, so that what was said of it then comes out the same. */
import type { PoolClient } from 'pg';
import type { EntryKind } from '../ledger/entry.ts';
import { foldOf, type Fold } from '../ledger/fold.ts';
import { readHead } from '../ledger/queries.ts';
import { findVersionsOf } from '../ledger/succession-queries.ts';
import { organisationDescribed, organisationRegistered } from './entries.ts';
import { findImportedWordsAt, findMergesAt, findOrganisationNames, findRecordsJoinedAt, type JoinedRecord } from './names-at-queries.ts';
import { organisationMergeOf } from './organisation-lines.ts';

const KINDS: ReadonlyMap<string, EntryKind> = new Map([organisationRegistered, organisationDescribed].map((kind) => [kind.kind, kind]));

/** By id; of organisations that were united the name that stood for them. */
export async function organisationNamesAt(client: PoolClient, programmeId: string, ids: readonly string[], position: number): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  // Nothing came since: the lists say what follows from the ledger up to the position.
  if ((await readHead(client, programmeId)).position <= position) return findOrganisationNames(client, programmeId, ids);
  const joined = await findRecordsJoinedAt(client, programmeId, ids, position);
  const records = await recordsAt(client, programmeId, [...new Set(joined.map(({ id }) => id))], position);
  const merges = (await findMergesAt(client, programmeId, joined.map(({ number }) => number), position)).map(organisationMergeOf);
  const groups = new Map<string, JoinedRecord[]>();
  for (const one of joined) groups.set(one.askedId, [...(groups.get(one.askedId) ?? []), one]);
  return new Map([...groups].flatMap(([id, group]) => {
    const shown = group.filter((one) => one.isOpen && records.get(one.id)?.withdrawn === false);
    const whole = new Set(group.map((one) => one.id));
    const chosen = merges
      .filter(({ organisationIds }) => organisationIds.some((one) => whole.has(one)))
      .map((merge) => merge.chosen.name)
      .findLast((one) => one !== undefined);
    const standing = shown.find((one) => one.id === chosen) ?? shown[0];
    const name = records.get(standing?.id ?? id)?.name;
    return name === undefined ? [] : [[id, name] as const];
  }));
}

interface RecordThen {
  readonly name: string;
  readonly withdrawn: boolean;
}

/** Records as their own entries and the imports that were open say: later words before earlier ones. */
async function recordsAt(client: PoolClient, programmeId: string, ids: readonly string[], position: number): Promise<Map<string, RecordThen>> {
  const words = await findImportedWordsAt(client, programmeId, ids, position);
  const folds = await foldsAt(client, programmeId, [...ids, ...words.map(({ entryId }) => entryId)], position);
  const found = new Map<string, RecordThen>();
  for (const id of ids) {
    const own = folds.get(id);
    if (own === undefined) continue;
    const later = words
      .flatMap(({ entryId, organisationId }) => (organisationId === id ? (folds.get(entryId) ?? []) : []))
      .filter((fold) => fold.position >= own.position && !fold.state().withdrawn)
      .toSorted((a, b) => a.position - b.position);
    const names = [own, ...later].map((fold) => fold.state().payload['name']);
    const name = names.findLast((one) => typeof one === 'string');
    if (typeof name === 'string') found.set(id, { name, withdrawn: own.state().withdrawn });
  }
  return found;
}

async function foldsAt(client: PoolClient, programmeId: string, rootIds: readonly string[], position: number): Promise<Map<string, Fold>> {
  const versions = await findVersionsOf(client, KINDS, programmeId, rootIds, position + 1);
  return new Map([...versions].flatMap(([rootId, own]) => {
    const fold = foldOf(rootId, own);
    return fold === null ? [] : [[rootId, fold] as const];
  }));
}
