/** Where days stand on a timeline, in percent of its width. */
import { dayNumber, isoDay, quartersBetween } from '../../../../platform/calendar.ts';
import type { Activity } from './workplan-words.ts';

export interface Timeline {
  readonly from: number;
  readonly days: number;
  /** Beginning of each quarter with its number and year. */
  readonly ticks: readonly { readonly left: number; readonly width: number; readonly number: number; readonly year: string }[];
}

export interface Bar {
  readonly left: number;
  readonly width: number;
}

/** The whole quarters in which something was planned or happened. */
export function timelineOf(activities: readonly Activity[]): Timeline | null {
  const days = activities
    .flatMap(({ startsOn, endsOn, dueOn, startedOn, finishedOn }) => [startsOn, endsOn, dueOn, startedOn, finishedOn])
    .filter((day) => day !== null)
    .toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const quarters = quartersBetween(first, last);
  const begins = quarters.map(({ quarter }) => dayNumber(`${quarter.slice(0, 4)}-${String((Number(quarter.at(-1)) - 1) * 3 + 1).padStart(2, '0')}-01`));
  const from = begins[0] ?? dayNumber(first);
  const length = dayNumber(quarters.at(-1)?.endsOn ?? last) - from + 1;
  const ticks = quarters.map(({ quarter, endsOn }, at) => {
    const begin = begins[at] ?? from;
    return {
      left: ((begin - from) / length) * 100,
      width: ((dayNumber(endsOn) - begin + 1) / length) * 100,
      number: Number(quarter.at(-1)),
      year: quarter.slice(0, 4),
    };
  });
  return { from, days: length, ticks };
}

/** Both days included; null where the days stand outside. */
export function barOf({ from, days }: Timeline, first: string, last: string): Bar | null {
  const left = Math.max(0, dayNumber(first) - from);
  const right = Math.min(days, dayNumber(last) - from + 1);
  return right <= left ? null : { left: (left / days) * 100, width: ((right - left) / days) * 100 };
}

export interface Bars {
  readonly planned: Bar | null;
  /** From the planned last day to the one it was moved to. */
  readonly moved: Bar | null;
  readonly actual: Bar | null;
  /** Where it ended and nobody recorded when it began. */
  readonly end: number | null;
}

/** What was planned of an activity, and what became of it up to `today`. */
export function barsOf(line: Timeline, { startsOn, endsOn, dueOn, startedOn, finishedOn, state }: Activity, today: string): Bars {
  const last = finishedOn ?? (state === 'under-way' ? today : null);
  return {
    planned: barOf(line, startsOn, endsOn),
    moved: dueOn > endsOn ? barOf(line, isoDay(dayNumber(endsOn) + 1), dueOn) : null,
    actual: startedOn === null ? null : barOf(line, startedOn, last ?? startedOn),
    end: startedOn === null && finishedOn !== null ? placeOf(line, finishedOn) : null,
  };
}

/** Middle of a day, or null outside. */
export function placeOf({ from, days }: Timeline, day: string): number | null {
  const at = dayNumber(day) - from;
  return at < 0 || at >= days ? null : ((at + 0.5) / days) * 100;
}
