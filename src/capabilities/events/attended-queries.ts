/** SQL of who attended processes and for how long, all records of a person together and no session giving more than it lasted. */
import type { PoolClient } from 'pg';
import { inOpenBatch } from '../../ledger/standing-queries.ts';
import { JOINED_PEOPLE } from '../../registry/identity-queries.ts';
import { followUpRecorded } from './entries.ts';

/**
 * `asked`: processes with the minutes held; `attended`: minutes of each person (number of the canonical record) in a process, and
 * whether they are the share that the process asks. Numbers are put together, and only of merged records is looked up whose
 * they are. Batches are read once and not for every fact. A session recorded twice gives nobody more than the session.
 */
const ATTENDED = (processes: string): string => `${JOINED_PEOPLE},
  asked as materialized (
    select p.number, p.id, p.format, p.threshold_percent, coalesce(sum(s.duration_minutes), 0) as held from process p
    left join session s on s.programme_id = p.programme_id and s.process_id = p.id and not s.withdrawn
    where p.programme_id = $1 and ${processes} group by p.programme_id, p.id),
  stay as (
    select f.activity, f.occasion, coalesce(j.canonical, f.person) as person, sum(f.quantity) as minutes
    from fact f left join joined j on j.number = f.person
    where f.programme_id = $1 and f.activity = any(array(select number from asked)) and f.measure = 1 and f.to_position is null
      and f.person is not null and ${inOpenBatch('f.batch')}
    group by f.activity, f.occasion, coalesce(j.canonical, f.person)),
  attended as (
    select t.*, a.id as process_id, a.format, a.held,
      a.held > 0 and t.minutes * 100 >= a.threshold_percent * a.held as reached
    from (select y.activity, y.person, sum(least(y.minutes, s.duration_minutes))::bigint as minutes
      from stay y join session s on s.programme_id = $1 and s.number = y.occasion and not s.withdrawn group by y.activity, y.person) t
    join asked a on a.number = t.activity)`;

/** By number of the process: how many attended, and how many reached the share that it asks. */
export async function countAttended(client: PoolClient, programmeId: string): Promise<Map<number, { attended: number; trained: number }>> {
  const { rows } = await client.query<{ activity: number; attended: number; trained: number }>(
    `with ${ATTENDED('not p.withdrawn')}
     select activity, count(*) as attended, count(*) filter (where reached) as trained from attended group by activity`,
    [programmeId],
  );
  return new Map(rows.map(({ activity, ...counts }) => [activity, counts]));
}

export interface ToDo {
  /** Reached the share, or attended a webinar, and nobody has asked what came of it. */
  unasked: number;
  /** Reached the share, have a name, and no certificate that is not annulled. */
  uncertified: number;
}

/** By number of the process: who is to be asked for the first time, and who may have a certificate. */
export async function countToDo(client: PoolClient, programmeId: string): Promise<Map<number, ToDo>> {
  const { rows } = await client.query<ToDo & { activity: number }>(
    `with ${ATTENDED('not p.withdrawn')},
     contacted as (select distinct r.process_id, coalesce(j.canonical, p.number) as person from process_record r
       join person p on p.programme_id = r.programme_id and p.id = r.person_id left join joined j on j.number = p.number
       where r.programme_id = $1 and r.kind = $2 and r.to_position is null),
     certified as (select distinct c.process_id, coalesce(j.canonical, p.number) as person from certificate c
       join person p on p.programme_id = c.programme_id and p.id = c.person_id left join joined j on j.number = p.number
       where c.programme_id = $1 and c.annulled_on is null),
     nameless as (select number as person from person where programme_id = $1 and id = canonical_id and trim(given_names || surnames) = '')
     select a.activity, count(*) filter (where (a.reached or a.format = 'webinar') and c.person is null) as unasked,
       count(*) filter (where a.reached and d.person is null and n.person is null) as uncertified
     from attended a left join contacted c on c.process_id = a.process_id and c.person = a.person
     left join certified d on d.process_id = a.process_id and d.person = a.person
     left join nameless n on n.person = a.person group by a.activity`,
    [programmeId, followUpRecorded.kind],
  );
  return new Map(rows.map(({ activity, ...counts }) => [activity, counts]));
}

/** Canonical ids of everybody who attended a process, and whether they reached the share that it asks. */
export async function findWhoReached(client: PoolClient, programmeId: string, processNumber: number): Promise<{ personId: string; reached: boolean }[]> {
  const { rows } = await client.query<{ personId: string; reached: boolean }>(
    `with ${ATTENDED('p.number = $2')}
     select c.id as "personId", a.reached from attended a join person c on c.programme_id = $1 and c.number = a.person`,
    [programmeId, processNumber],
  );
  return rows;
}
