/** Facts of attendance by the million, where appending them would take hours. */
import type { Pool } from 'pg';

export interface Filling {
  readonly programmeId: string;
  readonly facts: number;
  readonly people: number;
  /** Processes there are, each with five sessions; organisations there are: 300. */
  readonly processes: number;
}

/** Facts written by one statement: ten million at once are sorted on disk. */
const SLICE = 500_000;

/** Fills the tables that figures read, at the positions after those of the ledger, as projections would; five facts a person. */
export async function fillFacts(owner: Pool, { programmeId: id, facts, people, processes }: Filling): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query(`begin; select set_config('digna.programme', '${id}', true)`);
    // Ten million rows go in before their indexes, not row by row into each.
    await client.query('drop index fact_activity, fact_closed, fact_occasion, fact_person');
    const { rows } = await client.query<{ position: number }>('select position from ledger_head where programme_id = $1', [id]);
    const start = rows[0]?.position ?? 0;
    await client.query(
      `insert into person_version (programme_id, from_position, person, sex, birth_year, place)
       select $1, $2::bigint + i, $2::bigint + i, (i * 7919) % 5, 1960 + i % 45, 1 + i % 9 from generate_series(1, $3::bigint) i`,
      [id, start, people],
    );
    await client.query('analyze process, session, organisation');
    for (let from = 1; from <= facts; from += SLICE) {
      await client.query(
        `insert into fact (programme_id, from_position, ordinal, measure, occurred_on, person, organisation, activity,
           occasion, place, quantity)
         select $1, $2::bigint + $3::bigint + i, 0, 1, date '2019-01-01' + ((i * 31) % 1095)::int, $2::bigint + 1 + (i / 5) % $3::bigint,
           o.number, p.number, s.number, 1 + (i * 17) % 9, 60 + (i * 13) % 41
         from generate_series($4::bigint, $5::bigint) i
         join (select number, row_number() over (order by number) - 1 as at from process where programme_id = $1) p
           on p.at = (i / 5 * 104729) % ${processes}
         join (select number, process_id, session_number from session where programme_id = $1) s
           on s.process_id = (select id from process where programme_id = $1 and number = p.number) and s.session_number = 1 + i % 5
         join (select number, row_number() over (order by number) - 1 as at from organisation where programme_id = $1) o
           on o.at = (i / 5 * 6151) % 300`,
        [id, start, people, from, Math.min(facts, from + SLICE - 1)],
      );
    }
    await client.query('update ledger_head set position = $2 where programme_id = $1', [id, start + people + facts]);
    await client.query('create index on fact (programme_id, activity, measure)');
    await client.query('create index on fact (programme_id, to_position) where to_position is not null');
    await client.query('create index on fact (programme_id, occasion, measure)');
    await client.query('create index on fact (programme_id, person, measure)');
    await client.query('commit');
    await client.query('vacuum analyze fact');
  } finally {
    client.release();
  }
}
