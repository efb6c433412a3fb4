/** Who works on a phone: keys, PINs, and what becomes of what was read. The store is real, in memory; the pages’ session is as after signing in. */
import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { spaceOf, type Store } from '../../src/web/offline/database.ts';
import { keepEntries, unsentOfAll } from '../../src/web/offline/outbox.ts';
import { downloadRows, rowsHere } from '../../src/web/offline/rows.ts';
import { theStore } from '../../src/web/offline/the-store.ts';
import { begin, personHere, vaultOfPerson } from '../../src/web/people/people.ts';
import { locked } from '../../src/web/people/lock.ts';
import { changePin, lockHere, peopleHere, setPin, unlockBy } from '../../src/web/people/pins.ts';
import { signedOut } from '../../src/web/people/devices.ts';
import { loadSession, session } from '../../src/web/session.ts';

const PROGRAMME = '0198a000-0000-7000-8000-000000000001';
const NILDA = { id: '0198a000-0000-7000-8000-0000000000a1', name: 'Nilda Choque', username: 'nilda', usesPin: false, secondFactor: false };
const WILMA = { ...NILDA, id: '0198a000-0000-7000-8000-0000000000a2', name: 'Wilma Colque', username: 'wilma' };

const kept = new Map<string, string>();
vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, text: string) => void kept.set(key, text), removeItem: (key: string) => void kept.delete(key) });

let store: Store;
beforeEach(async () => {
  kept.clear();
  store = await theStore();
  for (const name of ['people', 'blocks', 'progress', 'entries', 'shadows'] as const) await store.clear(name);
});

/** Somebody gives their password at the sign-in of this phone. */
async function signsIn(user: typeof NILDA): Promise<void> {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ user, programmes: [], ended: [], setupNeeded: false, now: new Date().toISOString() }))));
  await loadSession();
  expect(session.user?.id).toBe(user.id);
  await begin();
}

async function reads(user: typeof NILDA): Promise<void> {
  const rows = [{ collection: 'person', id: 'p', body: { surnames: 'Quispe' } }];
  await downloadRows(store, owner(user), () => Promise.resolve({ whole: true, rows, cursor: 'c', after: null, position: 1 }), { now: () => '2026-11-29T12:00:00Z', vault: await vaultOfPerson(user.id) });
}

async function writes(user: typeof NILDA): Promise<void> {
  const draft = { id: crypto.randomUUID(), kind: 'events.attendance-recorded', schemaVersion: 1, occurredOn: '2026-10-20', payload: {}, private: {}, rootId: null, supersedes: [], batchId: null, occurredAt: null, attachments: [] };
  await keepEntries(store, { ...owner(user), userName: user.name }, [{ draft, about: 'Asistencia', shadows: [] }], '2026-10-20T12:00:00Z');
}

const owner = (user: typeof NILDA) => ({ programmeId: PROGRAMME, userId: user.id });
const names = async (user: typeof NILDA): Promise<unknown[]> => (await rowsHere(store, owner(user), 'person', await vaultOfPerson(user.id))).map(({ body }) => body);
const rowsOf = async (user: typeof NILDA): Promise<number> => (await store.getAll('blocks')).filter(({ space }) => space === spaceOf(owner(user))).reduce((sum, { count }) => sum + count, 0);

test('what is read lies sealed, and is read again after the PIN alone', async () => {
  await signsIn(NILDA);
  await reads(NILDA);
  expect(JSON.stringify(await store.getAll('blocks'))).not.toContain('Quispe');
  await setPin(NILDA.id, '470318');
  await lockHere();
  expect(locked.value).toBe(true);
  expect(await names(NILDA)).toEqual([]);
  expect(await unlockBy(NILDA.id, '470319')).toEqual({ outcome: 'wrong', left: 9 });
  expect(locked.value).toBe(true);
  expect(await unlockBy(NILDA.id, '470318')).toEqual({ outcome: 'in' });
  expect(locked.value).toBe(false);
  expect(await names(NILDA)).toEqual([{ surnames: 'Quispe' }]);
  expect((await personHere(NILDA.id))?.failures).toBe(0);
});

test('the tenth wrong PIN takes away what was read, and never what is unsent', async () => {
  await signsIn(NILDA);
  await reads(NILDA);
  await writes(NILDA);
  await setPin(NILDA.id, '470318');
  await lockHere();
  const outcomes = [];
  for (let attempt = 0; attempt < 10; attempt += 1) outcomes.push((await unlockBy(NILDA.id, '111333')).outcome);
  expect(outcomes).toEqual([...Array.from({ length: 9 }, () => 'wrong'), 'wiped']);
  expect(await unlockBy(NILDA.id, '470318')).toEqual({ outcome: 'wiped' });
  expect(await rowsOf(NILDA)).toBe(0);
  expect(await unsentOfAll(store)).toHaveLength(1);
  expect(await peopleHere()).toMatchObject([{ username: 'nilda', unsent: 1, opens: 'password' }]);
}, 60_000);

test('wrong PINs that two windows give at the same moment are two', async () => {
  await signsIn(NILDA);
  await setPin(NILDA.id, '470318');
  await lockHere();
  const outcomes = await Promise.all([unlockBy(NILDA.id, '111333'), unlockBy(NILDA.id, '111444'), unlockBy(NILDA.id, '111555')]);
  expect(new Set(outcomes.map((one) => (one.outcome === 'wrong' ? one.left : one.outcome)))).toEqual(new Set([7, 8, 9]));
  expect((await personHere(NILDA.id))?.failures).toBe(3);
  // Twelve at once have the seven attempts that are left, and no more: the right one among the last of them opens nothing.
  const many = await Promise.all([...Array.from({ length: 11 }, () => '222444'), '470318'].map((pin) => unlockBy(NILDA.id, pin)));
  expect(many.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(6);
  expect(many.at(-1)).toEqual({ outcome: 'wiped' });
}, 60_000);

test('another PIN takes the present one; a forgotten one is made anew after the password, and loses nothing unsent', async () => {
  await signsIn(NILDA);
  await reads(NILDA);
  await writes(NILDA);
  await setPin(NILDA.id, '470318');
  expect(await changePin(NILDA.id, '999999', '905264')).toEqual({ outcome: 'wrong', left: 9 });
  expect(await changePin(NILDA.id, '470318', '905264')).toEqual({ outcome: 'in' });
  await lockHere();
  expect((await unlockBy(NILDA.id, '470318')).outcome).toBe('wrong');
  await signsIn(NILDA);
  expect(await rowsOf(NILDA)).toBe(0);
  expect((await personHere(NILDA.id))?.wrapped).toBeNull();
  expect(await unsentOfAll(store)).toHaveLength(1);
  await reads(NILDA);
  expect(await names(NILDA)).toEqual([{ surnames: 'Quispe' }]);
}, 60_000);

test('who signs in closes the others: with a PIN they give it, without one what they read goes', async () => {
  await signsIn(NILDA);
  await reads(NILDA);
  await signsIn(WILMA);
  await reads(WILMA);
  expect([await rowsOf(NILDA), await rowsOf(WILMA)]).toEqual([0, 1]);
  await setPin(WILMA.id, '905264');
  await signsIn(NILDA);
  expect([await rowsOf(NILDA), await rowsOf(WILMA)]).toEqual([0, 1]);
  expect(await vaultOfPerson(WILMA.id)).toBeNull();
  expect((await peopleHere()).map(({ username, opens }) => [username, opens])).toEqual([['nilda', 'password'], ['wilma', 'pin']]);
}, 60_000);

test('who signs in anew gets another device in the place of the one of the session before; who is only remembered keeps it', async () => {
  await signsIn(NILDA);
  const device = { id: 'd', send: 's', open: 'o' };
  const person = await personHere(NILDA.id);
  await store.put('people', { ...person, device } as NonNullable<typeof person>);
  await begin();
  expect(await personHere(NILDA.id)).toMatchObject({ device, former: null });
  await signsIn(NILDA);
  expect(await personHere(NILDA.id)).toMatchObject({ device: null, former: 'd' });
});

test('whoever is signed out is forgotten, but for what they have not sent', async () => {
  await signsIn(NILDA);
  await reads(NILDA);
  await signedOut(NILDA.id);
  expect([await rowsOf(NILDA), await personHere(NILDA.id)]).toEqual([0, null]);
  await signsIn(NILDA);
  await writes(NILDA);
  await signedOut(NILDA.id);
  expect(await personHere(NILDA.id)).toMatchObject({ device: null, key: null });
  expect(await unsentOfAll(store)).toHaveLength(1);
});
