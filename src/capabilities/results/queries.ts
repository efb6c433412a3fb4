/** SQL of the results: what the programme and its framework were at a position, and the latest entries. */
import type { PoolClient } from 'pg';
import { recordedFor } from '../../access/scope-queries.ts';
import type { EntryKind } from '../../ledger/entry.ts';
import { indicatorSchema, type Indicator } from '../../figures/indicator.ts';
import { payloadOf } from '../../ledger/versions.ts';

/** Whether an entry is of no import, or of one that is open at a position. */
const isOpenAt = (entry: string, position: string): string => `(${entry}.batch_id is null or exists (select from batch b
  where b.programme_id = ${entry}.programme_id and b.id = ${entry}.batch_id and b.from_position <= ${position}
    and (b.to_position is null or b.to_position > ${position})))`;

/** Payload of the latest version of the first entry of a kind, as of a position; null where there is none. */
export async function payloadAt(
  client: PoolClient,
  programmeId: string,
  kind: EntryKind,
  position: number,
): Promise<Record<string, unknown> | null> {
  const { rows } = await client.query<{ kind: string; body: string }>(
    `select v.kind, v.body from entry r
     join lateral (select kind, body from entry where programme_id = r.programme_id and root_id = r.id and position <= $3
       order by position desc limit 1) v on true
     where r.programme_id = $1 and r.kind = $2 and r.root_id = r.id and r.position <= $3 and ${isOpenAt('r', '$3')}
     order by r.position desc limit 1`,
    [programmeId, kind.kind, position],
  );
  const row = rows[0];
  return row === undefined || row.kind !== kind.kind ? null : payloadOf(row.body, new Map([[kind.kind, kind]]));
}

/** The indicators that stand, those of an import not withdrawn among them, by the entry that first defined each. */
export async function standingIndicators(client: PoolClient, programmeId: string): Promise<Map<string, Indicator>> {
  const { rows } = await client.query<{ id: string; body: unknown }>(
    `select e.root_id as id, i.body from indicator_version i
     join entry e on e.programme_id = i.programme_id and e.position = i.from_position
     left join batch b on b.programme_id = i.programme_id and b.number = i.batch
     where i.programme_id = $1 and i.to_position is null and b.to_position is null order by i.from_position`,
    [programmeId],
  );
  return new Map(rows.map(({ id, body }) => [id, indicatorSchema.parse(body)]));
}

/** The entry that first said something of a kind: what a correction of it names. */
export async function latestRoot(client: PoolClient, programmeId: string, kind: EntryKind, position: number): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select e.id from entry e
     where e.programme_id = $1 and e.kind = $2 and e.root_id = e.id and e.position <= $3 and ${isOpenAt('e', '$3')}
     order by e.position desc limit 1`,
    [programmeId, kind.kind, position],
  );
  return rows[0]?.id ?? null;
}

export interface LatestRow {
  id: string;
  kind: string;
  recordedAt: Date;
  recordedBy: string | null;
  label: string | null;
  count: number;
}

/** What an entry says under a name, where that is a text and no more than a text. */
const textAt = (name: string): string =>
  `case jsonb_typeof(e.body::jsonb #> '{payload,${name}}') when 'string' then e.body::jsonb #>> '{payload,${name}}' end`;

/** The latest things done, without kinds the reader may not see: entries of one kind by one person within a minute are one line; imports by their opening. What has no title of its own is called by that of its process. */
export async function findLatest(client: PoolClient, programmeId: string, hidden: readonly string[]): Promise<LatestRow[]> {
  const { rows } = await client.query<LatestRow>(
    `with recent as (
       select e.* from entry e where e.programme_id = $1 and e.batch_id is null and ${recordedFor('e')} and e.kind <> all($2::text[])
         order by e.position desc limit 300),
     grouped as (
       select kind, recorded_by, date_trunc('minute', recorded_at) as minute, max(position) as last, count(*) as n
       from recent group by kind, recorded_by, date_trunc('minute', recorded_at))
     select e.id, e.kind, e.recorded_at as "recordedAt", u.name as "recordedBy", g.n as count,
       coalesce((select p.body::jsonb #>> '{}' from entry_private p
           where p.programme_id = e.programme_id and p.entry_id = e.id and p.part = 'fileName'),
         ${textAt('title')},
         (select t.title from process t where t.programme_id = e.programme_id and t.id = (e.body::jsonb #>> '{payload,processId}')::uuid),
         ${textAt('code')}, ${textAt('name')}) as label
     from grouped g join entry e on e.programme_id = $1 and e.position = g.last
     left join app_user u on u.id = e.recorded_by order by e.position desc limit 8`,
    [programmeId, hidden],
  );
  return rows;
}
