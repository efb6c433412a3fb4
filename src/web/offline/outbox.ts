/** What was written on this device and how far it has got. Every change is one transaction: it is kept whole or not at all. */
import type { DraftInput } from '../../ledger/entry.ts';
import { spaceOf, type EntryState, type KeptEntry, type KeptFile, type Owner, type Shadow, type Store } from './database.ts';
import { forgetWritten, rememberEntries } from './memory.ts';
import type { Replacement, Standing } from './mending.ts';

const UNSENT: ReadonlySet<string> = new Set<EntryState>(['kept', 'sending', 'refused']);

/** An entry to keep, with how rows will look for it. */
export interface ToKeep {
  readonly draft: DraftInput & { readonly id: string };
  readonly about: string;
  readonly shadows: readonly { readonly collection: string; readonly id: string; readonly body: unknown }[];
  /** What it carries, where the server does not have it. */
  readonly files?: readonly FileToKeep[];
}

/** A file as a form gives it; an entry names it by its SHA-256. */
export type FileToKeep = Pick<KeptFile, 'sha256' | 'purpose' | 'fileName' | 'mediaType' | 'bytes'>;

/** The server's answer to one entry. */
export type Answered =
  | { readonly id: string; readonly answer: 'accepted'; readonly position: number; readonly conflicts: readonly string[] }
  | { readonly id: string; readonly answer: 'already-had' | 'waiting'; readonly position: number }
  | { readonly id: string; readonly answer: 'refused'; readonly code: string; readonly field: string | null };

/** Keeps entries in the order given, with their shadows, all or none; one that is here already stays as it is. Throws where the storage is full (`QuotaExceededError`) or gone. */
export async function keepEntries(
  store: Store,
  owner: Owner & { readonly userName: string },
  toKeep: readonly ToKeep[],
  keptAt: string,
): Promise<void> {
  const write = store.transaction(['entries', 'shadows', 'files'], 'readwrite', { durability: 'strict' });
  const { programmeId, userId } = owner;
  const kept: Kept[] = [];
  await wholly(write, async () => {
    for (const one of toKeep) {
      const place = await keepOne(write.objectStore('entries'), write.objectStore('shadows'), owner, one, keptAt);
      if (place === null) continue;
      kept.push(place);
      for (const file of one.files ?? []) await write.objectStore('files').put({ ...file, programmeId, userId, space: spaceOf(owner), received: 0 });
    }
  });
  rememberEntries(store, spaceOf(owner), kept);
}

interface Write {
  readonly done: Promise<void>;
  readonly error: DOMException | null;
  abort(): void;
}

/** Everything that is written is in, or nothing is and why is thrown: what the store says of the whole rather than of one write that it broke off. */
async function wholly(write: Write, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    try {
      write.abort();
    } catch {
      // It has ended by itself.
    }
    await write.done.catch(() => undefined);
    throw write.error ?? error;
  }
  await write.done;
}

interface Kept {
  readonly order: number;
  readonly state: 'kept';
  readonly shadows: readonly Shadow[];
}

async function keepOne(
  entries: { add(entry: Omit<KeptEntry, 'order'>): Promise<number>; index(name: 'id'): { getKey(id: string): Promise<number | undefined> } },
  rows: { put(shadow: Shadow): Promise<unknown> },
  owner: Owner & { readonly userName: string },
  { draft, about, shadows }: ToKeep,
  keptAt: string,
): Promise<Kept | null> {
  const { programmeId, userId, userName } = owner;
  // A form that wrote several, of which one was refused, brings them all again: those that went in are here.
  if ((await entries.index('id').getKey(draft.id)) !== undefined) return null;
  const nothingYet = { state: 'kept', code: null, field: null, position: null, sentAt: null, conflicts: [], hadAlready: false, attempts: 0 } as const;
  const order = await entries.add({ programmeId, userId, userName, id: draft.id, draft, about, keptAt, ...nothingYet });
  const placed = shadows.map((shadow) => ({ ...shadow, space: spaceOf(owner), order, entryId: draft.id }));
  for (const shadow of placed) await rows.put(shadow);
  return { order, state: 'kept', shadows: placed };
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
  await wholly(write, async () => {
    for (const entry of before) {
      if (entry?.order === undefined) continue;
      await dropShadows(write.objectStore('shadows'), entry.id);
      await entries.delete(entry.order);
    }
    for (const one of added) await keepOne(write.objectStore('entries'), write.objectStore('shadows'), owner, one, keptAt);
  });
  forgetWritten(store);
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

/**
 * The first entries of an owner that are to be sent, and how many there are in all. Those that another window has sent and that are not answered
 * yet are among them: what stands after them must not arrive before.
 */
export async function firstToSend(store: Store, { programmeId, userId }: Owner, limit: number): Promise<{ readonly first: KeptEntry[]; readonly count: number }> {
  const ranges = (['kept', 'sending'] as const).map((state) => [programmeId, userId, state] as [string, string, string]);
  const read = store.transaction('entries').store.index('owner');
  const [firsts, counts] = await Promise.all([Promise.all(ranges.map((range) => read.getAll(range, limit))), Promise.all(ranges.map((range) => read.count(range)))]);
  const first = firsts.flat().map(whole).toSorted((a, b) => a.order - b.order).slice(0, limit);
  return { first, count: counts.reduce((sum, one) => sum + one, 0) };
}

/** Everything of everybody that the server does not have, in order: what must never be lost. */
export async function unsentOfAll(store: Store): Promise<KeptEntry[]> {
  const found = await Promise.all([...UNSENT].map((state) => store.getAllFromIndex('entries', 'state', state)));
  return found.flat().map(whole).toSorted((a, b) => a.order - b.order);
}

/** Whose entries the server does not have: each once, without reading the entries. */
export async function ownersOfUnsent(store: Store): Promise<Owner[]> {
  const owners = new Map<string, Owner>();
  for (let cursor = await store.transaction('entries').store.index('owner').openKeyCursor(null, 'nextunique'); cursor !== null; cursor = await cursor.continue()) {
    const [programmeId, userId, state] = cursor.key;
    if (UNSENT.has(state)) owners.set(spaceOf({ programmeId, userId }), { programmeId, userId });
  }
  return [...owners.values()];
}

/** Marks entries as going out, and answers those that are: what was answered meanwhile stays as it is. */
export async function markSending(store: Store, orders: readonly number[]): Promise<KeptEntry[]> {
  return changeEach(store, orders, (entry) => (entry.state === 'kept' || entry.state === 'sending' ? { ...entry, state: 'sending', attempts: entry.attempts + 1 } : null));
}

/** Puts entries back whose request failed as a whole. */
export async function markKept(store: Store, orders: readonly number[]): Promise<void> {
  await changeEach(store, orders, (entry) => (entry.state === 'sending' ? { ...entry, state: 'kept' } : null));
}

/** Writes what the server answered beside each entry. An answer to an entry that is not here is let go. */
export async function takeAnswers(store: Store, answers: readonly Answered[], sentAt: string): Promise<void> {
  const write = store.transaction('entries', 'readwrite', { durability: 'strict' });
  const answered: KeptEntry[] = [];
  for (const answer of answers) {
    const entry = await write.store.index('id').get(answer.id);
    if (entry === undefined) continue;
    const changed = answeredWith(whole(entry), answer, sentAt);
    await write.store.put(changed);
    answered.push(changed);
  }
  await write.done;
  remember(store, answered);
}

/** How far entries have come. */
function remember(store: Store, entries: readonly KeptEntry[]): void {
  for (const entry of entries) rememberEntries(store, spaceOf(entry), [{ order: entry.order, state: entry.state }]);
}

function answeredWith(entry: KeptEntry, answer: Answered, sentAt: string): KeptEntry {
  // Two windows may have sent it: what the server has said to have, a later answer to the other does not take back.
  if (entry.state === 'sent' || (entry.state === 'waiting' && answer.answer === 'refused')) return entry;
  if (answer.answer === 'refused') return { ...entry, state: 'refused', code: answer.code, field: answer.field };
  const state: EntryState = answer.answer === 'waiting' ? 'waiting' : 'sent';
  const conflicts = answer.answer === 'accepted' ? answer.conflicts : [];
  return { ...entry, state, code: null, field: null, position: answer.position, sentAt, conflicts, hadAlready: answer.answer === 'already-had' };
}

/** A refused entry is tried again as it is. */
export async function retryEntry(store: Store, order: number): Promise<void> {
  await changeEach(store, [order], (entry) => (entry.state === 'refused' ? { ...entry, state: 'kept', code: null, field: null } : null));
}

/** Takes one entry out for good, with its shadows and the files that no other carries. Answers false for one that is on its way: it stays. */
export async function deleteEntry(store: Store, order: number): Promise<boolean> {
  const write = store.transaction(['entries', 'shadows', 'files'], 'readwrite', { durability: 'strict' });
  const entry = await write.objectStore('entries').get(order);
  const mayGo = entry?.state !== 'sending';
  if (entry !== undefined && mayGo) {
    await dropShadows(write.objectStore('shadows'), entry.id);
    await write.objectStore('entries').delete(order);
    const own = await Promise.all([...UNSENT].map((state) => write.objectStore('entries').index('owner').getAll([entry.programmeId, entry.userId, state])));
    const carried = new Set(own.flat().flatMap(filesOf));
    for (const sha256 of filesOf(entry)) if (!carried.has(sha256)) await write.objectStore('files').delete([spaceOf(entry), sha256]);
  }
  await write.done;
  forgetWritten(store);
  return mayGo;
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
  forgetWritten(store);
}

/** The SHA-256 of what an entry carries. */
export function filesOf({ draft }: Pick<KeptEntry, 'draft'>): readonly string[] {
  return draft.attachments ?? [];
}

/** The first file of an entry that the server does not have; null where it has all. */
export async function unsentFileOf(store: Store, entry: KeptEntry): Promise<KeptFile | null> {
  for (const sha256 of filesOf(entry)) {
    const file = await store.get('files', [spaceOf(entry), sha256]);
    if (file !== undefined) return file;
  }
  return null;
}

/** The SHA-256 of each file of an owner that the server does not have. */
export async function unsentFiles(store: Store, owner: Owner): Promise<Set<string>> {
  const space = spaceOf(owner);
  const keys = await store.getAllKeys('files', IDBKeyRange.bound([space, ''], [space, '\uffff']));
  return new Set(keys.map(([, sha256]) => sha256));
}

/** A file of this phone, where the server does not have it yet. */
export async function fileHere(store: Store, owner: Owner, sha256: string): Promise<KeptFile | null> {
  return (await store.get('files', [spaceOf(owner), sha256])) ?? null;
}

/** The server has this many bytes of a file. */
export async function markReceived(store: Store, file: KeptFile, received: number): Promise<void> {
  await store.put('files', { ...file, received });
}

/** The server has a file whole, under `sha256`: entries that carry it name it so, and it is not kept here any longer. */
export async function dropFile(store: Store, file: KeptFile, sha256: string): Promise<void> {
  const write = store.transaction(['entries', 'files'], 'readwrite', { durability: 'strict' });
  if (sha256 !== file.sha256) {
    for (const entry of await write.objectStore('entries').index('owner').getAll([file.programmeId, file.userId, 'kept'])) {
      if (!filesOf(entry).includes(file.sha256)) continue;
      const draft: DraftInput = JSON.parse(JSON.stringify(entry.draft).replaceAll(file.sha256, sha256));
      await write.objectStore('entries').put({ ...entry, draft });
    }
  }
  await write.objectStore('files').delete([file.space, file.sha256]);
  await write.done;
  forgetWritten(store);
}

/** Answers those that were changed; `change` null: the entry stays as it is. */
async function changeEach(store: Store, orders: readonly number[], change: (entry: KeptEntry) => KeptEntry | null): Promise<KeptEntry[]> {
  const write = store.transaction('entries', 'readwrite', { durability: 'strict' });
  const found = await Promise.all(orders.map((order) => write.store.get(order)));
  const changed = found.flatMap((entry) => (entry === undefined ? [] : (change(whole(entry)) ?? [])));
  // Not waited for one by one: the transaction is, and fails where one of them does.
  for (const entry of changed) void write.store.put(entry).catch(() => undefined);
  await write.done;
  remember(store, changed);
  return changed;
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
