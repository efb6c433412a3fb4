/** Counts in the database how often something was done within a span of time: servers share it, and no restart forgets it. */
import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import { countOne } from './queries.ts';

export interface Counters {
  /**
   * One more of `what` by `who`, in the span that it is now: spans of so many minutes follow one another by the clock.
   * Answers how many there were in it, this one among them. What is kept tells neither who it was nor that it was the
   * same one in another span.
   */
  readonly count: (what: string, who: string, spanMinutes: number) => Promise<number>;
}

/** Counters whose digests are keyed with this secret: servers that share it share them. */
export function countersIn(pool: Pool, secretKey: string, clock: Clock): Counters {
  return {
    count(what, who, spanMinutes) {
      const now = clock.now();
      const spanMs = spanMinutes * 60_000;
      const span = Math.floor(now.getTime() / spanMs);
      const key = createHmac('sha256', secretKey).update(JSON.stringify(['counter', what, who, spanMinutes, span])).digest();
      return countOne(pool, key, new Date((span + 1) * spanMs), now);
    },
  };
}
