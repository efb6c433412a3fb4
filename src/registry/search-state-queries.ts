/** SQL of how far a look through the registry is. Whoever holds the row goes on with it; a hold that ran out can be taken. */
import type { PoolClient } from 'pg';
import type { Subject } from './subject.ts';

export interface SearchRow {
  state: 'running' | 'done' | 'failed';
  afterId: string | null;
  lookedAt: number;
  total: number;
  suggested: number;
  startedAt: Date;
  endedAt: Date | null;
  heldUntil: Date | null;
}

const COLUMNS = `state, after_id as "afterId", looked_at as "lookedAt", total, suggested, started_at as "startedAt",
  ended_at as "endedAt", held_until as "heldUntil"`;

export async function findSearch(client: PoolClient, programmeId: string, { what }: Subject): Promise<SearchRow | null> {
  const { rows } = await client.query<SearchRow>(
    `select ${COLUMNS} from duplicate_search where programme_id = $1 and what = $2`,
    [programmeId, what],
  );
  return rows[0] ?? null;
}

/** Begins a search from the first record. One that is under way goes on, or begins again: it may have passed what is to be looked at. */
export async function beginSearch(
  client: PoolClient,
  programmeId: string,
  { what, records }: Subject,
  at: Date,
  underWay: 'goes-on' | 'begins-again',
): Promise<void> {
  await client.query(
    `insert into duplicate_search as d (programme_id, what, state, looked_at, total, suggested, started_at)
     select $1, $2, 'running', 0, (select count(*) from ${records} where programme_id = $1 and not withdrawn), 0, $3
     on conflict (programme_id, what) do update set state = 'running', after_id = null, looked_at = 0, total = excluded.total,
       suggested = 0, started_at = excluded.started_at, ended_at = null, held_by = null, held_until = null
     where d.state <> 'running' or $4`,
    [programmeId, what, at, underWay === 'begins-again'],
  );
}

/** Takes or keeps hold of a running search. Returns how far it is; null where it is not running or another server holds it. */
export async function holdSearch(
  client: PoolClient,
  programmeId: string,
  { what }: Subject,
  holder: string,
  now: Date,
  until: Date,
): Promise<SearchRow | null> {
  const { rows } = await client.query<SearchRow>(
    `update duplicate_search set held_by = $3, held_until = $5 where programme_id = $1 and what = $2 and state = 'running'
       and (held_by is null or held_by = $3 or held_until < $4) returning ${COLUMNS}`,
    [programmeId, what, holder, now, until],
  );
  return rows[0] ?? null;
}

/** The next records in order of id. */
export async function nextIds(
  client: PoolClient,
  programmeId: string,
  { records }: Subject,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from ${records} where programme_id = $1 and not withdrawn and ($2::uuid is null or id > $2) order by id limit $3`,
    [programmeId, after, limit],
  );
  return rows.map(({ id }) => id);
}

export async function advanceSearch(
  client: PoolClient,
  programmeId: string,
  { what }: Subject,
  step: { readonly after: string; readonly lookedAt: number; readonly suggested: number },
): Promise<void> {
  await client.query(
    `update duplicate_search set after_id = $3, looked_at = looked_at + $4, suggested = suggested + $5
     where programme_id = $1 and what = $2`,
    [programmeId, what, step.after, step.lookedAt, step.suggested],
  );
}

export async function endSearch(client: PoolClient, programmeId: string, { what }: Subject, state: 'done' | 'failed', at: Date): Promise<void> {
  await client.query(
    `update duplicate_search set state = $3, ended_at = $4, held_by = null, held_until = null where programme_id = $1 and what = $2`,
    [programmeId, what, state, at],
  );
}
