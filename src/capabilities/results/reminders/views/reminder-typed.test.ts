/** What is typed of reminders: days as people write them, and what is wrong with them. */
import { describe, expect, test } from 'vitest';
import { daysOf, membersOf, rolesOf, scheduleDraft, typedFrom, type Settings } from './reminder-typed.ts';

const [ANA, BETO] = ['0198a000-0000-7000-8000-0000000000a1', '0198a000-0000-7000-8000-0000000000b1'];
const SCHEDULE = '0198a000-0000-7000-8000-0000000000c1';
const members: Settings['members'] = [
  { userId: ANA, name: 'Ana', role: 'administrator', partnerName: null },
  { userId: BETO, name: 'Beto', role: 'trainer', partnerName: 'Wiñay' },
];
const none: Settings = { schedule: null, earlier: [], members, awaited: [] };
const set: Settings = {
  ...none,
  schedule: {
    id: SCHEDULE, leaves: [SCHEDULE], conflictFields: [], changedAt: '2021-11-26T12:00:00.000Z', changedBy: 'Ana',
    says: { daysBefore: [3, 10], roles: ['trainer'], memberIds: [ANA, '0198a000-0000-7000-8000-0000000000d1'] },
  },
};

describe('days', () => {
  test('are numbers in any order, between commas, spaces or semicolons', () => {
    expect(['30, 14, 7, 1', '1 7;14,30', ' 0 ', '365'].map(daysOf)).toEqual([[30, 14, 7, 1], [30, 14, 7, 1], [0], [365]]);
  });

  test('what is wrong is named by what was written', () => {
    expect(['', ' , ', '7, dos', '1.5', '366', '-1', '7, 07', '1,2,3,4,5,6,7'].map(daysOf)).toEqual([
      { fault: 'none' }, { fault: 'none' }, { fault: 'not-number', text: 'dos' }, { fault: 'not-number', text: '1.5' },
      { fault: 'range', text: '366' }, { fault: 'range', text: '-1' }, { fault: 'twice', text: '7' }, { fault: 'many' },
    ]);
  });
});

describe('the form', () => {
  test('begins with a suggestion where nothing is set, with what is set else; who left is left out', () => {
    const suggested = typedFrom(none);
    expect([suggested.days, rolesOf(suggested)]).toEqual(['30, 14, 7, 1', ['coordinator', 'me-officer', 'partner-coordinator']]);
    const typed = typedFrom(set);
    expect([typed.days, rolesOf(typed), membersOf(typed, members).map(({ name }) => name)]).toEqual(['10, 3', ['trainer'], ['Ana']]);
  });

  test('whoever is reminded by role is not named besides', () => {
    const typed = typedFrom(set);
    typed.members[BETO] = true;
    expect(membersOf(typed, members).map(({ name }) => name)).toEqual(['Ana']);
    typed.roles.trainer = false;
    expect(membersOf(typed, members).map(({ name }) => name)).toEqual(['Ana', 'Beto']);
  });

  test('makes a correction of the schedule that stands, or a first one', () => {
    expect(scheduleDraft(typedFrom(set), [5], set)).toMatchObject({ rootId: SCHEDULE, supersedes: [SCHEDULE], payload: { daysBefore: [5], roles: ['trainer'], memberIds: [ANA] } });
    expect(scheduleDraft(typedFrom(none), [5], none)).toMatchObject({ rootId: null, supersedes: [] });
  });
});
