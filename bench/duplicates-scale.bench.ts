/**
 * Candidates for one new person among a million, and a look through 100,000: rows straight into the projections of a
 * database of its own. The names are as common and as rare as those of the yardstick.
 */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertProgramme } from '../src/access/queries.ts';
import { systemClock } from '../src/platform/clock.ts';
import { inProgramme } from '../src/platform/database/programme-transaction.ts';
import { uuidV7 } from '../src/platform/uuid.ts';
import { blockingKeys } from '../src/registry/blocking.ts';
import { candidatesFor } from '../src/registry/candidates.ts';
import { DuplicateSearches } from '../src/registry/duplicate-searches.ts';
import type { MatchRecord } from '../src/registry/matching.ts';
import { PEOPLE } from '../src/registry/subject.ts';
import { Random } from '../examples/bolivia-digna-y-productiva/random.ts';
import { MEN, MUNICIPALITIES, SURNAMES, WOMEN } from '../examples/duplicates/weighted-names.ts';
import { benchDatabase, percentile, row, type BenchDatabase } from './bench-database.ts';

const MILLION = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000);
const SEARCHED = Number(process.env['BENCH_SEARCHED'] ?? 100_000);
const CHUNK = 10_000;
const QUESTIONS = 200;

let database: BenchDatabase;
beforeAll(async () => {
  database = await benchDatabase();
});
afterAll(() => database.stop());

async function programmeOf(people: number): Promise<string> {
  const id = randomUUID();
  await inProgramme(database.app, id, (client) =>
    insertProgramme(client, { id, code: `b-${id.slice(0, 8)}`, name: 'Bench', timeZone: 'America/La_Paz', demonstration: true }),
  );
  await fill(database.owner, id, people);
  return id;
}

test(`candidates for one new person among ${MILLION}`, async () => {
  const programmeId = await programmeOf(MILLION);
  const random = new Random(99);
  const samples: number[] = [];
  let found = 0;
  for (let at = 0; at < QUESTIONS; at += 1) {
    const { document, organisationKeys: _, ...asked } = invented(random);
    const body = { ...asked, givenNames: asked.givenNames ?? '', surnames: asked.surnames ?? '', document: document?.number ?? null, complement: document?.complement ?? null, organisationId: null };
    const started = performance.now();
    found += (await inProgramme(database.app, programmeId, (client) => candidatesFor(client, programmeId, body))).length;
    if (at >= 20) samples.push(performance.now() - started);
  }
  row(`candidates among ${MILLION} people`, `p50 ${percentile(samples, 0.5).toFixed(0)} ms`, `p95 ${percentile(samples, 0.95).toFixed(0)} ms`, `max ${Math.max(...samples).toFixed(0)} ms`, `${found} found`);
  expect(samples.length).toBe(QUESTIONS - 20);
});

test(`a look through ${SEARCHED} people`, async () => {
  const programmeId = await programmeOf(SEARCHED);
  const searches = new DuplicateSearches(database.app, systemClock);
  const started = performance.now();
  const { done } = await searches.start(programmeId, PEOPLE);
  await done;
  const seconds = (performance.now() - started) / 1000;
  const state = await searches.stateOf(programmeId, PEOPLE);
  expect([state?.state, state?.lookedAt]).toEqual(['done', SEARCHED]);
  row(`a look through ${SEARCHED} people`, `${seconds.toFixed(1)} s`, `${state?.suggested} pairs`, `${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
});

function invented(random: Random): MatchRecord {
  const woman = random.chance(55);
  const pool = woman ? WOMEN : MEN;
  const two = random.chance(55);
  return {
    givenNames: two ? `${pool.draw(random)} ${pool.draw(random)}` : pool.draw(random),
    surnames: random.chance(90) ? `${SURNAMES.draw(random)} ${SURNAMES.draw(random)}` : SURNAMES.draw(random),
    document: random.chance(80) ? { number: String(random.between(900_000, 13_900_000)), complement: null } : null,
    phone: random.chance(80) ? `7${random.between(1_000_000, 9_999_999)}` : null,
    email: random.chance(30) ? `x${random.below(900_000_000)}@ejemplo.bo` : null,
    birthYear: random.chance(60) ? random.between(1950, 2006) : null,
    sex: woman ? 'woman' : 'man',
    municipality: MUNICIPALITIES[random.below(random.between(1, MUNICIPALITIES.length))] ?? null,
    organisationKeys: [],
  };
}

/** Rows and keys, without indexes first: a million people are there in minutes. */
async function fill(owner: Pool, programmeId: string, people: number): Promise<void> {
  const random = new Random(people);
  const client = await owner.connect();
  try {
    await client.query('drop index if exists person_key_person');
    await client.query('alter table person_key drop constraint if exists person_key_pkey');
    await client.query(`select set_config('digna.programme', '${programmeId}', false)`);
    for (let from = 0; from < people; from += CHUNK) {
      const made = Array.from({ length: Math.min(CHUNK, people - from) }, (_, at) => ({
        id: uuidV7(new Date(1_700_000_000_000 + from + at)),
        number: from + at + 1,
        record: invented(random),
      }));
      const column = <T>(of: (record: MatchRecord) => T): T[] => made.map(({ record }) => of(record));
      await client.query(
        `insert into person (programme_id, id, number, canonical_id, leaf_id, given_names, surnames, document_number,
           phone, email, sex, birth_year, municipality, registered_position, changed_position)
         select $1, i.id, i.number, i.id, i.id, i.given, i.surnames, i.document, i.phone, i.email, i.sex, i.born, i.place, i.number, i.number
         from unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::smallint[], $11::text[])
           as i(id, number, given, surnames, document, phone, email, sex, born, place)`,
        [
          programmeId, made.map(({ id }) => id), made.map(({ number }) => number), column((it) => it.givenNames), column((it) => it.surnames),
          column((it) => it.document?.number ?? null), column((it) => it.phone), column((it) => it.email), column((it) => it.sex),
          column((it) => it.birthYear), column((it) => it.municipality),
        ],
      );
      const keys = made.flatMap(({ id, record }) => blockingKeys(record).map((key) => ({ id, key })));
      await client.query('insert into person_key (programme_id, key, person_id) select $1, * from unnest($2::integer[], $3::uuid[])', [
        programmeId, keys.map(({ key }) => key), keys.map(({ id }) => id),
      ]);
    }
    await client.query('alter table person_key add primary key (programme_id, key, person_id)');
    await client.query('vacuum analyze person, person_key');
  } finally {
    client.release();
  }
}
