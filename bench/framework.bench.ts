/**
 * The page of a framework of sixty indicators, each with three disaggregations, over a million facts (BENCH_FACTS): the
 * first time after a start, then each time after somebody's attendance came in, and after a new person was registered.
 */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertProgramme } from '../src/access/queries.ts';
import { LEDGER_PARTS, MEASURES } from '../src/app/catalogue.ts';
import { frameworkRows } from '../src/capabilities/results/framework-rows.ts';
import { Crew } from '../src/figures/crew.ts';
import { Figures } from '../src/figures/figures.ts';
import type { Indicator } from '../src/figures/indicator.ts';
import { openLedger } from '../src/ledger/ledger.ts';
import { systemClock } from '../src/platform/clock.ts';
import { inProgramme } from '../src/platform/database/programme-transaction.ts';
import { attendance, organisation, person, process as opened, session } from '../test/cast/drafts.ts';
import { indicator } from '../test/cast/indicators.ts';
import { benchDatabase, percentile, row, type BenchDatabase } from './bench-database.ts';
import { fillFacts } from './fact-fill.ts';

const FACTS = Number(process.env['BENCH_FACTS'] ?? 1_000_000);
const INDICATORS = 60;
const PROCESSES = 200;
const PAGES = 60;
const KINDS = ['employers', 'workers', 'government', 'enterprise'] as const;
const DEPARTMENTS = ['01', '02', '03', '04', '05', '06', '07', '08', '09'] as const;

let database: BenchDatabase;
const id = randomUUID();
const programme = { id, code: 'bench', name: 'Bench', timeZone: 'America/La_Paz', demonstration: true };

beforeAll(async () => {
  database = await benchDatabase();
  await inProgramme(database.app, id, (client) => insertProgramme(client, programme));
});
afterAll(() => database.stop());

/** Mostly people and shares of them, as frameworks are; some participations, organisations, and minutes on average. */
function defined(at: number): Partial<Indicator> {
  const filter: Indicator['filter'] = at % 3 === 0 ? {} : at % 3 === 1 ? { organisationKind: [KINDS[at % 4] ?? 'employers'] } : { department: [DEPARTMENTS[at % 9] ?? '02'] };
  const common: Partial<Indicator> = { filter, disaggregations: ['sex', 'organisation-kind', 'department'] };
  if (at % 10 === 7) return { ...common, aggregate: { kind: 'count' }, unit: 'participations' };
  if (at % 10 === 8) return { ...common, aggregate: { kind: 'share', of: 'person', numerator: { sex: ['woman'] }, denominator: 'known' }, unit: 'percent' };
  if (at === 19 || at === 39) return { ...common, aggregate: { kind: 'distinct', of: 'organisation' }, unit: 'organisations' };
  if (at === 29 || at === 49) return { ...common, aggregate: { kind: 'mean' }, unit: 'minutes' };
  return common;
}

test('sixty indicators on one page', async () => {
  const ledger = openLedger(database.app, LEDGER_PARTS, systemClock);
  const context = { programmeId: id, userId: null, via: 'web' as const, may: () => true };
  const organisations = Array.from({ length: 300 }, (_, at) => organisation(`Organización ${at}`, KINDS[at % 4]));
  const processes = Array.from({ length: PROCESSES }, (_, at) => opened(`B${at}`));
  const sessions = processes.flatMap((process) => Array.from({ length: 5 }, (_, at) => session(process.id, at + 1)));
  const someone = person('Prueba, Ana', { sex: 'woman' });
  const indicators = Array.from({ length: INDICATORS }, (_, at) => indicator(`I${at}`, { ...defined(at) }));
  for (const drafts of [indicators, organisations, processes, sessions.slice(0, 500), sessions.slice(500), [someone]]) await ledger.append(context, drafts);
  await fillFacts(database.owner, { programmeId: id, facts: FACTS, people: FACTS / 5, processes: PROCESSES });
  const crew = new Crew(new URL('./figure-worker.js', import.meta.url), Math.max(1, availableParallelism() - 1));
  const figures = new Figures({
    pool: database.app, clock: systemClock, measures: MEASURES, kinds: LEDGER_PARTS.kinds, crew, periodAt: async () => ({ startsOn: '2019-01-01', endsOn: '2021-12-31' }),
  });
  const page = async (): Promise<{ ms: number; values: (number | null)[] }> => {
    const started = performance.now();
    const moment = await figures.momentAt(programme, undefined);
    const rows = frameworkRows(figures, moment, {});
    return { ms: performance.now() - started, values: rows.map(({ line }) => line.value) };
  };
  await figures.figure(programme, 'I0', {});
  const first = await page();
  expect(first.values).toHaveLength(INDICATORS);
  expect(first.values.filter((value) => value !== null && value > 0).length).toBeGreaterThan(INDICATORS / 2);
  const samples: number[] = [];
  let [process] = processes;
  for (let at = 0; at < PAGES; at += 1) {
    process = processes[at % PROCESSES];
    const where = { processId: process?.id ?? '', sessionId: sessions[(at % PROCESSES) * 5]?.id ?? '' };
    // Every third time somebody new.
    const who = at % 3 === 0 ? person(`Nueva ${at}, Eva`, { sex: 'woman' }) : null;
    await ledger.append(context, [...(who === null ? [] : [who]), attendance({ ...where, personId: who?.id ?? someone.id }, 100)]);
    samples.push((await page()).ms);
  }
  // What was brought forward is what is worked out whole.
  const kept = (await page()).values;
  const afresh = new Figures({ ...figures.parts, crew: undefined });
  expect(frameworkRows(afresh, await afresh.momentAt(programme, undefined), {}).map(({ line }) => line.value)).toEqual(kept);
  row(`framework of ${INDICATORS} indicators, ${FACTS} facts, after somebody's attendance came in`, '700 ms', `p50 ${percentile(samples, 0.5).toFixed(0)} ms`, `p95 ${percentile(samples, 0.95).toFixed(0)} ms`, `the first time after a start, facts read: ${(first.ms / 1000).toFixed(1)} s`);
  await crew.close();
});
