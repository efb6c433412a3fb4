/**
 * SQL of a rebuild. Projections are made again in temporary tables of the same names, which a session sees before the
 * real ones; then the rows that differ are exchanged.
 */
import type { Pool, PoolClient } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';

/**
 * Makes empty temporary tables like these; from here on this session's statements write to them. The session may use more
 * memory than others: what it makes is as much as the programme has, and is compared whole.
 */
export async function shadowTables(client: PoolClient, tables: readonly string[]): Promise<void> {
  await client.query("set temp_buffers = '64MB'; set work_mem = '64MB'");
  for (const table of tables) {
    await client.query(`create temporary table ${table} (like public.${table} including all)`);
  }
}

/** Statistics for the planner: temporary tables have none of their own. */
export async function analyseShadows(client: PoolClient, tables: readonly string[]): Promise<void> {
  for (const table of tables) await client.query(`analyze pg_temp.${table}`);
}

/** Takes the ledger's head for the rest of the transaction: nobody appends meanwhile. */
export async function holdHead(client: PoolClient, programmeId: string): Promise<number> {
  const { rows } = await client.query<{ position: number }>(
    'select position from ledger_head where programme_id = $1 for update',
    [programmeId],
  );
  return rows[0]?.position ?? 0;
}

/** Whoever holds a copy of the projections reads it again whole. */
export async function raiseEpoch(client: PoolClient, programmeId: string): Promise<void> {
  await client.query('update ledger_head set projection_epoch = projection_epoch + 1 where programme_id = $1', [programmeId]);
}

/** Columns of a table's primary key. */
async function keyOf(client: PoolClient, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
     where i.indrelid = $1::regclass and i.indisprimary`,
    [`public.${table}`],
  );
  return rows.map(({ name }) => name);
}

/** Whether each real table and its temporary twin hold the same rows. */
export async function haveSameRows(client: PoolClient, programmeId: string, tables: readonly string[]): Promise<boolean> {
  for (const table of tables) {
    const key = (await keyOf(client, table)).join(', ');
    const { rows } = await client.query<{ differs: boolean }>(
      `select exists (select from (select * from public.${table} where programme_id = $1) old
         full join pg_temp.${table} new using (${key}) where old is distinct from new) as differs`,
      [programmeId],
    );
    if (rows[0]?.differs === true) return false;
  }
  return true;
}

/** Makes the real table equal to its temporary twin, touching only rows that differ. Returns how many did. */
export async function exchangeRows(client: PoolClient, programmeId: string, table: string): Promise<number> {
  const key = await keyOf(client, table);
  const same = key.map((column) => `old.${column} = new.${column}`).join(' and ');
  // In order: neighbours in the index go in together.
  const order = key.map((column) => `new.${column}`).join(', ');
  const gone = await client.query(
    `delete from public.${table} old where old.programme_id = $1
       and not exists (select from pg_temp.${table} new where ${same} and new is not distinct from old)`,
    [programmeId],
  );
  const come = await client.query(
    `insert into public.${table} select new.* from pg_temp.${table} new
     where not exists (select from public.${table} old where ${same}) order by ${order}`,
  );
  return Math.max(gone.rowCount ?? 0, come.rowCount ?? 0);
}

/** Whether a programme's projections were made another way than this. */
export async function isOutdated(pool: Pool, programmeId: string, projectedAs: string): Promise<boolean> {
  return inProgramme(pool, programmeId, async (client) => {
    const { rows } = await client.query<{ projected_as: string }>('select projected_as from ledger_head where programme_id = $1', [programmeId]);
    return rows[0] !== undefined && rows[0].projected_as !== projectedAs;
  });
}

export async function markProjected(client: PoolClient, programmeId: string, projectedAs: string): Promise<void> {
  await client.query('update ledger_head set projected_as = $2 where programme_id = $1', [programmeId, projectedAs]);
}
