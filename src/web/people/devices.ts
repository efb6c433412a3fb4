/**
 * The two secrets by which the server knows a person on this device: one sends what they wrote, whoever works here now; the other opens their
 * session, and lies sealed under their key.
 */
import { contactOfDevice, enrolDevice, openByDevice } from '../../access/devices-contract.ts';
import { actingAs, ask, askOnce } from '../api.ts';
import type { PersonHere } from '../offline/database.ts';
import { unsentOfAll } from '../offline/outbox.ts';
import { theStore } from '../offline/the-store.ts';
import { Problem } from '../problem.ts';
import { session } from '../session.ts';
import { unlock } from './lock.ts';
import { forgetKey, forgetReadingOf, personHere, vaultOfPerson } from './people.ts';

/** By which the server knows somebody here, `ID.SECRET` for what is sent; made where it is not there yet and they are signed in. Throws `Problem`. */
export async function sendingAs(userId: string): Promise<string | null> {
  const person = await personHere(userId);
  if (person === null) return null;
  const device = person.device ?? (userId === session.user?.id ? await enrolled(person) : null);
  return device === null ? null : `${device.id}.${device.send}`;
}

async function enrolled(person: PersonHere): Promise<NonNullable<PersonHere['device']>> {
  const id = crypto.randomUUID();
  const { send, open } = await ask(enrolDevice, { body: { id, instead: person.former } });
  const vault = await vaultOfPerson(person.userId);
  const device = { id, send, open: vault === null ? open : await vault.seal(open) };
  const store = await theStore();
  const now = await personHere(person.userId);
  // Another window was faster: its device stands, and this one is never heard of again.
  if (now !== null && now.device !== null) return now.device;
  await store.put('people', { ...(now ?? person), device, former: null });
  return device;
}

/** Tells the server how somebody's part of this phone is. Throws `Problem`, `device-ended` where it signed them out. */
export async function tellServer(device: string, { unsent, refused }: { readonly unsent: number; readonly refused: number }): Promise<void> {
  const [id = ''] = device.split('.');
  await askOnce(contactOfDevice, { params: { id }, body: { now: new Date().toISOString(), unsent, refused } }, device);
}

/** Gets a session again for whoever this window is. False where this device cannot, or was signed out: then what was read is taken away. */
export async function renewed(): Promise<boolean> {
  renewing ??= renewOnce().finally(() => (renewing = null));
  return renewing;
}
let renewing: Promise<boolean> | null = null;

async function renewOnce(): Promise<boolean> {
  const userId = actingAs();
  const person = userId === null ? null : await personHere(userId);
  if (userId === null || person === null || person.device === null) return false;
  const { id, open } = person.device;
  const vault = await vaultOfPerson(userId);
  if (typeof open !== 'string' && vault === null) return false;
  try {
    const secret = typeof open === 'string' || vault === null ? open : await vault.open(open);
    await askOnce(openByDevice, { params: { id }, body: { open: String(secret) } });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'device-ended') await signedOut(userId);
    return false;
  }
}

/** Somebody signed out, or was signed out by the server. What they read goes; what they wrote stays theirs, until they sign in here again. */
export async function signedOut(userId: string): Promise<void> {
  const store = await theStore();
  forgetKey();
  await forgetReadingOf(store, userId);
  const person = await personHere(userId);
  const isOwed = (await unsentOfAll(store)).some((entry) => entry.userId === userId);
  if (person !== null && isOwed) await store.put('people', { ...person, device: null, former: null, key: null, wrapped: null, failures: 0 });
  else await store.delete('people', userId);
  if (userId === actingAs()) unlock(null);
}
