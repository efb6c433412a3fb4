/** SQL of how a thing stands: the versions to supersede, and what is in conflict. Lists of all rooms use these. */
import type { PoolClient } from 'pg';

/**
 * The versions of a thing that no other has seen. `programme`, `root` and `last` are expressions; `last` is the id of
 * the version known as its last, which is the only one where versions never stood apart nor came out of order.
 */
export function leavesOf(programme: string, root: string, last: string): string {
  const waits = (entry: string): string => `exists (select from entry_waiting lw where lw.programme_id = ${entry}.programme_id
    and lw.entry_id = ${entry}.id and lw.until_position is null)`;
  return `(case when not exists (select from divergence ld where ld.programme_id = ${programme} and ld.root_id = ${root}
      and ld.to_position is null)
    and not exists (select from entry_waiting lo where lo.programme_id = ${programme} and lo.root_id = ${root})
    then array[${last}] else (select array_agg(lv.id order by lv.position) from entry lv
      where lv.programme_id = ${programme} and lv.root_id = ${root} and not ${waits('lv')}
        and lv.id not in (select unnest(ls.supersedes) from entry ls
          where ls.programme_id = ${programme} and ls.root_id = ${root} and not ${waits('ls')})) end)`;
}

/** Names of a thing's fields in conflict now; empty where there is none. */
export function conflictFieldsOf(programme: string, root: string): string {
  return `coalesce((select cd.fields from divergence cd where cd.programme_id = ${programme} and cd.root_id = ${root}
    and cd.to_position is null), '{}')`;
}

/**
 * Positions of every version of the things in conflict at a position -> the thing. Private parts are left out: nothing
 * that is counted depends on them.
 */
export async function findContestedPositions(client: PoolClient, programmeId: string, position: number): Promise<Map<number, string>> {
  const { rows } = await client.query<{ position: number; rootId: string }>(
    `select e.position, e.root_id as "rootId" from divergence d
     join entry e on e.programme_id = d.programme_id and e.root_id = d.root_id and e.position <= $2
     where d.programme_id = $1 and d.from_position <= $2 and (d.to_position is null or d.to_position > $2)
       and exists (select from unnest(d.fields) as field where field not like 'private.%')`,
    [programmeId, position],
  );
  return new Map(rows.map(({ position: at, rootId }) => [at, rootId]));
}

/** The batch of this number, if any, is open. `$1` is the programme; batches are read once and not for every row. */
export function inOpenBatch(batch: string): string {
  return `(${batch} is null or ${batch} in (select ob.number from batch ob
    where ob.programme_id = $1 and ob.from_position is not null and ob.to_position is null))`;
}
