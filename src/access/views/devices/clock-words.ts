/** How far a clock is off, in the largest unit that says it. */
import type { es } from './texts.es.ts';

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];

/** `skewMs`: the clock less the server's, null where it is not known. Within two minutes it is right: a request takes its time. */
export function clockWords(skewMs: number | null, t: typeof es): string {
  if (skewMs === null) return t.clockUnknown;
  const off = Math.abs(skewMs);
  if (off < 2 * MINUTE_MS) return t.clockRight;
  const much = off < 2 * HOUR_MS ? t.spans.minutes(Math.round(off / MINUTE_MS)) : off < 2 * DAY_MS ? t.spans.hours(Math.round(off / HOUR_MS)) : t.spans.days(Math.round(off / DAY_MS));
  return skewMs > 0 ? t.clockAhead(much) : t.clockBehind(much);
}
