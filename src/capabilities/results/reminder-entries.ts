/** The entry by which the programme says when, and whom, it reminds of what the next donor's report lacks. */
import { z } from 'zod';
import { entryKind, uuid } from '../../ledger/entry.ts';

/** A reminder at most so many days before the day a report is due, and so many reminders at most. */
export const DAYS_BEFORE_MAX = 365;
export const REMINDERS_MAX = 6;
/** Members named one by one, at most. */
export const NAMED_MAX = 50;

/** Roles whose members can be reminded: those that can mend something. A test holds them against the table of rights. */
export const REMINDED_ROLES = ['administrator', 'coordinator', 'me-officer', 'partner-coordinator', 'expert-trainer', 'trainer'] as const;
export type RemindedRole = (typeof REMINDED_ROLES)[number];

const isEachOnce = (values: readonly (string | number)[]): boolean => new Set(values).size === values.length;

/** Of all donor's reports with a due day, from now on. One stands; it is changed by correcting it, and withdrawn nobody is reminded. */
export const remindersScheduled = entryKind({
  kind: 'results.reminders-scheduled',
  version: 1,
  payload: z.strictObject({
    /** Days before the due day; 0 is the day itself. */
    daysBefore: z.array(z.int().min(0).max(DAYS_BEFORE_MAX)).min(1).max(REMINDERS_MAX).refine(isEachOnce, 'Each day once.'),
    /** Whoever has one of these roles is reminded… */
    roles: z.array(z.enum(REMINDED_ROLES)).max(REMINDED_ROLES.length).refine(isEachOnce, 'Each role once.'),
    /** …and these members besides. */
    memberIds: z.array(uuid).max(NAMED_MAX).refine(isEachOnce, 'Each member once.'),
  }),
  permission: 'report.write',
  readPermission: 'report.read',
});
export type Schedule = z.output<typeof remindersScheduled.payload>;
