/**
 * The donor's report of 40 indicators, each by three dimensions, over 100,000 records: put together, set as PDF, written as a workbook
 * with its evidence. BENCH_FACTS sets how many records.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertProgramme } from '../src/access/queries.ts';
import { LEDGER_PARTS, MEASURES } from '../src/app/catalogue.ts';
import { generalReport } from '../src/capabilities/results/report/general-report.ts';
import { reportFile } from '../src/capabilities/results/report/report-file.ts';
import { Crew } from '../src/figures/crew.ts';
import { Figures } from '../src/figures/figures.ts';
import { openLedger } from '../src/ledger/ledger.ts';
import { systemClock } from '../src/platform/clock.ts';
import { inProgramme } from '../src/platform/database/programme-transaction.ts';
import { openTypesetting } from '../src/platform/documents/typesetting.ts';
import { draft } from '../test/cast/drafts.ts';
import { indicator } from '../test/cast/indicators.ts';
import { benchDatabase, row, type BenchDatabase } from './bench-database.ts';
import { fillEntries, fillFacts, framework } from './ledger-fill.ts';

const RECORDS = Number(process.env['BENCH_FACTS'] ?? 100_000);
/** One of them comes with the framework that the ledger is filled by. */
const INDICATORS = 40;
const BY = ['sex', 'organisation-kind', 'department'] as const;
const id = randomUUID();
const programme = { id, code: 'bench', name: 'Bench', timeZone: 'America/La_Paz', demonstration: true };
const name = (text: string) => ({ es: text, en: text });
const typesetting = openTypesetting();
let database: BenchDatabase;

beforeAll(async () => {
  database = await benchDatabase();
  await inProgramme(database.app, id, (client) => insertProgramme(client, programme));
});
afterAll(async () => {
  await typesetting.stop();
  await database.stop();
});

test('the report of 40 indicators', async () => {
  const ledger = openLedger(database.app, LEDGER_PARTS, systemClock);
  await framework(ledger, id);
  await ledger.append({ programmeId: id, userId: null, via: 'web', may: () => true }, planned());
  const count = { people: RECORDS / 5, stays: RECORDS };
  await fillEntries(database.owner, id, count);
  await fillFacts(database.owner, id, count);
  const figures = new Figures({
    pool: database.app, clock: systemClock, measures: MEASURES, kinds: LEDGER_PARTS.kinds, periodAt: async () => ({ startsOn: '2019-01-01', endsOn: '2021-12-31' }),
    crew: new Crew(new URL('./figure-worker.js', import.meta.url), Math.max(1, availableParallelism() - 1)),
  });
  const parts = { pool: database.app, figures };
  // The first question reads the facts; a server has done so long before somebody asks for the report.
  await figures.figure(programme, 'I1', {});
  const timed = async <T>(work: () => Promise<T>): Promise<{ made: T; ms: number }> => {
    const started = performance.now();
    const made = await work();
    return { made, ms: performance.now() - started };
  };
  const gathered = await timed(() => generalReport(parts, programme, { from: '2019-01-01', to: '2021-12-31', by: BY }));
  const content = gathered.made;
  expect(content.indicators.filter(({ value }) => value !== null && value > 0)).toHaveLength(INDICATORS);
  const file = (format: 'pdf' | 'xlsx') => reportFile({ figures, typesetting }, { programme, content, format, language: 'es', code: null, address: 'https://digna.example' });
  const pdf = await timed(() => file('pdf'));
  const again = await timed(() => file('pdf'));
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  const peak = (): string => `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at most`;
  row(`PDF report, ${INDICATORS} indicators by ${BY.length} dimensions, ${RECORDS} records`, '5 s, 512 MB', `put together ${seconds(gathered.ms)} s, set ${seconds(pdf.ms)} s (again: ${seconds(again.ms)} s); ${peak()}`);
  const path = join(database.folder, 'report.xlsx');
  const counted = content.indicators.reduce((sum, { evidence }) => sum + evidence.counted, 0);
  const xlsx = await timed(async () => {
    const { bytes } = await file('xlsx');
    if (!(bytes instanceof Uint8Array)) await pipeline(Readable.from(bytes), createWriteStream(path));
  });
  row('the same as a workbook', `${counted} entries behind its figures`, `${seconds(xlsx.ms)} s; ${((await stat(path)).size / 1e6).toFixed(0)} MB; ${peak()}`);
});

/** The programme, its framework, the indicators and a target for each. */
function planned() {
  const areas = Array.from({ length: 4 }, (_, at) => ({ code: `2.${at + 1}`, name: name(`Área ${at + 1}`) }));
  const indicators = Array.from({ length: INDICATORS - 1 }, (_, at) => indicator(`I${at + 1}`, {
    name: name(`Personas capacitadas, indicador ${at + 1}`), area: `2.${(at % 4) + 1}`, disaggregations: [...BY],
    ...(at % 3 === 1 ? { filter: { sex: ['woman'] } } : {}),
    ...(at % 3 === 2 ? { aggregate: { kind: 'distinct', of: 'organisation' }, unit: 'organisations' } : {}),
  }));
  return [
    draft('results.programme-described', { name: name('Programa'), summary: name('Resumen'), startsOn: '2019-01-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true }),
    draft('results.framework-defined', { results: [{ code: 'R2', name: name('Capacidades'), areas }] }),
    ...indicators,
    ...indicators.map((one) => draft('results.target-set', { indicatorId: one.id, from: '2019-01-01', to: '2021-12-31', counting: 'cumulative', value: 20_000, source: 'Convenio', reason: null })),
  ];
}
