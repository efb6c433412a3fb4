/** Places on a timeline, worked out by hand: 2021 has 365 days, its quarters 90, 91, 92 and 92. */
import { expect, test } from 'vitest';
import { barOf, barsOf, placeOf, timelineOf } from './timeline.ts';
import type { Activity } from './workplan-words.ts';

const activity = (more: Partial<Activity>): Activity => ({
  id: '', leaves: [], conflictFields: [], code: 'A1', title: '', titleEn: null, area: '1.1', startsOn: '2021-01-10', endsOn: '2021-12-20', responsible: null,
  partnerId: null, partnerName: null, processes: [], source: null, state: 'not-started', percent: 0, startedOn: null, finishedOn: null, dueOn: '2021-12-20',
  verdict: 'on-time', days: 0, expectedPercent: 0, late: false, progress: [], ...more,
});

test('a timeline takes in whole quarters', () => {
  const line = timelineOf([activity({})]);
  expect(line).toMatchObject({ days: 365 });
  expect(line?.ticks.map(({ number, year }) => `${number} ${year}`)).toEqual(['1 2021', '2 2021', '3 2021', '4 2021']);
  expect(line?.ticks[1]?.left).toBeCloseTo((90 / 365) * 100, 6);
  expect(timelineOf([])).toBeNull();
});

test('bars include their last day, are cut at the edge, and a day outside has no place', () => {
  const line = timelineOf([activity({})]);
  if (line === null) throw new Error('no timeline');
  expect(barOf(line, '2021-01-01', '2021-03-31')).toEqual({ left: 0, width: (90 / 365) * 100 });
  expect(barOf(line, '2020-01-01', '2021-01-01')).toEqual({ left: 0, width: (1 / 365) * 100 });
  expect(barOf(line, '2022-01-01', '2022-02-01')).toBeNull();
  expect(placeOf(line, '2022-01-01')).toBeNull();
  expect(placeOf(line, '2021-01-01')).toBeCloseTo((0.5 / 365) * 100, 6);
});

test('what is under way reaches to today; what ended without a beginning is a point; what was moved has a bar of its own', () => {
  const line = timelineOf([activity({})]);
  if (line === null) throw new Error('no timeline');
  const under = barsOf(line, activity({ state: 'under-way', startedOn: '2021-01-01' }), '2021-03-31');
  expect(under).toMatchObject({ actual: { left: 0, width: (90 / 365) * 100 }, end: null, moved: null });
  const ended = barsOf(line, activity({ state: 'done', finishedOn: '2021-01-01' }), '2021-06-01');
  expect(ended).toMatchObject({ actual: null, end: (0.5 / 365) * 100 });
  const moved = barsOf(line, activity({ endsOn: '2021-06-30', dueOn: '2021-09-30' }), '2021-06-01');
  expect(moved.moved?.width).toBeCloseTo((92 / 365) * 100, 6);
});
