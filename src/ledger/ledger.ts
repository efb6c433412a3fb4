/**
 * The ledger as the rest of the house uses it. Requests that arrive while a transaction runs go in together in the
 * next one: the head of a programme is one row, so writers queue anyway, and a commit is what costs.
 */
import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { appendPrepared, project, type LedgerParts } from './append.ts';
import type { Answer, Draft } from './entry.ts';
import { prepare, type AppendContext, type Prepared } from './prepare.ts';
import { beginRebuild, insertBatch, readStored } from './queries.ts';

/** Most entries in one transaction. */
const TRANSACTION_ENTRIES_MAX = 500;

interface Waiting {
  readonly prepared: readonly Prepared[];
  readonly resolve: (answers: Answer[]) => void;
  readonly reject: (error: unknown) => void;
}

export interface Ledger {
  /** One answer per draft, in order. Rejects only when the database is away or on a bug; then nothing was written. */
  append(context: AppendContext, drafts: readonly Draft[]): Promise<Answer[]>;
  /** Makes every projection again from the entries, in one transaction. `clear` empties the capabilities' tables. */
  rebuild(programmeId: string, clear: readonly string[]): Promise<{ entries: number }>;
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
    rebuild: (programmeId, clear) => rebuild(pool, parts, programmeId, clear),
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

async function rebuild(pool: Pool, parts: LedgerParts, programmeId: string, clear: readonly string[]): Promise<{ entries: number }> {
  return inProgramme(pool, programmeId, async (client) => {
    await beginRebuild(client, programmeId);
    for (const table of clear) await client.query(`delete from ${table} where programme_id = $1`, [programmeId]);
    const batches = new Map<string, number>();
    const positions = new Map<string, number>();
    let last = 0;
    let entries = 0;
    for (;;) {
      const chunk = await readStored(client, programmeId, last, TRANSACTION_ENTRIES_MAX, parts.kinds);
      if (chunk.length === 0) return { entries };
      const items = [];
      for (const { stored, rootBatchId, private: values } of chunk) {
        positions.set(stored.id, stored.position);
        if (stored.batchId !== null && !batches.has(stored.batchId)) {
          batches.set(stored.batchId, stored.position);
          await insertBatch(client, programmeId, stored.batchId, stored.position);
        }
        const batchId = stored.batchId ?? rootBatchId;
        const batch = batchId === null ? null : (batches.get(batchId) ?? null);
        items.push({ stored: { ...stored, batch }, private: values });
      }
      await project(client, parts, items, (id) => {
        const position = positions.get(id);
        if (position === undefined) throw new Error(`Entry ${id} is referred to before it was recorded.`);
        return position;
      });
      last = chunk.at(-1)?.stored.position ?? last;
      entries += chunk.length;
    }
  });
}
