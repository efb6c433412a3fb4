/** Rows on this device: brought up to date from the server, and read with what was written here laid over them. */
import type { z } from 'zod';
import type { readRows } from '../../phone/contract.ts';
import { grouped } from '../../platform/grouped.ts';
import { blocksOf, changeBlocks, storedRow, storedRows, Unopened, type BlockChanges, type PlainRow } from './blocks.ts';
import { spaceOf, type EntryState, type KeptEntry, type Owner, type Progress, type Shadow, type Store } from './database.ts';
import { forgetBodies, forgetWritten, keyOf, memoryOf, type Row } from './memory.ts';
import type { Vault } from '../people/vault.ts';

export type { Row };

export type RowsAnswer = z.output<typeof readRows.answer>;

/** Asks the server for rows. Throws where it cannot be reached or says no. */
export type AskRows = (query: { readonly cursor?: string; readonly after?: string }) => Promise<RowsAnswer>;

/**
 * Brings the rows of an owner up to date. Each page is written as it comes, and a download that breaks off goes on where it was; what the rows held
 * before stays in sight until everything is there. Answers the position they stand at. `onPage` gets the number of rows so far; `vault` seals what
 * is kept, null: the browser cannot.
 */
export async function downloadRows(
  store: Store,
  owner: Owner,
  ask: AskRows,
  { now, onPage, vault }: { readonly now: () => string; readonly vault: Vault | null; readonly onPage?: (rows: number) => void },
): Promise<number> {
  const space = spaceOf(owner);
  let count = 0;
  // The next page is on its way while one is being written.
  let ahead: { readonly after: string; readonly answer: Promise<RowsAnswer> } | null = null;
  for (;;) {
    const at = await progressOf(store, space);
    const { after } = at;
    const answer: RowsAnswer = ahead !== null && ahead.after === after ? await ahead.answer : await ask(after !== null ? { after } : at.cursor !== null ? { cursor: at.cursor } : {});
    ahead = answer.after === null ? null : { after: answer.after, answer: ask({ after: answer.after }) };
    // Whoever waits for it hears of it.
    ahead?.answer.catch(() => undefined);
    const how = await takePage(store, at, answer, { now: now(), vault }).catch((error: unknown) => {
      if (error instanceof Unopened) return 'unopened';
      throw error;
    });
    if (how === 'unopened') {
      // What nobody can read any more is fetched again; else no change would ever come in.
      await forgetRows(store, owner);
      ahead = null;
    }
    // Another window has brought rows meanwhile: these were asked for from an earlier place.
    if (how !== 'written') continue;
    count += answer.rows.length;
    onPage?.(count);
    // Pages of everything stand at the position of the first of them: what came in meanwhile is asked for as a change.
    const isBehind = answer.whole && at.after !== null;
    if (answer.after === null && !isBehind) return answer.position;
  }
}

async function progressOf(store: Store, space: string): Promise<Progress> {
  return (await store.get('progress', space)) ?? nothingOf(space);
}

function nothingOf(space: string): Progress {
  return { space, cursor: null, position: 0, after: null, afterOf: 0, edition: 0, syncedAt: null };
}

/** Writes a page beside how far the rows are then; or nothing, where they are no longer at the place from which it was asked. Throws `Unopened`. */
async function takePage(store: Store, at: Progress, answer: RowsAnswer, { now, vault }: { readonly now: string; readonly vault: Vault | null }): Promise<'written' | 'outrun'> {
  const { space } = at;
  // A first page begins a new edition; so does one of another position: the server could not go on where it was.
  const goesOn = at.after !== null && at.afterOf === answer.position;
  const edition = answer.whole && !goesOn ? at.edition + 1 : at.edition;
  // Sealed before the transaction begins: it would not wait.
  const { gone, put } = await blockChanges(store, { space, edition }, answer, vault);
  const write = store.transaction(['blocks', 'progress', 'shadows', 'entries'], 'readwrite');
  if (!isSamePlace(at, (await write.objectStore('progress').get(space)) ?? nothingOf(space))) return 'outrun';
  const blocks = write.objectStore('blocks');
  // Not waited for one by one: the transaction is, and fails where one of them does.
  for (const key of gone) void blocks.delete(key).catch(() => undefined);
  for (const block of put) void blocks.put(block).catch(() => undefined);
  const isLast = answer.after === null;
  if (answer.whole && isLast) {
    for (let cursor = await blocks.index('edition').openCursor(IDBKeyRange.bound([space, 0], [space, edition], false, true)); cursor !== null; cursor = await cursor.continue()) {
      await cursor.delete();
    }
  }
  if (isLast) {
    await dropShadowsUpTo(write.objectStore('shadows'), write.objectStore('entries'), space, answer.position);
    await write.objectStore('progress').put({ space, cursor: answer.cursor, position: answer.position, after: null, afterOf: 0, edition, syncedAt: now });
  } else {
    await write.objectStore('progress').put({ ...at, after: answer.after, afterOf: answer.position, edition });
  }
  await write.done;
  // A download of everything takes away what is of an earlier one.
  if (answer.whole) forgetBodies(store);
  else takeIntoMemory(store, space, answer);
  return 'written';
}

async function blockChanges(store: Store, place: { readonly space: string; readonly edition: number }, { whole, rows }: RowsAnswer, vault: Vault | null): Promise<BlockChanges> {
  const byCollection = [...grouped(rows, ({ collection }) => collection)];
  const parts = await Promise.all(
    byCollection.map(async ([collection, of]): Promise<BlockChanges> => {
      const plain = of.map(({ id, body }): PlainRow => [id, body]);
      return whole ? { gone: [], put: await blocksOf({ ...place, collection }, plain, vault) } : changeBlocks(store, { ...place, collection }, plain, vault);
    }),
  );
  return { gone: parts.flatMap(({ gone }) => gone), put: parts.flatMap(({ put }) => put) };
}

function isSamePlace(one: Progress, other: Progress): boolean {
  return one.cursor === other.cursor && one.after === other.after && one.edition === other.edition;
}

function takeIntoMemory(store: Store, space: string, { rows }: RowsAnswer): void {
  const { bodies } = memoryOf(store);
  for (const { collection, id, body } of rows) {
    if (body === null) bodies.get(keyOf(space, collection))?.delete(id);
    else bodies.get(keyOf(space, collection))?.set(id, body);
  }
  forgetWritten(store);
}

interface ShadowStore {
  openCursor(range: IDBKeyRange): Promise<ShadowCursor | null>;
}
interface ShadowCursor {
  readonly value: Shadow;
  delete(): Promise<void>;
  continue(): Promise<ShadowCursor | null>;
}
interface EntryStore {
  index(name: 'id'): { get(id: string): Promise<Pick<KeptEntry, 'state' | 'position'> | undefined> };
}

/** What an entry changes is in the rows once they stand at its position; what waits for another is not. */
async function dropShadowsUpTo(shadows: ShadowStore, entries: EntryStore, space: string, position: number): Promise<void> {
  for (let cursor = await shadows.openCursor(rangeOf(space)); cursor !== null; cursor = await cursor.continue()) {
    const entry = await entries.index('id').get(cursor.value.entryId);
    const isIn = entry === undefined || (entry.state === 'sent' && entry.position !== null && entry.position <= position);
    if (isIn) await cursor.delete();
  }
}

function rangeOf(space: string, collection?: string): IDBKeyRange {
  const from = collection === undefined ? [space] : [space, collection];
  return IDBKeyRange.bound(from, [...from, []]);
}

/** Rows of a collection as they stand here, those that entries written here take away left out. `vault`: of their owner. */
export async function rowsHere(store: Store, owner: Owner, collection: string, vault: Vault | null): Promise<readonly Row[]> {
  const space = spaceOf(owner);
  const memory = memoryOf(store);
  const key = keyOf(space, collection);
  const known = memory.laid.get(key);
  if (known !== undefined) return known;
  for (;;) {
    const { version } = memory;
    const laid = await laidRows(store, owner, collection, vault);
    // Where something came in between, half of it may be from before.
    if (memory.version !== version) continue;
    memory.laid.set(key, laid);
    return laid;
  }
}

async function laidRows(store: Store, owner: Owner, collection: string, vault: Vault | null): Promise<readonly Row[]> {
  const space = spaceOf(owner);
  // As in `rowHere`.
  const { shadows, states } = await writtenHere(store, owner, collection);
  const bodies = await bodiesHere(store, space, collection, vault);
  const rows = new Map<string, Row>([...bodies].map(([id, body]) => [id, { id, body, state: null, entryId: null }]));
  for (const { id, entryId, order, body } of shadows) {
    const state = states.get(order) ?? 'sent';
    rows.set(id, { id, body: laidOver(rows.get(id)?.body, body, state), entryId, state });
  }
  return [...rows.values()].filter(({ body }) => body !== null);
}

/** What was written here about a collection, in order, and how far each entry is. */
async function writtenHere(store: Store, owner: Owner, collection: string): Promise<{ readonly shadows: readonly Shadow[]; readonly states: ReadonlyMap<number, EntryState> }> {
  const space = spaceOf(owner);
  const memory = memoryOf(store);
  const key = keyOf(space, collection);
  const { version } = memory;
  const read = store.transaction(['shadows', 'entries']);
  const shadows = memory.shadows.get(key) ?? (await read.objectStore('shadows').getAll(rangeOf(space, collection)));
  const states = memory.states.get(space) ?? (shadows.length === 0 ? null : await statesOf(read.objectStore('entries'), owner));
  if (memory.version === version) {
    memory.shadows.set(key, shadows);
    if (states !== null) memory.states.set(space, states);
  }
  return { shadows, states: states ?? new Map() };
}

/** Bodies of a collection as the server gave them, by id. */
async function bodiesHere(store: Store, space: string, collection: string, vault: Vault | null): Promise<ReadonlyMap<string, unknown>> {
  const memory = memoryOf(store);
  const key = keyOf(space, collection);
  const known = memory.bodies.get(key);
  if (known !== undefined) return known;
  const { version } = memory;
  const bodies = await storedRows(store, space, collection, vault);
  if (memory.version === version) memory.bodies.set(key, bodies);
  return bodies;
}

interface StateStore {
  index(name: 'owner'): { getAllKeys(query: [string, string, string]): Promise<number[]> };
}

/** The state of each entry of an owner, by its order; without reading the entries themselves. */
async function statesOf(entries: StateStore, { programmeId, userId }: Owner): Promise<Map<number, EntryState>> {
  const all: readonly EntryState[] = ['kept', 'sending', 'sent', 'waiting', 'refused'];
  const orders = await Promise.all(all.map((state) => entries.index('owner').getAllKeys([programmeId, userId, state])));
  return new Map(all.flatMap((state, at) => (orders[at] ?? []).map((order): [number, EntryState] => [order, state])));
}

/** One row as it stands here; null where there is none. `vault`: of its owner. */
export async function rowHere(store: Store, owner: Owner, collection: string, id: string, vault: Vault | null): Promise<Row | null> {
  const space = spaceOf(owner);
  const known = memoryOf(store).laid.get(keyOf(space, collection));
  if (known !== undefined) return known.find((row) => row.id === id) ?? null;
  // What was written here before what the server gave: what comes in between is in the rows and the shadow.
  const read = store.transaction(['shadows', 'entries']);
  const shadow = (await read.objectStore('shadows').getAll(IDBKeyRange.bound([space, collection, id], [space, collection, id, []]))).at(-1);
  const entry = shadow === undefined ? undefined : await read.objectStore('entries').index('id').get(shadow.entryId);
  const inMemory = memoryOf(store).bodies.get(keyOf(space, collection));
  const there = (inMemory === undefined ? await storedRow(store, space, collection, id, vault) : inMemory.get(id)) ?? null;
  if (shadow === undefined) return there === null ? null : { id, body: there, state: null, entryId: null };
  const state = entry?.state ?? 'sent';
  const body = laidOver(there, shadow.body, state);
  return body === null ? null : { id, body, entryId: shadow.entryId, state };
}

/** What the server refused to take away is still there. */
function laidOver(stored: unknown, body: unknown, state: EntryState): unknown {
  return body === null && state === 'refused' ? (stored ?? null) : body;
}

/** How far the rows are; null where none were ever downloaded whole. */
export async function syncedAt(store: Store, owner: Owner): Promise<{ readonly at: string; readonly position: number } | null> {
  const { syncedAt: at, position } = await progressOf(store, spaceOf(owner));
  return at === null ? null : { at, position };
}

/** Takes away what was read, not what was written: for whoever signs out of this device. */
export async function forgetRows(store: Store, owner: Owner): Promise<void> {
  const space = spaceOf(owner);
  const write = store.transaction(['blocks', 'progress'], 'readwrite');
  await write.objectStore('blocks').delete(rangeOf(space));
  await write.objectStore('progress').delete(space);
  await write.done;
  forgetBodies(store);
}
