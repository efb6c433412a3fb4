/** Several threads find what one finds: over random facts, records that are one, withdrawals, and whatever is asked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Columns } from './columns.ts';
import { Crew } from './crew.ts';
import { evaluate } from './evaluate.ts';
import type { Question } from './evaluation.ts';
import { viewAt } from './view.ts';

const MEASURE = 1;
const folder = mkdtempSync(join(tmpdir(), 'digna-crew-'));
let crew: Crew;
beforeAll(async () => {
  const input = new URL('./figure-worker.ts', import.meta.url).pathname;
  const output = { entryFileNames: 'figure-worker.mjs' };
  await build({ configFile: false, logLevel: 'error', publicDir: false, ssr: { noExternal: true }, build: { ssr: true, target: 'node20', outDir: folder, rolldownOptions: { input, output } } });
  crew = new Crew(pathToFileURL(join(folder, 'figure-worker.mjs')), 2, { factsMin: 0, patienceMs: 1000 });
  await vi.waitFor(() => expect(crew.idle()).toHaveLength(2), 30_000);
}, 60_000);
afterAll(async () => {
  await crew.close();
  rmSync(folder, { recursive: true });
});

interface Row {
  readonly person: number | null;
  readonly activity: number;
  readonly day: number;
  readonly quantity: number;
  readonly ended: boolean;
}

const row: fc.Arbitrary<Row> = fc.record({
  person: fc.option(fc.nat(11), { freq: 10 }),
  activity: fc.nat(2),
  day: fc.nat(400),
  quantity: fc.nat(120),
  ended: fc.boolean(),
});

function columnsOf(rows: readonly Row[], pairs: readonly (readonly [number, number])[], sorted: boolean): Columns {
  const columns = new Columns();
  for (let person = 0; person < 12; person += 1) {
    columns.personVersions.push({ from: 1 + person, to: 1_000_000, batch: 0, person: columns.people.intern(1 + person), sex: person % 3, birthYear: null, born: null });
  }
  rows.forEach(({ person, activity, day, quantity, ended }, at) => {
    const things = { person: person === null ? null : 1 + person, activity: 100 + activity, occasion: 200 + (at % 4), organisation: 300 + (at % 3) };
    columns.add({ from: 1000 + at, ordinal: 0, to: ended ? 1500 + at : null, because: ended ? 2 : null, batch: null, measure: MEASURE, day, place: at % 10, partner: null, quantity, ...things });
  });
  pairs.forEach(([a, b], at) => {
    columns.edges.push({ from: 900 + at, to: 1_000_000, batch: 0, a, b, aId: `r${String(a).padStart(2, '0')}`, bId: `r${String(b).padStart(2, '0')}`, chosenSex: null, chosenBirthYear: null, chosenPlace: null });
  });
  if (sorted) columns.sort();
  return columns;
}

const NOTHING = { sex: null, kind: null, organisation: null, department: null, municipality: null, sector: null, partner: null, activity: null, ageBand: null, youth: null };

function question(aggregate: Question['aggregate'], rule: Question['rule'], sexes: readonly number[] | null): Question {
  return {
    measure: MEASURE,
    beside: null,
    occasion: null,
    tally: true,
    rule,
    aggregate,
    needed: [1, 2, 3].map(() => ({ percent: 50, total: 200 })),
    mostOf: [100, 100, 100, 100],
    within: null,
    filter: { ...NOTHING, sex: sexes === null ? null : new Set(sexes) },
    numerator: aggregate.kind === 'share' ? { ...NOTHING, sex: new Set([1]) } : NOTHING,
    fromDay: 50,
    toDay: 380,
    by: ['sex', 'department', 'process'],
    quarterEnds: [90, 180, 270, 360],
  };
}

const asked = fc.record({
  rows: fc.array(row, { minLength: 1, maxLength: 120 }),
  pairs: fc.array(fc.tuple(fc.nat(11), fc.nat(11)).filter(([a, b]) => a !== b), { maxLength: 5 }),
  sorted: fc.boolean(),
  aggregate: fc.constantFrom<Question['aggregate']>(
    { kind: 'count' },
    { kind: 'distinct', of: 'person' },
    { kind: 'distinct', of: 'organisation' },
    { kind: 'share', of: 'person', numerator: { sex: ['woman'] }, denominator: 'known' },
  ),
  rule: fc.constantFrom<Question['rule']>('each-fact', 'attainment'),
  sexes: fc.constantFrom([1], [0, 2], null),
  position: fc.integer({ min: 900, max: 1700 }),
  explain: fc.boolean(),
});

test('whatever is asked, threads together say what one says', () => {
  fc.assert(
    fc.property(asked, ({ rows, pairs, sorted, aggregate, rule, sexes, position, explain }) => {
      const columns = columnsOf(rows, pairs, sorted);
      const view = viewAt(columns, position);
      const one = question(aggregate, rule, sexes);
      const alone = evaluate(columns, view, one, explain);
      const together = crew.evaluate(columns, view, one, explain);
      expect(together).toEqual(alone);
    }),
    { numRuns: 300 },
  );
  expect(crew.idle()).toHaveLength(2);
});

test('a thread that ends is done without, and nothing is missing', async () => {
  const columns = columnsOf(Array.from({ length: 60 }, (_, at) => ({ person: at % 12, activity: 0, day: 100, quantity: 100, ended: false })), [], true);
  const view = viewAt(columns, 2000);
  const one = question({ kind: 'distinct', of: 'person' }, 'each-fact', null);
  await crew.idle()[0]?.worker.terminate();
  expect(crew.evaluate(columns, view, one, false).count).toBe(12);
  expect(crew.evaluate(columns, view, one, false).count).toBe(12);
  expect(crew.idle()).toHaveLength(1);
}, 30_000);
