/** Days and moments around the present, as the programme's calendar has them. */
import { dayOfInstant, instantOfWallTime, wallTimeOfInstant } from '../../web/format.ts';
import { serverNow } from '../../web/session.ts';

/** Today, `2026-11-23`. */
export function today(): string {
  return dayOfInstant(serverNow());
}

/** The last day a figure as of this moment can speak of; for a place in the ledger, today. */
export function dayOfAsOf(asOf: string): string {
  if (asOf === '' || asOf.startsWith('@')) return today();
  return asOf.includes('T') ? dayOfInstant(asOf) : asOf;
}

/** The last day of the quarter before this one. */
export function lastQuarterEnd(day: string): string {
  const year = Number(day.slice(0, 4));
  const firstMonth = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3;
  return new Date(Date.UTC(year, firstMonth, 0)).toISOString().slice(0, 10);
}

/** The last day of the year before this one. */
export function lastYearEnd(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}-12-31`;
}

/** The moment `seconds` before now, to the second, with the programme's offset. */
export function secondsAgo(seconds: number): string {
  const moment = new Date(Date.parse(serverNow()) - seconds * 1000).toISOString();
  return instantOfWallTime(wallTimeOfInstant(moment)) ?? moment;
}
