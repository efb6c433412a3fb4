/**
 * Takes what was written here to the server, in order, and writes each answer beside its entry. Sending twice is the same as sending once, so
 * whatever happens on the way (no answer, half an answer, the browser killed) an entry just goes again.
 */
import type { DraftInput } from '../../ledger/entry.ts';
import type { KeptEntry, KeptFile, Owner, Store } from './database.ts';
import { dropFile, entriesOf, filesOf, firstToSend, markKept, markReceived, markSending, takeAnswers, unsentFileOf, unsentFiles, type Answered } from './outbox.ts';

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

/** One part of a file. `received`: how many bytes the server has; `sha256`: under which it keeps the file, once it is whole. */
export type PostedPart =
  | { readonly outcome: 'answered'; readonly received: number; readonly sha256: string | null }
  | { readonly outcome: 'failed' | 'signed-out' }
  | { readonly outcome: 'refused'; readonly code: string };

export type PostPart = (file: KeptFile, offset: number, bytes: ArrayBuffer) => Promise<PostedPart>;

/** How much of a file goes in one request: what comes of it is not lost when the connection breaks. */
const PART_BYTES = 64 * 1024;
/** A file that arrives broken is begun anew so often. */
const ROUNDS_MAX = 3;

export interface Sent {
  /** `done`: nothing is left to send, but for files that wait for a better connection. */
  readonly outcome: 'done' | 'failed' | 'signed-out' | 'not-allowed';
  readonly count: number;
}

interface Parts {
  readonly store: Store;
  readonly post: Post;
  readonly postPart: PostPart;
  /** Whether files may go now; entries that carry one wait otherwise. */
  readonly maySendFiles: () => boolean;
  readonly now: () => Date;
  /** Told after each request: entries sent so far, and how many there are in all. */
  readonly onProgress?: (sent: number, of: number) => void;
}

/** Sends everything of an owner that is kept, and again what is on its way. One at a time per browser is enough; two at a time do no harm. */
export async function sendAll(parts: Parts, owner: Owner): Promise<Sent> {
  const { store, onProgress } = parts;
  // What was on its way when the browser was killed is kept again, also where it does not go at once.
  await markKept(store, (await entriesOf(store, owner, ['sending'])).map(({ order }) => order));
  let count = 0;
  for (;;) {
    const { left, of } = await readyToGo(parts, owner);
    const [first] = left;
    if (first === undefined) return { outcome: 'done', count };
    onProgress?.(count, count + of);
    const file = await unsentFileOf(store, first);
    const sent = file === null ? await sendEntries(parts, owner, left) : { outcome: await sendFile(parts, file, first), count: 0 };
    if (sent.outcome !== 'done') return { outcome: sent.outcome, count };
    count += sent.count;
    onProgress?.(count, count + of - sent.count);
  }
}

/** The first entries that may go now, and how many may in all. Where files wait, those that carry one wait with them. */
async function readyToGo({ store, maySendFiles }: Parts, owner: Owner): Promise<{ readonly left: KeptEntry[]; readonly of: number }> {
  const waiting = maySendFiles() ? new Set<string>() : await unsentFiles(store, owner);
  if (waiting.size === 0) {
    const { first, count } = await firstToSend(store, owner, BATCH_ENTRIES);
    return { left: first, of: count };
  }
  const left = (await entriesOf(store, owner, ['kept', 'sending'])).filter((entry) => !filesOf(entry).some((sha256) => waiting.has(sha256)));
  return { left, of: left.length };
}

/** One request of the entries that stand first; it ends before one whose file has not gone yet. */
async function sendEntries(parts: Parts, owner: Owner, left: readonly KeptEntry[]): Promise<Sent> {
  const unsent = await unsentFiles(parts.store, owner);
  const end = left.findIndex((entry) => filesOf(entry).some((sha256) => unsent.has(sha256)));
  const batch = batchOf(end === -1 ? left : left.slice(0, end), parts.now());
  return { outcome: await sendBatch(parts, owner, batch), count: batch.length };
}

/** Sends what the server lacks of a file, part by part; where it refuses the file, the entry that carries it is refused. */
async function sendFile({ store, postPart, now }: Parts, file: KeptFile, entry: KeptEntry): Promise<Sent['outcome']> {
  const size = file.bytes.byteLength;
  let offset = file.received < size ? file.received : 0;
  for (let round = 0; round < ROUNDS_MAX;) {
    const posted = await postPart(file, offset, file.bytes.slice(offset, offset + PART_BYTES));
    if (posted.outcome === 'failed' || posted.outcome === 'signed-out') return posted.outcome;
    if (posted.outcome === 'refused' && posted.code !== 'file-parts-broken') {
      await takeAnswers(store, [{ id: entry.id, answer: 'refused', code: posted.code, field: 'attachments' }], now().toISOString());
      return 'done';
    }
    if (posted.outcome === 'answered' && posted.sha256 !== null) {
      await dropFile(store, file, posted.sha256);
      return 'done';
    }
    const received = posted.outcome === 'answered' ? posted.received : 0;
    // It goes on; or the server has forgotten what it had.
    if (received <= offset) round += 1;
    offset = Math.min(received, size - 1);
    await markReceived(store, file, offset);
  }
  return 'failed';
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
async function sendBatch(parts: Parts, owner: Owner, asked: readonly KeptEntry[]): Promise<Sent['outcome']> {
  const { store, post, now } = parts;
  const orders = (await markSending(store, asked.map(({ order }) => order))).map(({ order }) => order);
  // What another window has brought, or was told to be refused, since these were read does not go again.
  const batch = asked.filter(({ order }) => orders.includes(order));
  const [first] = batch;
  if (first === undefined) return 'done';
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
