import { expect, test } from 'vitest';
import { followUpOf, targetOf, type TargetTyped } from './plan-draft.ts';

const ID = '0198a000-0000-7000-8000-000000000001';
const typed: TargetTyped = {
  from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value: '1.240,5', decidedOn: '2020-01-15', reason: '', source: ' Plan ',
};

test('a number is read as it is written here', () => {
  expect(targetOf(typed, ID, false)).toMatchObject({ target: { value: 1240.5, source: 'Plan', reason: null } });
  expect(targetOf({ ...typed, value: 'muchos' }, ID, false)).toEqual({ wrong: 'wrongNumber' });
  expect(targetOf({ ...typed, value: '' }, ID, false)).toEqual({ wrong: 'wrongNumber' });
});

test('a revision asks for its reason, any target for its source and dates', () => {
  expect(targetOf(typed, ID, true)).toEqual({ wrong: 'wrongReason' });
  expect(targetOf({ ...typed, source: ' ' }, ID, false)).toEqual({ wrong: 'wrongSource' });
  expect(targetOf({ ...typed, to: '' }, ID, false)).toEqual({ wrong: 'wrongDates' });
});

test('a baseline is whole or absent', () => {
  const nothing = { baselineValue: '', baselineOn: '', baselineSource: '', responsible: ' ', frequency: '', direction: 'up' };
  expect(followUpOf(nothing, ID)).toEqual({ followUp: { indicatorId: ID, baseline: null, responsible: null, frequency: null, direction: 'up' } });
  expect(followUpOf({ ...nothing, baselineValue: '10' }, ID)).toEqual({ wrong: 'wrongBaseline' });
  const whole = { ...nothing, baselineValue: '10', baselineOn: '2019-10-01', baselineSource: 'Encuesta', frequency: 'yearly' };
  expect(followUpOf(whole, ID)).toMatchObject({ followUp: { baseline: { value: 10, source: 'Encuesta' }, frequency: 'yearly' } });
});
