import { describe, expect, test } from 'vitest';
import { mainLine, progressOf, startOf, targetFaultOf, targetLines, type StatedTarget, type Target } from './rules.ts';

/** 100 days: from 1 January 2021 to 10 April 2021 both included (31 + 28 + 31 + 10). */
const HUNDRED_DAYS: Target = {
  indicatorId: '0198a000-0000-7000-8000-000000000001',
  from: '2021-01-01',
  to: '2021-04-10',
  counting: 'cumulative',
  value: 200,
  reason: null,
  source: 'Plan',
};
const PROGRAMME = { startsOn: '2020-01-01', endsOn: '2021-12-31' };

function stated(position: number, decidedOn: string, changes: Partial<Target> = {}): StatedTarget {
  return { entryId: `${position}`, position, decidedOn, target: { ...HUNDRED_DAYS, ...changes } };
}
const asked = (changes: Partial<Parameters<typeof progressOf>[0]> = {}) =>
  ({ target: HUNDRED_DAYS, start: 0, direction: 'up', grows: true, ...changes }) as const;

describe('how far a target is reached', () => {
  test('half of the days gone, half is expected', () => {
    // 19 February is day 50 of 100: 200 x 50 / 100 = 100.
    expect(progressOf(asked(), 100, '2021-02-19')).toEqual({ percent: 50, expected: 100, state: 'on-time' });
    expect(progressOf(asked(), 99, '2021-02-19')).toEqual({ percent: 49.5, expected: 100, state: 'late' });
  });
  test('growth starts at the target before: from 100 to 200 in 100 days, 150 after 50', () => {
    expect(progressOf(asked({ start: 100 }), 149, '2021-02-19')).toEqual({ percent: 74.5, expected: 150, state: 'late' });
  });
  test('reached is reached on any day, and stays so; not reached when the period is over is late', () => {
    expect(progressOf(asked(), 200, '2021-01-02').state).toBe('met');
    expect(progressOf(asked(), 199, '2021-04-10').state).toBe('late');
    expect(progressOf(asked(), 220, '2021-12-31')).toEqual({ percent: 110, expected: 200, state: 'met' });
  });
  test('without data there is no percent', () => {
    expect(progressOf(asked(), null, '2021-02-19')).toEqual({ percent: null, expected: 100, state: 'missing' });
  });
  test('a share does not grow with time: it is late when the period is over', () => {
    const share = asked({ grows: false, target: { ...HUNDRED_DAYS, value: 60 } });
    expect(progressOf(share, 45, '2021-04-10')).toEqual({ percent: 75, expected: null, state: 'on-time' });
    expect(progressOf(share, 45, '2021-04-11').state).toBe('late');
  });
  test('what shall stay below a bound is met only when the period is over', () => {
    const defects = asked({ direction: 'down', grows: false, target: { ...HUNDRED_DAYS, value: 5 } });
    expect(progressOf(defects, 4, '2021-02-19')).toEqual({ percent: null, expected: null, state: 'on-time' });
    expect(progressOf(defects, 4, '2021-04-11').state).toBe('met');
    expect(progressOf(defects, 6, '2021-04-11').state).toBe('late');
  });
  test('a target of 0 has no percent', () => {
    expect(progressOf(asked({ target: { ...HUNDRED_DAYS, value: 0 } }), 3, '2021-02-19')).toMatchObject({ percent: null, state: 'met' });
  });
});

describe('revisions', () => {
  test('what was decided last is in force, whatever order it came in; other periods stand beside it', () => {
    const lines = targetLines([
      stated(3, '2021-03-15', { value: 240, reason: 'Más talleres' }),
      stated(5, '2020-12-01', { value: 180 }),
      stated(4, '2020-11-01', { from: '2020-01-01', to: '2020-12-31', value: 90 }),
    ]);
    expect(lines.map(({ inForce, earlier }) => [inForce.target.value, earlier.map(({ target }) => target.value)])).toEqual([[90, []], [240, [180]]]);
    expect(startOf(lines[1]?.inForce.target ?? HUNDRED_DAYS, lines, null)).toBe(90);
    expect(mainLine(lines, '2020-06-01')?.inForce.target.value).toBe(90);
    expect(mainLine(lines, '2021-02-01')?.inForce.target.value).toBe(240);
    expect(mainLine(lines, '2019-01-01')?.inForce.target.value).toBe(90);
  });
});

describe('what cannot be a target', () => {
  test('turned dates, days outside the programme, a revision without a reason', () => {
    expect(targetFaultOf({ ...HUNDRED_DAYS, from: '2021-04-11' }, PROGRAMME, [])).toBe('target-turned');
    expect(targetFaultOf({ ...HUNDRED_DAYS, to: '2022-01-01' }, PROGRAMME, [])).toBe('target-outside-programme');
    expect(targetFaultOf({ ...HUNDRED_DAYS, from: '2019-12-31' }, PROGRAMME, [])).toBe('target-outside-programme');
    expect(targetFaultOf({ ...HUNDRED_DAYS, to: '2022-01-01' }, null, [])).toBe(null);
    expect(targetFaultOf(HUNDRED_DAYS, PROGRAMME, [HUNDRED_DAYS])).toBe('target-no-reason');
    expect(targetFaultOf({ ...HUNDRED_DAYS, counting: 'per-period' }, PROGRAMME, [HUNDRED_DAYS])).toBe(null);
    expect(targetFaultOf({ ...HUNDRED_DAYS, reason: 'Más talleres' }, PROGRAMME, [HUNDRED_DAYS])).toBe(null);
  });
});
