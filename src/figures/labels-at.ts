/** Names of organisations and processes as they were known at a position of the ledger: a figure of the past does not change. */
import type { PoolClient } from 'pg';
import type { EntryKind } from '../ledger/entry.ts';
import { foldOf } from '../ledger/fold.ts';
import { readHead } from '../ledger/queries.ts';
import { findVersionsOf } from '../ledger/succession-queries.ts';
import { organisationNamesAt } from '../registry/names-at.ts';
import { labelsOf } from './label-queries.ts';

/** Id and name by the position at which each came into the ledger. */
export async function labelsAt(
  client: PoolClient,
  kinds: ReadonlyMap<string, EntryKind>,
  programmeId: string,
  positions: readonly number[],
  at: number,
): Promise<Map<number, { id: string; label: string }>> {
  const labels = await labelsOf(client, programmeId, positions);
  if (labels.size === 0 || (await readHead(client, programmeId)).position <= at) return labels;
  const ids = [...labels.values()].map(({ id }) => id);
  const names = await organisationNamesAt(client, programmeId, ids, at);
  const versions = await findVersionsOf(client, kinds, programmeId, ids.filter((id) => !names.has(id)), at + 1);
  return new Map([...labels].map(([number, { id, label }]) => {
    const title = foldOf(id, versions.get(id) ?? [])?.state().payload['title'];
    return [number, { id, label: names.get(id) ?? (typeof title === 'string' ? title : label) }];
  }));
}
