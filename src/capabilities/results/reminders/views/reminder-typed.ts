/** What is typed of the schedule of reminders, what is wrong with it, and the draft it makes. */
import { today, type OwnDraft } from '../../../../registry/views/use-writing.ts';
import type { AnswerOf } from '../../../../web/api.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { DAYS_BEFORE_MAX, REMINDED_ROLES, REMINDERS_MAX, remindersScheduled, type RemindedRole } from '../../reminder-entries.ts';
import type { readReminderSettings } from '../contract.ts';

export type Settings = AnswerOf<typeof readReminderSettings>;

export interface Typed {
  /** As it is written: `30, 14, 7, 1`. */
  days: string;
  roles: Record<RemindedRole, boolean>;
  members: Record<string, boolean>;
}

/** Offered where nothing is scheduled: a month to begin, a week to finish, and those who answer for it. */
const SUGGESTED = { daysBefore: [30, 14, 7, 1], roles: ['coordinator', 'me-officer', 'partner-coordinator'] as readonly RemindedRole[], memberIds: [] as readonly string[] };

export type DaysFault =
  | { readonly fault: 'none' | 'many' }
  | { readonly fault: 'not-number' | 'range' | 'twice'; readonly text: string };

/** Members of a schedule who can be reminded no longer are not among those that are typed: saving leaves them out. */
export function typedFrom({ schedule, members }: Settings): Typed {
  const { daysBefore, roles, memberIds } = schedule?.says ?? SUGGESTED;
  const has = (role: RemindedRole): boolean => roles.includes(role);
  return {
    days: daysBefore.toSorted((a, b) => b - a).join(', '),
    roles: {
      administrator: has('administrator'),
      coordinator: has('coordinator'),
      'me-officer': has('me-officer'),
      'partner-coordinator': has('partner-coordinator'),
      'expert-trainer': has('expert-trainer'),
      trainer: has('trainer'),
    },
    members: Object.fromEntries(members.map(({ userId }) => [userId, memberIds.includes(userId)])),
  };
}

/** The days, the earliest reminder first; or the first thing that is wrong with them. */
export function daysOf(text: string): readonly number[] | DaysFault {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
  if (parts.length === 0) return { fault: 'none' };
  const days: number[] = [];
  for (const part of parts) {
    const day = Number(part);
    if (!/^-?\d+$/.test(part)) return { fault: 'not-number', text: part };
    if (day < 0 || day > DAYS_BEFORE_MAX) return { fault: 'range', text: part };
    if (days.includes(day)) return { fault: 'twice', text: String(day) };
    days.push(day);
  }
  return days.length > REMINDERS_MAX ? { fault: 'many' } : days.toSorted((a, b) => b - a);
}

export function isFault(days: readonly number[] | DaysFault): days is DaysFault {
  return 'fault' in days;
}

export function rolesOf({ roles }: Typed): RemindedRole[] {
  return REMINDED_ROLES.filter((role) => roles[role]);
}

/** Those named who are not reminded by their role already. */
export function membersOf(typed: Typed, members: Settings['members']): Settings['members'] {
  return members.filter(({ userId, role }) => !typed.roles[role] && typed.members[userId] === true);
}

export function scheduleDraft(typed: Typed, daysBefore: readonly number[], { schedule, members }: Settings): OwnDraft {
  const payload = { daysBefore: [...daysBefore], roles: rolesOf(typed), memberIds: membersOf(typed, members).map(({ userId }) => userId) };
  return newDraft(remindersScheduled, today(), payload, schedule === null ? {} : { rootId: schedule.id, supersedes: schedule.leaves });
}
