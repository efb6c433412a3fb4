/** Minutes a list may add to one person in one session: nobody is in a session twice at once. Pure. */
import type { Stay } from './attendance-file.ts';

interface Credited {
  minutes: number;
  /** Times already counted, in minutes from midnight, apart from each other. */
  spans: Span[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Keeps what the rows of one list have credited so far. Someone who joins with two devices, or stands in a list twice,
 * is counted once: time already covered adds nothing, and no sum goes beyond the session.
 */
export class MinutesCredit {
  private readonly credited = new Map<string, Credited>();

  /** Minutes that this stay adds for the person, 0 to `stay.minutes`. */
  credit(person: string, stay: Stay, sessionMinutes: number): number {
    const key = `${person} ${stay.sessionNumber}`;
    const before = this.credited.get(key) ?? { minutes: 0, spans: [] };
    const span = spanOf(stay);
    const covered = span === null ? 0 : overlap(span, before.spans);
    const minutes = Math.max(0, Math.min(stay.minutes - covered, sessionMinutes - before.minutes));
    const spans = span === null ? before.spans : joined([...before.spans, span]);
    this.credited.set(key, { minutes: before.minutes + minutes, spans });
    return minutes;
  }
}

function spanOf({ from, to }: Stay): Span | null {
  if (from === null || to === null) return null;
  const [start, end] = [minuteOf(from), minuteOf(to) + (to.slice(0, 10) > from.slice(0, 10) ? 1440 : 0)];
  return { from: start, to: end };
}

function minuteOf(moment: string): number {
  return Number(moment.slice(11, 13)) * 60 + Number(moment.slice(14, 16));
}

/** Minutes of a span that others cover; these do not overlap each other. */
function overlap(span: Span, others: readonly Span[]): number {
  return others.reduce(
    (sum, other) => sum + Math.max(0, Math.min(span.to, other.to) - Math.max(span.from, other.from)), 0,
  );
}

/** The same time in spans that do not overlap. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    } else result.push(span);
  }
  return result;
}
