/** When participants are asked again what came of a process, and who is due. Pure: today is an argument. */
import { dayNumber, isoDay } from '../../../platform/calendar.ts';
import type { FOLLOW_UP_RESULTS } from '../entries.ts';

/** Months after the last session, until a process says otherwise. Source: domain.md section 7, "3-month application follow-up". */
export const MONTHS_DEFAULT = 3;
/** Days from being due to being late. */
export const LATE_AFTER_DAYS = 30;

export const FOLLOW_UP_STATES = ['late', 'due', 'waiting', 'done'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

/** One time somebody was asked, or sought. */
export interface Contact {
  readonly contactedOn: string;
  readonly result: (typeof FOLLOW_UP_RESULTS)[number];
  readonly nextContactOn: string | null;
}

export interface FollowUp {
  readonly state: FollowUpState;
  /** Day on which to ask; null where nobody is to be asked: all done, or no session was held. */
  readonly dueOn: string | null;
}

/**
 * How one participant stands. `contacts` in the order in which they were made. Whoever was reached is done, unless another
 * contact was agreed; whoever could not be reached stays due from the same day, or from the one that was set for the next try.
 */
export function followUpOf(
  lastHeldOn: string | null,
  months: number,
  contacts: readonly Pick<Contact, 'result' | 'nextContactOn'>[],
  today: string,
): FollowUp {
  const last = contacts.at(-1);
  if (last?.nextContactOn != null) return { state: stateOn(last.nextContactOn, today), dueOn: last.nextContactOn };
  if (contacts.some(({ result }) => result !== 'not-reached')) return { state: 'done', dueOn: null };
  if (lastHeldOn === null) return { state: 'waiting', dueOn: null };
  const dueOn = monthsLater(lastHeldOn, months);
  return { state: stateOn(dueOn, today), dueOn };
}

/** The same day some months later; where that month has no such day, its last. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function stateOn(dueOn: string, today: string): FollowUpState {
  if (today < dueOn) return 'waiting';
  return today > isoDay(dayNumber(dueOn) + LATE_AFTER_DAYS) ? 'late' : 'due';
}
