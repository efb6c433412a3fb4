/** Who works on this device. Each person has a key of their own for what they read; PINs are in pins.ts, what the server knows of them in devices.ts. */
import { sessionToKeep, takeGivenSecret, type KeptSession } from '../session.ts';
import { lock, unlock } from './lock.ts';
import type { PersonHere, Store } from '../offline/database.ts';
import { forgetRows } from '../offline/rows.ts';
import { theStore } from '../offline/the-store.ts';
import { canSeal, makeKey, vaultOf, type Vault } from './vault.ts';

/** Minutes without use after which a PIN is asked for, at first. */
const MINUTES_AT_FIRST = 5;

let inUse: { readonly userId: string; readonly vault: Vault } | null = null;

/** Seals and opens what its person reads; null where the browser cannot seal, or their key is not here. */
export async function vaultOfPerson(userId: string): Promise<Vault | null> {
  if (inUse?.userId === userId) return inUse.vault;
  const key = (await personHere(userId))?.key ?? null;
  if (key === null) return null;
  inUse = { userId, vault: vaultOf(key) };
  return inUse.vault;
}

/** Whose key is in memory is asked anew. */
export function forgetKey(): void {
  inUse = null;
}

export async function personHere(userId: string): Promise<PersonHere | null> {
  return (await (await theStore()).get('people', userId)) ?? null;
}

/**
 * Whoever is signed in works here from now on. Who gave the password although there is a PIN has forgotten it: what was read under it cannot be
 * opened any more, and comes again; whoever gave nothing is asked for the PIN. Others who have no PIN are asked for their password the next time.
 */
export async function begin(): Promise<void> {
  const whole = sessionToKeep();
  if (whole === null) return;
  const store = await theStore();
  const { user } = whole;
  const before = await personHere(user.id);
  const isProven = takeGivenSecret();
  const isOpen = before !== null && (before.key !== null || (before.wrapped === null && !canSeal()));
  if (before !== null && before.wrapped !== null && !isOpen && !isProven) return lock();
  if (before !== null && !isOpen) await forgetReadingOf(store, user.id);
  const open = isOpen ? before : await withNewKey(before);
  // Another session wants another device: whoever ends the one from elsewhere ends the other with it.
  const known = isProven && open.device !== null ? { ...open, device: null, former: open.device.id } : open;
  await store.put('people', { ...known, userId: user.id, name: user.name, username: user.username, session: plain(whole) });
  await closeOthers(store, user.id);
  unlock(known.wrapped === null ? null : known.minutes);
}

async function withNewKey(before: PersonHere | null): Promise<Omit<PersonHere, 'userId' | 'name' | 'username' | 'session'>> {
  return { device: null, former: before?.device?.id ?? null, key: canSeal() ? await makeKey() : null, wrapped: null, failures: 0, minutes: MINUTES_AT_FIRST };
}

/** One person at a time: others give their PIN the next time, or their password where they have none. */
async function closeOthers(store: Store, userId: string): Promise<void> {
  for (const other of await store.getAll('people')) {
    if (other.userId === userId || other.key === null) continue;
    await (other.wrapped === null ? closed(store, other) : store.put('people', { ...other, key: null }));
  }
}

/** Id of the device of somebody, for what they write. */
export async function deviceIdOf(userId: string): Promise<string | null> {
  return (await personHere(userId))?.device?.id ?? null;
}

/** Takes away what somebody read and what opens it; what they wrote still goes by itself. */
export async function closed(store: Store, person: PersonHere): Promise<void> {
  await forgetReadingOf(store, person.userId);
  await store.put('people', { ...person, key: null, wrapped: null, failures: 0 });
}

export async function forgetReadingOf(store: Store, userId: string): Promise<void> {
  for (const space of await store.getAllKeys('progress')) {
    const [programmeId = '', whose] = space.split(' ');
    if (whose === userId) await forgetRows(store, { programmeId, userId });
  }
}

/** Kept as the session of this very version, or of one before it. */
export function keptOf({ session: kept }: PersonHere): KeptSession {
  return trusted(kept);
}
function trusted(kept: object): KeptSession;
function trusted(kept: unknown): unknown {
  return kept;
}

/** The page watches its session, and a store cannot copy what is watched. */
function plain(whole: KeptSession): object {
  return JSON.parse(JSON.stringify(whole));
}
