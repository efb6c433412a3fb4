/** SQL of the events. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { processIdSeen, processSeen } from '../../access/scope-queries.ts';
import { conflictFieldsOf, leavesOf } from '../../ledger/standing-queries.ts';
import { kindThatStands } from '../../registry/queries.ts';
import type { Stored } from '../../ledger/stored.ts';
import type { MODALITIES, processOpened, sessionScheduled } from './entries.ts';

export async function upsertProcesses(client: PoolClient, stored: Stored, payload: z.output<typeof processOpened.payload>): Promise<void> {
  await client.query(
    `insert into process (programme_id, id, number, leaf_id, code, title, topic, format, threshold_percent, partner_id,
       modality, department, municipality, venue, funder_id, funder_source, capacity, changed_position)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     on conflict (programme_id, id) do update set leaf_id = excluded.leaf_id, code = excluded.code,
       title = excluded.title, topic = excluded.topic, format = excluded.format,
       threshold_percent = excluded.threshold_percent, partner_id = excluded.partner_id,
       modality = excluded.modality, department = excluded.department, municipality = excluded.municipality,
       venue = excluded.venue, funder_id = excluded.funder_id, funder_source = excluded.funder_source,
       capacity = excluded.capacity, withdrawn = false, changed_position = excluded.changed_position`,
    [
      stored.programmeId,
      stored.rootId,
      stored.rootPosition,
      stored.id,
      payload.code,
      payload.title,
      payload.topic,
      payload.format,
      payload.thresholdPercent,
      payload.partnerId,
      payload.modality,
      payload.department,
      payload.municipality,
      payload.venue,
      payload.funderId,
      payload.funderSource,
      payload.capacity,
      stored.position,
    ],
  );
}

export async function upsertSessions(client: PoolClient, stored: Stored, payload: z.output<typeof sessionScheduled.payload>): Promise<void> {
  await client.query(
    `insert into session (programme_id, id, number, leaf_id, process_id, session_number, title, held_on,
       duration_minutes, modality, department, municipality, starts_at, changed_position)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (programme_id, id) do update set leaf_id = excluded.leaf_id, process_id = excluded.process_id,
       session_number = excluded.session_number, title = excluded.title, held_on = excluded.held_on,
       duration_minutes = excluded.duration_minutes, modality = excluded.modality, department = excluded.department,
       municipality = excluded.municipality, starts_at = excluded.starts_at, withdrawn = false,
       changed_position = excluded.changed_position`,
    [
      stored.programmeId,
      stored.rootId,
      stored.rootPosition,
      stored.id,
      payload.processId,
      payload.number,
      payload.title,
      payload.heldOn,
      payload.durationMinutes,
      payload.modality,
      payload.department,
      payload.municipality,
      payload.startsAt,
      stored.position,
    ],
  );
}

/** Takes a withdrawn process, session, invitation or registration out of the lists. */
export async function withdrawThing(client: PoolClient, stored: Stored): Promise<void> {
  const tables: Readonly<Record<string, string>> = {
    'events.process-opened': 'process',
    'events.session-scheduled': 'session',
    'events.organisation-invited': 'process_invitation',
    'events.registration-recorded': 'registration',
  };
  const table = tables[stored.rootKind];
  if (table === undefined) return;
  await client.query(
    `update ${table} set withdrawn = true, leaf_id = $3, changed_position = $4 where programme_id = $1 and id = $2`,
    [stored.programmeId, stored.rootId, stored.id, stored.position],
  );
}

export async function codesTaken(client: PoolClient, programmeId: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ code: string; id: string }>(
    'select code, id from process where programme_id = $1 and not withdrawn',
    [programmeId],
  );
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** Process of each of these sessions. */
export async function processesOfSessions(
  client: PoolClient,
  programmeId: string,
  sessionIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; process_id: string }>(
    'select id, process_id from session where programme_id = $1 and id = any($2)',
    [programmeId, sessionIds],
  );
  return new Map(rows.map((row) => [row.id, row.process_id]));
}

export interface ProcessRow {
  id: string;
  number: number;
  leafId: string;
  leaves: string[];
  conflictFields: string[];
  openedOn: string;
  code: string;
  title: string;
  topic: string | null;
  format: string;
  thresholdPercent: number;
  partnerId: string | null;
  partnerName: string | null;
  partnerKind: string | null;
  modality: (typeof MODALITIES)[number] | null;
  department: string | null;
  municipality: string | null;
  venue: string | null;
  funderId: string | null;
  funderName: string | null;
  funderKind: string | null;
  funderSource: string | null;
  capacity: number | null;
  sessionCount: number;
  firstOn: string | null;
  lastOn: string | null;
}

/** Name and kind that stand for all records of an organisation. */
const AS_IT_STANDS = (id: string): string => `(select coalesce(l.name, r.name) as name, ${kindThatStands('r', 'l')} as kind
  from organisation r left join organisation_line l on l.programme_id = r.programme_id and l.id = r.canonical_id
  where r.programme_id = $1 and r.id = ${id} limit 1)`;

/** Processes by first date; `idOrCode` narrows to one. */
export async function findProcesses(client: PoolClient, programmeId: string, idOrCode: string | null): Promise<ProcessRow[]> {
  const { rows } = await client.query<ProcessRow>(
    `select p.id, p.number, p.leaf_id as "leafId", ${leavesOf('p.programme_id', 'p.id', 'p.leaf_id')} as leaves,
       ${conflictFieldsOf('p.programme_id', 'p.id')} as "conflictFields",
       (select e.occurred_on from entry e where e.programme_id = p.programme_id and e.id = p.id) as "openedOn", p.code, p.title, p.topic, p.format,
       p.threshold_percent as "thresholdPercent", p.partner_id as "partnerId", o.name as "partnerName",
       o.kind as "partnerKind", p.modality, p.department, p.municipality, p.venue, p.funder_id as "funderId",
       d.name as "funderName", d.kind as "funderKind", p.funder_source as "funderSource", p.capacity,
       count(s.id) as "sessionCount", min(s.held_on) as "firstOn", max(s.held_on) as "lastOn"
     from process p
     left join lateral ${AS_IT_STANDS('p.partner_id')} o on true
     left join lateral ${AS_IT_STANDS('p.funder_id')} d on true
     left join session s on s.programme_id = p.programme_id and s.process_id = p.id and not s.withdrawn
     where p.programme_id = $1 and not p.withdrawn and ($2::text is null or p.id::text = $2 or p.code = $2) and ${processSeen('p')}
     group by p.programme_id, p.id, o.name, o.kind, d.name, d.kind order by min(s.held_on) nulls last, p.number`,
    [programmeId, idOrCode],
  );
  return rows;
}

export interface SessionRow {
  id: string;
  number: number;
  leafId: string;
  leaves: string[];
  conflictFields: string[];
  processId: string;
  sessionNumber: number;
  title: string | null;
  heldOn: string;
  startsAt: string | null;
  durationMinutes: number;
  modality: string;
  department: string | null;
  municipality: string | null;
}

/** A fact whose import, if it came in one, is open. */
export const IN_FORCE = `f.to_position is null and (f.batch is null or exists (select from batch b
  where b.programme_id = f.programme_id and b.number = f.batch and b.from_position is not null and b.to_position is null))`;

/** Sessions of a process, one session, or all, in order. */
export async function findSessions(
  client: PoolClient,
  programmeId: string,
  by: { processId: string } | { sessionId: string } | 'all',
): Promise<SessionRow[]> {
  const { rows } = await client.query<SessionRow>(
    `select s.id, s.number, s.leaf_id as "leafId", ${leavesOf('s.programme_id', 's.id', 's.leaf_id')} as leaves,
       ${conflictFieldsOf('s.programme_id', 's.id')} as "conflictFields", s.process_id as "processId", s.session_number as "sessionNumber",
       s.title, s.held_on as "heldOn", s.starts_at as "startsAt", s.duration_minutes as "durationMinutes", s.modality, s.department, s.municipality
     from session s where s.programme_id = $1 and not s.withdrawn
       and ($2::uuid is null or s.process_id = $2) and ($3::uuid is null or s.id = $3)
       and ${processIdSeen('s.programme_id', 's.process_id')}
     order by s.session_number, s.held_on, s.id`,
    [programmeId, by !== 'all' && 'processId' in by ? by.processId : null, by !== 'all' && 'sessionId' in by ? by.sessionId : null],
  );
  return rows;
}

export interface StayRow {
  personId: string;
  rootId: string;
  leafId: string;
  leaves: string[];
  conflictFields: string[];
  minutes: number;
  via: string;
  recordedAt: Date;
  /** Number of the organisation they came for. */
  organisation: number | null;
}

/** Every stay in a session, with the canonical person. */
export async function findStays(client: PoolClient, programmeId: string, sessionNumber: number): Promise<StayRow[]> {
  const { rows } = await client.query<StayRow>(
    `select p.canonical_id as "personId",
       e.root_id as "rootId", e.id as "leafId", ${leavesOf('e.programme_id', 'e.root_id', 'e.id')} as leaves,
       ${conflictFieldsOf('e.programme_id', 'e.root_id')} as "conflictFields", f.quantity as minutes, e.via,
       e.recorded_at as "recordedAt", f.organisation
     from fact f
     join person p on p.programme_id = f.programme_id and p.number = f.person
     join entry e on e.programme_id = f.programme_id and e.position = f.from_position
     where f.programme_id = $1 and f.occasion = $2 and f.measure = 1 and ${IN_FORCE}
     order by f.occurred_on, f.from_position`,
    [programmeId, sessionNumber],
  );
  return rows;
}
