/** SQL of who attended a process, was asked what came of it, and was certified: all records of a person together. */
import type { PoolClient } from 'pg';
import { inOpenBatch } from '../../ledger/standing-queries.ts';
import { JOINED_PEOPLE } from '../../registry/identity-queries.ts';
import { kindThatStands } from '../../registry/queries.ts';
import { followUpRecorded } from './entries.ts';

/** One time somebody was in a session: its number, that of the organisation they came for, and how long, minutes. */
export type Time = readonly [occasion: number, organisation: number | null, minutes: number];

/** Somebody who was in sessions of a process. */
export interface TimesRow {
  /** Canonical record. */
  readonly personId: string;
  readonly personNumber: number;
  /** In the order of the days. */
  readonly times: readonly Time[];
}

/** Who was in the sessions of a process, in the order in which they came. Each is looked up once, and only of merged records whose they are. */
export async function findTimes(client: PoolClient, programmeId: string, processNumber: number): Promise<TimesRow[]> {
  const { rows } = await client.query<TimesRow>(
    // A row for each person: of thousands of times, reading rows is what would take longest.
    `with ${JOINED_PEOPLE},
     who as (select case when j.canonical is null then f.person else j.canonical end as number, min(f.occurred_on) as first_on, min(f.from_position) as first,
         json_agg(json_build_array(f.occasion, f.organisation, f.quantity) order by f.occurred_on, f.from_position) as times
       from fact f left join joined j on j.number = f.person
       where f.programme_id = $1 and f.activity = $2 and f.measure = 1 and f.to_position is null and ${inOpenBatch('f.batch')} group by 1)
     select c.id as "personId", w.number as "personNumber", w.times
     from who w cross join lateral (select id from person where programme_id = $1 and number = w.number limit 1) c order by w.first_on, w.first`,
    [programmeId, processNumber],
  );
  return rows;
}

export interface OrganisationName {
  readonly id: string;
  readonly canonicalId: string;
  readonly name: string;
  readonly kind: string;
}

/** Organisations by number, as they are called and what they are now. */
export async function findOrganisationNames(client: PoolClient, programmeId: string, numbers: readonly number[]): Promise<Map<number, OrganisationName>> {
  const { rows } = await client.query<OrganisationName & { number: number }>(
    `select o.number, o.id, o.canonical_id as "canonicalId", coalesce(l.name, o.name) as name, ${kindThatStands('o', 'l')} as kind
     from organisation o left join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
     where o.programme_id = $1 and o.number = any($2)`,
    [programmeId, numbers],
  );
  return new Map(rows.map(({ number, ...organisation }) => [number, organisation]));
}

/** People (numbers of their canonical records) of whom the same is said, and a process, by its number. */
export interface OfProcess {
  readonly activity: number;
  readonly people: readonly number[];
}

/** `p` and `j`: the process that rows `r` name, and whose record their person's is where it was joined to another. */
const OF_PROCESS = (rows: string): string => `from ${rows} r
  join process p on p.programme_id = r.programme_id and p.id = r.process_id left join joined j on j.number = r.person_number
  where r.programme_id = $1 and r.person_number is not null`;

/** People who stand alike after they were asked what came of a process. */
export interface ContactedRow extends OfProcess {
  /** Whether they were reached at any time. */
  readonly wasReached: boolean;
  /** Day on which to ask again, as was said the last time. */
  readonly nextContactOn: string | null;
}

export async function findContacted(client: PoolClient, programmeId: string): Promise<ContactedRow[]> {
  const { rows } = await client.query<ContactedRow>(
    `with ${JOINED_PEOPLE},
     contacted as (select p.number as activity, coalesce(j.canonical, r.person_number) as person, bool_or(r.body ->> 'result' <> 'not-reached') as reached,
         (array_agg(r.body ->> 'nextContactOn' order by r.occurred_on desc, r.number desc))[1] as next_on
       ${OF_PROCESS('process_record')} and r.kind = $2 and r.to_position is null group by 1, 2)
     select activity, reached as "wasReached", next_on as "nextContactOn", json_agg(person) as people from contacted group by 1, 2, 3`,
    [programmeId, followUpRecorded.kind],
  );
  return rows;
}

/** Whoever has a certificate of a process that is not annulled. */
export async function findCertified(client: PoolClient, programmeId: string): Promise<OfProcess[]> {
  const { rows } = await client.query<OfProcess>(
    `with ${JOINED_PEOPLE} select p.number as activity, json_agg(coalesce(j.canonical, r.person_number)) as people ${OF_PROCESS('certificate')} and r.annulled_on is null group by 1`,
    [programmeId],
  );
  return rows;
}

/** Numbers of people without any name, who can have no certificate. */
export async function findNameless(client: PoolClient, programmeId: string): Promise<number[]> {
  const { rows } = await client.query<{ number: number }>(
    `select number from person where programme_id = $1 and id = canonical_id and trim(given_names || surnames) = ''`,
    [programmeId],
  );
  return rows.map(({ number }) => number);
}
