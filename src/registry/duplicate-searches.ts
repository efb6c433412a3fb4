/**
 * Looks through the whole registry of a programme for records that may be one, in the background: chunk by chunk in order
 * of id, each chunk and how far it brought the search in one transaction. One server at a time holds a search; when that
 * server is gone its hold runs out, and whoever asks next goes on where it stopped.
 */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { SEARCH_CHUNK, Seen, suggestFor } from './duplicate-search.ts';
import { advanceSearch, beginSearch, endSearch, findSearch, holdSearch, nextIds, type SearchRow } from './search-state-queries.ts';
import { SUBJECTS, type Subject } from './subject.ts';

/** In a registry of so many records the neighbours of a whole chunk would fill the memory: fewer are looked at at a time. */
const LARGE_REGISTRY = 200_000;
const LARGE_CHUNK = 500;

/** How long a hold lasts without a chunk being finished. */
const HOLD_MS = 30_000;

export class DuplicateSearches {
  private readonly pool: Pool;
  private readonly clock: Clock;
  private readonly holder = randomUUID();
  private readonly running = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(pool: Pool, clock: Clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** Begins a search, or joins the one under way. `done` resolves when this server has nothing more to do for it. */
  async start(programmeId: string, what: Subject): Promise<{ done: Promise<void> }> {
    await this.begin(programmeId, what, 'goes-on');
    return { done: this.goOn(programmeId, what) };
  }

  /** Has everything looked through by whoever asks next, or by the server that is started next: also what a search under way has passed. */
  putOff(programmeId: string, what: Subject): Promise<void> {
    return this.begin(programmeId, what, 'begins-again');
  }

  /** How far a search is. One that nobody carries on, because its server is gone, is taken up again. */
  async stateOf(programmeId: string, what: Subject): Promise<SearchRow | null> {
    const row = await inProgramme(this.pool, programmeId, (client) => findSearch(client, programmeId, what));
    if (row?.state === 'running') void this.goOn(programmeId, what);
    return row;
  }

  /** After a start of the server: takes up what was under way, as soon as the hold of the server before has run out. */
  async resume(programmeIds: readonly string[]): Promise<void> {
    for (const programmeId of programmeIds) {
      for (const what of SUBJECTS) {
        const row = await this.stateOf(programmeId, what);
        const wait = (row?.heldUntil?.getTime() ?? 0) - this.clock.now().getTime();
        if (row?.state === 'running' && wait > 0) setTimeout(() => void this.goOn(programmeId, what), wait + 1000).unref();
      }
    }
  }

  /** Lets the chunks at hand end and begins no other. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running.values());
  }

  private begin(programmeId: string, what: Subject, underWay: 'goes-on' | 'begins-again'): Promise<void> {
    return inProgramme(this.pool, programmeId, (client) => beginSearch(client, programmeId, what, this.clock.now(), underWay));
  }

  private goOn(programmeId: string, what: Subject): Promise<void> {
    const key = `${programmeId} ${what.what}`;
    const known = this.running.get(key);
    if (known !== undefined) return known;
    const run = this.run(programmeId, what).finally(() => this.running.delete(key));
    this.running.set(key, run);
    return run;
  }

  private async run(programmeId: string, what: Subject): Promise<void> {
    try {
      let more = true;
      const seen = new Seen();
      while (more && !this.stopped) more = await this.chunk(programmeId, what, seen);
    } catch {
      // The search says of itself that it broke off; whoever looks at the queue can begin it again.
      await inProgramme(this.pool, programmeId, (client) => endSearch(client, programmeId, what, 'failed', this.clock.now())).catch(
        // The database is away: the hold runs out, and the search is taken up when somebody asks.
        () => undefined,
      );
    }
  }

  /** One chunk. Returns whether there may be another for this server. */
  private chunk(programmeId: string, what: Subject, seen: Seen): Promise<boolean> {
    return inProgramme(this.pool, programmeId, async (client) => {
      const now = this.clock.now();
      const held = await holdSearch(client, programmeId, what, this.holder, now, new Date(now.getTime() + HOLD_MS));
      if (held === null) return false;
      const ids = await nextIds(client, programmeId, what, held.afterId, held.total > LARGE_REGISTRY ? LARGE_CHUNK : SEARCH_CHUNK);
      const last = ids.at(-1);
      if (last === undefined) {
        await endSearch(client, programmeId, what, 'done', now);
        return false;
      }
      const suggested = await suggestFor({ client, programmeId, what, each: 'with-later', seen, measure: 'found' }, ids);
      await advanceSearch(client, programmeId, what, { after: last, lookedAt: ids.length, suggested });
      return true;
    });
  }
}
