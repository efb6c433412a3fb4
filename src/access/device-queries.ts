/** SQL of the phones people work on. */
import type { Pool, PoolClient } from 'pg';

export interface DeviceRow {
  readonly id: string;
  readonly userId: string;
  readonly sessionId: string | null;
  readonly skewMs: number | null;
  readonly endedAt: Date | null;
}

export interface NewDevice {
  readonly id: string;
  readonly userId: string;
  readonly userAgent: string;
  readonly sendHash: Buffer;
  readonly openHash: Buffer;
  readonly sessionId: string;
  readonly madeAt: Date;
}

/** False where the id exists. */
export async function insertDevice(pool: Pool, device: NewDevice): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into app_device (id, user_id, user_agent, send_hash, open_hash, session_id, made_at, seen_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing`,
    [device.id, device.userId, device.userAgent, device.sendHash, device.openHash, device.sessionId, device.madeAt],
  );
  return rowCount === 1;
}

/** The device with this id and this secret, ended or not; null where there is none. */
export async function findDevice(pool: Pool, id: string, secret: 'send' | 'open', hash: Buffer): Promise<DeviceRow | null> {
  const { rows } = await pool.query<DeviceRow>(
    `select id, user_id as "userId", session_id as "sessionId", skew_ms::float8 as "skewMs", ended_at as "endedAt"
     from app_device where id = $1 and case when $2 = 'send' then send_hash else open_hash end = $3`,
    [id, secret, hash],
  );
  return rows[0] ?? null;
}

/** The user of a device as the gatekeeper knows them. */
export async function findUserOfDevice(pool: Pool, userId: string): Promise<{ name: string; username: string; secondFactor: boolean } | null> {
  const { rows } = await pool.query<{ name: string; username: string; secondFactor: boolean }>(
    'select name, coalesce(username, \'\') as username, "twoFactorEnabled" as "secondFactor" from app_user where id = $1',
    [userId],
  );
  return rows[0] ?? null;
}

/** Puts a new session in the place of the one the device had. */
export async function updateSessionOfDevice(client: PoolClient, id: string, { sessionId, at }: { sessionId: string; at: Date }): Promise<void> {
  await client.query('delete from app_session where id = (select session_id from app_device where id = $1 and session_id <> $2)', [id, sessionId]);
  await client.query('update app_device set session_id = $2, seen_at = $3 where id = $1', [id, sessionId, at]);
}

/** Ends the session that a device was given last. */
export async function deleteSessionOfDevice(client: PoolClient, id: string): Promise<void> {
  await client.query('delete from app_session where id = (select session_id from app_device where id = $1)', [id]);
}

export interface Contact {
  readonly at: Date;
  readonly unsent: number;
  readonly refused: number;
  readonly skewMs: number;
}

/** What a phone said of itself. `clockMoved`: its clock is off by another amount than before, which is written down. */
export async function updateContact(client: PoolClient, id: string, { at, unsent, refused, skewMs }: Contact, clockMoved: boolean): Promise<void> {
  await client.query('update app_device set seen_at = $2, unsent = $3, refused = $4, skew_ms = $5 where id = $1', [id, at, unsent, refused, skewMs]);
  if (clockMoved) await client.query('insert into app_device_clock (device_id, at, skew_ms) values ($1, $2, $3) on conflict do nothing', [id, at, skewMs]);
}

export interface DeviceOfMember {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  readonly userAgent: string;
  readonly madeAt: Date;
  readonly seenAt: Date;
  readonly unsent: number;
  readonly refused: number;
  readonly skewMs: number | null;
  readonly endedAt: Date | null;
}

/** Phones of the members of a programme that were not ended before a moment, those seen last first. */
export async function findDevicesOf(client: PoolClient, programmeId: string, endedAfter: Date): Promise<DeviceOfMember[]> {
  const { rows } = await client.query<DeviceOfMember>(
    `select d.id, d.user_id as "userId", u.name, coalesce(u.username, '') as username, d.user_agent as "userAgent", d.made_at as "madeAt",
        d.seen_at as "seenAt", d.unsent, d.refused, d.skew_ms::float8 as "skewMs", d.ended_at as "endedAt"
     from app_device d join app_user u on u.id = d.user_id join membership m on m.user_id = d.user_id and m.programme_id = $1
     where d.ended_at is null or d.ended_at > $2 order by d.seen_at desc, d.id`,
    [programmeId, endedAfter],
  );
  return rows;
}

/** Whose device it is, where they are a member of the programme; null otherwise. */
export async function findMemberOfDevice(client: PoolClient, programmeId: string, id: string): Promise<string | null> {
  const { rows } = await client.query<{ userId: string }>(
    'select d.user_id as "userId" from app_device d join membership m on m.user_id = d.user_id and m.programme_id = $1 where d.id = $2',
    [programmeId, id],
  );
  return rows[0]?.userId ?? null;
}

/** Signs a person out of a phone: its secrets open nothing any more, and its session ends. */
export async function updateDeviceEnded(client: PoolClient, id: string, { at, by }: { at: Date; by: string | null }): Promise<void> {
  await client.query('update app_device set ended_at = coalesce(ended_at, $2), ended_by = coalesce(ended_by, $3) where id = $1', [id, at, by]);
  await deleteSessionOfDevice(client, id);
}

/** Ends the phones of a user beyond so many, those seen longest ago, and their sessions; `id`, which was made just now, stays. */
export async function updateDevicesBeyond(client: PoolClient, userId: string, { id, most, at }: { id: string; most: number; at: Date }): Promise<void> {
  await client.query(
    `with ended as (
       update app_device set ended_at = $4, ended_by = $1 where id in (
         select id from app_device where user_id = $1 and ended_at is null order by (id = $2) desc, seen_at desc, made_at desc, id offset $3)
       returning session_id)
     delete from app_session where id in (select session_id from ended)`,
    [userId, id, most, at],
  );
}

/** Another device has taken the place of this one, which is its person's own. */
export async function updateOwnDeviceEnded(client: PoolClient, id: string, userId: string, at: Date): Promise<void> {
  await client.query('update app_device set ended_at = $3, ended_by = $2 where id = $1 and user_id = $2 and ended_at is null', [id, userId, at]);
}
