/** SQL of members, invitations and the settings of access. Every statement runs inside a programme transaction. */
import type { PoolClient } from 'pg';
import type { Right } from './queries.ts';
import { roleOf, type Role } from './rules.ts';

export interface MemberRow {
  userId: string;
  name: string;
  username: string;
  role: Role;
  partnerId: string | null;
  partnerName: string | null;
  personId: string | null;
  personName: string | null;
  usesPin: boolean;
  secondFactor: boolean;
  since: Date;
  endedAt: Date | null;
  lastSeenAt: Date | null;
}

/** Rows whose role this version knows. */
function known<T extends { role: string }>(rows: readonly T[]): (Omit<T, 'role'> & { role: Role })[] {
  return rows.flatMap((row) => {
    const role = roleOf(row.role);
    return role === null ? [] : [{ ...row, role }];
  });
}

/** Live members first, by name. */
export async function findMembers(client: PoolClient, programmeId: string): Promise<MemberRow[]> {
  const { rows } = await client.query<Omit<MemberRow, 'role'> & { role: string }>(
    `select m.user_id as "userId", u.name, u.username, m.role, m.partner_id as "partnerId", o.name as "partnerName",
       m.person_id as "personId", nullif(trim(concat_ws(' ', p.given_names, p.surnames)), '') as "personName",
       u.uses_pin as "usesPin", u."twoFactorEnabled" as "secondFactor", m.since, m.ended_at as "endedAt",
       u.last_seen_at as "lastSeenAt"
     from membership m join app_user u on u.id = m.user_id
     left join organisation o on o.programme_id = m.programme_id and o.id = m.partner_id
     left join person p on p.programme_id = m.programme_id and p.id = m.person_id
     where m.programme_id = $1 order by m.ended_at is not null, u.name collate "es-x-icu", u.username`,
    [programmeId],
  );
  return known(rows);
}

export interface MemberNow extends Right {
  readonly personId: string | null;
  readonly ended: boolean;
  readonly usesPin: boolean;
  readonly since: Date;
}

/** One member; the row is locked so that two changes do not cross. */
export async function lockMember(client: PoolClient, programmeId: string, userId: string): Promise<MemberNow | null> {
  const { rows } = await client.query<Omit<MemberNow, 'role'> & { role: string }>(
    `select m.role, m.partner_id as "partnerId", m.person_id as "personId", m.ended_at is not null as ended,
       u.uses_pin as "usesPin", m.since
     from membership m join app_user u on u.id = m.user_id where m.programme_id = $1 and m.user_id = $2 for update of m`,
    [programmeId, userId],
  );
  return known(rows)[0] ?? null;
}

/** Live administrators, locked: whoever takes one away knows how many are left. */
export async function lockAdministrators(client: PoolClient, programmeId: string): Promise<string[]> {
  const { rows } = await client.query<{ userId: string }>(
    `select user_id as "userId" from membership where programme_id = $1 and role = 'administrator' and ended_at is null
     order by user_id for update`,
    [programmeId],
  );
  return rows.map(({ userId }) => userId);
}

export async function updateMember(
  client: PoolClient,
  programmeId: string,
  userId: string,
  standing: { role: Role; partnerId: string | null; personId: string | null },
): Promise<void> {
  await client.query(
    'update membership set role = $3, partner_id = $4, person_id = $5 where programme_id = $1 and user_id = $2',
    [programmeId, userId, standing.role, standing.partnerId, standing.personId],
  );
}

export async function updateEnding(
  client: PoolClient,
  programmeId: string,
  userId: string,
  ending: { at: Date; by: string } | null,
): Promise<void> {
  await client.query('update membership set ended_at = $3, ended_by = $4 where programme_id = $1 and user_id = $2', [
    programmeId,
    userId,
    ending?.at ?? null,
    ending?.by ?? null,
  ]);
}

/** Roles a user holds in every programme, ended ones left out. */
export async function findRolesEverywhere(client: PoolClient, userId: string): Promise<{ programmeId: string; role: Role }[]> {
  const { rows } = await client.query<{ programmeId: string; role: string }>(
    'select programme_id as "programmeId", role from membership where user_id = $1 and ended_at is null',
    [userId],
  );
  return known(rows);
}

export interface InvitationRow {
  id: string;
  role: Role;
  partnerId: string | null;
  partnerName: string | null;
  personId: string | null;
  personName: string | null;
  invitee: string;
  madeBy: string;
  madeAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
}

const INVITATION = `select i.id, i.role, i.partner_id as "partnerId", o.name as "partnerName", i.person_id as "personId",
    nullif(trim(concat_ws(' ', p.given_names, p.surnames)), '') as "personName", i.invitee, coalesce(u.name, '') as "madeBy",
    i.made_at as "madeAt", i.expires_at as "expiresAt", i.used_at as "usedAt", i.revoked_at as "revokedAt"
  from invitation i left join app_user u on u.id = i.made_by
  left join organisation o on o.programme_id = i.programme_id and o.id = i.partner_id
  left join person p on p.programme_id = i.programme_id and p.id = i.person_id`;

/** Invitations that can still be used. */
export async function findOpenInvitations(client: PoolClient, programmeId: string, now: Date): Promise<InvitationRow[]> {
  const { rows } = await client.query<Omit<InvitationRow, 'role'> & { role: string }>(
    `${INVITATION} where i.programme_id = $1 and i.used_at is null and i.revoked_at is null and i.expires_at > $2
     order by i.made_at desc, i.id`,
    [programmeId, now],
  );
  return known(rows);
}

/** One invitation by the digest of its token or by id; locked where it is about to change. */
export async function findInvitation(
  client: PoolClient,
  programmeId: string,
  by: { readonly hash: Buffer } | { readonly id: string },
  lock: 'lock' | 'look',
): Promise<InvitationRow | null> {
  const { rows } = await client.query<Omit<InvitationRow, 'role'> & { role: string }>(
    `${INVITATION} where i.programme_id = $1 and ($2::bytea is null or i.token_hash = $2) and ($3::uuid is null or i.id = $3)
     ${lock === 'lock' ? 'for update of i' : ''}`,
    [programmeId, 'hash' in by ? by.hash : null, 'id' in by ? by.id : null],
  );
  return known(rows)[0] ?? null;
}

export async function insertInvitation(
  client: PoolClient,
  programmeId: string,
  invitation: {
    id: string;
    hash: Buffer;
    role: Role;
    partnerId: string | null;
    personId: string | null;
    invitee: string;
    madeBy: string;
    madeAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  const { id, hash, role, partnerId, personId, invitee, madeBy, madeAt, expiresAt } = invitation;
  await client.query(
    `insert into invitation (programme_id, id, token_hash, role, partner_id, person_id, invitee, made_by, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [programmeId, id, hash, role, partnerId, personId, invitee, madeBy, madeAt, expiresAt],
  );
}

export async function markInvitation(
  client: PoolClient,
  programmeId: string,
  id: string,
  mark: { readonly usedBy: string; readonly at: Date } | { readonly revokedAt: Date },
): Promise<void> {
  await client.query(
    `update invitation set used_at = coalesce($3, used_at), used_by = coalesce($4, used_by), revoked_at = coalesce($5, revoked_at)
     where programme_id = $1 and id = $2`,
    'usedBy' in mark ? [programmeId, id, mark.at, mark.usedBy, null] : [programmeId, id, null, null, mark.revokedAt],
  );
}

export interface AccessSettings {
  readonly name: string;
  readonly code: string;
  readonly secondFactorRequired: boolean;
  readonly contact: { readonly name: string | null; readonly phone: string | null; readonly email: string | null };
}

export async function findSettings(client: PoolClient, programmeId: string): Promise<AccessSettings | null> {
  const { rows } = await client.query<{
    name: string;
    code: string;
    secondFactorRequired: boolean;
    contactName: string | null;
    phone: string | null;
    email: string | null;
  }>(
    `select name, code, second_factor_required as "secondFactorRequired", contact_name as "contactName",
       contact_phone as phone, contact_email as email from programme where id = $1`,
    [programmeId],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { name, code, secondFactorRequired, contactName, phone, email } = row;
  return { name, code, secondFactorRequired, contact: { name: contactName, phone, email } };
}

export async function updateSettings(
  client: PoolClient,
  programmeId: string,
  { secondFactorRequired, contact }: Pick<AccessSettings, 'secondFactorRequired' | 'contact'>,
): Promise<void> {
  await client.query(
    `update programme set second_factor_required = $2, contact_name = nullif($3, ''), contact_phone = nullif($4, ''),
       contact_email = nullif($5, '') where id = $1`,
    [programmeId, secondFactorRequired, contact.name, contact.phone, contact.email],
  );
}

/** Names of those who coordinate. */
export async function findCoordinators(client: PoolClient, programmeId: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select u.name from membership m join app_user u on u.id = m.user_id
     where m.programme_id = $1 and m.role = 'coordinator' and m.ended_at is null order by u.name`,
    [programmeId],
  );
  return rows.map(({ name }) => name);
}
