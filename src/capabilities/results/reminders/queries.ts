/** SQL of the addresses under which calendars read reminders, and of the members who can be reminded. */
import type { PoolClient } from 'pg';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { REMINDED_ROLES, remindersScheduled, type RemindedRole } from '../reminder-entries.ts';
import type { FEED_LANGUAGES } from './contract.ts';

export type FeedLanguage = (typeof FEED_LANGUAGES)[number];

export interface NewFeed {
  readonly userId: string;
  readonly hash: Buffer;
  readonly language: FeedLanguage;
  readonly madeAt: Date;
}

/** Keeps the member's address; the one before is forgotten. */
export async function keepFeed(client: PoolClient, programmeId: string, { userId, hash, language, madeAt }: NewFeed): Promise<void> {
  await client.query(
    `insert into calendar_feed (programme_id, user_id, token_hash, language, made_at) values ($1, $2, $3, $4, $5)
     on conflict (programme_id, user_id) do update set token_hash = excluded.token_hash, language = excluded.language, made_at = excluded.made_at`,
    [programmeId, userId, hash, language, madeAt],
  );
}

export async function findFeedOf(client: PoolClient, programmeId: string, userId: string): Promise<{ madeAt: Date } | null> {
  const { rows } = await client.query<{ madeAt: Date }>('select made_at as "madeAt" from calendar_feed where programme_id = $1 and user_id = $2', [programmeId, userId]);
  return rows[0] ?? null;
}

export async function deleteFeed(client: PoolClient, programmeId: string, userId: string): Promise<void> {
  await client.query('delete from calendar_feed where programme_id = $1 and user_id = $2', [programmeId, userId]);
}

export interface OpenFeed {
  readonly userId: string;
  readonly language: FeedLanguage;
  readonly programme: ProgrammeInfo;
}

/** Whose address it is; null where nobody has it, or its owner is no member any more who can be reminded. */
export async function findFeed(client: PoolClient, programmeId: string, hash: Buffer): Promise<OpenFeed | null> {
  const { rows } = await client.query<ProgrammeInfo & { userId: string; language: string }>(
    `select f.user_id as "userId", f.language, p.id, p.code, p.name, p.time_zone as "timeZone", p.demonstration
     from calendar_feed f
     join membership m on m.programme_id = f.programme_id and m.user_id = f.user_id and m.ended_at is null and m.role = any($3)
     join programme p on p.id = f.programme_id
     where f.programme_id = $1 and f.token_hash = $2`,
    [programmeId, hash, REMINDED_ROLES],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const { userId, language, ...programme } = row;
  return { userId, language: language === 'en' ? 'en' : 'es', programme };
}

/** Of what stood before this many are told. */
const EARLIER_MAX = 20;

export interface EarlierRow {
  readonly body: unknown;
  readonly changedAt: Date;
  readonly changedBy: string | null;
  /** When it was changed or taken back. */
  readonly until: Date;
}

/** Schedules that stand no more, the latest first. */
export async function findEarlier(client: PoolClient, programmeId: string): Promise<EarlierRow[]> {
  const { rows } = await client.query<EarlierRow>(
    `select s.body, v.recorded_at as "changedAt", u.name as "changedBy", e.recorded_at as until
     from results_statement s
     join entry v on v.programme_id = s.programme_id and v.position = s.from_position
     join entry e on e.programme_id = s.programme_id and e.position = s.to_position
     left join app_user u on u.id = v.recorded_by
     where s.programme_id = $1 and s.kind = $2 order by s.from_position desc limit $3`,
    [programmeId, remindersScheduled.kind, EARLIER_MAX],
  );
  return rows;
}

export interface Remindable {
  readonly userId: string;
  readonly name: string;
  readonly role: RemindedRole;
  readonly partnerName: string | null;
}

/** Members who can be reminded, by name. */
export async function findRemindable(client: PoolClient, programmeId: string): Promise<Remindable[]> {
  const { rows } = await client.query<Remindable>(
    `select m.user_id as "userId", u.name, m.role, o.name as "partnerName" from membership m
     join app_user u on u.id = m.user_id
     left join organisation o on o.programme_id = m.programme_id and o.id = m.partner_id
     where m.programme_id = $1 and m.ended_at is null and m.role = any($2) order by u.name`,
    [programmeId, REMINDED_ROLES],
  );
  return rows;
}
