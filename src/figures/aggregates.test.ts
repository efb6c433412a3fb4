/** Sums, means, medians and pairs over invented measures, worked out by hand and by brute force; no database. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '../platform/calendar.ts';
import { reckoned } from './case-amounts.ts';
import { Columns, type FactToAdd } from './columns.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import type { Measure } from './fact.ts';
import { indicatorSchema, type Indicator } from './indicator.ts';
import { periodBefore, periodFrom, quarterOfDay } from './periods.ts';
import { questionOf, type Narrowing } from './question.ts';
import { STATUS } from './status.ts';
import { valueOf } from './value.ts';
import { viewAt } from './view.ts';

const MEASURES: ReadonlyMap<string, Measure> = new Map(
  [['x.minutes', 101], ['x.before', 102], ['x.after', 103], ['x.session', 104], ['x.share', 105]].map(([name, number]) => [String(name), { name: String(name), number: Number(number), unit: '' }]),
);
const EVER = 1_000_000;

function fact(from: number, says: Partial<FactToAdd> & { readonly measure: number; readonly quantity: number }): FactToAdd {
  const nothing = { ordinal: 0, to: null, because: null, batch: null, person: null, organisation: null, activity: null, occasion: null, place: null, partner: null };
  return { ...nothing, from, day: dayNumber('2020-05-04'), ...says };
}

function indicator(changes: Partial<Indicator>): Indicator {
  return indicatorSchema.parse({
    code: 'X', name: { es: 'X', en: 'X' }, result: 'R', area: 'A', measure: 'x.minutes', cases: { rule: 'each-fact' },
    aggregate: { kind: 'count' }, filter: {}, disaggregations: [], unit: 'minutes', source: { es: 'X', en: 'X' }, ...changes,
  });
}

function asked(columns: Columns, of: Indicator, narrowing: Narrowing = {}, position = EVER, quarters: readonly string[] = []): Evaluation {
  const request = {
    narrowing, by: of.disaggregations, position, positionOf: (id: string) => Number(id.slice(-4)), ageGroups: null, indicatorId: '', tally: true,
    quarters: quarters.map((endsOn) => ({ quarter: '', endsOn })),
  };
  return evaluate(columns, viewAt(columns, position), questionOf(columns, MEASURES, of, request), true);
}
const value = (columns: Columns, of: Indicator, narrowing: Narrowing = {}, position = EVER): number | null => valueOf(of, asked(columns, of, narrowing, position));
const SUM = indicator({ aggregate: { kind: 'sum' } });
const MEAN = indicator({ aggregate: { kind: 'mean' } });
const MEDIAN = indicator({ aggregate: { kind: 'median' } });

/** Three people and nobody: 10, 20.25, 45 and 3000000000 of minutes, the last two in 2021. */
function four(): Columns {
  const columns = new Columns();
  const later = dayNumber('2021-02-01');
  columns.add(fact(10, { measure: 101, person: 1, activity: 7, place: 20101, quantity: 10 }));
  columns.add(fact(11, { measure: 101, person: 2, activity: 7, place: 20105, quantity: 20.25 }));
  columns.add(fact(12, { measure: 101, person: 3, activity: 8, place: 2, day: later, quantity: 45 }));
  columns.add(fact(13, { measure: 101, activity: 8, day: later, quantity: 3_000_000_000 }));
  return columns;
}

describe('sum, mean and median of facts', () => {
  test('by hand: 3000000075.25 in all, of four 750000018.8125 on average, in the middle (20.25 + 45) / 2', () => {
    for (const sorted of [false, true]) {
      const columns = four();
      if (sorted) columns.sort();
      expect(value(columns, SUM)).toBe(3_000_000_075.25);
      expect(value(columns, MEAN)).toBe(750_000_018.8125);
      expect(value(columns, MEDIAN)).toBe(32.625);
    }
  });

  test('of 2020 alone: 30.25, on average 15.125; of three the one in the middle', () => {
    const in2020 = { from: '2020-01-01', to: '2020-12-31' };
    expect([value(four(), SUM, in2020), value(four(), MEAN, in2020), value(four(), MEDIAN, in2020)]).toEqual([30.25, 15.125, 15.125]);
    expect(value(four(), MEDIAN, { municipality: ['020101', '020105', 'unknown'], to: '2020-12-31' })).toBe(15.125);
    expect(value(four(), MEDIAN, { department: ['02'] })).toBe(20.25);
  });

  test('of no case a sum is 0, a mean and a median are no data; of no fact at all nothing was read', () => {
    const never = { from: '2030-01-01' };
    expect([value(four(), SUM, never), value(four(), MEAN, never), value(four(), MEDIAN, never)]).toEqual([0, null, null]);
    expect(asked(new Columns(), SUM).read).toBe(0);
  });

  test('up to each quarter: 10 and 20.25 in the second of 2020, nothing before', () => {
    const of = (one: Indicator) => asked(four(), one, {}, EVER, ['2020-03-31', '2020-06-30', '2021-03-31']).series.map((slot) => valueOf(one, slot));
    expect(of(SUM)).toEqual([0, 30.25, 3_000_000_075.25]);
    expect(of(MEAN)).toEqual([null, 15.125, 750_000_018.8125]);
  });

  test('by municipality: each of its own, what names only a department or nothing is unknown', () => {
    const { cells } = asked(four(), indicator({ aggregate: { kind: 'mean' }, disaggregations: ['municipality'] }));
    expect(new Map([...cells].map(([key, slot]) => [key, slot.amount]))).toEqual(new Map([[20101, 10], [20105, 20.25], [0, 1_500_000_022.5]]));
  });

  test('decimals survive sorting and a copy, and the copy keeps what it learns to itself', () => {
    const columns = four();
    columns.sort();
    const copy = columns.fork();
    copy.add(fact(14, { measure: 101, person: 1, quantity: 0.5 }));
    expect(value(copy, SUM)).toBe(3_000_000_075.75);
    expect(value(columns, SUM)).toBe(3_000_000_075.25);
  });
});

test('one number for many does not depend on the order, however large some are', () => {
  expect(reckoned('sum', [1e12, 0.0001, -1e12, 0.0001])).toBeCloseTo(0.0002, 10);
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 30 }), (amounts) => {
      const back = amounts.toReversed();
      expect(reckoned('median', amounts)).toBe(reckoned('median', back));
      expect(Math.abs((reckoned('sum', amounts) ?? 0) - (reckoned('sum', back) ?? 0))).toBeLessThan(0.001);
    }),
  );
});

describe('what a person attained in an activity', () => {
  /** One activity of two sessions of 100; half is needed. Person 1: 60 + 60 (once too often) + 30 = 130; person 2: 40. */
  function attended(): Columns {
    const columns = new Columns();
    columns.add(fact(1, { measure: 104, activity: 7, occasion: 21, quantity: 100 }));
    columns.add(fact(2, { measure: 104, activity: 7, occasion: 22, quantity: 100 }));
    columns.add(fact(3, { measure: 105, activity: 7, quantity: 50, partner: 99 }));
    for (const [at, [person, occasion, quantity]] of [[1, 21, 60], [1, 21, 60], [1, 22, 30], [2, 21, 40]].entries()) {
      columns.add(fact(10 + at, { measure: 101, person: person ?? 0, activity: 7, occasion: occasion ?? 0, quantity: quantity ?? 0 }));
    }
    return columns;
  }
  const cases = { rule: 'attainment', against: 'x.session', threshold: 'x.share', percent: null } as const;

  test('is summed over the whole activity, no session beyond its length: 130 minutes of one person', () => {
    expect(value(attended(), indicator({ aggregate: { kind: 'sum' }, cases }))).toBe(130);
    const all = indicator({ aggregate: { kind: 'mean' }, cases: { ...cases, percent: 0 } });
    expect(value(attended(), all)).toBe(85);
  });

  test('the same people are counted once, per activity and per session', () => {
    const people = indicator({ aggregate: { kind: 'distinct', of: 'person' }, cases: { ...cases, percent: 0 } });
    expect(asked(attended(), people).tallied).toEqual({ people: 2, perActivity: 2, participations: 3 });
    expect(asked(attended(), { ...people, cases: { rule: 'each-fact' } }).tallied).toEqual({ people: 2, perActivity: 2, participations: 3 });
    const columns = attended();
    columns.add(fact(20, { measure: 101, person: 1, activity: 8, occasion: 31, quantity: 5 }));
    expect(asked(columns, { ...people, cases: { rule: 'each-fact' } }).tallied).toEqual({ people: 2, perActivity: 3, participations: 4 });
  });

  test('a partner is who ran the activity as was known then', () => {
    const columns = attended();
    const people = indicator({ aggregate: { kind: 'distinct', of: 'person' } });
    const [is99, is98] = ['0099', '0098'].map((end) => ({ partner: [`0198a000-0000-7000-8000-00000000${end}`] }));
    expect([value(columns, people, is99), value(columns, people, is98)]).toEqual([2, 0]);
    columns.end(3, 50, 1);
    columns.add(fact(50, { measure: 105, activity: 7, quantity: 50, partner: 98 }));
    for (const _sorted of [false, true]) {
      expect([value(columns, people, is99), value(columns, people, is98)]).toEqual([0, 2]);
      expect([value(columns, people, is99, 49), value(columns, people, is98, 49)]).toEqual([2, 0]);
      columns.sort();
    }
  });
});

describe('pairs', () => {
  const GAIN = indicator({ aggregate: { kind: 'mean' }, cases: { rule: 'paired', before: 'x.before', after: 'x.after' }, unit: 'points' });
  const day = (text: string): number => dayNumber(text);
  /**
   * Activity 7. Person 1: 40 before, 70 after: 30. Person 2: 50, then again 55 before; 80 after: 25. Person 3 only
   * before, person 4 only after. Person 1 in activity 8: before only.
   */
  function tests(): Columns {
    const columns = new Columns();
    const rows = [
      [102, 1, 7, 40, '2020-03-01'], [103, 1, 7, 70, '2020-06-01'],
      [102, 2, 7, 55, '2020-03-02'], [102, 2, 7, 50, '2020-03-01'], [103, 2, 7, 80, '2020-06-30'],
      [102, 3, 7, 10, '2020-03-01'], [103, 4, 7, 99, '2020-06-01'], [102, 1, 8, 90, '2020-07-01'],
    ] as const;
    for (const [at, [measure, person, activity, quantity, on]] of rows.entries()) columns.add(fact(10 + at, { measure, person, activity, quantity, day: day(on) }));
    return columns;
  }

  test('by hand: 30 and 25 are 27.5 on average; two pairs of two people', () => {
    expect(value(tests(), GAIN)).toBe(27.5);
    expect(value(tests(), { ...GAIN, aggregate: { kind: 'sum' } })).toBe(55);
    expect(value(tests(), { ...GAIN, aggregate: { kind: 'count' } })).toBe(2);
    expect(value(tests(), { ...GAIN, aggregate: { kind: 'distinct', of: 'person' } })).toBe(2);
  });

  test('are dated the day of the measurement after', () => {
    expect(value(tests(), GAIN, { from: '2020-06-02', to: '2020-06-30' })).toBe(25);
    expect(value(tests(), GAIN, { from: '2020-03-01', to: '2020-03-31' })).toBeNull();
  });

  test('the evidence says of each measurement what became of it', () => {
    const columns = tests();
    const { status, read } = asked(columns, GAIN);
    const names = new Map<number, string>(Object.entries(STATUS).map(([name, number]) => [number, name]));
    expect([read, ...Array.from(status ?? [], (one) => names.get(one))]).toEqual([
      8, 'pair-half', 'counted', 'pair-half', 'earlier-measurement', 'counted', 'no-pair', 'no-pair', 'no-pair',
    ]);
  });

  test('whatever comes in what order, at any position, they are what counting by hand gives', () => {
    const row = fc.record({
      measure: fc.constantFrom(102, 103), person: fc.integer({ min: 1, max: 3 }), activity: fc.integer({ min: 7, max: 8 }),
      quantity: fc.integer({ min: 0, max: 200 }).map((half) => half / 2), day: fc.integer({ min: 18_000, max: 18_003 }), lasts: fc.option(fc.integer({ min: 1, max: 8 })),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 24 }), fc.nat(24), fc.nat(24), (rows, sortedAt, position) => {
        const columns = new Columns();
        const facts = rows.map(({ lasts, ...says }, at) => fact(at + 1, { ...says, to: lasts === null ? null : at + 1 + lasts }));
        for (const [at, one] of facts.entries()) {
          if (at === sortedAt) columns.sort();
          columns.add(one);
        }
        const standing = facts.filter(({ from, to }) => from <= position && (to === null || to > position));
        const last = (measure: number, person: number, activity: number): number | undefined =>
          standing.filter((one) => one.measure === measure && one.person === person && one.activity === activity).toSorted((a, b) => a.day - b.day || a.from - b.from).at(-1)?.quantity;
        const gains = [1, 2, 3].flatMap((person) => [7, 8].flatMap((activity) => {
          const [before, after] = [last(102, person, activity), last(103, person, activity)];
          return before === undefined || after === undefined ? [] : [after - before];
        }));
        const mean = gains.length === 0 ? null : Math.round((gains.reduce((sum, gain) => sum + gain, 0) / gains.length) * 10_000) / 10_000;
        const evaluation = asked(columns, GAIN, {}, position);
        expect(valueOf(GAIN, evaluation)).toBe(mean);
        expect(evaluation.status?.filter((one) => one === STATUS.counted).length).toBe(gains.length);
      }),
      { numRuns: 300 },
    );
  });
});

test('the period before is as long; whole months are followed by whole months', () => {
  expect(periodBefore({ from: '2021-01-01', to: '2021-12-31' })).toEqual({ from: '2020-01-01', to: '2020-12-31' });
  expect(periodBefore({ from: '2020-03-01', to: '2020-03-31' })).toEqual({ from: '2020-02-01', to: '2020-02-29' });
  expect(periodBefore({ from: '2021-03-02', to: '2021-03-08' })).toEqual({ from: '2021-02-23', to: '2021-03-01' });
  expect(periodFrom('2020-04-01', { from: '2021-01-01', to: '2021-03-31' })).toEqual({ from: '2020-04-01', to: '2020-06-30' });
  expect(quarterOfDay(dayNumber('2020-12-31'))).toEqual({ from: '2020-10-01', to: '2020-12-31' });
});
