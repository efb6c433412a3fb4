/** SQL of histories: what happened to a person or an organisation. */
import type { PoolClient } from 'pg';
import { entrySeen } from '../access/scope-queries.ts';
import { FILE_OF_BATCH } from './queries.ts';

export interface HistoryRow {
  entryId: string;
  position: number;
  kind: string;
  rootId: string;
  rootKind: string;
  occurredOn: string;
  recordedAt: Date;
  recordedBy: string | null;
  via: string;
  batchId: string | null;
  fileName: string | null;
  body: string;
  previousBody: string | null;
  note: string | null;
  processTitle: string | null;
}

export interface HistoryPage {
  /** Entries before this position; null: from the newest. */
  readonly before: number | null;
  /** null: of every kind. A withdrawal is of the kind it takes back. */
  readonly kinds: readonly string[] | null;
  readonly limit: number;
}

/** What happened to these things, newest first: their own versions, and entries that name them. */
export async function findHistory(
  client: PoolClient,
  programmeId: string,
  ids: readonly string[],
  { before, kinds, limit }: HistoryPage,
): Promise<HistoryRow[]> {
  const { rows } = await client.query<HistoryRow>(
    `with named as (
       select position from entry_ref where programme_id = $1 and target = any($2)
       union select position from entry where programme_id = $1 and root_id = any($2)
       union select w.position from entry_ref r join entry m on m.programme_id = r.programme_id and m.position = r.position
         join entry w on w.programme_id = m.programme_id and w.root_id = m.id and w.kind = 'ledger.entry-withdrawn'
         where r.programme_id = $1 and r.target = any($2)),
     known as (select position from named where $3::bigint is null or position < $3)
     select e.id as "entryId", e.position, e.kind, e.root_id as "rootId", root.kind as "rootKind", e.occurred_on as "occurredOn",
       e.recorded_at as "recordedAt", u.name as "recordedBy", e.via, e.batch_id as "batchId",
       ${FILE_OF_BATCH('e.programme_id', 'e.batch_id')} as "fileName", e.body,
       (select v.body from entry v where v.programme_id = e.programme_id and v.id = any(e.supersedes)
          order by v.position limit 1) as "previousBody",
       (select p.body::jsonb #>> '{}' from entry_private p
          where p.programme_id = e.programme_id and p.entry_id = e.id and p.part in ('note', 'reason', 'how') limit 1) as note,
       (select t.title from process t where t.programme_id = e.programme_id
          and t.id = (root.body::jsonb #>> '{payload,processId}')::uuid) as "processTitle"
     from known n join entry e on e.programme_id = $1 and e.position = n.position
     join entry root on root.programme_id = e.programme_id and root.id = e.root_id
     left join app_user u on u.id = e.recorded_by
     left join batch b on b.programme_id = e.programme_id and b.id = e.batch_id
     where (e.batch_id is null or b.from_position is not null) and ${entrySeen('e.programme_id', 'e.root_id')}
       and ($3::bigint is null or e.position < $3)
       and ($4::text[] is null or root.kind = any($4))
     order by e.position desc limit $5`,
    [programmeId, ids, before, kinds, limit],
  );
  return rows;
}

export interface PartRow {
  entryId: string;
  rootId: string;
  kind: string;
  schemaVersion: number;
  position: number;
  part: string;
  value: unknown;
}

/** Private parts of every version of the entries behind these, in order, for before and after. */
export async function findParts(client: PoolClient, programmeId: string, entryIds: readonly string[]): Promise<PartRow[]> {
  const { rows } = await client.query<PartRow>(
    `select e.id as "entryId", e.root_id as "rootId", e.kind, e.schema_version as "schemaVersion", e.position, p.part,
       p.body::jsonb as value
     from entry e join entry_private p on p.programme_id = e.programme_id and p.entry_id = e.id
     where e.programme_id = $1
       and e.root_id = any(array(select root_id from entry where programme_id = $1 and id = any($2)))
     order by e.position`,
    [programmeId, entryIds],
  );
  return rows;
}
