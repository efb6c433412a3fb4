/** SQL of who attended a process, was asked what came of it, and was certified: all records of a person together. */
import type { PoolClient } from 'pg';
import { inOpenBatch } from '../../ledger/standing-queries.ts';
import { JOINED_PEOPLE } from '../../registry/identity-queries.ts';
import { followUpRecorded } from './entries.ts';

/**
 * Canonical ids of everybody who attended a process, and whether they reached the share that it asks. Numbers are put together, and
 * only of merged records is looked up whose they are. A session recorded twice gives nobody more than the session.
 */
export async function findWhoReached(client: PoolClient, programmeId: string, processNumber: number): Promise<{ personId: string; reached: boolean }[]> {
  const { rows } = await client.query<{ personId: string; reached: boolean }>(
    `with ${JOINED_PEOPLE},
     held as materialized (select s.number, s.duration_minutes, p.threshold_percent * sum(s.duration_minutes) over () as asked
       from process p join session s on s.programme_id = p.programme_id and s.process_id = p.id and not s.withdrawn
       where p.programme_id = $1 and p.number = $2),
     stay as (select f.occasion, coalesce(j.canonical, f.person) as person, sum(f.quantity) as minutes
       from fact f left join joined j on j.number = f.person
       where f.programme_id = $1 and f.activity = $2 and f.measure = 1 and f.to_position is null
         and f.person is not null and ${inOpenBatch('f.batch')}
       group by f.occasion, coalesce(j.canonical, f.person)),
     attended as (select y.person, sum(least(y.minutes, h.duration_minutes)) * 100 >= min(h.asked) as reached
       from stay y join held h on h.number = y.occasion group by y.person)
     select c.id as "personId", a.reached from attended a join person c on c.programme_id = $1 and c.number = a.person`,
    [programmeId, processNumber],
  );
  return rows;
}

/** A person (number of the canonical record) and a process, by their numbers. */
export interface OfProcess {
  readonly person: number;
  readonly activity: number;
}

/** `r`: rows that name a person and a process. */
const OF_PROCESS = (rows: string): string => `with ${JOINED_PEOPLE}
  select distinct p.number as activity, coalesce(j.canonical, m.number) as person from ${rows} r
  join process p on p.programme_id = r.programme_id and p.id = r.process_id
  join person m on m.programme_id = r.programme_id and m.id = r.person_id left join joined j on j.number = m.number
  where r.programme_id = $1`;

/** Whoever was asked what came of a process. */
export async function findContacted(client: PoolClient, programmeId: string): Promise<OfProcess[]> {
  const statement = `${OF_PROCESS('process_record')} and r.kind = $2 and r.to_position is null`;
  const { rows } = await client.query<OfProcess>(statement, [programmeId, followUpRecorded.kind]);
  return rows;
}

/** Whoever has a certificate of a process that is not annulled. */
export async function findCertified(client: PoolClient, programmeId: string): Promise<OfProcess[]> {
  const { rows } = await client.query<OfProcess>(`${OF_PROCESS('certificate')} and r.annulled_on is null`, [programmeId]);
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
