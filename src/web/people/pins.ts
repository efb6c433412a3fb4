/** The PINs of this device: set, changed, given and asked for again. Loaded when one is. */
import { closeByDevice } from '../../access/devices-contract.ts';
import type { Role } from '../../access/rules.ts';
import { askOnce } from '../api.ts';
import type { PersonHere, Store } from '../offline/database.ts';
import { forgetBodies } from '../offline/memory.ts';
import { unsentOfAll } from '../offline/outbox.ts';
import { theStore } from '../offline/the-store.ts';
import { keepSessionOf, session } from '../session.ts';
import { lock, unlock, unlockNext } from './lock.ts';
import { sendingAs } from './devices.ts';
import { closed, forgetKey, keptOf, personHere } from './people.ts';
import { hidden, unwrapped, wrapped } from './wrapping.ts';

export const LOCK_MINUTES = [1, 5, 15, 60] as const;
/** After so many wrong PINs in a row what was read is taken away. */
const FAILURES_MAX = 10;

/** Somebody of this device, for a list. */
export interface PersonLine {
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  readonly role: Role | null;
  /** Entries that the server does not have. */
  readonly unsent: number;
  /** `pin`: a PIN opens; `password`: only signing in does. */
  readonly opens: 'pin' | 'password';
}

/** What came of a PIN: `left` attempts before what was read is taken away. */
export type Unlocked = { readonly outcome: 'in' } | { readonly outcome: 'wrong'; readonly left: number } | { readonly outcome: 'wiped' };

/** Everybody who works here or left something unsent, by name. */
export async function peopleHere(): Promise<PersonLine[]> {
  const store = await theStore();
  const unsent = new Map<string, { count: number; name: string }>();
  for (const { userId, userName } of await unsentOfAll(store)) unsent.set(userId, { count: (unsent.get(userId)?.count ?? 0) + 1, name: userName });
  const known = (await store.getAll('people')).map((person): PersonLine => ({
    userId: person.userId,
    name: person.name,
    username: person.username,
    role: keptOf(person).programmes[0]?.role ?? null,
    unsent: unsent.get(person.userId)?.count ?? 0,
    opens: person.wrapped === null ? 'password' : 'pin',
  }));
  const others = [...unsent].filter(([userId]) => known.every((person) => person.userId !== userId));
  const strangers = others.map(([userId, { name, count }]): PersonLine => ({ userId, name, username: '', role: null, unsent: count, opens: 'password' }));
  return [...known, ...strangers].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** A PIN for whoever works here, in the place of none. */
export async function setPin(userId: string, pin: string): Promise<void> {
  const person = await personHere(userId);
  if (person === null || person.key === null || person.wrapped !== null) return;
  // From here on only the PIN opens: the server is to know this phone before, so that the session can be had again.
  await sendingAs(userId).catch(() => null);
  await keepPin((await personHere(userId)) ?? person, person.key, pin);
}

/** Another PIN; false where the present one is wrong, which counts as one wrong PIN more. */
export async function changePin(userId: string, present: string, next: string): Promise<Unlocked> {
  const { key, unlocked } = await opened(userId, present);
  const person = await personHere(userId);
  if (key !== null && person !== null) await keepPin(person, key, next);
  return unlocked;
}

async function keepPin(person: PersonHere, key: CryptoKey, pin: string): Promise<void> {
  await (await theStore()).put('people', { ...person, wrapped: await wrapped(key, pin), key: await hidden(key), failures: 0 });
  forgetKey();
  unlock(person.minutes);
}

export async function setMinutes(userId: string, minutes: number): Promise<void> {
  const person = await personHere(userId);
  if (person === null) return;
  await (await theStore()).put('people', { ...person, minutes });
  if (person.wrapped !== null) unlock(minutes);
}

/** Somebody takes this device in hand. Where it is `in`, the window that is opened next is theirs; this one opens only to whoever left it. */
export async function unlockBy(userId: string, pin: string): Promise<Unlocked> {
  const { key, unlocked } = await opened(userId, pin);
  const person = await personHere(userId);
  if (key === null || person === null) return unlocked;
  const store = await theStore();
  await store.put('people', { ...person, key: await hidden(key), failures: 0 });
  forgetKey();
  // What could not be opened before was as if it were not there.
  forgetBodies(store);
  const isWhoLeft = session.user?.id === userId;
  keepSessionOf(keptOf(person));
  (isWhoLeft ? unlock : unlockNext)(person.minutes);
  return unlocked;
}

/** The key under a PIN, every wrong one counted before the next may be tried. */
async function opened(userId: string, pin: string): Promise<{ readonly key: CryptoKey | null; readonly unlocked: Unlocked }> {
  const store = await theStore();
  const person = await counted(store, userId, (failures) => failures + 1);
  if (person === null || person.wrapped === null) return { key: null, unlocked: { outcome: 'wiped' } };
  // Windows that try at the same moment have no attempt more between them than one.
  const key = person.failures > FAILURES_MAX ? null : await unwrapped(person.wrapped, pin);
  if (key !== null) {
    await counted(store, userId, () => 0);
    return { key, unlocked: { outcome: 'in' } };
  }
  const left = FAILURES_MAX - person.failures;
  if (left > 0) return { key: null, unlocked: { outcome: 'wrong', left } };
  await closed(store, person);
  return { key: null, unlocked: { outcome: 'wiped' } };
}

/** Writes how many wrong PINs somebody gave in a row: read and written in one transaction, so that two windows count two. Answers as it is then. */
async function counted(store: Store, userId: string, change: (failures: number) => number): Promise<PersonHere | null> {
  const write = store.transaction('people', 'readwrite');
  const before = await write.store.get(userId);
  const person = before === undefined ? null : { ...before, failures: change(before.failures) };
  if (person !== null) await write.store.put(person);
  await write.done;
  return person;
}

/** Nobody works here until somebody gives a PIN. Where the server is reached their session ends; what they wrote goes on being sent. */
export async function lockHere(): Promise<void> {
  // Said first: from here on nothing is shown, whatever becomes of the store.
  lock();
  forgetKey();
  const store = await theStore();
  forgetBodies(store);
  for (const person of await store.getAll('people')) {
    if (person.wrapped === null || person.key === null) continue;
    await store.put('people', { ...person, key: null });
    const { device } = person;
    if (device !== null) void askOnce(closeByDevice, { params: { id: device.id } }, `${device.id}.${device.send}`).catch(() => undefined);
  }
}
