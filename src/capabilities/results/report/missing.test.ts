/** What a report lacks, rule by rule: each is told when it is so and not when it is not. */
import { describe, expect, test } from 'vitest';
import { missingOf, type Known, type KnownIndicator, type MissingKind } from './missing.ts';

const complete: KnownIndicator = {
  code: '2.2.1', value: 10, target: 'on-time', followUp: { frequency: 'quarterly' }, notes: [], lastFactOn: '2021-06-20', inConflict: 0,
};
const report: Known = {
  from: '2021-01-01', to: '2021-06-30', today: '2021-07-15', summary: 'Se avanzó.', holdsSummary: true, results: [{ code: 'R2', text: 'Bien.' }],
  indicators: [complete], lateActivities: [], duplicates: 0,
};

function kindsOf(more: Partial<Known>): [MissingKind, string | null, number][] {
  return missingOf({ ...report, ...more }).map(({ kind, code, count }) => [kind, code, count]);
}
const ofIndicator = (more: Partial<KnownIndicator>, rest: Partial<Known> = {}) => kindsOf({ indicators: [{ ...complete, ...more }], ...rest });

test('of a report that lacks nothing nothing is told', () => {
  expect(kindsOf({})).toEqual([]);
});

describe('texts', () => {
  test('a summary is missed only where the report holds one', () => {
    expect(kindsOf({ summary: null })).toEqual([['no-summary', null, 1]]);
    expect(kindsOf({ summary: null, holdsSummary: false })).toEqual([]);
  });

  test('each result without a text is named', () => {
    expect(kindsOf({ results: [{ code: 'R1', text: null }, { code: 'R2', text: 'Bien.' }, { code: 'R3', text: null }] })).toEqual([
      ['result-without-text', 'R1', 1], ['result-without-text', 'R3', 1],
    ]);
  });
});

describe('an indicator', () => {
  test('without data; 0 is data', () => {
    expect(ofIndicator({ value: null })).toEqual([['no-data', '2.2.1', 1]]);
    expect(ofIndicator({ value: 0 })).toEqual([]);
  });

  test('without target, without follow-up', () => {
    expect(ofIndicator({ target: null })).toEqual([['no-target', '2.2.1', 1]]);
    expect(ofIndicator({ followUp: null })).toEqual([['no-follow-up', '2.2.1', 1]]);
  });

  test('off target is explained by a note of any day of the period, by none before or after it', () => {
    const late = (from: string, to: string) => ofIndicator({ target: 'late', notes: [{ from, to }] });
    expect(ofIndicator({ target: 'late' })).toEqual([['off-target-unexplained', '2.2.1', 1]]);
    expect(late('2020-07-01', '2020-12-31')).toEqual([['off-target-unexplained', '2.2.1', 1]]);
    expect(late('2021-07-01', '2021-12-31')).toEqual([['off-target-unexplained', '2.2.1', 1]]);
    expect(late('2020-07-01', '2021-01-01')).toEqual([]);
    expect(late('2021-06-30', '2021-12-31')).toEqual([]);
    expect(ofIndicator({ target: 'met' })).toEqual([]);
  });

  test('counts records in conflict, and says how many', () => {
    expect(ofIndicator({ inConflict: 3 })).toEqual([['conflicts', '2.2.1', 3]]);
  });
});

describe('follow-up is due', () => {
  // The period ends on 30 June 2021. A quarter is 92 days at most: 30 March is 92 days before, 29 March 93.
  test('when the last note or fact is further back than its frequency', () => {
    expect(ofIndicator({ lastFactOn: '2021-03-30' })).toEqual([]);
    expect(ofIndicator({ lastFactOn: '2021-03-29' })).toEqual([['follow-up-due', '2.2.1', 1]]);
    expect(ofIndicator({ lastFactOn: '2021-03-29', notes: [{ from: '2021-04-01', to: '2021-04-30' }] })).toEqual([]);
  });

  test('counted from the beginning of the period where nothing is known', () => {
    // 1 January to 30 June: 180 days.
    expect(ofIndicator({ lastFactOn: null })).toEqual([['follow-up-due', '2.2.1', 1]]);
    expect(ofIndicator({ lastFactOn: null, followUp: { frequency: 'half-yearly' } })).toEqual([]);
  });

  test('judged today where the period is not over, and what lies ahead does not count as seen', () => {
    // From 1 January to 3 April: 92 days.
    expect(ofIndicator({ lastFactOn: null }, { today: '2021-04-03' })).toEqual([]);
    expect(ofIndicator({ lastFactOn: null }, { today: '2021-04-04' })).toEqual([['follow-up-due', '2.2.1', 1]]);
    expect(ofIndicator({ lastFactOn: '2021-06-01' }, { today: '2021-04-04' })).toEqual([['follow-up-due', '2.2.1', 1]]);
  });

  test('never where it is followed up once, or nobody said how often', () => {
    expect(ofIndicator({ lastFactOn: null, followUp: { frequency: 'once' } })).toEqual([]);
    expect(ofIndicator({ lastFactOn: null, followUp: { frequency: null } })).toEqual([]);
    expect(ofIndicator({ lastFactOn: '2021-05-30', followUp: { frequency: 'monthly' } })).toEqual([]);
    expect(ofIndicator({ lastFactOn: '2021-05-29', followUp: { frequency: 'monthly' } })).toEqual([['follow-up-due', '2.2.1', 1]]);
  });
});

test('late activities by code, duplicates by number', () => {
  expect(kindsOf({ lateActivities: ['A1', 'A2'], duplicates: 4 })).toEqual([['late-activity', 'A1', 1], ['late-activity', 'A2', 1], ['duplicates', null, 4]]);
});
