/** Periods beside one another: the one before, and the first of the same length. Pure. */
import { dayNumber, isoDay } from '../platform/calendar.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The period of the same length that ends the day before. Whole months are followed by whole months. */
export function periodBefore(period: Period): Period {
  const months = wholeMonths(period);
  if (months === null) {
    const length = dayNumber(period.to) - dayNumber(period.from) + 1;
    return { from: isoDay(dayNumber(period.from) - length), to: isoDay(dayNumber(period.from) - 1) };
  }
  return { from: monthsLater(period.from, -months), to: isoDay(dayNumber(period.from) - 1) };
}

/** A period as long as another that begins on a day; on the first of a month, as many whole months. */
export function periodFrom(from: string, like: Period): Period {
  const months = from.endsWith('-01') ? wholeMonths(like) : null;
  const length = dayNumber(like.to) - dayNumber(like.from) + 1;
  return { from, to: isoDay((months === null ? dayNumber(from) + length : dayNumber(monthsLater(from, months))) - 1) };
}

/** The quarter of the calendar in which a day since 1970 lies. */
export function quarterOfDay(day: number): Period {
  const iso = isoDay(day);
  const month = Math.floor((Number(iso.slice(5, 7)) - 1) / 3) * 3 + 1;
  const from = `${iso.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
  return { from, to: isoDay(dayNumber(monthsLater(from, 3)) - 1) };
}

/** How many months a period is made of; null where it begins or ends within one. */
function wholeMonths({ from, to }: Period): number | null {
  const next = isoDay(dayNumber(to) + 1);
  if (!from.endsWith('-01') || !next.endsWith('-01')) return null;
  return (Number(next.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(next.slice(5, 7)) - Number(from.slice(5, 7));
}

/** The first of a month some months later. */
function monthsLater(first: string, months: number): string {
  return new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5, 7)) - 1 + months, 1)).toISOString().slice(0, 10);
}
