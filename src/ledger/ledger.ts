/**
 * The ledger as the rest of the house uses it. Requests that arrive while a transaction runs go in together in the
 * next one: the head of a programme is one row, so writers queue anyway, and a commit is what costs.
 */
import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { appendPrepared, decideOn, type LedgerParts, type Standing } from './append.ts';
import type { Answer, Draft } from './entry.ts';
import { prepare, type AppendContext, type Prepared } from './prepare.ts';
import { readHead } from './queries.ts';
import { refreshStatistics } from './statistics-queries.ts';
import { rebuild, type RebuildPlan, type Rebuilt } from './rebuild.ts';

/** Most entries in one transaction. */
const TRANSACTION_ENTRIES_MAX = 1000;

interface Waiting {
  readonly prepared: readonly Prepared[];
  readonly resolve: (answers: Answer[]) => void;
  readonly reject: (error: unknown) => void;
}

/** What drafts would do to the things they speak of, from a position of the ledger on. */
export interface TriedOut {
  readonly position: number;
  readonly standing: readonly Standing[];
  /** Position of every entry that the drafts name, theirs included. */
  readonly positions: ReadonlyMap<string, number>;
  /** Number of each batch that the drafts name. */
  readonly batches: ReadonlyMap<string, number>;
}

export interface Ledger {
  /** One answer per draft, in order. Rejects only when the database is away or on a bug; then nothing was written. */
  append(context: AppendContext, drafts: readonly Draft[]): Promise<Answer[]>;
  /** Makes every projection again from the entries, beside the running service; says which rows were wrong. */
  rebuild(plan: RebuildPlan): Promise<Rebuilt>;
  /** What would follow from drafts as things stand. Nothing is written; drafts that would be refused change nothing. */
  tryOut(context: AppendContext, drafts: readonly Draft[]): Promise<TriedOut>;
  /** Tells the planner how the tables have grown: for whoever wrote much at once. */
  refreshStatistics(): Promise<void>;
}

export function openLedger(pool: Pool, parts: LedgerParts, clock: Clock): Ledger {
  const queues = new Map<string, Waiting[]>();
  const running = new Set<string>();

  async function run(programmeId: string): Promise<void> {
    running.add(programmeId);
    const queue = queues.get(programmeId) ?? [];
    while (queue.length > 0) await appendTogether(programmeId, takeGroup(queue));
    running.delete(programmeId);
    queues.delete(programmeId);
  }

  async function appendTogether(programmeId: string, group: readonly Waiting[]): Promise<void> {
    const all = group.flatMap((waiting) => waiting.prepared);
    try {
      const answers = await inProgramme(pool, programmeId, (client) =>
        appendPrepared(client, parts, programmeId, all, clock),
      );
      let from = 0;
      for (const waiting of group) {
        waiting.resolve(answers.slice(from, from + waiting.prepared.length));
        from += waiting.prepared.length;
      }
    } catch (error) {
      // One bad request must not fail its neighbours: they go in again, each alone.
      if (group.length > 1) for (const waiting of group) await appendTogether(programmeId, [waiting]);
      else group[0]?.reject(error);
    }
  }

  return {
    async append(context, drafts) {
      const prepared = drafts.map((draft) => prepare(context, parts.kinds, draft));
      const good = prepared.filter((item): item is Prepared => !('answer' in item));
      const answers = new Map<Prepared, Answer>();
      if (good.length > 0) {
        const stored = await new Promise<Answer[]>((resolve, reject) => {
          const queue = queues.get(context.programmeId) ?? [];
          queues.set(context.programmeId, queue);
          queue.push({ prepared: good, resolve, reject });
          if (!running.has(context.programmeId)) void run(context.programmeId);
        });
        good.forEach((item, index) => {
          const answer = stored[index];
          if (answer !== undefined) answers.set(item, answer);
        });
      }
      return prepared.map((item) => {
        if ('answer' in item) return item;
        const answer = answers.get(item);
        if (answer === undefined) throw new Error('The ledger gave no answer to a draft.');
        return answer;
      });
    },
    rebuild: (plan) => rebuild(pool, parts, plan),
    tryOut: (context, drafts) => tryOut(pool, parts, context, drafts),
    refreshStatistics: () => refreshStatistics(pool),
  };
}

function takeGroup(queue: Waiting[]): Waiting[] {
  const group: Waiting[] = [];
  let entries = 0;
  for (let next = queue[0]; next !== undefined; next = queue[0]) {
    entries += next.prepared.length;
    if (group.length > 0 && entries > TRANSACTION_ENTRIES_MAX) break;
    group.push(next);
    queue.shift();
  }
  return group;
}

function tryOut(pool: Pool, parts: LedgerParts, context: AppendContext, drafts: readonly Draft[]): Promise<TriedOut> {
  const prepared = drafts
    .map((draft) => prepare(context, parts.kinds, draft))
    .filter((item): item is Prepared => !('answer' in item));
  return inProgramme(pool, context.programmeId, async (client) => {
    const { position } = await readHead(client, context.programmeId);
    const decision = await decideOn(client, parts, context.programmeId, prepared, { position, recordedAt: new Date(0) });
    const batches = new Map([...decision.known.batches.values()].map(({ id, number }) => [id, number]));
    const positions = new Map([...decision.known.entries.values()].map((entry) => [entry.id, entry.position]));
    return { position, standing: decision.standing, positions, batches };
  });
}
