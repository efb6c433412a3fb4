/** Days, quarters and instants in a time zone. Pure: nothing here reads a clock. */

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of an ISO day. */
export function dayNumber(isoDay: string): number {
  return Math.round(Date.parse(`${isoDay}T00:00:00Z`) / DAY_MS);
}

/** ISO day of a day number. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The instant at which a day begins in a time zone. */
export function startOfDay(day: string, timeZone: string): Date {
  return instantOf(day, '00:00', timeZone);
}

/** The instant at which clocks in a time zone show this hour (`14:30`) of a day. */
export function instantOf(day: string, hour: string, timeZone: string): Date {
  const shown = Date.parse(`${day}T${hour}:00Z`);
  // The zone's offset is read at the guess and once more at the result: enough for any change of clocks.
  const guess = shown - offsetMs(new Date(shown), timeZone);
  return new Date(shown - offsetMs(new Date(guess), timeZone));
}

function offsetMs(instant: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(instant.getTime() / 1000) * 1000;
}

export interface Quarter {
  /** `2020-Q3`. */
  readonly quarter: string;
  readonly endsOn: string;
}

/** Quarters from the one that holds the first day to the one that holds the last; at most 80. */
export function quartersBetween(from: string, to: string): Quarter[] {
  const quarters: Quarter[] = [];
  let year = Number(from.slice(0, 4));
  let number = Math.floor((Number(from.slice(5, 7)) - 1) / 3) + 1;
  while (quarters.length < 80) {
    const endsOn = new Date(Date.UTC(year, number * 3, 0)).toISOString().slice(0, 10);
    quarters.push({ quarter: `${year}-Q${number}`, endsOn });
    if (endsOn >= to) break;
    number = number === 4 ? 1 : number + 1;
    if (number === 1) year += 1;
  }
  return quarters;
}

/** The day it is at an instant in a time zone, as an ISO day. */
export function dayIn(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}

/** The hour that clocks in a time zone show at an instant, `14:05`. */
export function hourIn(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
}
