/** SQL of the workplan: how the events are called by which activities are carried out. */
import type { PoolClient } from 'pg';
import { processSeen } from '../../../access/scope-queries.ts';

/** Titles of the processes the reader sees, by id. */
export async function findProcessTitles(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; title: string }>(
    `select p.id, p.title from process p where p.programme_id = $1 and p.id = any($2) and not p.withdrawn and ${processSeen('p')}`,
    [programmeId, [...new Set(ids)]],
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}
