import { expect, test } from 'vitest';
import { followUpSet, targetSet } from '../entries.ts';
import { followUpDraft, followUpOf, targetCorrected, targetDraft, targetOf, versionOf, type Plan, type TargetTyped } from './plan-draft.ts';

const ID = '0198a000-0000-7000-8000-000000000001';
const typed: TargetTyped = {
  from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value: '1.240,5', decidedOn: '2020-01-15', reason: '', source: ' Plan ',
};

test('a number is read as it is written here', () => {
  expect(targetOf(typed, ID, false)).toMatchObject({ target: { value: 1240.5, source: 'Plan', reason: null } });
  expect(targetOf({ ...typed, value: 'muchos' }, ID, false)).toEqual({ wrong: 'wrongNumber' });
  expect(targetOf({ ...typed, value: '' }, ID, false)).toEqual({ wrong: 'wrongNumber' });
});

test('decimals are kept as text, as the ledger wants them', () => {
  const read = targetOf({ ...typed, value: '62,5' }, ID, false);
  const target = 'target' in read ? targetDraft(read.target, '2020-01-15', null) : null;
  expect(target).toMatchObject({ schemaVersion: targetSet.version, payload: { value: '62.5' } });
  expect(targetSet.payload.safeParse(target?.payload).success).toBe(true);
  const begun = { baselineValue: '0,25', baselineOn: '2019-10-01', baselineSource: 'Encuesta', responsible: '', frequency: '', direction: 'up' };
  const followUp = followUpOf(begun, ID);
  const draft = 'followUp' in followUp ? followUpDraft(followUp.followUp, '2020-01-15', null) : null;
  expect(draft).toMatchObject({ payload: { baseline: { value: '0.25' } } });
  expect(followUpSet.payload.safeParse(draft?.payload).success).toBe(true);
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

test('a target set by mistake is mended over the versions seen, not set anew', () => {
  const said = { entryId: ID, decidedOn: '2020-01-15', value: 24, reason: null, source: 'Plan', recordedAt: '2020-01-15T12:00:00Z', recordedBy: null };
  const line = { from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value: 24, source: 'Plan', actual: null, percent: null, expected: null, state: 'missing', history: [said] } as const;
  const plan: Plan = { indicatorId: ID, unit: 'people', day: '2021-01-01', programme: null, targets: [{ ...line, history: [said] }], followUp: null, narrowedTo: null };
  const found = versionOf(plan, ID);
  expect(versionOf(plan, 'other')).toBeNull();
  if (found === null) throw new Error('not found');
  const read = targetOf({ ...targetCorrected(found), value: '240' }, ID, false);
  if ('wrong' in read) throw new Error(read.wrong);
  expect(read.target).toEqual({ indicatorId: ID, from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value: 240, reason: null, source: 'Plan' });
  const mended = targetDraft(read.target, '2020-01-15', { entryId: ID, leaves: ['leaf'] });
  expect(mended).toMatchObject({ rootId: ID, supersedes: ['leaf'], occurredOn: '2020-01-15' });
});
