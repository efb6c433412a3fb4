/** How an activity stands on a day; examples worked out by hand on a calendar. */
import { describe, expect, test } from 'vitest';
import { isLate, standingOf, type Progressed } from './rules.ts';

/** March 2021 has 31 days: the activity lasts all of it. */
const MARCH = { startsOn: '2021-03-01', endsOn: '2021-03-31' };
const said = (on: string, state: Progressed['state'], more: Partial<Progressed> = {}): Progressed => ({
  on,
  state,
  percent: null,
  newEndsOn: null,
  ...more,
});
const verdict = (recorded: readonly Progressed[], today: string) => {
  const { verdict: word, days } = standingOf(MARCH, recorded, today);
  return [word, days];
};

describe('nothing was recorded', () => {
  test('is on time up to its first day, then late to begin, then late to end', () => {
    expect(verdict([], '2021-02-20')).toEqual(['on-time', 0]);
    expect(verdict([], '2021-03-01')).toEqual(['on-time', 0]);
    expect(verdict([], '2021-03-02')).toEqual(['late-to-start', 1]);
    expect(verdict([], '2021-03-31')).toEqual(['late-to-start', 30]);
    expect(verdict([], '2021-04-02')).toEqual(['late-to-end', 2]);
  });
});

describe('under way', () => {
  test('is on time until its last day, whenever it began', () => {
    expect(verdict([said('2021-03-05', 'under-way')], '2021-03-31')).toEqual(['on-time', 0]);
    expect(verdict([said('2021-03-05', 'under-way')], '2021-04-10')).toEqual(['late-to-end', 10]);
  });

  test('is ahead where it began before its day and the day has not come', () => {
    expect(verdict([said('2021-02-22', 'under-way')], '2021-02-25')).toEqual(['ahead', 7]);
    expect(verdict([said('2021-02-22', 'under-way')], '2021-03-01')).toEqual(['on-time', 0]);
  });

  test('has the percent said last, and the one expected of an even course', () => {
    const recorded = [said('2021-03-05', 'under-way', { percent: 10 }), said('2021-03-12', 'under-way'), said('2021-03-10', 'under-way', { percent: 40 })];
    // 16 of 31 days are gone on the 16th: 51.6.
    expect(standingOf(MARCH, recorded, '2021-03-16')).toMatchObject({ percent: 40, expectedPercent: 52, startedOn: '2021-03-05', finishedOn: null });
  });
});

describe('done', () => {
  test('before its last day is ahead, on it on time, after it late', () => {
    expect(verdict([said('2021-03-05', 'under-way'), said('2021-03-28', 'done')], '2021-05-01')).toEqual(['ahead', 3]);
    expect(verdict([said('2021-03-31', 'done')], '2021-05-01')).toEqual(['on-time', 0]);
    expect(verdict([said('2021-04-05', 'done')], '2021-05-01')).toEqual(['late-to-end', 5]);
  });

  test('without a recorded beginning, the beginning stays unknown', () => {
    expect(standingOf(MARCH, [said('2021-03-31', 'done')], '2021-05-01')).toMatchObject({ startedOn: null, finishedOn: '2021-03-31', percent: 100 });
  });

  test('does not count before its day', () => {
    expect(standingOf(MARCH, [said('2021-03-20', 'done')], '2021-03-19')).toMatchObject({ state: 'not-started', percent: 0, verdict: 'late-to-start' });
  });

  test('late, it asks for nobody any more', () => {
    expect(isLate(standingOf(MARCH, [said('2021-04-05', 'done')], '2021-05-01'))).toBe(false);
    expect(isLate(standingOf(MARCH, [], '2021-05-01'))).toBe(true);
  });
});

describe('postponed, cancelled, taken back', () => {
  test('is measured against the new last day; where it had not begun, its first day moves as far', () => {
    const moved = [said('2021-03-10', 'postponed', { newEndsOn: '2021-04-30' })];
    // 30 days later: it shall begin on 31 March.
    expect(verdict(moved, '2021-03-31')).toEqual(['on-time', 0]);
    expect(verdict(moved, '2021-04-02')).toEqual(['late-to-start', 2]);
    expect(verdict(moved, '2021-05-01')).toEqual(['late-to-end', 1]);
    expect(standingOf(MARCH, moved, '2021-04-02')).toMatchObject({ dueOn: '2021-04-30', state: 'postponed', percent: null });
  });

  test('the day that was moved last counts, for what ended too', () => {
    const recorded = [
      said('2021-03-10', 'under-way', { newEndsOn: '2021-04-15' }),
      said('2021-04-01', 'under-way', { newEndsOn: '2021-04-20' }),
      said('2021-04-22', 'done'),
    ];
    expect(verdict(recorded, '2021-06-01')).toEqual(['late-to-end', 2]);
  });

  test('cancelled is never late', () => {
    expect(verdict([said('2021-03-10', 'cancelled')], '2021-09-01')).toEqual(['cancelled', 0]);
  });

  test('a beginning that was taken back does not stand', () => {
    const recorded = [said('2021-03-02', 'under-way'), said('2021-03-05', 'not-started')];
    expect(standingOf(MARCH, recorded, '2021-03-08')).toMatchObject({ startedOn: null, verdict: 'late-to-start', days: 7 });
  });
});
