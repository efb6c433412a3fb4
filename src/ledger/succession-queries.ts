/** SQL of corrections: last versions, versions to be folded, divergences, entries that wait. */
import type { PoolClient } from 'pg';
import type { EntryKind } from './entry.ts';
import type { Divergence, WaitingRow } from './succession.ts';
import type { Version } from './fold.ts';
import { newestPrivate, payloadOf } from './versions.ts';

/** The version of each root with the greatest position, of those before a position. */
export async function findLastVersions(
  client: PoolClient,
  programmeId: string,
  rootIds: readonly string[],
  before: number | null,
): Promise<Map<string, { id: string; position: number }>> {
  if (rootIds.length === 0) return new Map();
  const { rows } = await client.query<{ rootId: string; id: string; position: number }>(
    `select i.root_id as "rootId", v.id, v.position from unnest($2::uuid[]) as i(root_id)
     cross join lateral (select e.id, e.position from entry e where e.programme_id = $1 and e.root_id = i.root_id
       and ($3::bigint is null or e.position < $3) order by e.position desc limit 1) v`,
    [programmeId, rootIds, before],
  );
  return new Map(rows.map(({ rootId, id, position }) => [rootId, { id, position }]));
}

/** All versions of these roots before a position, with their private values; an empty list where there is none. */
export async function findVersionsOf(
  client: PoolClient,
  kinds: ReadonlyMap<string, EntryKind>,
  programmeId: string,
  rootIds: readonly string[],
  before: number | null,
): Promise<Map<string, Version[]>> {
  const versions = new Map<string, Version[]>(rootIds.map((rootId) => [rootId, []]));
  if (rootIds.length === 0) return versions;
  const { rows } = await client.query<VersionRow>(
    `select e.root_id as "rootId", e.id, e.position, e.kind, e.schema_version as "schemaVersion", e.supersedes, e.occurred_on as "occurredOn",
       e.recorded_for as "recordedFor", e.body,
       (select jsonb_object_agg(p.part, p.body::jsonb) from entry_private p
          where p.programme_id = e.programme_id and p.entry_id = e.id) as private
     from entry e where e.programme_id = $1 and e.root_id = any($2) and ($3::bigint is null or e.position < $3)
     order by e.position`,
    [programmeId, rootIds, before],
  );
  for (const { rootId, body, schemaVersion, private: parts, ...row } of rows) {
    const values = newestPrivate(kinds.get(row.kind), schemaVersion, parts ?? {});
    versions.get(rootId)?.push({ ...row, payload: payloadOf(body, kinds), private: values });
  }
  return versions;
}

interface VersionRow {
  rootId: string;
  id: string;
  position: number;
  kind: string;
  schemaVersion: number;
  supersedes: string[];
  occurredOn: string;
  recordedFor: string | null;
  body: string;
  private: Record<string, unknown> | null;
}

export async function findOpenDivergences(client: PoolClient, programmeId: string, rootIds: readonly string[]): Promise<Map<string, Divergence>> {
  if (rootIds.length === 0) return new Map();
  const { rows } = await client.query<Divergence>(
    `select root_id as "rootId", from_position as "from", to_position as "to", fields from divergence
     where programme_id = $1 and root_id = any($2) and to_position is null`,
    [programmeId, rootIds],
  );
  return new Map(rows.map((row) => [row.rootId, row]));
}

/** Rows of entries that wait for one of these, or are one of these, or speak of a thing that one of these touches. */
export async function findWaiting(
  client: PoolClient,
  programmeId: string,
  ids: readonly string[],
  rootIds: readonly string[],
): Promise<WaitingRow[]> {
  const { rows } = await client.query<WaitingRow>({
    name: 'find-waiting',
    text: `select w.missing_id as "missingId", w.entry_id as "entryId", w.root_id as "rootId", w.position,
        w.until_position as until from entry_waiting w
      where w.programme_id = $1 and (w.missing_id = any($2) or w.entry_id = any($2) or w.root_id = any($3)
        or w.root_id in (select root_id from entry_waiting where programme_id = $1 and missing_id = any($2)))`,
    values: [programmeId, ids, rootIds],
  });
  return rows;
}

/** Writes down what a call changed: divergences begun and ended, entries that wait and that no longer do. */
export async function writeSuccession(
  client: PoolClient,
  programmeId: string,
  change: { readonly divergences: readonly Divergence[]; readonly waiting: readonly WaitingRow[]; readonly released: ReadonlyMap<string, number> },
): Promise<void> {
  const { divergences, waiting, released } = change;
  if (divergences.length > 0) {
    await client.query(
      `insert into divergence (programme_id, root_id, from_position, to_position, fields)
       select $1, i.root_id, i.from_position, i.to_position, i.fields::text[]
       from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::text[]) as i(root_id, from_position, to_position, fields)
       on conflict (programme_id, root_id, from_position) do update set to_position = excluded.to_position`,
      [
        programmeId,
        divergences.map((it) => it.rootId),
        divergences.map((it) => it.from),
        divergences.map((it) => it.to),
        divergences.map((it) => `{${it.fields.map((field) => `"${field}"`).join(',')}}`),
      ],
    );
  }
  if (waiting.length > 0) {
    await client.query(
      `insert into entry_waiting (programme_id, missing_id, entry_id, root_id, position)
       select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[])`,
      [
        programmeId,
        waiting.map((it) => it.missingId),
        waiting.map((it) => it.entryId),
        waiting.map((it) => it.rootId),
        waiting.map((it) => it.position),
      ],
    );
  }
  if (released.size > 0) {
    await client.query(
      `update entry_waiting w set until_position = i.until from unnest($2::uuid[], $3::bigint[]) as i(entry_id, until)
       where w.programme_id = $1 and w.entry_id = i.entry_id`,
      [programmeId, [...released.keys()], [...released.values()]],
    );
  }
}
