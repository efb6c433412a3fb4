/** Rows on this device: brought up to date from the server, and read with what was written here laid over them. */
import type { z } from 'zod';
import type { readRows } from '../../phone/contract.ts';
import { spaceOf, type EntryState, type KeptEntry, type Owner, type Progress, type Shadow, type Store } from './database.ts';

export type RowsAnswer = z.output<typeof readRows.answer>;

/** Asks the server for rows. Throws where it cannot be reached or says no. */
export type AskRows = (query: { readonly cursor?: string; readonly after?: string }) => Promise<RowsAnswer>;

/** A row as it stands on this device. `state`: of the last entry written here that changes it; null where none does. */
export interface Row {
  readonly id: string;
  readonly body: unknown;
  readonly state: EntryState | null;
  readonly entryId: string | null;
}

/**
 * Brings the rows of an owner up to date. Each page is written as it comes, and a download that breaks off goes on where it was; what the rows held
 * before stays in sight until everything is there. Answers the position they stand at. `onPage` gets the number of rows so far.
 */
export async function downloadRows(
  store: Store,
  owner: Owner,
  ask: AskRows,
  { now, onPage }: { readonly now: () => string; readonly onPage?: (rows: number) => void },
): Promise<number> {
  const space = spaceOf(owner);
  let count = 0;
  for (;;) {
    const at = await progressOf(store, space);
    const answer = await ask(at.after !== null ? { after: at.after } : at.cursor !== null ? { cursor: at.cursor } : {});
    count += answer.rows.length;
    await takePage(store, at, answer, now());
    onPage?.(count);
    // Pages of everything stand at the position of the first of them: what came in meanwhile is asked for as a change.
    const isBehind = answer.whole && at.after !== null;
    if (answer.after === null && !isBehind) return answer.position;
  }
}

async function progressOf(store: Store, space: string): Promise<Progress> {
  return (await store.get('progress', space)) ?? { space, cursor: null, position: 0, after: null, afterOf: 0, edition: 0, syncedAt: null };
}

async function takePage(store: Store, at: Progress, answer: RowsAnswer, now: string): Promise<void> {
  const { space } = at;
  const write = store.transaction(['rows', 'progress', 'shadows', 'entries'], 'readwrite');
  const rows = write.objectStore('rows');
  // A first page begins a new edition; so does one of another position: the server could not go on where it was.
  const goesOn = at.after !== null && at.afterOf === answer.position;
  const edition = answer.whole && !goesOn ? at.edition + 1 : at.edition;
  for (const { collection, id, body } of answer.rows) {
    if (body === null) await rows.delete([space, collection, id]);
    else await rows.put({ space, collection, id, body, edition });
  }
  const isLast = answer.after === null;
  if (answer.whole && isLast) {
    for (let cursor = await rows.index('edition').openCursor(IDBKeyRange.bound([space, 0], [space, edition], false, true)); cursor !== null; cursor = await cursor.continue()) {
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

/** Rows of a collection as they stand here, those that entries written here take away left out. */
export async function rowsHere(store: Store, owner: Owner, collection: string): Promise<Row[]> {
  const space = spaceOf(owner);
  const read = store.transaction(['rows', 'shadows', 'entries']);
  const stored = await read.objectStore('rows').getAll(rangeOf(space, collection));
  const shadows = await read.objectStore('shadows').getAll(rangeOf(space, collection));
  const rows = new Map<string, Row>(stored.map(({ id, body }) => [id, { id, body, state: null, entryId: null }]));
  for (const { id, entryId, body } of shadows) {
    const state = (await read.objectStore('entries').index('id').get(entryId))?.state ?? 'sent';
    rows.set(id, { id, body: laidOver(rows.get(id)?.body, body, state), entryId, state });
  }
  return [...rows.values()].filter(({ body }) => body !== null);
}

/** One row as it stands here; null where there is none. */
export async function rowHere(store: Store, owner: Owner, collection: string, id: string): Promise<Row | null> {
  const space = spaceOf(owner);
  const read = store.transaction(['rows', 'shadows', 'entries']);
  const shadow = (await read.objectStore('shadows').getAll(IDBKeyRange.bound([space, collection, id], [space, collection, id, []]))).at(-1);
  if (shadow === undefined) {
    const stored = await read.objectStore('rows').get([space, collection, id]);
    return stored === undefined ? null : { id, body: stored.body, state: null, entryId: null };
  }
  const state = (await read.objectStore('entries').index('id').get(shadow.entryId))?.state ?? 'sent';
  const body = laidOver((await read.objectStore('rows').get([space, collection, id]))?.body, shadow.body, state);
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
  const write = store.transaction(['rows', 'progress'], 'readwrite');
  await write.objectStore('rows').delete(rangeOf(space));
  await write.objectStore('progress').delete(space);
  await write.done;
}
