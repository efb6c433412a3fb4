/**
 * When the public page changes: when it is published, and at the end of each month or quarter from then on. Pure.
 * Between two steps nothing changes on it, so that nobody learns from one day's difference who came that day.
 */
import { isoDay, dayNumber } from '../../../platform/calendar.ts';
import type { Rhythm } from '../publication-entries.ts';

/** What was decided of the page, from one position of the ledger to another; days in the programme's time zone. */
export interface Decision<Settings> {
  readonly position: number;
  readonly decidedOn: string;
  /** null: it stands. */
  readonly endedOn: string | null;
  readonly settings: Settings;
}

export interface Step<Settings> {
  /** What is known: all up to a position (`@7`), or to the end of a day. */
  readonly asOf: string;
  /** What is counted: all that happened up to this day. */
  readonly through: string;
  readonly settings: Settings;
}

/** Last day of the month or quarter that was over before this day. */
export function lastClosed(day: string, rhythm: Rhythm): string {
  const month = Number(day.slice(5, 7)) - 1;
  const first = rhythm === 'month' ? month : month - (month % 3);
  return isoDay(Date.UTC(Number(day.slice(0, 4)), first, 1) / 86_400_000 - 1);
}

/** Every step up to today, oldest first; decisions in their order. */
export function stepsOf<Settings extends { readonly rhythm: Rhythm }>(decisions: readonly Decision<Settings>[], today: string): Step<Settings>[] {
  return decisions.flatMap(({ position, decidedOn, endedOn, settings }) => [
    { asOf: `@${position}`, through: lastClosed(decidedOn, settings.rhythm), settings },
    ...endsBetween(decidedOn, endedOn ?? today, settings.rhythm).map((end) => ({ asOf: end, through: end, settings })),
  ]);
}

/** Ends of periods from one day on and before another. */
function endsBetween(from: string, before: string, rhythm: Rhythm): string[] {
  const ends: string[] = [];
  for (let end = lastClosed(before, rhythm); end >= from; end = lastClosed(end, rhythm)) ends.unshift(end);
  return ends;
}

/** The day after which the page changes next. */
export function nextEnd(today: string, rhythm: Rhythm): string {
  const far = isoDay(dayNumber(lastClosed(today, rhythm)) + (rhythm === 'month' ? 33 : 95));
  return lastClosed(far, rhythm);
}
