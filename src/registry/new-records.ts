/**
 * Whoever was just registered, corrected or imported is compared with those there are, in the background: nobody who writes
 * waits for it, and records that come one after the other are looked at together. While a list is imported, looks stand
 * still: both want the whole machine, and somebody waits for the list. A look that fails, because the database is away, is made
 * again in a while. Of a long one under way when the server stops, the rest is put off; of one under way when it is killed, the
 * rest is found by the look through everything, which anybody may begin at the queue.
 */
import type { Pool } from 'pg';
import { entryWithdrawn } from '../ledger/entries.ts';
import type { Answer, Draft } from '../ledger/entry.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { SEARCH_CHUNK, suggestDuplicates } from './duplicate-search.ts';
import { organisationDescribed, organisationRegistered, personRegistered } from './entries.ts';
import { PEOPLE, SUBJECTS, type Subject } from './subject.ts';

/** How long others that come in are waited for. */
const PAUSE_MS = 1_000;
/** After how long a look that failed is made again; twice as long after each that fails in turn, about an hour at most. */
const AGAIN_MS = 30_000;
const DOUBLED_MAX = 7;

/** `asked`: registered or corrected at a form, which asks about more pairs than the queue finds by itself. */
type Measure = 'found' | 'asked';

interface Noted {
  readonly ids: Readonly<Record<Measure, Readonly<Record<Subject['what'], Set<string>>>>>;
  readonly done: Promise<void>;
}

/** Has the whole registry looked through later: by the server that is started next. */
export type PutOff = (programmeId: string, what: Subject) => Promise<void>;

/** Why a look ended: the server stops. */
const STOPPED = new Error('The server stops.');

export class NewRecords {
  private readonly pool: Pool;
  private readonly putOff: PutOff;
  private readonly pauseMs: number;
  private readonly againMs: number;
  private stopping = false;
  /** By programme: what the next look takes. */
  private readonly noted = new Map<string, Noted>();
  /** By programme: looks that failed in turn. */
  private readonly failed = new Map<string, number>();
  private readonly running = new Set<Promise<void>>();
  private readonly ahead = new Set<Promise<unknown>>();
  private hurry: () => void = () => undefined;
  private hurried = new Promise<void>((resolve) => {
    this.hurry = resolve;
  });

  constructor(pool: Pool, putOff: PutOff, { pauseMs = PAUSE_MS, againMs = AGAIN_MS }: { readonly pauseMs?: number; readonly againMs?: number } = {}) {
    this.pool = pool;
    this.putOff = putOff;
    this.pauseMs = pauseMs;
    this.againMs = againMs;
  }

  /** Resolves when these records were compared; never rejects. */
  note(programmeId: string, what: Subject, recordIds: readonly string[], measure: Measure = 'found'): Promise<void> {
    const noted = this.noted.get(programmeId) ?? this.begin(programmeId);
    for (const id of recordIds) noted.ids[measure][what.what].add(id);
    return noted.done;
  }

  /** The ledger, and whatever goes into it by hand noted. Imports are invisible until they are open, and note themselves then. */
  watching(ledger: Ledger): Ledger {
    return {
      ...ledger,
      append: async (context, drafts) => {
        const answers = await ledger.append(context, drafts);
        for (const what of SUBJECTS) {
          const ids = registeredIn(what, drafts, answers);
          if (ids.length > 0) void this.note(context.programmeId, what, ids, 'asked');
        }
        return answers;
      },
    };
  }

  /** Does work that looks stand still for. */
  async goAhead<T>(work: () => Promise<T>): Promise<T> {
    const done = work();
    this.ahead.add(done);
    try {
      return await done;
    } finally {
      this.ahead.delete(done);
    }
  }

  /** Looks at what was noted without waiting for more or for anybody, and resolves when all of it was looked at. */
  async settle(): Promise<void> {
    this.hurry();
    while (this.running.size > 0) await Promise.all(this.running);
    this.hurried = new Promise((resolve) => {
      this.hurry = resolve;
    });
  }

  /** For whoever stops the server: short looks end, of long ones the rest is put off. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.settle();
  }

  private begin(programmeId: string): Noted {
    const none = () => ({ people: new Set<string>(), organisations: new Set<string>() });
    const ids = { found: none(), asked: none() };
    const done = this.look(programmeId, ids).finally(() => this.running.delete(done));
    const noted = { ids, done };
    this.noted.set(programmeId, noted);
    this.running.add(done);
    return noted;
  }

  private async look(programmeId: string, ids: Noted['ids']): Promise<void> {
    await Promise.race([this.hurried, pause(this.pauseMs)]);
    this.noted.delete(programmeId);
    try {
      for (const what of SUBJECTS) {
        // By hand last: of a pair that both find, what was asked stands.
        for (const measure of ['found', 'asked'] as const) await this.lookAt(programmeId, what, [...ids[measure][what.what]], measure);
      }
      this.failed.delete(programmeId);
    } catch {
      // The database is away: what was written stands, and is looked at once it is back.
      const before = this.failed.get(programmeId) ?? 0;
      this.failed.set(programmeId, before + 1);
      if (!this.stopping) setTimeout(() => this.noteAgain(programmeId, ids), this.againMs * 2 ** Math.min(before, DOUBLED_MAX)).unref();
    }
  }

  private noteAgain(programmeId: string, ids: Noted['ids']): void {
    for (const what of SUBJECTS) for (const measure of ['found', 'asked'] as const) void this.note(programmeId, what, [...ids[measure][what.what]], measure);
  }

  private async lookAt(programmeId: string, what: Subject, recordIds: readonly string[], measure: Measure): Promise<void> {
    try {
      await suggestDuplicates(this.pool, programmeId, what, recordIds, { measure, turn: (left) => this.turn(left) });
    } catch (error) {
      if (error !== STOPPED) throw error;
      await this.putOff(programmeId, what);
    }
  }

  /** Resolves when nothing goes ahead of a look. Throws where the server stops and much is left. */
  private async turn(left: number): Promise<void> {
    const { hurried } = this;
    let isHurried = false;
    void hurried.then(() => (isHurried = true));
    while (this.ahead.size > 0 && !isHurried) await Promise.race([hurried, Promise.allSettled(this.ahead)]);
    if (this.stopping && left > SEARCH_CHUNK) throw STOPPED;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}

/** Records that these drafts registered, corrected, or whose statement they corrected, where they were taken. */
function registeredIn(what: Subject, drafts: readonly Draft[], answers: readonly Answer[]): string[] {
  const taken = drafts.filter((draft, at) => answers[at]?.answer === 'accepted' && draft.batchId === null && draft.kind !== entryWithdrawn.kind);
  if (what === PEOPLE) return taken.flatMap((draft) => (draft.kind === personRegistered.kind ? [draft.rootId ?? draft.id] : []));
  return taken.flatMap((draft) => {
    if (draft.kind === organisationRegistered.kind) return [draft.rootId ?? draft.id];
    const described = draft.kind === organisationDescribed.kind ? draft.payload['organisationId'] : null;
    return typeof described === 'string' ? [described] : [];
  });
}
