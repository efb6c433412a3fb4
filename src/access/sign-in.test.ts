/** Signing in: limits that two servers share, sessions, new passwords, the second factor, cookies behind a proxy. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actor, PARTNER_A, PASSWORD, servedHouse, type Actor, type Reply, type ServedHouse } from '../../test/cast/house.ts';
import { oneTimeCode } from '../../test/cast/one-time-code.ts';
import { makeServer } from '../app/server.ts';
import { BUCKETS, PIN_WEIGHT } from './attempts.ts';
import { findUserByName, insertMembership } from './queries.ts';

let served: ServedHouse;
beforeEach(async () => {
  served = await servedHouse();
});
afterEach(() => served.close());

const PIN = '482915';
const tryIn = (username: string, password: string, url = served.url, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ username, password }) });
async function enter(username: string, password = PASSWORD): Promise<Actor> {
  const reply = await served.stranger.post('/api/sign-in', { username, password });
  expect(reply.status).toBe(200);
  return actor(served.url, reply.cookie);
}
async function idOf(username: string): Promise<string> {
  return (await findUserByName(served.house.pool, username))?.id ?? '';
}
const codeOf = (reply: Reply): unknown => z.object({ code: z.string() }).safeParse(reply.body).data?.code ?? reply.status;

/** A server that believes what a proxy on this machine says of the caller's address. */
async function behindProxy(): Promise<{ url: string; close: () => Promise<void> }> {
  const app = await makeServer(served.house, { webFolder: null, log: () => undefined, trustedProxies: ['127.0.0.1'] });
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), close: () => app.close() };
}

describe('limits', () => {
  test('a thousand guesses get nowhere, and the wait that is told is enough', async () => {
    let looked = 0;
    let told = 0;
    for (let group = 0; group < 20; group += 1) {
      const replies = await Promise.all(Array.from({ length: 50 }, (_, at) => served.house.signIn.signIn('alicia', `adivino ${group} ${at}`, requestFrom('10.9.8.7')).catch((error: unknown) => error)));
      for (const error of replies) {
        const { code, details } = z.object({ code: z.string(), details: z.unknown() }).parse(error);
        if (code === 'wrong-credentials') looked += 1;
        else told = z.object({ waitSeconds: z.int() }).parse(details).waitSeconds;
      }
    }
    expect(looked).toBe(BUCKETS.pair.capacity);
    await expect(served.house.signIn.signIn('alicia', PASSWORD, requestFrom('10.9.8.7'))).rejects.toMatchObject({ code: 'too-many-attempts' });
    // From elsewhere the owner is in at once, and from here after the wait.
    expect((await served.house.signIn.signIn('alicia', PASSWORD, requestFrom('10.0.0.1'))).cookies.length).toBeGreaterThan(0);
    served.clock.passMinutes(told / 60 + 0.1);
    expect((await served.house.signIn.signIn('alicia', PASSWORD, requestFrom('10.9.8.7'))).cookies.length).toBeGreaterThan(0);
  });

  test('guesses at a PIN weigh more, from many addresses too, and keep its owner out of no known phone', async () => {
    const id = await served.house.signIn.addUser({ name: 'Rosa', username: 'rosa', password: PIN });
    await insertMembership(served.house.pool, id, served.programme.id, 'participant');
    await served.house.signIn.signIn('rosa', PIN, requestFrom('192.168.0.5'));
    let looked = 0;
    for (let address = 0; address < 40; address += 1) {
      for (let guess = 0; guess < 5; guess += 1) {
        const pin = String(100_000 + address * 5 + guess);
        await served.house.signIn.signIn('rosa', pin, requestFrom(`10.0.${address}.1`)).catch((error: unknown) => {
          if (z.object({ code: z.string() }).parse(error).code === 'wrong-credentials') looked += 1;
        });
      }
    }
    expect(looked).toBe(BUCKETS.account.capacity / PIN_WEIGHT);
    await expect(served.house.signIn.signIn('rosa', PIN, requestFrom('172.16.0.9'))).rejects.toMatchObject({ code: 'too-many-attempts' });
    expect((await served.house.signIn.signIn('rosa', PIN, requestFrom('192.168.0.5'))).cookies.length).toBeGreaterThan(0);
  });

  test('an account that does not exist is limited alike, and every server counts in the same place', async () => {
    const second = await behindProxy();
    try {
      for (const username of ['alicia', 'no-existe']) {
        const seen: number[] = [];
        for (let at = 0; at < 6; at += 1) {
          seen.push((await tryIn(username, '111222')).status);
          seen.push((await tryIn(username, '111222', second.url)).status);
        }
        expect(seen).toEqual([401, 401, 401, ...Array.from({ length: 9 }, () => 429)]);
      }
    } finally {
      await second.close();
    }
  });

  test('keeps no address and no user name in clear', async () => {
    await tryIn('alicia', 'no es esta');
    const { rows } = await served.database.owner.query<{ row: string }>('select b::text as row from sign_in_bucket b');
    expect(rows.length).toBeGreaterThan(1);
    for (const { row } of rows) expect(row).not.toMatch(/alicia|127\.0/);
  });
});

/** As much of a request as signing in reads. */
function requestFrom(ip: string): Parameters<ServedHouse['house']['signIn']['signIn']>[2] {
  return Object.assign(Object.create(null), { ip, headers: {}, protocol: 'http' });
}

describe('behind a proxy', () => {
  test('cookies are Secure when the request came by HTTPS, and only a named proxy is believed', async () => {
    const proxied = await behindProxy();
    const https = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.5' };
    try {
      expect((await tryIn('alicia', PASSWORD, proxied.url, https)).headers.get('set-cookie')).toMatch(/; HttpOnly; SameSite=Lax.*; Secure/);
      expect((await tryIn('alicia', PASSWORD, proxied.url)).headers.get('set-cookie')).not.toContain('Secure');
      expect((await tryIn('alicia', PASSWORD, served.url, https)).headers.get('set-cookie')).not.toContain('Secure');
      // Behind the proxy each caller has their own limit; without it the header is nothing.
      for (let at = 0; at < 12; at += 1) await tryIn('mario', 'no', proxied.url, { 'x-forwarded-for': '203.0.113.66' });
      expect((await tryIn('mario', PASSWORD, proxied.url, { 'x-forwarded-for': '203.0.113.66' })).status).toBe(429);
      expect((await tryIn('mario', PASSWORD, proxied.url, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(200);
    } finally {
      await proxied.close();
    }
  });
});

describe('sessions', () => {
  const sessions = z.object({ items: z.array(z.object({ id: z.string(), here: z.boolean(), userAgent: z.string() })) });
  const listed = async (who: Actor) => sessions.parse((await who.get('/api/account/sessions')).body).items;

  test('are listed, ended one by one and all at once, and nobody ends another’s', async () => {
    const one = await enter('mario');
    const two = await enter('mario');
    const three = await enter('mario');
    const all = await listed(one);
    expect(all.length).toBe(3);
    expect(all.filter(({ here }) => here).length).toBe(1);
    const other = (await listed(two)).find(({ here }) => here)?.id ?? '';
    const alicia = await enter('alicia');
    expect((await alicia.delete(`/api/account/sessions/${other}`)).status).toBe(404);
    expect((await one.delete(`/api/account/sessions/${other}`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await two.get(`${served.base}/people`)).status).toBe(401);
    expect((await three.delete('/api/account/sessions')).body).toMatchObject({});
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await one.get(`${served.base}/people`)).status).toBe(401);
  });

  test('the others end with a new password; an administrator ends them all', async () => {
    const here = await enter('mario');
    const there = await enter('mario');
    expect(codeOf(await here.post('/api/account/password', { present: 'no es esta', next: 'otra-contraseña' }))).toBe('wrong-password');
    expect(codeOf(await here.post('/api/account/password', { present: PASSWORD, next: 'corta' }))).toBe('password-too-short');
    expect(codeOf(await here.post('/api/account/password', { present: PASSWORD, next: '482915' }))).toBe('password-too-short');
    expect((await here.post('/api/account/password', { present: PASSWORD, next: 'otra-contraseña' })).body).toEqual({ otherSessionsEnded: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await here.get(`${served.base}/people`)).status).toBe(200);
    expect((await there.get(`${served.base}/people`)).status).toBe(401);
    expect((await tryIn('mario', PASSWORD)).status).toBe(401);
    const ada = await enter('ada');
    expect((await ada.post(`${served.base}/members/${await idOf('mario')}/sign-out`)).body).toEqual({ sessionsEnded: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await here.get(`${served.base}/people`)).status).toBe(401);
  });
});

describe('a link for a new password', () => {
  const linkFor = async (who: Actor, username: string): Promise<string> => {
    const reply = await who.post(`${served.base}/members/${await idOf(username)}/password-link`);
    expect([reply.text, reply.status]).toEqual([reply.text, 200]);
    return z.object({ token: z.string() }).parse(reply.body).token;
  };

  test('works once, ends every session, and is no more after a day or a newer one', async () => {
    const ada = await enter('ada');
    const mario = await enter('mario');
    const first = await linkFor(ada, 'mario');
    const second = await linkFor(ada, 'mario');
    expect(codeOf(await served.stranger.get(`/api/password-links/${first}`))).toBe('link-not-valid');
    expect((await served.stranger.get(`/api/password-links/${second}`)).body).toMatchObject({ username: 'mario', mayUsePin: false });
    expect(codeOf(await served.stranger.post(`/api/password-links/${second}/use`, { password: '482915' }))).toBe('password-too-short');
    const used = await served.stranger.post(`/api/password-links/${second}/use`, { password: 'la-nueva-contraseña' });
    expect(used.status).toBe(200);
    expect((await actor(served.url, used.cookie).get(`${served.base}/people`)).status).toBe(200);
    expect(codeOf(await served.stranger.post(`/api/password-links/${second}/use`, { password: 'otra-contraseña-más' }))).toBe('link-not-valid');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await mario.get(`${served.base}/people`)).status).toBe(401);
    const third = await linkFor(ada, 'mario');
    served.clock.passMinutes(24 * 60 + 1);
    expect(codeOf(await served.stranger.get(`/api/password-links/${third}`))).toBe('link-not-valid');
  });

  test('is not given by the coordinator, nor for whoever has a role where the administrator has none', async () => {
    const alicia = await enter('alicia');
    expect((await alicia.post(`${served.base}/members/${await idOf('elena')}/password-link`)).status).toBe(403);
    const { owner } = served.database;
    const other = '0198b000-0000-7000-8000-000000000001';
    await owner.query("insert into programme (id, code, name) values ($1, 'otro', 'Otro')", [other]);
    await insertMembership(served.house.pool, await idOf('elena'), other, 'coordinator');
    const ada = await enter('ada');
    expect(codeOf(await ada.post(`${served.base}/members/${await idOf('elena')}/password-link`))).toBe('in-other-programme');
  });
});

describe('the second factor', () => {
  const setUp = z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) });

  async function withFactor(username: string): Promise<{ uri: string; recoveryCodes: string[]; own: Actor }> {
    const own = await enter(username);
    expect(codeOf(await own.post('/api/account/second-factor', { password: 'no es esta' }))).toBe('wrong-password');
    const begun = setUp.parse((await own.post('/api/account/second-factor', { password: PASSWORD })).body);
    expect(codeOf(await own.post('/api/account/second-factor/confirmation', { code: '000000' }))).toBe('wrong-code');
    const confirmed = await own.post('/api/account/second-factor/confirmation', { code: oneTimeCode(begun.uri, Date.now()) });
    expect(confirmed.status).toBe(200);
    return { ...begun, own: actor(served.url, confirmed.cookie) };
  }

  test('is asked for when signing in, by a code or by a recovery code that is good once', async () => {
    const { uri, recoveryCodes } = await withFactor('alicia');
    expect(recoveryCodes.length).toBe(10);
    const half = await served.stranger.post('/api/sign-in', { username: 'alicia', password: PASSWORD });
    expect(half.body).toEqual({ signedIn: false, secondFactor: true });
    const waiting = actor(served.url, half.cookie);
    expect((await waiting.get(`${served.base}/people`)).status).toBe(401);
    expect(codeOf(await waiting.post('/api/sign-in/second-factor', { code: '000000' }))).toBe('wrong-code');
    const whole = await waiting.post('/api/sign-in/second-factor', { code: oneTimeCode(uri, Date.now()) });
    expect((await actor(served.url, whole.cookie).get(`${served.base}/people`)).status).toBe(200);
    const [recovery = ''] = recoveryCodes;
    for (const expected of [200, 403]) {
      const again = await served.stranger.post('/api/sign-in', { username: 'alicia', password: PASSWORD });
      expect((await actor(served.url, again.cookie).post('/api/sign-in/second-factor', { code: recovery })).status).toBe(expected);
    }
    expect((await served.stranger.post('/api/sign-in/second-factor', { code: oneTimeCode(uri, Date.now()) })).status).toBe(403);
  });

  test('required of staff, nothing opens before it; others are not asked; then it cannot be removed', async () => {
    const ada = (await withFactor('ada')).own;
    const settings = { secondFactorRequired: true, contact: { name: null, phone: null, email: null } };
    expect((await ada.put(`${served.base}/access-settings`, settings)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const alicia = await enter('alicia');
    expect(codeOf(await alicia.get(`${served.base}/people`))).toBe('second-factor-needed');
    expect((await alicia.get('/api/me')).body).toMatchObject({ programmes: [{ secondFactorNeeded: true }] });
    expect((await (await enter('elena')).get(`${served.base}/framework`)).status).toBe(200);
    const { own } = await withFactor('alicia');
    expect((await own.get(`${served.base}/people`)).status).toBe(200);
    expect(codeOf(await own.post('/api/account/second-factor/removal', { password: PASSWORD }))).toBe('second-factor-required');
    expect((await ada.put(`${served.base}/access-settings`, { ...settings, secondFactorRequired: false })).status).toBe(200);
    expect((await own.post('/api/account/second-factor/removal', { password: PASSWORD })).status).toBe(200);
    expect((await served.stranger.post('/api/sign-in', { username: 'alicia', password: PASSWORD })).body).toMatchObject({ signedIn: true });
  });

  test('shows in the list of members', async () => {
    await withFactor('teo');
    const reply = await (await enter('ada')).get(`${served.base}/members`);
    const { items } = z.object({ items: z.array(z.object({ username: z.string(), secondFactor: z.boolean(), partnerId: z.string().nullable() })) }).parse(reply.body);
    expect(items.filter(({ secondFactor }) => secondFactor)).toEqual([{ username: 'teo', secondFactor: true, partnerId: PARTNER_A }]);
  });
});
