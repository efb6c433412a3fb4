/** When a report is spoken of, to whom, and how many days are left. Pure: the day is that of the programme's time zone. */
import { dayNumber, isoDay } from '../../../platform/calendar.ts';
import type { Schedule } from '../reminder-entries.ts';
import type { ReportState } from '../report/rules.ts';

/** What of a report says whether anybody is reminded of it. */
export interface Due {
  readonly state: ReportState;
  /** null: no day was agreed, so there is nothing to count from. */
  readonly dueOn: string | null;
}

export interface ReminderDay {
  readonly daysBefore: number;
  readonly on: string;
}

/** The days on which is reminded, first to last. */
export function reminderDays(dueOn: string, { daysBefore }: Pick<Schedule, 'daysBefore'>): ReminderDay[] {
  return daysBefore.toSorted((a, b) => b - a).map((days) => ({ daysBefore: days, on: isoDay(dayNumber(dueOn) - days) }));
}

/** Whether this member is among those who are reminded. */
export function isReminded({ roles, memberIds }: Pick<Schedule, 'roles' | 'memberIds'>, member: { readonly userId: string; readonly role: string }): boolean {
  return memberIds.includes(member.userId) || roles.some((role) => role === member.role);
}

/** A report that is still the programme's to finish, with a day to finish it by: those that are sent or approved are not. */
export function isAwaited<R extends Due>(report: R): report is R & { readonly dueOn: string } {
  return report.dueOn !== null && (report.state === 'draft' || report.state === 'returned');
}

/** Whether it is spoken of on this day: from the first scheduled day on, and after the due day until it is sent. */
export function isSpokenOf(report: Due, schedule: Pick<Schedule, 'daysBefore'>, today: string): boolean {
  if (!isAwaited(report)) return false;
  const [first] = reminderDays(report.dueOn, schedule);
  return first !== undefined && first.on <= today;
}

/** Days from today to the due day; negative once it is over. */
export function daysLeft(dueOn: string, today: string): number {
  return dayNumber(dueOn) - dayNumber(today);
}
