/**
 * Takes what was written here to the server, in order, and writes each answer beside its entry. Sending twice is the same as sending once, so
 * whatever happens on the way (no answer, half an answer, the browser killed) an entry just goes again.
 */
import type { DraftInput } from '../../ledger/entry.ts';
import type { KeptEntry, Owner, Store } from './database.ts';
import { entriesOf, markKept, markSending, takeAnswers, type Answered } from './outbox.ts';

/** Most entries, and most bytes of them, in one request. */
const BATCH_ENTRIES = 50;
const BATCH_BYTES = 200_000;
/** An entry that stayed here longer before its first request came in without a connection, milliseconds. */
const AT_ONCE_MS = 60_000;

/** Through which door a request says that its entries come. */
export type Door = 'web' | 'offline';

/** One request. `failed`: not reached, or the server is down; `signed-out`: somebody has to sign in again; `too-much`: it cannot take these entries together. */
export type Posted =
  | { readonly outcome: 'answered'; readonly answers: readonly Answered[] }
  | { readonly outcome: 'failed' | 'signed-out' | 'not-allowed' }
  | { readonly outcome: 'too-much'; readonly code: string };

export type Post = (programmeId: string, entries: readonly DraftInput[], door: Door) => Promise<Posted>;

export interface Sent {
  /** `done`: nothing is left to send. */
  readonly outcome: 'done' | 'failed' | 'signed-out' | 'not-allowed';
  readonly count: number;
}

interface Parts {
  readonly store: Store;
  readonly post: Post;
  readonly now: () => Date;
  /** Told after each request: entries sent so far, and how many there are in all. */
  readonly onProgress?: (sent: number, of: number) => void;
}

/** Sends everything of an owner that is kept. One at a time per browser is enough; two at a time would do no harm. */
export async function sendAll(parts: Parts, owner: Owner): Promise<Sent> {
  const { store, onProgress } = parts;
  // What was on its way when the browser was killed goes again.
  await markKept(store, (await entriesOf(store, owner, ['sending'])).map(({ order }) => order));
  let count = 0;
  for (;;) {
    const left = await entriesOf(store, owner, ['kept']);
    const batch = batchOf(left, parts.now());
    if (batch.length === 0) return { outcome: 'done', count };
    onProgress?.(count, count + left.length);
    const outcome = await sendBatch(parts, owner, batch);
    if (outcome !== 'done') return { outcome, count };
    count += batch.length;
    onProgress?.(count, count + left.length - batch.length);
  }
}

/** The first entries, as many as fit into a request and came by the same door. */
export function batchOf(entries: readonly KeptEntry[], now: Date): KeptEntry[] {
  const batch: KeptEntry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const [first] = batch;
    bytes += JSON.stringify(entry.draft).length;
    if (first !== undefined && (batch.length >= BATCH_ENTRIES || bytes > BATCH_BYTES || doorOf(entry, now) !== doorOf(first, now))) break;
    batch.push(entry);
  }
  return batch;
}

function doorOf({ attempts, keptAt }: KeptEntry, now: Date): Door {
  return attempts > 0 || Math.abs(now.getTime() - Date.parse(keptAt)) > AT_ONCE_MS ? 'offline' : 'web';
}

/** One request, and smaller ones where the server cannot take it whole, down to the entry at fault. */
async function sendBatch(parts: Parts, owner: Owner, batch: readonly KeptEntry[]): Promise<Sent['outcome']> {
  const { store, post, now } = parts;
  const [first] = batch;
  if (first === undefined) return 'done';
  const orders = batch.map(({ order }) => order);
  await markSending(store, orders);
  let posted: Posted;
  try {
    posted = await post(owner.programmeId, batch.map(({ draft }) => draft), doorOf(first, now()));
  } catch (error) {
    await markKept(store, orders);
    throw error;
  }
  if (posted.outcome === 'answered') {
    await takeAnswers(store, posted.answers, now().toISOString());
    // An answer that leaves an entry out is no answer to it.
    await markKept(store, orders);
    return answersAll(posted.answers, batch) ? 'done' : 'failed';
  }
  if (posted.outcome !== 'too-much') {
    await markKept(store, orders);
    return posted.outcome;
  }
  if (batch.length === 1) {
    await takeAnswers(store, [{ id: first.id, answer: 'refused', code: posted.code, field: null }], now().toISOString());
    return 'done';
  }
  const half = Math.ceil(batch.length / 2);
  const outcome = await sendBatch(parts, owner, batch.slice(0, half));
  if (outcome === 'done') return sendBatch(parts, owner, batch.slice(half));
  await markKept(store, orders);
  return outcome;
}

function answersAll(answers: readonly Answered[], batch: readonly KeptEntry[]): boolean {
  const ids = new Set(answers.map(({ id }) => id));
  return batch.every(({ id }) => ids.has(id));
}
