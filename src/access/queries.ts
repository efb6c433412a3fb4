/** SQL of access: users, programmes and who belongs to which. These tables stand outside row-level security. */
import type { Pool, PoolClient } from 'pg';
import type { Role } from './contract.ts';

export interface Membership {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
  readonly role: Role;
}

export async function listMemberships(pool: Pool, userId: string): Promise<Membership[]> {
  const { rows } = await pool.query<Membership>(
    `select p.id, p.code, p.name, p.time_zone as "timeZone", p.demonstration, m.role
     from membership m join programme p on p.id = m.programme_id where m.user_id = $1 order by p.created_at`,
    [userId],
  );
  return rows;
}

export async function hasUsers(pool: Pool | PoolClient): Promise<boolean> {
  const { rows } = await pool.query<{ any: boolean }>('select exists (select from membership) as any');
  return rows[0]?.any ?? false;
}

export interface ProgrammeRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
}

export async function listProgrammes(pool: Pool): Promise<ProgrammeRow[]> {
  const { rows } = await pool.query<ProgrammeRow>(
    'select id, code, name, time_zone as "timeZone", demonstration from programme order by created_at',
  );
  return rows;
}

/** Makes a programme and its empty ledger. The caller's transaction already names this programme. */
export async function insertProgramme(client: PoolClient, programme: ProgrammeRow): Promise<void> {
  await client.query('insert into programme (id, code, name, time_zone, demonstration) values ($1, $2, $3, $4, $5)', [
    programme.id,
    programme.code,
    programme.name,
    programme.timeZone,
    programme.demonstration,
  ]);
  await client.query('insert into ledger_head (programme_id) values ($1)', [programme.id]);
}

export async function insertMembership(pool: Pool | PoolClient, userId: string, programmeId: string, role: Role): Promise<void> {
  await pool.query(
    `insert into membership (user_id, programme_id, role) values ($1, $2, $3)
     on conflict (programme_id, user_id) do update set role = excluded.role`,
    [userId, programmeId, role],
  );
}

export async function findUserId(pool: Pool, username: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>('select id from app_user where username = $1', [username]);
  return rows[0]?.id ?? null;
}

/** Lets one set-up through at a time; released with the transaction. */
export async function lockSetUp(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext('digna.set-up'))");
}
