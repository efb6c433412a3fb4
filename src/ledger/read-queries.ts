/** SQL for reading the ledger: one entry whole, imports, files. */
import type { PoolClient } from 'pg';
import { entrySeen, processIdSeen } from '../access/scope-queries.ts';

export interface EntryRow {
  id: string;
  kind: string;
  schemaVersion: number;
  position: number;
  occurredOn: string;
  recordedAt: Date;
  recordedBy: string | null;
  via: string;
  rootId: string;
  batchId: string | null;
  body: string;
  contentHash: string;
  private: Record<string, unknown> | null;
}

/** All versions of the root an entry belongs to, in order. Entries of an import that is not open are not shown. */
export async function findVersions(client: PoolClient, programmeId: string, id: string): Promise<EntryRow[]> {
  const { rows } = await client.query<EntryRow>(
    `select e.id, e.kind, e.schema_version as "schemaVersion", e.position, e.occurred_on as "occurredOn", e.recorded_at as "recordedAt",
       u.name as "recordedBy", e.via, e.root_id as "rootId", e.batch_id as "batchId", e.body,
       encode(e.content_hash, 'hex') as "contentHash",
       (select jsonb_object_agg(p.part, p.body::jsonb) from entry_private p
          where p.programme_id = e.programme_id and p.entry_id = e.id) as private
     from entry e left join app_user u on u.id = e.recorded_by
     left join batch b on b.programme_id = e.programme_id and b.id = e.batch_id
     where e.programme_id = $1 and e.root_id = (select root_id from entry where programme_id = $1 and id = $2)
       and (e.batch_id is null or b.from_position is not null)
       and (${entrySeen('e.programme_id', 'e.root_id')} or e.kind = 'registry.organisation-registered')
     order by e.position`,
    [programmeId, id],
  );
  return rows;
}

export interface OpenedBatchRow {
  id: string;
  what: string;
  fileName: string;
  rowCount: number;
  entryCount: number;
  processId: string | null;
  processTitle: string | null;
  openedAt: Date;
  openedBy: string | null;
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  file: string | null;
}

/** Imports that were opened, newest first. `sha256` narrows to those of one file. */
export async function findOpenedBatches(client: PoolClient, programmeId: string, sha256: string | null): Promise<OpenedBatchRow[]> {
  const { rows } = await client.query<OpenedBatchRow>(
    `select b.id, o.body::jsonb #>> '{payload,what}' as what, coalesce((select p.body::jsonb #>> '{}' from entry_private p
         where p.programme_id = b.programme_id and p.entry_id = o.id and p.part = 'fileName'), '') as "fileName",
       (o.body::jsonb #>> '{payload,rowCount}')::int as "rowCount",
       (o.body::jsonb #>> '{payload,entryCount}')::int as "entryCount",
       o.body::jsonb #>> '{payload,processId}' as "processId",
       (select title from process p where p.programme_id = b.programme_id
          and p.id = (o.body::jsonb #>> '{payload,processId}')::uuid) as "processTitle",
       o.recorded_at as "openedAt", u.name as "openedBy", w.recorded_at as "withdrawnAt", v.name as "withdrawnBy",
       (select encode(a.sha256, 'hex') from attachment_use a where a.programme_id = b.programme_id and a.entry_id = o.id
          limit 1) as file
     from batch b join entry o on o.programme_id = b.programme_id and o.position = b.from_position
     left join entry w on w.programme_id = b.programme_id and w.position = b.to_position
     left join app_user u on u.id = o.recorded_by left join app_user v on v.id = w.recorded_by
     where b.programme_id = $1 and ($2::bytea is null or exists (select from attachment_use a
       where a.programme_id = b.programme_id and a.entry_id = o.id and a.sha256 = $2))
       and ${processIdSeen('b.programme_id', "(o.body::jsonb #>> '{payload,processId}')::uuid")}
     order by b.from_position desc`,
    [programmeId, sha256 === null ? null : Buffer.from(sha256, 'hex')],
  );
  return rows;
}

export interface AttachmentRow {
  fileName: string;
  mediaType: string;
}

/** A file that an entry carries which the reader sees, or that they uploaded themselves; no other can be read. */
export async function findReadableFile(
  client: PoolClient,
  programmeId: string,
  sha256: string,
  { userId, hidden }: { readonly userId: string; /** Kinds that the reader may not read. */ readonly hidden: readonly string[] },
): Promise<AttachmentRow | null> {
  const { rows } = await client.query<AttachmentRow>(
    `select file_name as "fileName", media_type as "mediaType" from attachment t
     where t.programme_id = $1 and t.sha256 = $2 and (
       exists (select from upload u where u.programme_id = t.programme_id and u.sha256 = t.sha256 and u.uploaded_by = $3)
       or exists (select from attachment_use a join entry e on e.programme_id = a.programme_id and e.id = a.entry_id
         where a.programme_id = t.programme_id and a.sha256 = t.sha256 and e.kind <> all($4)
           and ${entrySeen('a.programme_id', 'a.entry_id')}))`,
    [programmeId, Buffer.from(sha256, 'hex'), userId, hidden],
  );
  return rows[0] ?? null;
}

export async function insertAttachment(
  client: PoolClient,
  programmeId: string,
  file: { sha256: string; sizeBytes: number; mediaType: string; fileName: string; storedAt: Date },
): Promise<void> {
  await client.query(
    `insert into attachment (programme_id, sha256, size_bytes, media_type, file_name, stored_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [programmeId, Buffer.from(file.sha256, 'hex'), file.sizeBytes, file.mediaType, file.fileName, file.storedAt],
  );
}
