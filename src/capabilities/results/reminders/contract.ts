/** Routes of the reminders of what a donor's report lacks: who is reminded of what, the schedule, and the feed for calendars. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { REMINDED_ROLES, remindersScheduled } from '../reminder-entries.ts';
import { missingLine } from '../report/contract.ts';

const programme = z.object({ programme: z.uuid() });
const none = z.object({});
const nothing = z.null();

export const FEED_LANGUAGES = ['es', 'en'] as const;

export const remindedReport = z.object({
  id: z.uuid(),
  title: z.string(),
  titleEn: z.string().nullable(),
  dueOn: z.string(),
  /** Negative once the day is over. */
  daysLeft: z.int(),
  reminders: z.array(z.object({ daysBefore: z.int(), on: z.string() })),
  /** Of the whole report, or of what the reader's partner can mend of it. */
  missing: z.array(missingLine),
});

/** What the caller is reminded of: the reports that are still to be sent, the one due first before others. */
export const readReminders = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reminders',
  permission: 'reminder.read',
  params: programme,
  query: none,
  body: nothing,
  answer: z.object({
    day: z.string(),
    scheduled: z.boolean(),
    /** Whether the caller is among those who are reminded. */
    reminded: z.boolean(),
    reports: z.array(remindedReport),
  }),
});

export const readReminderSettings = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reminders/settings',
  permission: 'report.write',
  params: programme,
  query: none,
  body: nothing,
  answer: z.object({
    schedule: z
      .object({
        id: z.uuid(),
        leaves: z.array(z.uuid()),
        conflictFields: z.array(z.string()),
        says: remindersScheduled.payload,
        changedAt: z.string(),
        changedBy: z.string().nullable(),
      })
      .nullable(),
    /** Schedules that stood before, the latest first: since when and by whom, and until when. */
    earlier: z.array(z.object({ says: remindersScheduled.payload, changedAt: z.string(), changedBy: z.string().nullable(), until: z.string() })),
    /** Members who can be reminded, by name. */
    members: z.array(z.object({ userId: z.uuid(), name: z.string(), role: z.enum(REMINDED_ROLES), partnerName: z.string().nullable() })),
    /** Reports that are still to be sent, with the day they are due, the first before others. */
    awaited: z.array(z.object({ title: z.string(), dueOn: z.string() })),
  }),
});

/** Whether the caller has an address for calendars; the address itself is told once, when it is made. */
export const readFeed = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reminders/feed',
  permission: 'reminder.read',
  params: programme,
  query: none,
  body: nothing,
  answer: z.object({ madeAt: z.string().nullable() }),
});

/** Makes the caller's address; the one before, if there was one, opens nothing any more. */
export const makeFeed = contract({
  method: 'POST',
  path: '/api/programmes/:programme/reminders/feed',
  permission: 'reminder.read',
  params: programme,
  query: none,
  body: z.strictObject({ language: z.enum(FEED_LANGUAGES) }),
  answer: z.object({ token: z.string(), madeAt: z.string() }),
});

export const revokeFeed = contract({
  method: 'DELETE',
  path: '/api/programmes/:programme/reminders/feed',
  permission: 'reminder.read',
  params: programme,
  query: none,
  body: nothing,
  answer: z.object({ revoked: z.literal(true) }),
});

/** What a calendar reads, without a session: whoever has the address has what it says, so it says nothing of anybody. */
export const calendarFeed = contract({
  method: 'GET',
  path: '/api/calendars/:token',
  permission: 'anyone',
  params: z.object({ token: z.string().max(80) }),
  query: none,
  body: nothing,
  /** A file of RFC 5545. */
  answer: z.unknown(),
});
