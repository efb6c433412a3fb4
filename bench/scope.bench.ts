/** Lists of a member narrowed to a partner: 100,000 people, 200,000 attendances, the partner running a tenth of the processes. */
import { afterAll, beforeAll, test } from 'vitest';
import { insertProgramme } from '../src/access/queries.ts';
import { inProgramme } from '../src/platform/database/programme-transaction.ts';
import { findPeople, countRegistry } from '../src/registry/queries.ts';
import { linesOf } from '../src/registry/people-lines.ts';
import { benchDatabase, percentile, row, type BenchDatabase } from './bench-database.ts';

const id = '01890000-0000-7000-8000-0000000000fe';
const partner = '01890000-0000-7000-8000-0000000000aa';
const TIMES = 10;
let database: BenchDatabase;
beforeAll(async () => {
  database = await benchDatabase();
});
afterAll(() => database.stop());

test('lists within a partner', async () => {
  const programme = { id, code: 'bench', name: 'Bench', timeZone: 'America/La_Paz', demonstration: true };
  await inProgramme(database.app, id, (client) => insertProgramme(client, programme));
  await fill();
  for (const [name, scope] of [['whole programme', null], ['one partner', partner]] as const) {
    const pages: number[] = [];
    const counts: number[] = [];
    let total = 0;
    for (let at = 0; at < TIMES; at += 1) {
      await inProgramme(
        database.app,
        id,
        async (client) => {
          const started = performance.now();
          const page = await findPeople(client, id, { cursor: 0, limit: 50 });
          await linesOf(client, id, page.canonicalIds);
          pages.push(performance.now() - started);
          const counted = performance.now();
          total = (await countRegistry(client, id)).people;
          counts.push(performance.now() - counted);
        },
        { scope },
      );
    }
    row(name, `${total} people`, `page ${percentile(pages, 0.5).toFixed(0)} ms`, `count ${percentile(counts, 0.5).toFixed(0)} ms`);
  }
});

/** Projections only: reading is what is measured. */
async function fill(): Promise<void> {
  const { owner } = database;
  await inProgramme(owner, id, async (client) => {
    await client.query(
      `insert into process (programme_id, id, number, leaf_id, code, title, format, threshold_percent, partner_id, changed_position)
       select $1, gen_random_uuid(), n, gen_random_uuid(), 'P' || n, 'P', 'training', 80, case when n % 10 = 0 then $2::uuid end, 0
       from generate_series(1, 100) n`,
      [id, partner],
    );
    await client.query(
      `insert into person (programme_id, id, number, canonical_id, leaf_id, given_names, surnames, search, registered_position, changed_position)
       select $1, i, 1000 + n, i, i, 'Ana', 'Apellido' || n, 'ana apellido' || n, 0, 0
       from (select n, gen_random_uuid() as i from generate_series(1, 100000) n) s`,
      [id],
    );
    await client.query(
      `insert into fact (programme_id, from_position, ordinal, measure, occurred_on, person, activity, quantity)
       select $1, 200000 + n, 0, 1, '2020-10-14', 1001 + n % 100000, 1 + n % 97, 100 from generate_series(1, 200000) n`,
      [id],
    );
  });
  await owner.query('analyze');
}
