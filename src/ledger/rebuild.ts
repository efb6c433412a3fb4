/**
 * Makes every projection of a programme again from its entries, beside the running service: the new rows grow in
 * temporary tables while entries keep coming in, are caught up while the head is held, and take the place of the rows
 * that differ. A rebuild that finds nothing wrong changes nothing.
 */
import type { Pool, PoolClient } from 'pg';
import { inProgramme, onOwnConnection } from '../platform/database/programme-transaction.ts';
import { project, type LedgerParts, type Standing } from './append.ts';
import { standingOf } from './decide.ts';
import { know, loadRoots, referredBy } from './known.ts';
import { findBatches, insertBatch, readEntries, readHead, type EntryAgain, type KnownEntry } from './queries.ts';
import { analyseShadows, exchangeRows, haveSameRows, holdHead, markProjected, raiseEpoch, shadowTables } from './rebuild-queries.ts';
import { Succession } from './succession.ts';
import { writeSuccession } from './succession-queries.ts';

/** Entries projected in one go. */
const CHUNK = 2000;

/** The ledger's own projections. */
const LEDGER_TABLES = ['batch', 'divergence', 'entry_waiting'] as const;

export interface Rebuilt {
  readonly entries: number;
  /** Rows that were not as the entries say, per table; only tables with any. */
  readonly changed: Readonly<Record<string, number>>;
}

/** What a rebuild works on. `caches` are tables that projectors write to and that a rebuild leaves as they are. */
export interface RebuildPlan {
  readonly programmeId: string;
  readonly projections: readonly string[];
  readonly caches: readonly string[];
  /** Name of this making of the projections, to be remembered. */
  readonly projectedAs: string;
  readonly onProgress?: (entries: number) => void;
}

export async function rebuild(pool: Pool, parts: LedgerParts, plan: RebuildPlan): Promise<Rebuilt> {
  const { programmeId, projections, caches } = plan;
  // A connection of its own: its statements mean the temporary tables, and end with it.
  return onOwnConnection(pool, async (own) => {
    await inProgramme(own, programmeId, (client) => shadowTables(client, [...LEDGER_TABLES, ...projections, ...caches]));
    let after = 0;
    let entries = 0;
    let reading = readAhead(pool, parts, programmeId, after);
    for (let chunk = await reading; chunk.length > 0; chunk = await reading) {
      after = chunk.at(-1)?.stored.position ?? after;
      entries += chunk.length;
      reading = readAhead(pool, parts, programmeId, after);
      await inProgramme(own, programmeId, (client) => again(client, parts, programmeId, chunk));
      plan.onProgress?.(entries);
      // Young tables without statistics make the planner read them whole.
      if (entries === CHUNK || entries % (50 * CHUNK) === 0) {
        await inProgramme(own, programmeId, (client) => analyseShadows(client, projections));
      }
    }
    // First compared within one unchanging view, while entries keep coming in: nearly always nothing is wrong.
    const compared = await inProgramme(
      own,
      programmeId,
      async (client) => {
        const { position } = await readHead(client, programmeId);
        const caught = await catchUp(client, parts, programmeId, after, position);
        const same = await haveSameRows(client, programmeId, [...LEDGER_TABLES, ...projections]);
        return { ...caught, same };
      },
      { isolation: 'repeatable read' },
    );
    entries += compared.entries;
    if (compared.same) {
      await inProgramme(own, programmeId, (client) => markProjected(client, programmeId, plan.projectedAs));
      return { entries, changed: {} };
    }
    return inProgramme(own, programmeId, async (client) => {
      const caught = await catchUp(client, parts, programmeId, compared.last, await holdHead(client, programmeId));
      const changed: Record<string, number> = {};
      for (const table of [...LEDGER_TABLES, ...projections]) {
        const rows = await exchangeRows(client, programmeId, table);
        if (rows > 0) changed[table] = rows;
      }
      await raiseEpoch(client, programmeId);
      await markProjected(client, programmeId, plan.projectedAs);
      return { entries: entries + caught.entries, changed };
    });
  });
}

/** Projects what has come in since, up to a position. */
async function catchUp(
  client: PoolClient,
  parts: LedgerParts,
  programmeId: string,
  after: number,
  upTo: number,
): Promise<{ entries: number; last: number }> {
  let entries = 0;
  let last = after;
  while (last < upTo) {
    const chunk = await readEntries(client, programmeId, parts.kinds, { after: last, upTo, limit: CHUNK });
    if (chunk.length === 0) break;
    await again(client, parts, programmeId, chunk);
    last = chunk.at(-1)?.stored.position ?? last;
    entries += chunk.length;
  }
  return { entries, last };
}

/** The next entries, on a connection of the service's: they are read while those before them are projected. */
function readAhead(pool: Pool, parts: LedgerParts, programmeId: string, after: number): Promise<EntryAgain[]> {
  const span = { after, upTo: Number.MAX_SAFE_INTEGER, limit: CHUNK };
  const reading = inProgramme(pool, programmeId, (client) => readEntries(client, programmeId, parts.kinds, span));
  // Who waits for it comes later; until then a failure is nobody's.
  reading.catch(() => undefined);
  return reading;
}

/** Projects a chunk of entries once more. */
async function again(client: PoolClient, parts: LedgerParts, programmeId: string, chunk: readonly EntryAgain[]): Promise<void> {
  const [first] = chunk;
  if (first === undefined) return;
  const roots = await loadRoots(
    client,
    parts.kinds,
    programmeId,
    chunk.map(({ stored: { id, rootId }, supersedes }) => ({ id, rootId, supersedes })),
    first.stored.position,
  );
  const succession = new Succession(roots);
  const batches = await numberBatches(client, programmeId, chunk);
  const standing: Standing[] = [];
  for (const item of chunk) {
    const { stored, supersedes, recordedFor, private: values } = item;
    const { emission } = succession.arrive(stored.rootId, { ...stored, supersedes, recordedFor, private: values });
    if (emission === null) continue;
    const batchId = stored.batchId ?? item.rootBatchId;
    standing.push(standingOf({ ...stored, batch: batchId === null ? null : (batches.get(batchId) ?? null) }, emission));
  }
  await writeSuccession(client, programmeId, succession);
  const known = new Map<string, KnownEntry>();
  const named = standing.flatMap(({ stored }) => parts.kinds.get(stored.kind)?.references(stored.payload as never) ?? []);
  await know(client, programmeId, known, [...named.map(({ target }) => target), ...referredBy(parts.kinds, roots)]);
  await project(client, parts, standing, (id) => {
    const entry = known.get(id);
    if (entry === undefined) throw new Error(`Entry ${id} is referred to before it was recorded.`);
    return entry.position;
  });
}

/** Number of each batch that the entries of a chunk belong to: the position of its first entry. */
async function numberBatches(client: PoolClient, programmeId: string, chunk: readonly EntryAgain[]): Promise<Map<string, number>> {
  const ids = new Set(chunk.flatMap(({ stored, rootBatchId }) => stored.batchId ?? rootBatchId ?? []));
  const numbers = new Map((await findBatches(client, programmeId, [...ids])).map(({ id, number }) => [id, number]));
  for (const { stored } of chunk) {
    if (stored.batchId === null || numbers.has(stored.batchId)) continue;
    numbers.set(stored.batchId, stored.position);
    await insertBatch(client, programmeId, stored.batchId, stored.position);
  }
  return numbers;
}
