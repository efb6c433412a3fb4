/** SQL of what is noted beside a process: tests, satisfaction, follow-up, speakers, materials. */
import type { PoolClient } from 'pg';
import { processIdSeen } from '../../../access/scope-queries.ts';
import { conflictFieldsOf, leavesOf } from '../../../ledger/standing-queries.ts';
import type { PrivateValues, Stored } from '../../../ledger/stored.ts';
import { kindThatStands } from '../../../registry/queries.ts';
import { registrationAnswered } from '../registration-entries.ts';

/** What of a record is looked for by. */
export interface RecordKeys {
  readonly processId: string;
  readonly sessionId: string | null;
  readonly personId: string | null;
  /** Of that record, as the ledger numbers it. */
  readonly personNumber: number | null;
}

/** A private part that a correction does not send stays as it was. */
export async function insertRecord(client: PoolClient, stored: Stored, keys: RecordKeys, parts: PrivateValues): Promise<void> {
  await client.query(
    `insert into process_record (programme_id, from_position, root_id, number, leaf_id, kind, process_id, session_id, person_id,
       occurred_on, body, person_number, private_parts)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
       coalesce((select b.private_parts from process_record b where b.programme_id = $1 and b.root_id = $3 and b.from_position < $2
         order by b.from_position desc limit 1), '{}') || $13)`,
    [
      stored.programmeId,
      stored.position,
      stored.rootId,
      stored.rootPosition,
      stored.id,
      stored.kind,
      keys.processId,
      keys.sessionId,
      keys.personId,
      stored.occurredOn,
      stored.payload,
      keys.personNumber,
      parts,
    ],
  );
}

/** Ends what a thing said before this entry. */
export async function closeRecord(client: PoolClient, stored: Stored): Promise<void> {
  await client.query(
    `update process_record set to_position = $3
     where programme_id = $1 and root_id = $2 and to_position is null and from_position < $3`,
    [stored.programmeId, stored.rootId, stored.position],
  );
}

export interface RecordRow {
  id: string;
  /** Place in the ledger of the first version. */
  number: number;
  leaves: string[];
  conflictFields: string[];
  kind: string;
  occurredOn: string;
  processId: string;
  /** Canonical: of several records of one person, the one they are shown as. */
  personId: string | null;
  personNumber: number | null;
  organisationName: string | null;
  organisationKind: string | null;
  body: unknown;
  privateParts: unknown;
}

/** What stands noted beside these processes of one kind or several, in the order in which it was first noted. */
export async function findRecordsBeside(
  client: PoolClient,
  programmeId: string,
  processIds: readonly string[],
  kinds: readonly string[],
): Promise<RecordRow[]> {
  const { rows } = await client.query<RecordRow>(
    `select r.root_id as id, r.number::int as number, ${leavesOf('r.programme_id', 'r.root_id', 'r.leaf_id')} as leaves,
       ${conflictFieldsOf('r.programme_id', 'r.root_id')} as "conflictFields", r.kind, r.occurred_on as "occurredOn",
       r.process_id as "processId", p.canonical_id as "personId",
       (select c.number from person c where c.programme_id = p.programme_id and c.id = p.canonical_id) as "personNumber",
       coalesce(l.name, o.name) as "organisationName", ${kindThatStands('o', 'l')} as "organisationKind",
       r.body, r.private_parts as "privateParts"
     from process_record r
     left join person p on p.programme_id = r.programme_id and p.id = r.person_id
     left join lateral (select * from organisation where programme_id = r.programme_id and id = (r.body ->> 'organisationId')::uuid limit 1) o on true
     left join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
     where r.programme_id = $1 and r.process_id = any($2) and r.kind = any($3) and r.to_position is null
       and ${processIdSeen('r.programme_id', 'r.process_id')}
     order by r.number`,
    [programmeId, processIds, kinds],
  );
  return rows;
}

export interface TakenRow {
  id: string;
  kind: string;
  personId: string | null;
  processId: string;
  occurredOn: string;
  body: unknown;
}

/** What stands of these kinds beside these processes, whoever asks: for the door in. */
export async function findTaken(
  client: PoolClient,
  programmeId: string,
  processIds: readonly string[],
  kinds: readonly string[],
): Promise<TakenRow[]> {
  const { rows } = await client.query<TakenRow>(
    `select r.root_id as id, r.kind, p.canonical_id as "personId", r.process_id as "processId", r.occurred_on as "occurredOn", r.body
     from process_record r left join person p on p.programme_id = r.programme_id and p.id = r.person_id
     where r.programme_id = $1 and r.process_id = any($2) and r.kind = any($3) and r.to_position is null order by r.number`,
    [programmeId, processIds, kinds],
  );
  return rows;
}

/** Takes out what was noted beside processes of these people, and what they wrote when they asked from outside for the place they have. */
export async function eraseBeside(client: PoolClient, programmeId: string, personIds: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct a.body ->> 'requestId' as id from registration g
     join process_record a on a.programme_id = g.programme_id and a.kind = $3 and a.body ->> 'registrationId' = g.id::text
     where g.programme_id = $1 and g.person_id = any($2)`,
    [programmeId, personIds, registrationAnswered.kind],
  );
  const forms = rows.map(({ id }) => id);
  await client.query(
    'delete from entry_private h using entry e where h.programme_id = $1 and e.programme_id = $1 and e.id = h.entry_id and e.root_id = any($2::uuid[])',
    [programmeId, forms],
  );
  await client.query(
    `update process_record set private_parts = '{}' where programme_id = $1 and (person_id = any($2) or root_id = any($3::uuid[]))`,
    [programmeId, personIds, forms],
  );
}
