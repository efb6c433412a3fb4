/** SQL of who is invited to a process, registered for it, and came. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { processIdSeen } from '../../access/scope-queries.ts';
import { conflictFieldsOf, leavesOf } from '../../ledger/standing-queries.ts';
import type { Stored } from '../../ledger/stored.ts';
import { kindThatStands } from '../../registry/queries.ts';
import type { organisationInvited, registrationRecorded } from './entries.ts';
import { registrationAnswered, registrationRequested } from './registration-entries.ts';

export async function upsertInvitation(client: PoolClient, stored: Stored, payload: z.output<typeof organisationInvited.payload>): Promise<void> {
  await client.query(
    `insert into process_invitation (programme_id, id, number, leaf_id, process_id, organisation_id, quota, women_goal_percent,
       changed_position)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (programme_id, id) do update set leaf_id = excluded.leaf_id, process_id = excluded.process_id,
       organisation_id = excluded.organisation_id, quota = excluded.quota, women_goal_percent = excluded.women_goal_percent,
       withdrawn = false, changed_position = excluded.changed_position`,
    [
      stored.programmeId,
      stored.rootId,
      stored.rootPosition,
      stored.id,
      payload.processId,
      payload.organisationId,
      payload.quota,
      payload.womenGoalPercent,
      stored.position,
    ],
  );
}

export interface InvitationRow {
  id: string;
  leaves: string[];
  conflictFields: string[];
  invitedOn: string;
  organisationId: string;
  organisationName: string;
  organisationKind: string;
  quota: number;
  womenGoalPercent: number | null;
}

/** Organisations invited to a process, in the order in which they were. Records that are one organisation count as that one. */
export async function findInvitations(client: PoolClient, programmeId: string, processId: string): Promise<InvitationRow[]> {
  const { rows } = await client.query<InvitationRow>(
    `select i.id, ${leavesOf('i.programme_id', 'i.id', 'i.leaf_id')} as leaves,
       ${conflictFieldsOf('i.programme_id', 'i.id')} as "conflictFields",
       (select e.occurred_on from entry e where e.programme_id = i.programme_id and e.id = i.id) as "invitedOn",
       o.canonical_id as "organisationId", coalesce(l.name, o.name) as "organisationName",
       ${kindThatStands('o', 'l')} as "organisationKind",
       i.quota, i.women_goal_percent as "womenGoalPercent"
     from process_invitation i
     join organisation o on o.programme_id = i.programme_id and o.id = i.organisation_id
     left join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
     where i.programme_id = $1 and i.process_id = $2 and not i.withdrawn and ${processIdSeen('i.programme_id', 'i.process_id')}
     order by i.number`,
    [programmeId, processId],
  );
  return rows;
}

/** Who is invited where, by `process organisation` (canonical): the id of the invitation. */
export async function invitationsTaken(client: PoolClient, programmeId: string, processIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; key: string }>(
    `select i.id, i.process_id || ' ' || o.canonical_id as key from process_invitation i
     join organisation o on o.programme_id = i.programme_id and o.id = i.organisation_id
     where i.programme_id = $1 and i.process_id = any($2) and not i.withdrawn`,
    [programmeId, processIds],
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}

export async function upsertRegistration(client: PoolClient, stored: Stored, payload: z.output<typeof registrationRecorded.payload>): Promise<void> {
  await client.query(
    `insert into registration (programme_id, id, number, leaf_id, process_id, person_id, organisation_id, changed_position)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (programme_id, id) do update set leaf_id = excluded.leaf_id, process_id = excluded.process_id,
       person_id = excluded.person_id, organisation_id = excluded.organisation_id, withdrawn = false,
       changed_position = excluded.changed_position`,
    [
      stored.programmeId,
      stored.rootId,
      stored.rootPosition,
      stored.id,
      payload.processId,
      payload.personId,
      payload.organisationId,
      stored.position,
    ],
  );
}

export interface RegistrationRow {
  id: string;
  leaves: string[];
  conflictFields: string[];
  /** Place in the ledger. */
  number: number;
  registeredOn: string;
  personId: string;
  organisationId: string | null;
  organisationName: string | null;
  organisationKind: string | null;
}

/**
 * Everybody registered for a process, with canonical people and organisations, in the order in which the ledger took them:
 * who asked from outside, in that of their request, unless they had a registration before it. Who asked twice stands once.
 */
export async function findRegistrations(client: PoolClient, programmeId: string, processId: string): Promise<RegistrationRow[]> {
  const { rows } = await client.query<RegistrationRow>(
    `select r.id, r.number::int as number, ${leavesOf('r.programme_id', 'r.id', 'r.leaf_id')} as leaves,
       ${conflictFieldsOf('r.programme_id', 'r.id')} as "conflictFields",
       (select e.occurred_on from entry e where e.programme_id = r.programme_id and e.id = r.id) as "registeredOn",
       p.canonical_id as "personId", o.canonical_id as "organisationId", coalesce(l.name, o.name) as "organisationName",
       ${kindThatStands('o', 'l')} as "organisationKind"
     from registration r
     join person p on p.programme_id = r.programme_id and p.id = r.person_id
     left join organisation o on o.programme_id = r.programme_id and o.id = r.organisation_id
     left join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
     left join lateral (
       select min(q.number) as number from process_record a
       join process_record q on q.programme_id = a.programme_id and q.process_id = a.process_id and q.kind = $4
         and q.to_position is null and q.root_id::text = a.body ->> 'requestId'
       where a.programme_id = r.programme_id and a.process_id = r.process_id and a.kind = $3
         and a.to_position is null and a.body ->> 'registrationId' = r.id::text
     ) q on true
     where r.programme_id = $1 and r.process_id = $2 and not r.withdrawn and ${processIdSeen('r.programme_id', 'r.process_id')}
     order by least(q.number, r.number), r.number`,
    [programmeId, processId, registrationAnswered.kind, registrationRequested.kind],
  );
  return rows;
}

/** Who is registered where, by `process person` (canonical): the id of the registration. */
export async function registrationsTaken(client: PoolClient, programmeId: string, processIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; key: string }>(
    `select r.id, r.process_id || ' ' || p.canonical_id as key from registration r
     join person p on p.programme_id = r.programme_id and p.id = r.person_id
     where r.programme_id = $1 and r.process_id = any($2) and not r.withdrawn`,
    [programmeId, processIds],
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
}
