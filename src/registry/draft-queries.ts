/** SQL of imports being prepared or written, whatever they bring: attendance, people, organisations. Drafts, not entries. */
import type { PoolClient } from 'pg';
import { processIdSeen } from '../access/scope-queries.ts';

export interface DraftRow {
  id: string;
  what: string;
  /** Process a list of attendance is of; null for people and organisations. */
  processId: string | null;
  processTitle: string | null;
  sha256: string;
  fileName: string;
  sizeBytes: number;
  reading: unknown;
  policy: unknown;
  decisions: unknown;
  stage: string;
  batchId: string | null;
  counts: unknown;
  startedAt: Date;
  startedBy: string;
  /** Whether its writer has been silent for longer than a writer is. */
  silent: boolean;
}

/** A writer silent for this long is taken for gone. */
const SILENT_WRITER = "interval '30 seconds'";

/** The batch of a draft is open: whatever became of its writer afterwards, what it brought is in. */
const IS_OPEN = (draft: string): string => `exists (select from batch ob where ob.programme_id = ${draft}.programme_id and ob.id = ${draft}.batch_id
    and ob.from_position is not null)`;

/** Imports that bring any of `$2`, as far as the reader sees their process; those of no process are of the whole programme only. */
const DRAFTS = `select d.id, d.what, d.process_id as "processId", p.title as "processTitle", encode(d.sha256, 'hex') as sha256,
    d.file_name as "fileName", d.size_bytes as "sizeBytes", d.reading, d.policy, d.decisions,
    case when ${IS_OPEN('d')} then 'open' else d.stage end as stage, d.batch_id as "batchId",
    d.counts, d.started_at as "startedAt", coalesce(u.name, '') as "startedBy",
    coalesce(d.claimed_at < clock_timestamp() - ${SILENT_WRITER}, false) as silent
  from import_draft d
  left join process p on p.programme_id = d.programme_id and p.id = d.process_id
  left join app_user u on u.id = d.started_by
  where d.programme_id = $1 and d.what = any($2)
    and ${processIdSeen('d.programme_id', 'd.process_id')}`;

export async function insertDraft(
  client: PoolClient,
  programmeId: string,
  draft: Pick<DraftRow, 'id' | 'what' | 'processId' | 'sha256' | 'fileName' | 'sizeBytes' | 'startedAt' | 'startedBy'>,
): Promise<void> {
  const { id, what, processId, sha256, fileName, sizeBytes, startedAt, startedBy } = draft;
  await client.query(
    `insert into import_draft (programme_id, id, what, process_id, sha256, file_name, size_bytes, started_at, started_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [programmeId, id, what, processId, Buffer.from(sha256, 'hex'), fileName, sizeBytes, startedAt, startedBy],
  );
}

/** One draft; `lock` keeps others from changing it until the transaction ends. */
export async function findDraft(
  client: PoolClient,
  programmeId: string,
  what: readonly string[],
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<DraftRow | null> {
  const { rows } = await client.query<DraftRow>(`${DRAFTS} and d.id = $3 ${lock === 'lock' ? 'for update of d' : ''}`, [programmeId, what, id]);
  return rows[0] ?? null;
}

/** Imports begun and neither open nor thrown away, newest first. */
export async function findDrafts(client: PoolClient, programmeId: string, what: readonly string[]): Promise<DraftRow[]> {
  const { rows } = await client.query<DraftRow>(
    `${DRAFTS} and d.stage in ('ready', 'writing', 'failed') and not ${IS_OPEN('d')} order by d.started_at desc limit 100`,
    [programmeId, what],
  );
  return rows;
}

export async function updateDraft(
  client: PoolClient,
  programmeId: string,
  id: string,
  change: { reading?: unknown; policy?: unknown; decisions?: unknown; stage?: string },
): Promise<void> {
  const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  await client.query(
    `update import_draft set reading = coalesce($3::jsonb, reading), policy = coalesce($4::jsonb, policy),
       decisions = coalesce($5::jsonb, decisions), stage = coalesce($6, stage)
     where programme_id = $1 and id = $2`,
    [programmeId, id, json(change.reading), json(change.policy), json(change.decisions), change.stage ?? null],
  );
}

/** Begins to write an import; false where another writer is at it or it is open. */
export async function claimDraft(client: PoolClient, programmeId: string, id: string, batchId: string, counts: object): Promise<boolean> {
  const { rowCount } = await client.query(
    `update import_draft d set stage = 'writing', batch_id = $3, claimed_at = clock_timestamp(), counts = $4
     where programme_id = $1 and id = $2 and not ${IS_OPEN('d')} and (stage in ('ready', 'failed')
       or (stage = 'writing' and claimed_at < clock_timestamp() - ${SILENT_WRITER}))`,
    [programmeId, id, batchId, JSON.stringify(counts)],
  );
  return rowCount === 1;
}

/** The writer of a batch says how it ended. Nothing changes where another writer took the import over meanwhile. */
export async function endClaim(client: PoolClient, programmeId: string, id: string, batchId: string, stage: 'open' | 'failed'): Promise<void> {
  await client.query(
    "update import_draft set stage = $4 where programme_id = $1 and id = $2 and batch_id = $3 and stage = 'writing'",
    [programmeId, id, batchId, stage],
  );
}

/** A sign of life; false where another writer took the import over. */
export async function keepClaim(client: PoolClient, programmeId: string, id: string, batchId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `update import_draft set claimed_at = clock_timestamp()
     where programme_id = $1 and id = $2 and stage = 'writing' and batch_id = $3`,
    [programmeId, id, batchId],
  );
  return rowCount === 1;
}
