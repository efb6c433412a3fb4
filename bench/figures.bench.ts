/**
 * A figure of distinct people, five facts a person, by four dimensions, with random filters, dates and as-of; every
 * question is new (nothing cached), while entries keep coming in. BENCH_FACTS sets the size (a million); the ratio to
 * bare SQL on DuckDB is taken in the same run, question by question, without as-of, which that SQL does not know.
 */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertProgramme } from '../src/access/queries.ts';
import { LEDGER_PARTS, MEASURES } from '../src/app/catalogue.ts';
import { Crew } from '../src/figures/crew.ts';
import { Figures } from '../src/figures/figures.ts';
import { openLedger } from '../src/ledger/ledger.ts';
import { systemClock } from '../src/platform/clock.ts';
import { inProgramme } from '../src/platform/database/programme-transaction.ts';
import { attendance, organisation, person, process as opened, session } from '../test/cast/drafts.ts';
import { indicator } from '../test/cast/indicators.ts';
import { evidenceOf } from '../src/figures/evidence.ts';
import { dayNumber } from '../src/platform/calendar.ts';
import { SEX_OF_NUMBER } from '../src/registry/facts.ts';
import { bareFigure, copyToDuckDb } from './duckdb-figure.ts';
import { fillFacts } from './fact-fill.ts';
import { benchDatabase, percentile, row, seeded, type BenchDatabase } from './bench-database.ts';

const FACTS = Number(process.env['BENCH_FACTS'] ?? 1_000_000);
const PEOPLE = FACTS / 5;
const PROCESSES = 200;
const SESSIONS = 5;
const QUESTIONS = 150;
/** Pages of evidence each client asks for. */
const PAGES = 20;

let database: BenchDatabase;
const id = randomUUID();
const programme = { id, code: 'bench', name: 'Bench', timeZone: 'America/La_Paz', demonstration: true };

beforeAll(async () => {
  database = await benchDatabase();
  await inProgramme(database.app, id, (client) => insertProgramme(client, programme));
});
afterAll(() => database.stop());

test('distinct people by four dimensions over a million facts', async () => {
  const ledger = openLedger(database.app, LEDGER_PARTS, systemClock);
  const context = { programmeId: id, userId: null, via: 'web' as const, may: () => true };
  const organisations = Array.from({ length: 300 }, (_, at) =>
    organisation(`Organización ${at}`, (['employers', 'workers', 'government', 'enterprise'] as const)[at % 4]),
  );
  const processes = Array.from({ length: PROCESSES }, (_, at) => opened(`B${at}`));
  const sessions = processes.flatMap((process) => Array.from({ length: SESSIONS }, (_, at) => session(process.id, at + 1)));
  const someone = person('Prueba, Ana');
  for (const drafts of [[indicator('TRAINED'), indicator('TIMES', { aggregate: { kind: 'count' } })], organisations, processes, sessions.slice(0, 500), sessions.slice(500), [someone]]) {
    await ledger.append(context, drafts);
  }
  await fillFacts(database.owner, { programmeId: id, facts: FACTS, people: PEOPLE, processes: PROCESSES });
  const figures = new Figures({
    pool: database.app,
    clock: systemClock,
    measures: MEASURES,
    kinds: LEDGER_PARTS.kinds,
    crew: new Crew(new URL('./figure-worker.js', import.meta.url), Math.max(1, availableParallelism() - 1)),
    periodAt: async () => ({ startsOn: '2019-01-01', endsOn: '2021-12-31' }),
  });
  const loadStarted = performance.now();
  const first = await figures.figure(programme, 'TRAINED', {});
  const loadMs = performance.now() - loadStarted;
  expect(first.value).toBeGreaterThan(FACTS / 1000);

  let stop = false;
  let appended = 0;
  const [process] = processes;
  const [one] = sessions;
  const appending = (async () => {
    while (!stop) {
      const drafts = Array.from({ length: 5 }, () =>
        attendance({ processId: process?.id ?? '', sessionId: one?.id ?? '', personId: someone.id }, 1));
      await ledger.append(context, drafts);
      appended += drafts.length;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  const random = seeded(7);
  const pick = <T>(list: readonly T[]): T[] => list.filter(() => random() < 0.5);
  const samples: number[] = [];
  const ratios: number[] = [];
  const bare = await copyToDuckDb(database.owner, id);
  for (let at = 0; at < QUESTIONS; at += 1) {
    const year = 2019 + Math.floor(random() * 3);
    const dated = random() >= 0.3;
    const sexes = random() < 0.5 ? null : ['woman', ...pick(['man', 'unknown'])];
    const departments = random() < 0.5 ? null : ['02', ...pick(['01', '03', '04', '07'])];
    const last = at % 2 === 0 ? ('process' as const) : ('organisation' as const);
    const query = {
      by: ['sex', 'organisation-kind', 'department', last] as const,
      ...(dated ? { from: `${year}-01-01`, to: `${year}-12-31` } : {}),
      ...(sexes === null ? {} : { sex: sexes }),
      ...(departments === null ? {} : { department: departments }),
    };
    const asOf = random() < 0.5 ? {} : { asOf: `@${first.position - Math.floor(random() * FACTS)}` };
    const started = performance.now();
    await figures.figure(programme, at % 3 === 0 ? 'TIMES' : 'TRAINED', { ...query, ...asOf });
    samples.push(performance.now() - started);
    if (at % 5 !== 0) continue;
    const own = performance.now();
    await figures.figure(programme, 'TRAINED', query);
    const ownMs = performance.now() - own;
    const other = performance.now();
    await bareFigure(bare.connection, {
      by: last === 'process' ? 'activity' : 'organisation',
      days: dated ? [dayNumber(`${year}-01-01`), dayNumber(`${year}-12-31`)] : null,
      sexes: sexes === null ? null : sexes.map((sex) => SEX_OF_NUMBER.indexOf(sex)),
      departments: departments === null ? null : departments.map(Number),
    });
    ratios.push(ownMs / (performance.now() - other));
  }
  stop = true;
  await appending;
  row('figure, 4 disaggregations', `${FACTS} facts of ${PEOPLE} people`, `p50 ${percentile(samples, 0.5).toFixed(0)} ms`, `p95 ${percentile(samples, 0.95).toFixed(0)} ms`, `max ${Math.max(...samples).toFixed(0)} ms`, `${appended} entries meanwhile`);
  row('the same without as-of, ratio to bare DuckDB SQL (2 threads)', `p50 ${percentile(ratios, 0.5).toFixed(2)}`, `p95 ${percentile(ratios, 0.95).toFixed(2)}`, `copying the facts there took ${bare.seconds.toFixed(1)} s`);
  const cells = Array.from({ length: 18 }, (_, at) => ({ sex: [at % 2 === 0 ? 'woman' : 'man'], department: [`0${1 + (at >> 1)}`] }));
  const anew = () => ({ sex: [random() < 0.5 ? 'woman' : 'man'], from: `2019-01-${10 + Math.floor(random() * 20)}`, to: `2021-${10 + Math.floor(random() * 3)}-${10 + Math.floor(random() * 18)}` });
  for (const [which, cellOf] of [['nobody opened before', anew], ['opened before', () => cells[Math.floor(random() * cells.length)] ?? {}]] as const) {
    if (which === 'opened before') for (const cell of cells) await evidenceOf(figures, programme, 'TRAINED', { ...cell, status: 'all', cursor: 0, limit: 50 }, true);
    for (const clients of [1, 8]) {
      const pages: number[] = [];
      const ask = async (): Promise<void> => {
        for (let at = 0; at < PAGES; at += 1) {
          const started = performance.now();
          await evidenceOf(figures, programme, 'TRAINED', { ...cellOf(), status: at % 2 === 0 ? 'all' : 'counted', cursor: 0, limit: 50 }, true);
          pages.push(performance.now() - started);
          if (one !== undefined && process !== undefined && at % 4 === 0) await ledger.append(context, [attendance({ processId: process.id, sessionId: one.id, personId: someone.id }, 1)]);
        }
      };
      await Promise.all(Array.from({ length: clients }, ask));
      row(`first page of evidence of a cell ${which}, ${clients} at a time`, `${FACTS} facts`, `p50 ${percentile(pages, 0.5).toFixed(0)} ms`, `p95 ${percentile(pages, 0.95).toFixed(0)} ms`);
    }
  }
  row('reading all facts into memory (once, at start)', `${(loadMs / 1000).toFixed(1)} s`, `heap+columns ${(globalThis.process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
});
