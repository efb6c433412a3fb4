/** How an activity stands on a day: what was planned, what was recorded of it, and whether it is in time. Pure. */
import { dayNumber, isoDay } from '../../../platform/calendar.ts';
import { ACTIVITY_STATES } from '../statement-entries.ts';

export type ActivityState = (typeof ACTIVITY_STATES)[number];

export interface Planned {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** One thing recorded of an activity, about a day; in order of entry where the day is the same. */
export interface Progressed {
  readonly on: string;
  readonly state: ActivityState;
  readonly percent: number | null;
  readonly newEndsOn: string | null;
}

export const VERDICTS = ['late-to-start', 'late-to-end', 'on-time', 'ahead', 'cancelled'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface ActivityStanding {
  readonly state: ActivityState;
  /** What was said of how much is done; all of it where it is done, none where it did not begin; null: nobody said. */
  readonly percent: number | null;
  /** Day it was first recorded as under way; null where nobody recorded it. */
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
  /** Last day as it was moved last; the planned one where it was not moved. */
  readonly dueOn: string;
  readonly verdict: Verdict;
  /** Days late or ahead; 0 where it is on time. */
  readonly days: number;
  /** Where it would be today if it went evenly from its first day to its last, whole percent. */
  readonly expectedPercent: number;
}

/**
 * Recorded states are taken in order of their day; what is dated after today does not count yet. Something postponed
 * before it began is expected to begin as many days later as its end was moved.
 */
export function standingOf(planned: Planned, recorded: readonly Progressed[], today: string): ActivityStanding {
  const past = recorded.filter(({ on }) => on <= today).toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  const last = past.at(-1);
  const state = last?.state ?? 'not-started';
  const dueOn = past.findLast(({ newEndsOn }) => newEndsOn !== null)?.newEndsOn ?? planned.endsOn;
  const startedOn = firstDayUnderWay(past);
  const finishedOn = state === 'done' ? (last?.on ?? null) : null;
  const startDue = state === 'postponed' ? shifted(planned.startsOn, dayNumber(dueOn) - dayNumber(planned.endsOn)) : planned.startsOn;
  return {
    state,
    percent: percentOf(state, past),
    startedOn,
    finishedOn,
    dueOn,
    ...verdictOf({ state, startedOn, finishedOn, startDue, dueOn }, today),
    expectedPercent: expectedOf(planned.startsOn, dueOn, today),
  };
}

/** Nobody who says it did not begin leaves an earlier beginning standing. */
function firstDayUnderWay(past: readonly Progressed[]): string | null {
  const from = past.findLastIndex(({ state }) => state === 'not-started') + 1;
  return past.slice(from).find(({ state }) => state === 'under-way')?.on ?? null;
}

function percentOf(state: ActivityState, past: readonly Progressed[]): number | null {
  if (state === 'done') return 100;
  if (state === 'not-started') return 0;
  return past.findLast(({ percent }) => percent !== null)?.percent ?? null;
}

interface Course {
  readonly state: ActivityState;
  readonly startedOn: string | null;
  readonly finishedOn: string | null;
  readonly startDue: string;
  readonly dueOn: string;
}

function verdictOf({ state, startedOn, finishedOn, startDue, dueOn }: Course, today: string): { verdict: Verdict; days: number } {
  if (state === 'cancelled') return { verdict: 'cancelled', days: 0 };
  const overdue = daysBetween(dueOn, finishedOn ?? today);
  if (overdue > 0) return { verdict: 'late-to-end', days: overdue };
  if (finishedOn !== null) return overdue < 0 ? { verdict: 'ahead', days: -overdue } : { verdict: 'on-time', days: 0 };
  const begun = startedOn !== null || state === 'under-way';
  if (!begun) {
    const waited = daysBetween(startDue, today);
    return waited > 0 ? { verdict: 'late-to-start', days: waited } : { verdict: 'on-time', days: 0 };
  }
  // Begun before its day: ahead until that day comes.
  const early = today < startDue ? daysBetween(startedOn ?? startDue, startDue) : 0;
  return early > 0 ? { verdict: 'ahead', days: early } : { verdict: 'on-time', days: 0 };
}

/** Both days included: on its only day, an activity of one day is expected to be done. */
function expectedOf(startsOn: string, dueOn: string, today: string): number {
  const length = daysBetween(startsOn, dueOn) + 1;
  const gone = daysBetween(startsOn, today) + 1;
  return length <= 0 ? 100 : Math.round(Math.max(0, Math.min(1, gone / length)) * 100);
}

function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

function shifted(day: string, days: number): string {
  return isoDay(dayNumber(day) + days);
}

/** Whether somebody has to look at it: it began or ended late and is not finished. */
export function isLate({ verdict, state }: Pick<ActivityStanding, 'verdict' | 'state'>): boolean {
  return state !== 'done' && (verdict === 'late-to-start' || verdict === 'late-to-end');
}
