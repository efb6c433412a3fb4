/** SQL of sessions and of the links with which a password is made anew. */
import type { Pool, PoolClient } from 'pg';

export interface SessionRow {
  readonly id: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
}

/** Sessions of a user that still hold, the last used first. */
export async function findSessions(pool: Pool, userId: string): Promise<SessionRow[]> {
  const { rows } = await pool.query<SessionRow>(
    `select id, "userAgent", "createdAt", coalesce(last_used_at, "createdAt") as "lastUsedAt" from app_session
     where "userId" = $1 and "expiresAt" > now() order by coalesce(last_used_at, "createdAt") desc`,
    [userId],
  );
  return rows;
}

/** Ends sessions of a user, and with them the phones they are of: one, all but one, or all. Returns how many sessions there were. */
export async function deleteSessions(
  pool: Pool | PoolClient,
  userId: string,
  which: { readonly only: string } | { readonly except: string } | 'all',
): Promise<number> {
  const limits = [userId, which !== 'all' && 'only' in which ? which.only : null, which !== 'all' && 'except' in which ? which.except : null];
  await pool.query(
    `update app_device set ended_at = now(), ended_by = $1 where user_id = $1 and ended_at is null
       and ($2::uuid is null or session_id = $2) and ($3::uuid is null or session_id is distinct from $3)`,
    limits,
  );
  const { rowCount } = await pool.query(
    'delete from app_session where "userId" = $1 and ($2::uuid is null or id = $2) and ($3::uuid is null or id <> $3)',
    limits,
  );
  return rowCount ?? 0;
}

/** Notes that a session, and with it its user, is in use. */
export async function touchSession(pool: Pool, sessionId: string, userId: string): Promise<void> {
  await pool.query('update app_session set last_used_at = now() where id = $1', [sessionId]);
  await pool.query('update app_user set last_seen_at = now() where id = $1', [userId]);
}

export async function insertPasswordLink(
  client: PoolClient,
  link: { id: string; userId: string; tokenHash: Buffer; madeBy: string | null; madeAt: Date; expiresAt: Date },
): Promise<void> {
  // A new link puts an end to those before it.
  await client.query('update password_link set used_at = $2 where user_id = $1 and used_at is null', [link.userId, link.madeAt]);
  await client.query(
    'insert into password_link (id, user_id, token_hash, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6)',
    [link.id, link.userId, link.tokenHash, link.madeBy, link.madeAt, link.expiresAt],
  );
}

/** The user of a link that still holds, or null. */
export async function findPasswordLink(pool: Pool | PoolClient, tokenHash: Buffer, now: Date): Promise<string | null> {
  const { rows } = await pool.query<{ userId: string }>(
    'select user_id as "userId" from password_link where token_hash = $1 and used_at is null and expires_at > $2',
    [tokenHash, now],
  );
  return rows[0]?.userId ?? null;
}

/** Uses a link up; null where somebody was faster or it no longer holds. */
export async function usePasswordLink(client: PoolClient, tokenHash: Buffer, now: Date): Promise<string | null> {
  const { rows } = await client.query<{ userId: string }>(
    `update password_link set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
     returning user_id as "userId"`,
    [tokenHash, now],
  );
  return rows[0]?.userId ?? null;
}
