/** Phones of people: what their two secrets open, who ends them, and what is written down of their clocks. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { person } from '../../test/cast/drafts.ts';
import { cookieOf, PASSWORD, servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { enrolDevice, listDevices } from './devices-contract.ts';
import { DEVICES_MAX } from './device-routes.ts';
import { hasClockMoved } from './devices.ts';

let served: ServedHouse;
let teo: Actor;
let alicia: Actor;
beforeAll(async () => {
  served = await servedHouse();
  [teo, alicia] = [await served.as('teo'), await served.as('alicia')];
});
afterAll(() => served.close());

interface Phone {
  readonly id: string;
  readonly send: string;
  readonly open: string;
}

/** A phone of somebody who signs in on it. */
async function enrolled(username: string): Promise<Phone & { readonly cookie: string }> {
  const cookie = cookieOf(await asked('POST', '/api/sign-in', { username, password: PASSWORD }));
  const id = randomUUID();
  const reply = await asked('POST', '/api/devices', { id }, { cookie });
  return { id, cookie, ...enrolDevice.answer.parse(await reply.json()) };
}

function asked(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(`${served.url}${path}`, { method, headers: { ...json, ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

const byDevice = ({ id, send }: Pick<Phone, 'id' | 'send'>): Record<string, string> => ({ authorization: `Device ${id}.${send}` });
const codeOf = async (reply: Response): Promise<string> => z.object({ code: z.string() }).parse(await reply.json()).code;
const opened = (phone: Pick<Phone, 'id' | 'open'>): Promise<Response> => asked('POST', `/api/devices/${phone.id}/session`, { open: phone.open });
const contact = (phone: Pick<Phone, 'id' | 'send'>, change: object = {}): Promise<Response> =>
  asked('POST', `/api/devices/${phone.id}/contact`, { now: served.clock.now().toISOString(), unsent: 0, refused: 0, ...change }, byDevice(phone));
async function whoIs(cookie: string): Promise<string | null> {
  const reply = await asked('GET', '/api/me', undefined, { cookie });
  return z.object({ user: z.object({ username: z.string() }).nullable() }).parse(await reply.json()).user?.username ?? null;
}

describe('the secret that sends', () => {
  test('brings in entries of its person whoever is signed in, and does nothing else', async () => {
    const phone = await enrolled('teo');
    const added = person('Quispe, Ana');
    // Somebody else's session is in the same browser.
    const { cookie } = await enrolled('alicia');
    const reply = await asked('POST', `${served.base}/entries`, { entries: [added] }, { ...byDevice(phone), cookie });
    expect(await reply.json()).toMatchObject({ answers: [{ answer: 'accepted' }] });
    const entry = await alicia.get(`${served.base}/entries/${added.id}`);
    expect(entry.body).toMatchObject({ recordedBy: 'teo' });
    expect((await asked('GET', `${served.base}/entries/${added.id}`, undefined, byDevice(phone))).status).toBe(401);
    expect((await asked('GET', '/api/account/sessions', undefined, byDevice(phone))).status).toBe(401);
  });

  test('is not the one that opens, nor another phone’s, nor a guess', async () => {
    const [one, other] = [await enrolled('teo'), await enrolled('teo')];
    for (const wrong of [{ id: one.id, send: one.open }, { id: other.id, send: one.send }, { id: randomUUID(), send: one.send }, { id: 'x', send: 'y' }]) {
      expect(await codeOf(await asked('POST', `${served.base}/entries`, { entries: [person('Rojas, Eva')] }, byDevice(wrong)))).toBe('device-ended');
    }
    expect(await codeOf(await opened({ id: one.id, open: one.send }))).toBe('device-ended');
    expect(await codeOf(await contact({ id: randomUUID(), send: one.send }))).toBe('device-ended');
  });
});

test('beyond twenty phones of one person those seen longest ago are ended, and nobody else’s', async () => {
  const others = await enrolled('alicia');
  const first = await enrolled('berta');
  const second = await enrolled('berta');
  served.clock.passMinutes(1);
  for (let count = 2; count < DEVICES_MAX; count += 1) await enrolled('berta');
  served.clock.passMinutes(1);
  expect((await contact(first)).status).toBe(200);
  served.clock.passMinutes(1);
  const last = await enrolled('berta');
  // The first was heard of a moment ago; of the rest the second was made before all.
  expect(await codeOf(await contact(second))).toBe('device-ended');
  expect(await whoIs(second.cookie)).toBeNull();
  for (const phone of [first, last, others]) expect((await contact(phone)).status).toBe(200);
  const { rows } = await served.database.owner.query<{ live: number }>(`select count(*)::int as live from app_device d join app_user u on u.id = d.user_id where u.username = 'berta' and d.ended_at is null`);
  expect(rows).toEqual([{ live: DEVICES_MAX }]);
}, 120_000);

describe('the secret that opens', () => {
  test('gives a session of its person, in the place of the one before', async () => {
    const phone = await enrolled('teo');
    const first = cookieOf(await opened(phone));
    expect(await whoIs(first)).toBe('teo');
    expect(await whoIs(phone.cookie)).toBeNull();
    const second = cookieOf(await opened(phone));
    expect([await whoIs(first), await whoIs(second)]).toEqual([null, 'teo']);
    // Somebody else takes the phone in hand: the session ends, the device stays.
    const close = (by: Pick<Phone, 'id' | 'send'>): Promise<Response> => asked('DELETE', `/api/devices/${phone.id}/session`, undefined, byDevice(by));
    expect((await close({ id: phone.id, send: phone.open })).status).toBe(401);
    expect((await close(await enrolled('teo'))).status).toBe(401);
    expect(await whoIs(second)).toBe('teo');
    expect((await close(phone)).status).toBe(200);
    expect(await whoIs(second)).toBeNull();
    expect(await whoIs(cookieOf(await opened(phone)))).toBe('teo');
  });

  test('an id that exists is not made known again, by nobody', async () => {
    const phone = await enrolled('teo');
    expect((await alicia.post('/api/devices', { id: phone.id })).status).toBe(409);
    expect((await served.stranger.post('/api/devices', { id: randomUUID() })).status).toBe(401);
  });
});

test('a page that is somebody else’s is told so, and gets nothing', async () => {
  const { cookie } = await enrolled('teo');
  const headers = { cookie, 'x-digna-user': randomUUID() };
  expect(await codeOf(await asked('GET', `${served.base}/phone/rows`, undefined, headers))).toBe('other-user');
  expect(await codeOf(await asked('GET', '/api/me', undefined, headers))).toBe('other-user');
  const { user } = z.object({ user: z.object({ id: z.uuid() }) }).parse(await (await asked('GET', '/api/me', undefined, { cookie })).json());
  expect((await asked('GET', `${served.base}/phone/rows`, undefined, { cookie, 'x-digna-user': user.id })).status).toBe(200);
});

describe('who coordinates', () => {
  const devices = async (): Promise<z.output<typeof listDevices.answer>['items']> => listDevices.answer.parse((await alicia.get(`${served.base}/devices`)).body).items;

  test('sees each phone, what waits on it, and how far its clock is off', async () => {
    const phone = await enrolled('teo');
    const year = 365 * 86_400_000;
    await contact(phone, { unsent: 12, refused: 2, now: new Date(served.clock.now().getTime() + year).toISOString() });
    const line = (await devices()).find(({ id }) => id === phone.id);
    expect(line).toMatchObject({ name: 'teo', unsent: 12, refused: 2, endedAt: null, manageable: true });
    expect(Math.round((line?.skewMs ?? 0) / 60_000)).toBe(year / 60_000);
    await contact(phone);
    await contact(phone);
    const { rows } = await served.database.app.query('select skew_ms::float8 as ms from app_device_clock where device_id = $1 order by at, skew_ms desc', [phone.id]);
    expect(rows.map(({ ms }) => Math.round(ms / year))).toEqual([1, 0]);
  });

  test('signs somebody out of one phone: both secrets and its session open nothing, the other phone goes on', async () => {
    const [lost, other] = [await enrolled('teo'), await enrolled('teo')];
    expect((await alicia.delete(`${served.base}/devices/${lost.id}`)).status).toBe(200);
    expect(await codeOf(await opened(lost))).toBe('device-ended');
    expect(await codeOf(await contact(lost))).toBe('device-ended');
    expect(await codeOf(await asked('POST', `${served.base}/entries`, { entries: [person('Choque, Luz')] }, byDevice(lost)))).toBe('device-ended');
    expect(await whoIs(lost.cookie)).toBeNull();
    expect((await contact(other)).status).toBe(200);
    expect((await devices()).find(({ id }) => id === lost.id)).toMatchObject({ manageable: false, endedAt: expect.any(String) });
  });

  test('may not do it to whom they may not manage; others may not at all', async () => {
    const [ofTeo, ofAda] = [await enrolled('teo'), await enrolled('ada')];
    expect((await alicia.delete(`${served.base}/devices/${ofAda.id}`)).body).toMatchObject({ code: 'above-own-role' });
    expect((await alicia.delete(`${served.base}/devices/${randomUUID()}`)).status).toBe(404);
    expect((await teo.delete(`${served.base}/devices/${ofTeo.id}`)).status).toBe(403);
    expect((await teo.get(`${served.base}/devices`)).status).toBe(403);
  });
});

test('whoever signs out, or changes the password, ends what their phones hold', async () => {
  const [one, two] = [await enrolled('berta'), await enrolled('berta')];
  await asked('POST', '/api/sign-out', undefined, { cookie: one.cookie });
  expect(await codeOf(await contact(one))).toBe('device-ended');
  expect((await contact(two)).status).toBe(200);
  const three = await enrolled('berta');
  await asked('POST', '/api/account/password', { present: PASSWORD, next: 'otra contraseña larga' }, { cookie: three.cookie });
  expect([(await contact(two)).status, (await contact(three)).status]).toEqual([401, 200]);
});

test('a clock has moved where it is off by half a minute more or less than before', () => {
  expect([hasClockMoved(null, 29_000), hasClockMoved(null, 31_000), hasClockMoved(86_400_000, 86_410_000), hasClockMoved(86_400_000, 0)]).toEqual([false, true, false, true]);
});
