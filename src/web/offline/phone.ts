/** The one phone of this window: keeps what is written, sends it, brings rows up to date, and says how far everything is. */
import { readRows } from '../../phone/contract.ts';
import { ask } from '../api.ts';
import { uuidV7 } from '../drafts.ts';
import { Problem } from '../problem.ts';
import { currentProgramme, session, worksOnPhone } from '../session.ts';
import type { KeptEntry, KeptFile, Owner, Store } from './database.ts';
import { countReceived, dataUse } from './data-use.ts';
import type { Standing } from './mending.ts';
import { deleteEntry, entriesOf, fileHere, forgetSent, keepEntries, replaceEntries, retryEntry, standingEntries, unsentFiles, type ToKeep } from './outbox.ts';
import { begin, deviceIdOf, vaultOfPerson } from '../people/people.ts';
import { watchUse } from '../people/lock.ts';
import { canSeal } from '../people/vault.ts';
import { forgetBodies, forgetWritten } from './memory.ts';
import { downloadRows, syncedAt } from './rows.ts';
import { markRows, phone } from './phone-state.ts';
import { forgetStore, storeFailed, theStore } from './the-store.ts';

/** One sender per browser, whatever the number of windows. */
const SENDER_LOCK = 'digna-sender';
/** Pauses after failures, milliseconds: doubled each time, with a part left to chance so that phones do not all come back at once. */
const PAUSE_MIN_MS = 4_000;
const PAUSE_MAX_MS = 5 * 60_000;
/** Rows are asked for at least so often while the page is in sight. */
const REFRESH_MS = 2 * 60_000;
const SENT_KEPT_DAYS = 7;
/** Before the server hears for the first time from a phone that has nothing to send. */
const FIRST_PAUSE_MS = 1_000;

let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let syncing: Promise<void> | null = null;
let again = false;
/** Whether the sync under way has brought rows already. */
let rowsAreHere = false;
const rowWaiters = new Set<() => void>();
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('digna-phone') : null;
/** Told to the other windows: rows are others than those in their memory. */
const ROWS_CAME = 'rows';
const waiters = new Set<() => void>();

/** Whose work is being done in this window, or null: nobody signed in, or no programme open. */
export function currentOwner(): (Owner & { readonly userName: string }) | null {
  const programme = currentProgramme.value;
  const { user } = session;
  return programme === null || user === null || user === undefined ? null : { programmeId: programme.id, userId: user.id, userName: user.name };
}

/** To be called whenever the user or the programme may be another. */
export async function openPhone(): Promise<void> {
  const owner = currentOwner();
  phone.active = owner !== null && worksOnPhone();
  if (owner === null || !phone.active) return;
  // Where the store cannot be opened the page works all the same, and the chip says so.
  await begin().catch(() => undefined);
  await count(owner);
  void sync();
}

/** Keeps entries here and begins to send them. Throws `Problem` (`storage-full`, `storage-closed`) where they could not be kept: then nothing was. */
export async function keep(entries: readonly ToKeep[], { inPlaceOf = null }: { readonly inPlaceOf?: string | null } = {}): Promise<void> {
  const owner = currentOwner();
  if (owner === null) throw new Problem('not-signed-in', 401, '');
  try {
    const store = await theStore();
    const device = await deviceIdOf(owner.userId);
    const [first, ...others] = entries.map((entry) => plainly(entry, device));
    if (first === undefined) return;
    const now = new Date().toISOString();
    // A form that was opened from a refused entry: what it writes takes that one's place.
    const isReplaced = inPlaceOf !== null && (await replaced(owner, () => new Map([[inPlaceOf, first]]), others));
    if (!isReplaced) await keepEntries(store, owner, [first, ...others], now);
    phone.trouble = 'none';
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    phone.trouble = isFull ? 'full' : 'closed';
    forgetStore();
    throw new Problem(isFull ? 'storage-full' : 'storage-closed', 0, '');
  }
  await told(owner);
  void sync();
}

/** Keeps mended entries in the place of refused ones. Answers false where these are no longer to be mended. */
export async function mend(change: (standing: Standing) => ToKeep | null): Promise<boolean> {
  const owner = currentOwner();
  if (owner === null) return false;
  const isMended = await replaced(owner, (unsent) =>
    new Map(unsent.flatMap((one) => {
      const mended = change(one);
      return mended === null ? [] : [[one.entry.id, mended]];
    })));
  await told(owner);
  void sync();
  return isMended;
}

async function replaced(owner: Owner & { readonly userName: string }, changes: (unsent: readonly Standing[]) => ReadonlyMap<string, ToKeep>, besides: readonly ToKeep[] = []): Promise<boolean> {
  const own = await theStore();
  const unsent = await standingEntries(own, owner);
  const { replacementOf } = await import('./mending.ts');
  const { replaced: gone, added } = replacementOf(unsent, changes(unsent), uuidV7);
  return gone.length > 0 && replaceEntries(own, owner, { replaced: gone, added: [...added, ...besides] }, new Date().toISOString());
}

/** As it will be sent: a form's own objects are watched by the page, and a store cannot copy those. */
function plainly({ draft, about, shadows, files = [] }: ToKeep, device: string | null): ToKeep {
  const plain: Pick<ToKeep, 'draft' | 'shadows'> = JSON.parse(JSON.stringify({ draft: { ...draft, device }, shadows }));
  return { ...plain, about, files };
}

/** A file of whoever works here that the server does not have yet. */
export async function keptFile(sha256: string): Promise<KeptFile | null> {
  const owner = currentOwner();
  return owner === null ? null : fileHere(await theStore(), owner, sha256);
}

/** The SHA-256 of what whoever works here took and the server does not have. */
export async function filesWaiting(): Promise<ReadonlySet<string>> {
  const owner = currentOwner();
  return owner === null ? new Set() : unsentFiles(await theStore(), owner);
}

/** Lets what waits for a better connection go now. */
export async function sendFilesNow(): Promise<void> {
  dataUse.asked = true;
  await sync();
}

/** The entries with these ids once none of them is on its way any more, or as they stand after so many milliseconds. */
export async function settled(ids: readonly string[], patienceMs: number): Promise<KeptEntry[]> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const entries = await withIds(ids);
    const open = entries.some(({ state }) => state === 'kept' || state === 'sending');
    const rest = until - Date.now();
    const isStuck = phone.connection === 'away' || phone.connection === 'signed-out';
    if (!open || rest <= 0 || (isStuck && syncing === null)) return entries;
    await nextChange(rest);
  }
}

async function withIds(ids: readonly string[]): Promise<KeptEntry[]> {
  const owner = currentOwner();
  if (owner === null) return [];
  const wanted = new Set(ids);
  const all = await entriesOf(await theStore(), owner, ['kept', 'sending', 'sent', 'waiting', 'refused']);
  return all.filter(({ id }) => wanted.has(id));
}

function nextChange(mostMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(limit);
      waiters.delete(done);
      resolve();
    };
    const limit = setTimeout(done, mostMs);
    waiters.add(done);
  });
}

/** Brings rows up to date; resolved once they are, or could not be: what is to be sent after them is not waited for. */
export async function bringRowsNow(): Promise<void> {
  if (syncing !== null && rowsAreHere) return;
  await new Promise<void>((resolve, reject) => {
    rowWaiters.add(resolve);
    sync().then(resolve, reject).finally(() => rowWaiters.delete(resolve));
  });
}

function rowsCame(): void {
  rowsAreHere = true;
  for (const tell of rowWaiters) tell();
}

/** Sends what is kept and brings rows up to date, now; several calls at a time are one, and one after it. */
export async function sync(): Promise<void> {
  if (syncing !== null) {
    again = true;
    return syncing;
  }
  clearTimeout(timer);
  syncing = syncOnce().finally(() => {
    syncing = null;
    wake();
  });
  await syncing;
  if (again) {
    again = false;
    await sync();
  }
}

async function syncOnce(): Promise<void> {
  const owner = currentOwner();
  if (owner === null || !phone.active) return;
  // Whoever asks while this is under way may be too late for it: the next one is told, too.
  const { asked } = dataUse;
  rowsAreHere = false;
  try {
    const own = await theStore();
    // What was written goes before anything comes; where nothing was, a first screen waits for its rows only.
    const isEmpty = (await own.countFromIndex('entries', 'state', 'kept')) + (await own.countFromIndex('entries', 'state', 'sending')) === 0;
    if (!isEmpty) await send(own, owner);
    await bringRows(own, owner);
    // Told first that they are here: pages then read them and ask nobody else.
    await told(owner);
    rowsCame();
    if (isEmpty) {
      // The first screen has the connection for itself.
      if (phone.connection === 'unknown') await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS));
      await send(own, owner);
    }
    await forgetSent(own, new Date(Date.now() - SENT_KEPT_DAYS * 86_400_000).toISOString());
    phone.connection = 'there';
    if (asked) dataUse.asked = false;
    failures = 0;
    schedule(REFRESH_MS);
  } catch (error) {
    storeFailed(error);
    phone.sending = null;
    const isOut = error instanceof Problem && error.status === 401;
    phone.connection = isOut ? 'signed-out' : 'away';
    failures += 1;
    if (!isOut) schedule(Math.min(PAUSE_MAX_MS, PAUSE_MIN_MS * 2 ** (failures - 1)) * (0.5 + Math.random()));
  }
  await told(owner);
}

/** Sends what is kept here, and tells the server how this phone is. Throws `Problem`. */
async function send(own: Store, owner: Owner): Promise<void> {
  const { sendEverybodys } = await import('./sending.ts');
  const outcome = await underLock(() => sendEverybodys(own, owner, (sent, of) => void progressed(owner, sent, of)));
  phone.sending = null;
  if (outcome !== null && outcome !== 'done') throw new Problem(outcome === 'signed-out' ? 'not-signed-in' : 'offline', outcome === 'signed-out' ? 401 : 0, '');
}

/** While a PIN is asked for nothing is read; what was written goes all the same. */
async function bringRows(own: Store, owner: Owner): Promise<void> {
  const vault = await vaultOfPerson(owner.userId);
  if (vault === null && canSeal()) return;
  await downloadRows(own, owner, (query) => ask(readRows, { params: { programme: owner.programmeId }, query }), { now: () => new Date().toISOString(), vault });
  channel?.postMessage(ROWS_CAME);
}

async function progressed(owner: Owner, sent: number, of: number): Promise<void> {
  phone.sending = { sent, of };
  await told(owner);
}

/** Elsewhere the same browser is sending already: null. */
async function underLock<T>(work: () => Promise<T>): Promise<T | null> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request(SENDER_LOCK, { ifAvailable: true }, (lock) => (lock === null ? null : work()));
}

function schedule(ms: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (document.visibilityState === 'visible') void sync();
  }, ms);
}

/** Tries a refused entry once more. */
export async function retry(order: number): Promise<void> {
  await retryEntry(await theStore(), order);
  await changed();
  void sync();
}

/** Takes one entry out of this phone for good. Answers false for one that is on its way by now: it stays. */
export async function discard(order: number): Promise<boolean> {
  const isGone = await deleteEntry(await theStore(), order);
  await changed();
  return isGone;
}

/** Takes away what was read here by the user who leaves; what they wrote stays until it is sent. */
export async function forgetReading(): Promise<void> {
  const owner = currentOwner();
  if (owner !== null) await (await import('../people/devices.ts')).signedOut(owner.userId);
}

async function changed(): Promise<void> {
  const owner = currentOwner();
  if (owner !== null) await told(owner);
}

/** Counts anew and tells this window and the others. */
async function told(owner: Owner): Promise<void> {
  await count(owner);
  channel?.postMessage(null);
}

async function count(owner: Owner): Promise<void> {
  try {
    const own = await theStore();
    const number = async (state: KeptEntry['state']): Promise<number> => own.countFromIndex('entries', 'owner', [owner.programmeId, owner.userId, state]);
    const [kept, sending, refused, waiting] = await Promise.all([number('kept'), number('sending'), number('refused'), number('waiting')]);
    const files = (await unsentFiles(own, owner)).size;
    Object.assign(phone, { kept: kept + sending, refused, waiting, files, rowsAt: (await syncedAt(own, owner))?.at ?? null });
    markRows(phone.rowsAt !== null);
  } catch (error) {
    storeFailed(error);
    // The page must open although the store cannot: the chip says so.
    phone.trouble = 'closed';
  }
  wake();
}

function wake(): void {
  phone.changes += 1;
  for (const waiter of waiters) waiter();
}

/** Begins to listen: to the network, to the return to the page, to the other windows. Once, at start. */
export function listen(): void {
  countReceived();
  globalThis.addEventListener('online', () => void sync());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void sync();
  });
  watchUse(() => void import('../people/pins.ts').then(({ lockHere }) => lockHere()));
  channel?.addEventListener('message', ({ data }) => {
    if (data === ROWS_CAME) void theStore().then(forgetBodies);
    else void theStore().then(forgetWritten);
    const owner = currentOwner();
    if (owner !== null && phone.active) void count(owner);
  });
}
