/** SQL of access: users, programmes and who belongs to which. These tables stand outside row-level security. */
import type { Pool, PoolClient } from 'pg';
import type { Role } from './rules.ts';
import { roleOf } from './rules.ts';

export interface Membership {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
  readonly role: Role;
  readonly partnerId: string | null;
  readonly personId: string | null;
  readonly secondFactorRequired: boolean;
  readonly ended: boolean;
}

type RowWithRole<T extends { readonly role: Role }> = Omit<T, 'role'> & { readonly role: string };

/** A role that this version does not know counts as none. */
function withRole<T extends { readonly role: string }>(rows: readonly T[]): (Omit<T, 'role'> & { readonly role: Role })[] {
  return rows.flatMap((row) => {
    const role = roleOf(row.role);
    return role === null ? [] : [{ ...row, role }];
  });
}

/** Every programme the user belongs or belonged to, oldest programme first. */
export async function listMemberships(pool: Pool | PoolClient, userId: string): Promise<Membership[]> {
  const { rows } = await pool.query<RowWithRole<Membership>>(
    `select p.id, p.code, p.name, p.time_zone as "timeZone", p.demonstration, m.role, m.partner_id as "partnerId",
       m.person_id as "personId", p.second_factor_required as "secondFactorRequired", m.ended_at is not null as ended
     from membership m join programme p on p.id = m.programme_id where m.user_id = $1 order by p.created_at`,
    [userId],
  );
  return withRole(rows);
}

/** Names of organisations, which lie inside a programme: the caller's transaction names it. */
export async function organisationName(client: PoolClient, programmeId: string, id: string): Promise<string | null> {
  const { rows } = await client.query<{ name: string }>('select name from organisation where programme_id = $1 and id = $2', [
    programmeId,
    id,
  ]);
  return rows[0]?.name ?? null;
}

/** The record a person stands under, if there is such a record. */
export async function personExists(client: PoolClient, programmeId: string, id: string): Promise<boolean> {
  const { rows } = await client.query('select from person where programme_id = $1 and id = $2 and not withdrawn', [programmeId, id]);
  return rows.length > 0;
}

export interface Right {
  readonly role: Role;
  readonly partnerId: string | null;
  /** Record of the person whom they are; null: nobody said. */
  readonly personId: string | null;
}

/** What these users may in a programme now; whoever's membership ended is not among them. */
export async function findRights(client: PoolClient, programmeId: string, userIds: readonly string[]): Promise<Map<string, Right>> {
  const { rows } = await client.query<{ userId: string; role: string; partnerId: string | null; personId: string | null }>(
    `select user_id as "userId", role, partner_id as "partnerId", person_id as "personId" from membership
     where programme_id = $1 and user_id = any($2) and ended_at is null`,
    [programmeId, userIds],
  );
  return new Map(withRole(rows).map(({ userId, role, partnerId, personId }) => [userId, { role, partnerId, personId }]));
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

/** Makes the user a member, or gives the membership another role; an ended one is live again. */
export async function insertMembership(
  pool: Pool | PoolClient,
  userId: string,
  programmeId: string,
  role: Role,
  link: { readonly partnerId?: string | null; readonly personId?: string | null } = {},
): Promise<void> {
  await pool.query(
    `insert into membership (user_id, programme_id, role, partner_id, person_id) values ($1, $2, $3, $4, $5)
     on conflict (programme_id, user_id) do update set role = excluded.role, partner_id = excluded.partner_id,
       person_id = coalesce(excluded.person_id, membership.person_id), ended_at = null, ended_by = null`,
    [userId, programmeId, role, link.partnerId ?? null, link.personId ?? null],
  );
}

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly usesPin: boolean;
  readonly secondFactor: boolean;
}

const USER = 'id, name, username, uses_pin as "usesPin", "twoFactorEnabled" as "secondFactor"';

export async function findUser(pool: Pool | PoolClient, id: string): Promise<UserRow | null> {
  const { rows } = await pool.query<UserRow>(`select ${USER} from app_user where id = $1`, [id]);
  return rows[0] ?? null;
}

export async function findUserByName(pool: Pool | PoolClient, username: string): Promise<UserRow | null> {
  const { rows } = await pool.query<UserRow>(`select ${USER} from app_user where username = $1`, [username]);
  return rows[0] ?? null;
}

/** Makes a user and their secret; false where the user name is taken. */
export async function insertUser(
  client: PoolClient,
  user: { id: string; accountId: string; name: string; username: string; secretHash: string; usesPin: boolean },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into app_user (id, name, email, username, "displayUsername", uses_pin)
     values ($1, $2, $3, $4, $4, $5) on conflict do nothing`,
    // The sign-in library asks for an e-mail; this one cannot exist.
    [user.id, user.name, `${user.username}@sin-correo.invalid`, user.username, user.usesPin],
  );
  if (rowCount !== 1) return false;
  await client.query(
    `insert into app_account (id, "userId", "accountId", "providerId", password) values ($1, $2::uuid, $2::text, 'credential', $3)`,
    [user.accountId, user.id, user.secretHash],
  );
  return true;
}

export async function findSecretHash(pool: Pool | PoolClient, userId: string): Promise<string | null> {
  const { rows } = await pool.query<{ password: string | null }>(
    `select password from app_account where "userId" = $1 and "providerId" = 'credential'`,
    [userId],
  );
  return rows[0]?.password ?? null;
}

export async function updateSecret(client: PoolClient, userId: string, secretHash: string, usesPin: boolean): Promise<void> {
  await client.query(
    `update app_account set password = $2, "updatedAt" = now() where "userId" = $1 and "providerId" = 'credential'`,
    [userId, secretHash],
  );
  await client.query('update app_user set uses_pin = $2 where id = $1', [userId, usesPin]);
}

/** Lets one set-up through at a time; released with the transaction. */
export async function lockSetUp(client: PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext('digna.set-up'))");
}
