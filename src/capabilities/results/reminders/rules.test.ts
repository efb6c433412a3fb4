/** Which reminders fall on which day, worked out by hand. */
import { describe, expect, test } from 'vitest';
import { ROLE_RULES, ROLES } from '../../../access/rules.ts';
import { dayIn } from '../../../platform/calendar.ts';
import { REMINDED_ROLES, remindersScheduled, type Schedule } from '../reminder-entries.ts';
import { REPORT_STATES } from '../report/rules.ts';
import { daysLeft, isAwaited, isReminded, isSpokenOf, reminderDays, type Due } from './rules.ts';

const schedule: Schedule = { daysBefore: [7, 30, 1, 14], roles: ['coordinator', 'partner-coordinator'], memberIds: ['mario'] };
const report: Due = { state: 'draft', dueOn: '2022-03-10' };

describe('the days', () => {
  test('are counted back from the due day, over the end of a month: February 2022 has 28 days', () => {
    expect(reminderDays('2022-03-10', schedule)).toEqual([
      { daysBefore: 30, on: '2022-02-08' },
      { daysBefore: 14, on: '2022-02-24' },
      { daysBefore: 7, on: '2022-03-03' },
      { daysBefore: 1, on: '2022-03-09' },
    ]);
  });

  test('over a leap day and the end of a year', () => {
    expect(reminderDays('2024-03-10', { daysBefore: [10, 0] })).toEqual([{ daysBefore: 10, on: '2024-02-29' }, { daysBefore: 0, on: '2024-03-10' }]);
    expect(reminderDays('2022-01-03', { daysBefore: [365, 7] })).toEqual([{ daysBefore: 365, on: '2021-01-03' }, { daysBefore: 7, on: '2021-12-27' }]);
  });
});

describe('a report is spoken of', () => {
  test('not on the day before the first reminder, on it, on the due day and after it', () => {
    const days = ['2022-02-07', '2022-02-08', '2022-02-09', '2022-03-10', '2022-03-11', '2023-01-01'];
    expect(days.map((day) => isSpokenOf(report, schedule, day))).toEqual([false, true, true, true, true, true]);
  });

  test('with one reminder on the due day only from that day on', () => {
    expect(['2022-03-09', '2022-03-10'].map((day) => isSpokenOf(report, { daysBefore: [0] }, day))).toEqual([false, true]);
  });

  test('while it is the programme’s to finish: not once it is submitted or approved, again when it came back', () => {
    const spoken = REPORT_STATES.filter((state) => isSpokenOf({ ...report, state }, schedule, '2022-03-10'));
    expect(spoken).toEqual(['draft', 'returned']);
  });

  test('never without a due day', () => {
    expect(isAwaited({ state: 'draft', dueOn: null })).toBe(false);
    expect(isSpokenOf({ state: 'draft', dueOn: null }, schedule, '2030-01-01')).toBe(false);
  });

  test('by the day of the programme: 02:00 of 8 February in London is still the 7th in La Paz', () => {
    const [before, after] = [new Date('2022-02-08T02:00:00Z'), new Date('2022-02-08T04:00:00Z')];
    expect([before, after].map((now) => isSpokenOf(report, schedule, dayIn(now, 'America/La_Paz')))).toEqual([false, true]);
    expect(isSpokenOf(report, schedule, dayIn(before, 'Europe/London'))).toBe(true);
  });
});

test('days left: to the day, on it, after it', () => {
  expect(['2022-02-08', '2022-03-09', '2022-03-10', '2022-03-13'].map((day) => daysLeft('2022-03-10', day))).toEqual([30, 1, 0, -3]);
});

test('reminded are those of a role and those who are named, and nobody else', () => {
  const who = [['alicia', 'coordinator'], ['pilar', 'partner-coordinator'], ['mario', 'me-officer'], ['ana', 'me-officer'], ['elena', 'donor']] as const;
  expect(who.filter(([userId, role]) => isReminded(schedule, { userId, role })).map(([userId]) => userId)).toEqual(['alicia', 'pilar', 'mario']);
});

describe('a schedule', () => {
  const fits = (says: unknown): boolean => remindersScheduled.payload.safeParse(says).success;
  const named = { ...schedule, memberIds: [] };
  test('holds 1 to 6 days, from 0 to 365, each once', () => {
    const days = [[0], [365], [1, 2, 3, 4, 5, 6], [], [366], [-1], [7, 7], [1.5], [1, 2, 3, 4, 5, 6, 7]];
    expect(days.map((daysBefore) => fits({ ...named, daysBefore }))).toEqual([true, true, true, false, false, false, false, false, false]);
  });

  test('names only roles that can be reminded: whoever may read a reminder, by the table of rights', () => {
    expect(ROLES.filter((role) => ROLE_RULES[role].permissions.includes('reminder.read'))).toEqual([...REMINDED_ROLES]);
    expect(fits({ ...named, roles: ['donor'] })).toBe(false);
    expect(fits({ ...named, roles: ['coordinator', 'coordinator'] })).toBe(false);
  });
});
