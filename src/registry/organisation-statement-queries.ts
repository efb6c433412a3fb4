/** SQL of what is stated of organisations: their own entry, and what imports say on top of it. */
import type { PoolClient } from 'pg';

export interface StatementUpsert {
  readonly entryId: string;
  readonly organisationId: string;
  readonly leafId: string;
  readonly batchId: string | null;
  readonly rootPosition: number;
  readonly position: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** null: not sent with this version; what was known stays. */
  readonly contact: unknown;
}

export async function upsertStatements(client: PoolClient, programmeId: string, items: readonly StatementUpsert[]): Promise<void> {
  if (items.length === 0) return;
  const column = <T>(of: (item: StatementUpsert) => T): T[] => items.map(of);
  await client.query(
    `insert into organisation_statement as s (programme_id, entry_id, organisation_id, leaf_id, batch_id, root_position,
       stated_position, body, contact, changed_position)
     select $1, i.entry, i.organisation, i.leaf, i.batch, i.root, i.stated, i.body::jsonb, i.contact::jsonb, i.stated
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[], $8::text[], $9::text[])
       as i(entry, organisation, leaf, batch, root, stated, body, contact)
     on conflict (programme_id, entry_id) do update set organisation_id = excluded.organisation_id,
       leaf_id = excluded.leaf_id, stated_position = excluded.stated_position, body = excluded.body,
       contact = coalesce(excluded.contact, s.contact), withdrawn = false, changed_position = excluded.changed_position`,
    [
      programmeId,
      column((it) => it.entryId),
      column((it) => it.organisationId),
      column((it) => it.leafId),
      column((it) => it.batchId),
      column((it) => it.rootPosition),
      column((it) => it.position),
      column((it) => JSON.stringify(it.body)),
      column((it) => (it.contact === null ? null : JSON.stringify(it.contact))),
    ],
  );
}

/** Marks a statement as withdrawn; returns the organisation it speaks of, or null where there is none. */
export async function withdrawStatement(
  client: PoolClient,
  programmeId: string,
  at: { entryId: string; leafId: string; position: number },
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `update organisation_statement set withdrawn = true, leaf_id = $3, changed_position = $4
     where programme_id = $1 and entry_id = $2 returning organisation_id as id`,
    [programmeId, at.entryId, at.leafId, at.position],
  );
  return rows[0]?.id ?? null;
}

/** Organisations of which a batch states something besides registering them. */
export async function describedInBatch(client: PoolClient, programmeId: string, batchId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct organisation_id as id from organisation_statement
     where programme_id = $1 and batch_id = $2 and entry_id <> organisation_id`,
    [programmeId, batchId],
  );
  return rows.map(({ id }) => id);
}

/** Which of these organisations any import speaks of, now or before. */
export async function describedAmong(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct organisation_id as id from organisation_statement
     where programme_id = $1 and organisation_id = any($2) and entry_id <> organisation_id`,
    [programmeId, ids],
  );
  return rows.map(({ id }) => id);
}

export interface StatementRow {
  organisationId: string;
  leafId: string;
  batchId: string | null;
  rootPosition: number;
  position: number;
  isOwn: boolean;
  withdrawn: boolean;
  body: Record<string, unknown>;
  contact: unknown;
}

/** What is in force of these organisations, in order: their own entry whether withdrawn or not, and open statements. */
export async function findStatements(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<StatementRow[]> {
  const { rows } = await client.query<StatementRow>(
    `select s.organisation_id as "organisationId", s.leaf_id as "leafId", s.batch_id as "batchId",
       s.root_position as "rootPosition", s.stated_position as position, s.entry_id = s.organisation_id as "isOwn",
       s.withdrawn, s.body, s.contact
     from organisation_statement s left join batch b on b.programme_id = s.programme_id and b.id = s.batch_id
     where s.programme_id = $1 and s.organisation_id = any($2) and (s.entry_id = s.organisation_id or (not s.withdrawn
       and (s.batch_id is null or (b.from_position is not null and b.to_position is null))))
     order by s.stated_position`,
    [programmeId, ids],
  );
  return rows;
}

/** Leaves organisations without contact. */
export async function clearContacts(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await client.query('update organisation set contact = null where programme_id = $1 and id = any($2)', [programmeId, ids]);
}
