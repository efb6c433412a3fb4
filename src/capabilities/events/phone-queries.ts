/** SQL of the sessions and attendance that a phone keeps. */
import type { PoolClient } from 'pg';
import { processSeen } from '../../access/scope-queries.ts';
import { conflictFieldsOf, leavesOf } from '../../ledger/standing-queries.ts';
import { IN_FORCE } from './queries.ts';

/** Either the rows after one, in order of id, or those with these ids. */
export type Which = { readonly after: string | null; readonly limit: number } | { readonly ids: readonly string[] };

function valuesOf(programmeId: string, which: Which): unknown[] {
  return 'ids' in which ? [programmeId, which.ids, null, null] : [programmeId, null, which.after, which.limit];
}

export interface SessionOfPhone {
  readonly id: string;
  readonly processId: string;
  readonly leaves: string[];
  readonly number: number;
  readonly title: string | null;
  readonly heldOn: string;
  readonly startsAt: string | null;
  readonly durationMinutes: number;
  readonly modality: string;
  readonly department: string | null;
  readonly municipality: string | null;
}

export async function findSessionsOfPhone(client: PoolClient, programmeId: string, which: Which): Promise<SessionOfPhone[]> {
  const { rows } = await client.query<SessionOfPhone>(
    `select s.id, s.process_id as "processId", ${leavesOf('s.programme_id', 's.id', 's.leaf_id')} as leaves, s.session_number as number,
       s.title, s.held_on as "heldOn", s.starts_at as "startsAt", s.duration_minutes as "durationMinutes", s.modality, s.department,
       s.municipality
     from session s join process p on p.programme_id = s.programme_id and p.id = s.process_id
     where s.programme_id = $1 and not s.withdrawn and not p.withdrawn and ${processSeen('p')}
       and ($2::uuid[] is null or s.id = any($2)) and ($3::uuid is null or s.id > $3) order by s.id limit $4`,
    valuesOf(programmeId, which),
  );
  return rows;
}

export interface StayOfPhone {
  readonly id: string;
  readonly processId: string;
  readonly sessionId: string;
  readonly personId: string;
  readonly organisationId: string | null;
  readonly minutes: number;
  readonly leaves: string[];
  readonly conflictFields: string[];
  readonly via: string;
  readonly recordedAt: Date;
  readonly occurredOn: string;
  /** What the last version says: what a correction of it starts from. */
  readonly payload: Record<string, unknown>;
}

/** Attendance in force, by the first entry of each; people and organisations by their canonical record. */
export async function findStaysOfPhone(client: PoolClient, programmeId: string, which: Which): Promise<StayOfPhone[]> {
  const { rows } = await client.query<StayOfPhone>(
    `with held as (
       select e.root_id, e.id as leaf, f.quantity, f.person, f.organisation, f.occasion, e.via, e.recorded_at, e.occurred_on, e.body, p.id as process_id
       from process p join fact f on f.programme_id = p.programme_id and f.activity = p.number and f.measure = 1
       join entry e on e.programme_id = f.programme_id and e.position = f.from_position
       where p.programme_id = $1 and not p.withdrawn and ${processSeen('p')} and ${IN_FORCE}
         and ($2::uuid[] is null or f.from_position in (select v.position from entry v where v.programme_id = $1 and v.root_id = any($2)))
         and ($3::uuid is null or e.root_id > $3) order by e.root_id limit $4)
     select h.root_id as id, h.process_id as "processId", s.id as "sessionId", w.canonical_id as "personId",
       o.canonical_id as "organisationId", h.quantity as minutes, ${leavesOf('$1::uuid', 'h.root_id', 'h.leaf')} as leaves,
       ${conflictFieldsOf('$1::uuid', 'h.root_id')} as "conflictFields", h.via, h.recorded_at as "recordedAt",
       h.occurred_on as "occurredOn", h.body::jsonb -> 'payload' as payload
     from held h
     join session s on s.programme_id = $1 and s.number = h.occasion
     join person w on w.programme_id = $1 and w.number = h.person
     left join organisation o on o.programme_id = $1 and o.number = h.organisation
     order by h.root_id`,
    valuesOf(programmeId, which),
  );
  return rows;
}

/** Processes that these people take part in or are registered for, and the first entries of their attendance. */
export async function findPartsOfPeople(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<{ processes: string[]; stays: string[] }> {
  const { rows } = await client.query<{ processId: string; stayId: string | null }>(
    `with whole as (select w.id, w.number from person w where w.programme_id = $1 and w.canonical_id = any(
       array(select canonical_id from person where programme_id = $1 and id = any($2))))
     select p.id as "processId", e.root_id as "stayId" from whole w
       join fact f on f.programme_id = $1 and f.person = w.number and f.measure = 1 and f.to_position is null
       join process p on p.programme_id = $1 and p.number = f.activity
       join entry e on e.programme_id = $1 and e.position = f.from_position
     union all select r.process_id, null from whole w join registration r on r.programme_id = $1 and r.person_id = w.id`,
    [programmeId, ids],
  );
  return {
    processes: [...new Set(rows.map(({ processId }) => processId))],
    stays: rows.flatMap(({ stayId }) => (stayId === null ? [] : [stayId])),
  };
}
