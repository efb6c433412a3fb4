/** What was written on this device and how far it has got. Every change is one transaction: it is kept whole or not at all. */
import type { DraftInput } from '../../ledger/entry.ts';
import { spaceOf, type EntryState, type KeptEntry, type Owner, type Shadow, type Store } from './database.ts';
import type { Replacement, Standing } from './mending.ts';

/** An entry to keep, with how rows will look for it. */
export interface ToKeep {
  readonly draft: DraftInput & { readonly id: string };
  readonly about: string;
  readonly shadows: readonly { readonly collection: string; readonly id: string; readonly body: unknown }[];
}

/** The server's answer to one entry. */
export type Answered =
  | { readonly id: string; readonly answer: 'accepted'; readonly position: number; readonly conflicts: readonly string[] }
  | { readonly id: string; readonly answer: 'already-had' | 'waiting'; readonly position: number }
  | { readonly id: string; readonly answer: 'refused'; readonly code: string; readonly field: string | null };

/** Keeps entries in the order given, with their shadows, all or none. Throws where the storage is full (`QuotaExceededError`) or gone. */
export async function keepEntries(
  store: Store,
  owner: Owner & { readonly userName: string },
  toKeep: readonly ToKeep[],
  keptAt: string,
): Promise<void> {
  const write = store.transaction(['entries', 'shadows'], 'readwrite', { durability: 'strict' });
  for (const one of toKeep) await keepOne(write.objectStore('entries'), write.objectStore('shadows'), owner, one, keptAt);
  await write.done;
}

async function keepOne(
  entries: { add(entry: Omit<KeptEntry, 'order'>): Promise<number> },
  rows: { put(shadow: Shadow): Promise<unknown> },
  owner: Owner & { readonly userName: string },
  { draft, about, shadows }: ToKeep,
  keptAt: string,
): Promise<void> {
  const { programmeId, userId, userName } = owner;
  const nothingYet = { state: 'kept', code: null, field: null, position: null, sentAt: null, conflicts: [], hadAlready: false, attempts: 0 } as const;
  const order = await entries.add({ programmeId, userId, userName, id: draft.id, draft, about, keptAt, ...nothingYet });
  for (const shadow of shadows) await rows.put({ ...shadow, space: spaceOf(owner), order, entryId: draft.id });
}

/**
 * Keeps entries in the place of others that the server does not have, all or none. Answers false where one of those is on its way or
 * arrived meanwhile: then nothing is changed.
 */
export async function replaceEntries(
  store: Store,
  owner: Owner & { readonly userName: string },
  { replaced, added }: Replacement,
  keptAt: string,
): Promise<boolean> {
  const write = store.transaction(['entries', 'shadows'], 'readwrite', { durability: 'strict' });
  const entries = write.objectStore('entries');
  const before = await Promise.all(replaced.map((order) => entries.get(order)));
  if (before.some((entry) => entry === undefined || (entry.state !== 'refused' && entry.state !== 'kept'))) {
    await write.done;
    return false;
  }
  for (const entry of before) {
    if (entry?.order === undefined) continue;
    await dropShadows(write.objectStore('shadows'), entry.id);
    await entries.delete(entry.order);
  }
  for (const one of added) await keepOne(write.objectStore('entries'), write.objectStore('shadows'), owner, one, keptAt);
  await write.done;
  return true;
}

/** Those that the server does not have, with their shadows, in the order in which they were written. */
export async function standingEntries(store: Store, owner: Owner): Promise<Standing[]> {
  const entries = await entriesOf(store, owner, ['kept', 'refused']);
  return Promise.all(entries.map(async (entry) => ({ entry, shadows: await store.getAllFromIndex('shadows', 'entry', entry.id) })));
}

/** Entries of an owner in the order in which they were written; `states` narrows. */
export async function entriesOf(store: Store, owner: Owner, states: readonly EntryState[]): Promise<KeptEntry[]> {
  const found = await Promise.all(states.map((state) => store.getAllFromIndex('entries', 'owner', [owner.programmeId, owner.userId, state])));
  return found.flat().map(whole).toSorted((a, b) => a.order - b.order);
}

/** Everything of everybody that the server does not have, in order: what must never be lost. */
export async function unsentOfAll(store: Store): Promise<KeptEntry[]> {
  const states: readonly EntryState[] = ['kept', 'sending', 'refused'];
  const found = await Promise.all(states.map((state) => store.getAllFromIndex('entries', 'state', state)));
  return found.flat().map(whole).toSorted((a, b) => a.order - b.order);
}

/** Marks entries as going out. */
export async function markSending(store: Store, orders: readonly number[]): Promise<void> {
  await changeEach(store, orders, (entry) => ({ ...entry, state: 'sending', attempts: entry.attempts + 1 }));
}

/** Puts entries back whose request failed as a whole. */
export async function markKept(store: Store, orders: readonly number[]): Promise<void> {
  await changeEach(store, orders, (entry) => (entry.state === 'sending' ? { ...entry, state: 'kept' } : entry));
}

/** Writes what the server answered beside each entry. An answer to an entry that is not here is let go. */
export async function takeAnswers(store: Store, answers: readonly Answered[], sentAt: string): Promise<void> {
  const write = store.transaction('entries', 'readwrite', { durability: 'strict' });
  for (const answer of answers) {
    const entry = await write.store.index('id').get(answer.id);
    if (entry === undefined) continue;
    await write.store.put(answeredWith(entry, answer, sentAt));
  }
  await write.done;
}

function answeredWith<E extends Omit<KeptEntry, 'order'>>(entry: E, answer: Answered, sentAt: string): E {
  if (answer.answer === 'refused') return { ...entry, state: 'refused', code: answer.code, field: answer.field };
  const state: EntryState = answer.answer === 'waiting' ? 'waiting' : 'sent';
  const conflicts = answer.answer === 'accepted' ? answer.conflicts : [];
  return { ...entry, state, code: null, field: null, position: answer.position, sentAt, conflicts, hadAlready: answer.answer === 'already-had' };
}

/** A refused entry is tried again as it is. */
export async function retryEntry(store: Store, order: number): Promise<void> {
  await changeEach(store, [order], (entry) => (entry.state === 'refused' ? { ...entry, state: 'kept', code: null, field: null } : entry));
}

/** Takes one entry out for good, with its shadows. One that is on its way stays. */
export async function deleteEntry(store: Store, order: number): Promise<void> {
  const write = store.transaction(['entries', 'shadows'], 'readwrite', { durability: 'strict' });
  const entry = await write.objectStore('entries').get(order);
  if (entry !== undefined && entry.state !== 'sending') {
    await dropShadows(write.objectStore('shadows'), entry.id);
    await write.objectStore('entries').delete(order);
  }
  await write.done;
}

/** Forgets entries that the server confirmed before a moment, where rows already say what they said. */
export async function forgetSent(store: Store, before: string): Promise<void> {
  const write = store.transaction(['entries', 'shadows'], 'readwrite');
  for (const state of ['sent', 'waiting'] as const) {
    for (const entry of await write.objectStore('entries').index('state').getAll(state)) {
      if (entry.order === undefined || entry.sentAt === null || entry.sentAt >= before) continue;
      if ((await write.objectStore('shadows').index('entry').count(entry.id)) > 0) continue;
      await write.objectStore('entries').delete(entry.order);
    }
  }
  await write.done;
}

async function changeEach(store: Store, orders: readonly number[], change: (entry: KeptEntry) => KeptEntry): Promise<void> {
  const write = store.transaction('entries', 'readwrite', { durability: 'strict' });
  for (const order of orders) {
    const entry = await write.store.get(order);
    if (entry !== undefined) await write.store.put(change(whole(entry)));
  }
  await write.done;
}

interface Shadows {
  index(name: 'entry'): { getAllKeys(entryId: string): Promise<[string, string, string, number][]> };
  delete(key: [string, string, string, number]): Promise<void>;
}

async function dropShadows(shadows: Shadows, entryId: string): Promise<void> {
  for (const key of await shadows.index('entry').getAllKeys(entryId)) await shadows.delete(key);
}

/** The store gives every entry its place. */
function whole(entry: Omit<KeptEntry, 'order'> & { order?: number }): KeptEntry {
  return { ...entry, order: entry.order ?? 0 };
}
