/** SQL of the ledger. Every statement runs inside a programme transaction. */
import type { PoolClient } from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { EntryKind } from './entry.ts';
import type { Prepared } from './prepare.ts';
import type { Stored } from './stored.ts';
import { newestPrivate, payloadOf } from './versions.ts';

export interface Head {
  readonly position: number;
  readonly recordedAt: Date;
}

/**
 * Takes the programme's ledger and `count` positions; others wait here until this transaction ends. The time
 * waited is added to the clock's: an entry must not say that it was recorded before a moment already asked about.
 */
export async function takePositions(client: PoolClient, programmeId: string, count: number, clock: Clock): Promise<Head> {
  const { rows } = await client.query<{ position: number; recorded_at: Date }>(
    `update ledger_head set position = position + $2,
       recorded_at = greatest(recorded_at, $3::timestamptz + (clock_timestamp() - statement_timestamp()))
     where programme_id = $1 returning position - $2 as position, recorded_at`,
    [programmeId, count, clock.now()],
  );
  const row = rows[0];
  if (row === undefined) throw new Error('The programme has no ledger head.');
  return { position: row.position, recordedAt: row.recorded_at };
}

/** Gives back positions that duplicates and refusals did not use. */
export async function returnPositions(client: PoolClient, programmeId: string, count: number): Promise<void> {
  if (count === 0) return;
  await client.query('update ledger_head set position = position - $2 where programme_id = $1', [programmeId, count]);
}

export interface KnownEntry {
  readonly id: string;
  readonly kind: string;
  readonly position: number;
  readonly rootId: string;
  readonly contentHash: Buffer;
  /** Number of the batch it came in; null for none. */
  readonly batch: number | null;
}

export async function findEntries(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<KnownEntry[]> {
  const { rows } = await client.query<KnownEntry>(
    // One by one on purpose: of young tables nothing is known, and the planner would read all entries of the programme.
    `select e.id, e.kind, e.position, e.root_id as "rootId", e.content_hash as "contentHash", b.number as batch
     from unnest($2::uuid[]) as i(id)
     cross join lateral (select * from entry where programme_id = $1 and id = i.id limit 1) e
     left join batch b on b.programme_id = e.programme_id and b.id = e.batch_id`,
    [programmeId, ids],
  );
  return rows;
}

export interface BatchRow {
  readonly id: string;
  readonly number: number;
  readonly fromPosition: number | null;
  readonly toPosition: number | null;
}

export async function findBatches(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<BatchRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await client.query<BatchRow>(
    `select id, number, from_position as "fromPosition", to_position as "toPosition"
     from batch where programme_id = $1 and id = any($2)`,
    [programmeId, ids],
  );
  return rows;
}

export async function insertBatch(client: PoolClient, programmeId: string, id: string, number: number): Promise<void> {
  await client.query('insert into batch (programme_id, id, number) values ($1, $2, $3)', [programmeId, id, number]);
}

/** Opens or withdraws a batch at a position. */
export async function moveBatch(
  client: PoolClient,
  programmeId: string,
  id: string,
  column: 'from_position' | 'to_position',
  position: number,
): Promise<void> {
  const sql = {
    from_position: 'update batch set from_position = $3 where programme_id = $1 and id = $2',
    to_position: 'update batch set to_position = $3 where programme_id = $1 and id = $2',
  }[column];
  await client.query(sql, [programmeId, id, position]);
}

export interface Accepted {
  readonly prepared: Prepared;
  readonly stored: Stored;
}

/** Writes entries, what they refer to, their private parts and their files. All is sent before this returns: what is sent later finds it. */
export async function insertEntries(client: PoolClient, programmeId: string, accepted: readonly Accepted[]): Promise<void> {
  await Promise.all([
    insertEntryRows(client, programmeId, accepted),
    insertReferences(client, programmeId, accepted),
    insertPrivateParts(client, programmeId, partsOf(accepted)),
    insertAttachmentUses(client, programmeId, accepted),
  ]);
}

async function insertEntryRows(client: PoolClient, programmeId: string, accepted: readonly Accepted[]): Promise<void> {
  const column = <T>(of: (item: Accepted) => T): T[] => accepted.map(of);
  await client.query({
    name: 'insert-entries',
    text: `insert into entry (programme_id, id, position, kind, schema_version, occurred_on, occurred_at,
        occurred_precision, recorded_at, recorded_by, via, source_id, device, batch_id, root_id, supersedes,
        content_hash, body, recorded_for)
      select $1, i.id, i.position, i.kind, i.version, i.occurred_on, i.occurred_at,
        case when i.occurred_at is null then 'day' else 'instant' end, i.recorded_at, i.recorded_by, i.via,
        i.source_id, i.device, i.batch_id, i.root_id, i.supersedes::uuid[], i.content_hash, i.body, i.recorded_for
      from unnest($2::uuid[], $3::bigint[], $4::text[], $5::smallint[], $6::date[], $7::timestamptz[],
        $8::timestamptz[], $9::uuid[], $10::text[], $11::text[], $12::text[], $13::uuid[], $14::uuid[], $15::text[],
        $16::bytea[], $17::text[], $18::uuid[])
      as i(id, position, kind, version, occurred_on, occurred_at, recorded_at, recorded_by, via, source_id, device,
        batch_id, root_id, supersedes, content_hash, body, recorded_for)`,
    values: [
      programmeId,
      column((it) => it.stored.id),
      column((it) => it.stored.position),
      column((it) => it.stored.kind),
      column((it) => it.prepared.draft.schemaVersion),
      column((it) => it.stored.occurredOn),
      column((it) => it.prepared.draft.occurredAt),
      column((it) => it.stored.recordedAt),
      column((it) => it.stored.recordedBy),
      column((it) => it.stored.via),
      column((it) => it.prepared.draft.sourceId),
      column((it) => it.prepared.draft.device),
      column((it) => it.stored.batchId),
      column((it) => it.stored.rootId),
      column((it) => `{${it.prepared.draft.supersedes.join(',')}}`),
      column((it) => it.prepared.contentHash),
      column((it) => it.prepared.body),
      column((it) => it.prepared.recordedFor),
    ],
  });
}

async function insertReferences(client: PoolClient, programmeId: string, accepted: readonly Accepted[]): Promise<void> {
  const references = accepted.flatMap(({ prepared, stored }) =>
    prepared.references.map(({ role, target }) => ({ role, target, position: stored.position })),
  );
  if (references.length === 0) return;
  await client.query({
    name: 'insert-references',
    text: `insert into entry_ref (programme_id, target, role, position)
      select $1, * from unnest($2::uuid[], $3::text[], $4::bigint[]) on conflict do nothing`,
    values: [
      programmeId,
      references.map((it) => it.target),
      references.map((it) => it.role),
      references.map((it) => it.position),
    ],
  });
}

interface PrivatePart {
  readonly entryId: string;
  readonly part: string;
  readonly subjectId: string;
  /** As PostgreSQL reads bytes. */
  readonly salt: string;
  readonly body: string;
}

function partsOf(accepted: readonly Accepted[]): PrivatePart[] {
  return accepted.flatMap(({ prepared, stored }) =>
    Object.entries(prepared.draft.private).map(([part, { salt, value }]) => ({
      entryId: stored.id,
      part,
      subjectId: prepared.references.find(({ role }) => role === 'person')?.target ?? stored.rootId,
      salt: `\\x${salt}`,
      body: JSON.stringify(value),
    })),
  );
}

async function insertPrivateParts(client: PoolClient, programmeId: string, parts: readonly PrivatePart[]): Promise<void> {
  if (parts.length === 0) return;
  await client.query({
    name: 'insert-private-parts',
    text: `insert into entry_private (programme_id, entry_id, part, subject_id, salt, body)
      select $1, * from unnest($2::uuid[], $3::text[], $4::uuid[], $5::bytea[], $6::text[])`,
    values: [
      programmeId,
      parts.map((it) => it.entryId),
      parts.map((it) => it.part),
      parts.map((it) => it.subjectId),
      parts.map((it) => it.salt),
      parts.map((it) => it.body),
    ],
  });
}

async function insertAttachmentUses(client: PoolClient, programmeId: string, accepted: readonly Accepted[]): Promise<void> {
  const uses = accepted.flatMap(({ prepared, stored }) =>
    prepared.draft.attachments.map((sha256) => ({ entryId: stored.id, sha256: Buffer.from(sha256, 'hex') })),
  );
  if (uses.length === 0) return;
  await client.query(
    `insert into attachment_use (programme_id, entry_id, sha256)
     select $1, * from unnest($2::uuid[], $3::bytea[]) on conflict do nothing`,
    [programmeId, uses.map((it) => it.entryId), uses.map((it) => it.sha256)],
  );
}

/** Which of these files the programme has. */
export async function findAttachments(client: PoolClient, programmeId: string, hashes: readonly string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const { rows } = await client.query<{ sha256: string }>(
    `select encode(sha256, 'hex') as sha256 from attachment where programme_id = $1 and sha256 = any($2)`,
    [programmeId, hashes.map((hash) => Buffer.from(hash, 'hex'))],
  );
  return new Set(rows.map((row) => row.sha256));
}

/** Which of these source ids are taken, as `door id`. */
export async function findSources(client: PoolClient, programmeId: string, sourceIds: readonly string[]): Promise<Set<string>> {
  if (sourceIds.length === 0) return new Set();
  const { rows } = await client.query<{ via: string; source_id: string }>(
    'select via, source_id from entry where programme_id = $1 and source_id = any($2)',
    [programmeId, sourceIds],
  );
  return new Set(rows.map((row) => `${row.via} ${row.source_id}`));
}

/** An entry as a rebuild reads it: what it says itself, before its thing is known. */
export interface EntryAgain {
  readonly stored: Stored;
  readonly supersedes: readonly string[];
  readonly rootBatchId: string | null;
  readonly recordedFor: string | null;
  readonly private: Record<string, unknown>;
}

/** Entries after a position and up to another, in order and in their newest shape; with private values for lists. */
export async function readEntries(
  client: PoolClient,
  programmeId: string,
  kinds: ReadonlyMap<string, EntryKind>,
  span: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<EntryAgain[]> {
  const { rows } = await client.query<StoredRow>({
    name: 'read-entries',
    text: `select e.id, e.position, e.kind, e.schema_version, e.root_id, e.supersedes, r.kind as root_kind, r.position as root_position,
        e.occurred_on, e.recorded_at, e.recorded_by, e.recorded_for, e.via, e.batch_id, r.batch_id as root_batch_id, e.body,
        (select jsonb_object_agg(p.part, p.body::jsonb) from entry_private p
          where p.programme_id = e.programme_id and p.entry_id = e.id) as private
     from entry e
     left join entry r on r.programme_id = e.programme_id and r.id = e.root_id and r.position < e.position
     where e.programme_id = $1 and e.position > $2 and e.position <= $3 order by e.position limit $4`,
    values: [programmeId, span.after, span.upTo, span.limit],
  });
  return rows.map((row) => ({
    private: newestPrivate(kinds.get(row.kind), row.schema_version, row.private ?? {}),
    supersedes: row.supersedes,
    rootBatchId: row.root_batch_id,
    recordedFor: row.recorded_for,
    stored: {
      programmeId,
      id: row.id,
      position: row.position,
      kind: row.kind,
      rootId: row.root_id,
      rootKind: row.root_kind ?? row.kind,
      rootPosition: row.root_position ?? row.position,
      supersededPosition: null,
      occurredOn: row.occurred_on,
      recordedAt: row.recorded_at,
      recordedBy: row.recorded_by,
      via: row.via,
      batchId: row.batch_id,
      batch: null,
      payload: payloadOf(row.body, kinds),
    },
  }));
}

interface StoredRow {
  id: string;
  position: number;
  kind: string;
  schema_version: number;
  root_id: string;
  supersedes: string[];
  root_kind: string | null;
  root_position: number | null;
  occurred_on: string;
  recorded_at: Date;
  recorded_by: string | null;
  recorded_for: string | null;
  via: Stored['via'];
  batch_id: string | null;
  root_batch_id: string | null;
  body: string;
  private: Record<string, unknown> | null;
}

/** Positions of things by id; ids that do not exist are absent. */
export async function findPositions(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; position: number }>(
    'select id, position from entry where programme_id = $1 and id = any($2)',
    [programmeId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.position]));
}

/**
 * Greatest position recorded before an instant; 0 when there is none. Waits for an append under way: what it records
 * may lie before the instant. The transaction must not be read-only.
 */
export async function positionBefore(client: PoolClient, programmeId: string, instant: Date): Promise<number> {
  await client.query('select from ledger_head where programme_id = $1 for share', [programmeId]);
  const { rows } = await client.query<{ position: number | null }>(
    'select max(position) as position from entry where programme_id = $1 and recorded_at < $2',
    [programmeId, instant],
  );
  return rows[0]?.position ?? 0;
}

export async function readHead(client: PoolClient, programmeId: string): Promise<{ position: number; epoch: number }> {
  const { rows } = await client.query<{ position: number; epoch: number }>(
    'select position, projection_epoch as epoch from ledger_head where programme_id = $1',
    [programmeId],
  );
  return rows[0] ?? { position: 0, epoch: 0 };
}
