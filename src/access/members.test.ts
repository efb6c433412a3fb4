/** Members and invitations over real HTTP: who may invite, change and end whom, and what each link says when it no longer holds. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, correction, organisation, person, process, session } from '../../test/cast/drafts.ts';
import { actor, PARTNER_A, PASSWORD, servedHouse, type Actor, type Reply, type ServedHouse } from '../../test/cast/house.ts';
import { findUserByName, insertMembership } from './queries.ts';

let served: ServedHouse;
let ada: Actor;
let alicia: Actor;
const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const rosa = person('Mamani, Rosa', { sex: 'woman', birthYear: 1990 });
const course = process('CURSO');
const first = session(course.id, 1);

beforeAll(async () => {
  served = await servedHouse();
  ada = await served.as('ada');
  alicia = await served.as('alicia');
  const stay = attendance({ processId: course.id, sessionId: first.id, personId: rosa.id }, 90);
  await alicia.post(`${served.base}/entries`, { entries: [partner, rosa, course, first, stay] });
});
afterAll(() => served.close());

const token = z.object({ token: z.string() });
const plain = { personId: null, partnerId: null, days: 7 };

async function invited(who: Actor, invitation: Record<string, unknown>): Promise<string> {
  const reply = await who.post(`${served.base}/invitations`, { ...plain, invitee: 'Alguien', ...invitation });
  expect([reply.text, reply.status]).toEqual([reply.text, 200]);
  return token.parse(reply.body).token;
}
const accept = (link: string, account: Record<string, string> | null, who: Actor = served.stranger): Promise<Reply> =>
  who.post(`/api/invitations/${link}/acceptance`, { account });
const code = (reply: Reply): unknown => z.object({ code: z.string() }).safeParse(reply.body).data?.code ?? reply.status;
async function idOf(username: string): Promise<string> {
  return (await findUserByName(served.house.pool, username))?.id ?? '';
}

describe('an invitation', () => {
  test('is accepted with a new account, once', async () => {
    const link = await invited(ada, { role: 'trainer', partnerId: PARTNER_A, invitee: 'Lucía' });
    expect((await served.stranger.get(`/api/invitations/${link}`)).body).toMatchObject({
      role: 'trainer', partnerName: 'Centro Andino', invitee: 'Lucía', mayUsePin: false, signedInAs: null, alreadyMember: false,
    });
    expect(code(await accept(link, { name: 'Lucía', username: 'lucia', password: '482915' }))).toBe('password-too-short');
    expect(code(await accept(link, { name: 'Lucía', username: 'alicia', password: PASSWORD }))).toBe('name-taken');
    const done = await accept(link, { name: 'Lucía', username: 'lucia', password: PASSWORD });
    expect([done.status, done.body]).toEqual([200, { programmeCode: 'prueba' }]);
    expect((await actor(served.url, done.cookie).get('/api/me')).body).toMatchObject({
      user: { username: 'lucia' }, programmes: [{ role: 'trainer', scopeName: 'Centro Andino', home: 'today' }],
    });
    expect(code(await served.stranger.get(`/api/invitations/${link}`))).toBe('invitation-used');
    expect(code(await accept(link, { name: 'Otra', username: 'otra', password: PASSWORD }))).toBe('invitation-used');
    expect(await findUserByName(served.house.pool, 'otra')).toBeNull();
  });

  test('opened by two at once makes one member', async () => {
    const link = await invited(ada, { role: 'donor' });
    const both = await Promise.all(['uno', 'dos'].map((username) => accept(link, { name: 'Alguien', username: `donante-${username}`, password: PASSWORD })));
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  test('is accepted with the account one has, in a second programme too', async () => {
    const nadie = await served.as('nadie');
    const link = await invited(alicia, { role: 'evaluator' });
    expect((await nadie.get(`/api/invitations/${link}`)).body).toMatchObject({ signedInAs: 'nadie' });
    expect((await accept(link, null, nadie)).status).toBe(200);
    expect((await nadie.get(`${served.base}/framework`)).status).toBe(200);
    expect(code(await accept(await invited(alicia, { role: 'donor' }), null, nadie))).toBe('already-member');
    expect(code(await accept(await invited(alicia, { role: 'donor' }), null))).toBe('not-signed-in');
  });

  test('that expired, was revoked or never was says so', async () => {
    const old = await invited(ada, { role: 'donor', days: 1 });
    served.clock.passMinutes(24 * 60 + 1);
    expect(code(await served.stranger.get(`/api/invitations/${old}`))).toBe('invitation-expired');
    const link = await invited(ada, { role: 'donor', invitee: 'Se arrepintió' });
    const listed = z.object({ items: z.array(z.object({ id: z.string(), invitee: z.string() })) }).parse((await ada.get(`${served.base}/invitations`)).body);
    const id = listed.items.find(({ invitee }) => invitee === 'Se arrepintió')?.id ?? '';
    expect((await ada.delete(`${served.base}/invitations/${id}`)).status).toBe(200);
    expect(code(await served.stranger.get(`/api/invitations/${link}`))).toBe('invitation-revoked');
    expect(code(await accept(link, null, alicia))).toBe('invitation-revoked');
    expect((await ada.get(`${served.base}/invitations`)).text).not.toContain(id);
    for (const odd of ['nada', 'A'.repeat(54), link.slice(0, -1), `${link}A`]) expect(code(await served.stranger.get(`/api/invitations/${odd}`))).toBe('invitation-unknown');
  });

  test('keeps no token in the database', async () => {
    const link = await invited(ada, { role: 'donor' });
    const { rows } = await served.database.owner.query<{ row: string }>('select i::text as row from invitation i');
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.some(({ row }) => row.includes(link) || row.includes(Buffer.from(link, 'base64url').toString('hex')))).toBe(false);
  });

  test('goes only to roles below one’s own, and role and partner must go together', async () => {
    const asked = async (who: Actor, body: Record<string, unknown>): Promise<unknown> =>
      code(await who.post(`${served.base}/invitations`, { ...plain, invitee: 'Alguien', ...body }));
    expect(await asked(alicia, { role: 'administrator' })).toBe('above-own-role');
    expect(await asked(alicia, { role: 'coordinator' })).toBe('above-own-role');
    expect(await asked(alicia, { role: 'me-officer' })).toBe(200);
    expect(await asked(ada, { role: 'administrator' })).toBe(200);
    expect(await asked(ada, { role: 'trainer' })).toBe('bad-reach');
    expect(await asked(ada, { role: 'donor', partnerId: PARTNER_A })).toBe('bad-reach');
    expect(await asked(ada, { role: 'trainer', partnerId: rosa.id })).toBe('unknown-partner');
    expect(await asked(ada, { role: 'participant', personId: PARTNER_A })).toBe('unknown-person');
    expect(await asked(await served.as('mario'), { role: 'donor' })).toBe('forbidden');
  });
});

describe('people with a page of their own', () => {
  test('sign in with six digits, see what is recorded about them and nothing else', async () => {
    await ada.put(`${served.base}/access-settings`, { secondFactorRequired: false, contact: { name: 'Oficina', phone: '71234567', email: null } });
    const link = await invited(alicia, { role: 'participant', personId: rosa.id, invitee: 'Rosa' });
    expect(code(await accept(link, { name: 'Rosa', username: 'rosa', password: '123456' }))).toBe('pin-too-easy');
    const done = await accept(link, { name: 'Rosa', username: 'rosa', password: '482915' });
    const own = actor(served.url, done.cookie);
    expect((await own.get(`${served.base}/own-page`)).body).toMatchObject({
      role: 'participant',
      person: { givenNames: 'Rosa', surnames: 'Mamani', birthYear: 1990 },
      attendance: [{ processTitle: 'Proceso CURSO', sessionsAttended: 1, sessionsHeld: 1, percent: 90, reached: true }],
      contact: { name: 'Oficina', phone: '71234567' },
      coordinators: ['alicia'],
    });
    for (const path of ['/people', `/people/${rosa.id}`, '/processes', '/framework', '/members']) {
      expect([path, (await own.get(served.base + path)).status]).toEqual([path, 403]);
    }
    const pepa = await served.as('pepa');
    expect((await pepa.get(`${served.base}/own-page`)).body).toMatchObject({ person: null, attendance: [] });
    const staff = await invited(ada, { role: 'me-officer' });
    expect(code(await accept(staff, null, own))).toBe('pin-not-enough');
    expect(code(await ada.put(`${served.base}/members/${await idOf('rosa')}`, { role: 'coordinator', partnerId: null, personId: null }))).toBe('pin-not-enough');
  });
});

describe('members', () => {
  const change = (who: Actor, id: string, role: string): Promise<Reply> =>
    who.put(`${served.base}/members/${id}`, { role, partnerId: null, personId: null });

  test('are listed with what each is, and by whom they can be changed', async () => {
    const reply = await alicia.get(`${served.base}/members`);
    const { items } = z.object({ items: z.array(z.object({ username: z.string(), manageable: z.boolean(), self: z.boolean() })) }).parse(reply.body);
    const manageable = items.filter((item) => item.manageable).map(({ username }) => username);
    expect(manageable).toEqual(expect.arrayContaining(['elena', 'mario', 'teo']));
    expect(manageable).not.toContain('ada');
    expect(items.filter((item) => item.self).map(({ username }) => username)).toEqual(['alicia']);
  });

  test('the coordinator changes roles below theirs only, and nobody changes themself', async () => {
    expect((await change(alicia, await idOf('elena'), 'evaluator')).status).toBe(200);
    expect(code(await change(alicia, await idOf('elena'), 'coordinator'))).toBe('above-own-role');
    expect(code(await change(alicia, await idOf('ada'), 'donor'))).toBe('above-own-role');
    expect(code(await change(alicia, await idOf('alicia'), 'donor'))).toBe('not-yourself');
    expect(code(await change(ada, await idOf('ada'), 'donor'))).toBe('last-administrator');
    expect(code(await ada.post(`${served.base}/members/${await idOf('ada')}/ending`))).toBe('last-administrator');
  });

  test('of two administrators who end each other at once, one stays', async () => {
    const id = await served.house.signIn.addUser({ name: 'Abel', username: 'abel', password: PASSWORD });
    await insertMembership(served.house.pool, id, served.programme.id, 'administrator');
    const abel = await served.as('abel');
    const adaId = await idOf('ada');
    for (const who of [ada, abel]) await who.get(`${served.base}/members`);
    // Both requests wait at the rows of the administrators, and go on at the same moment.
    const gate = await served.database.owner.connect();
    await gate.query('begin');
    await gate.query("select from membership where role = 'administrator' for update");
    const both = Promise.all([ada.post(`${served.base}/members/${id}/ending`), abel.post(`${served.base}/members/${adaId}/ending`)]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await gate.query('commit');
    gate.release();
    const ends = await both;
    expect(ends.filter(({ status }) => status === 200).length).toBe(1);
    const { rows } = await served.database.owner.query("select from membership where role = 'administrator' and ended_at is null");
    expect(rows.length).toBe(1);
    await insertMembership(served.house.pool, await idOf('ada'), served.programme.id, 'administrator');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await ada.post(`${served.base}/members/${id}/ending`)).status).toBe(ends[0]?.status === 200 ? 403 : 200);
  });

  test('a right taken away is gone within a second, also for entries under way, and can be given back', async () => {
    const id = await served.house.signIn.addUser({ name: 'Tito', username: 'tito', password: PASSWORD });
    await insertMembership(served.house.pool, id, served.programme.id, 'me-officer');
    const tito = await served.as('tito');
    const late = correction(rosa, { sex: 'man' });
    expect((await tito.get(`${served.base}/people`)).status).toBe(200);
    expect((await ada.post(`${served.base}/members/${id}/ending`)).status).toBe(200);
    // The server may still remember the caller; the door in does not, whether somebody is registered or corrected.
    for (const entry of [person('Tarde, Llega'), late]) {
      const reply = await tito.post(`${served.base}/entries`, { entries: [entry] });
      expect(reply.status === 403 ? code(reply) : reply.text).toMatch(/membership-ended|right-ended/);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(code(await tito.get(`${served.base}/people`))).toBe('membership-ended');
    expect((await tito.get('/api/me')).body).toMatchObject({ programmes: [], ended: ['Programa de prueba'] });
    expect((await ada.post(`${served.base}/members/${id}/return`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await tito.get(`${served.base}/people`)).status).toBe(200);
    await change(ada, id, 'donor');
    for (const entry of [person('Tarde, Llega'), late]) {
      const lowered = await tito.post(`${served.base}/entries`, { entries: [entry] });
      expect(lowered.status === 403 ? code(lowered) : lowered.text).toMatch(/forbidden|not-allowed/);
    }
    // Nothing of it was taken in: it is accepted from whoever may, as if it had never been sent.
    expect((await alicia.get(`${served.base}/people/${rosa.id}`)).body).toMatchObject({ sex: 'woman' });
    expect((await alicia.post(`${served.base}/entries`, { entries: [late] })).text).toMatch(/"accepted"/);
    expect((await alicia.get(`${served.base}/people/${rosa.id}`)).body).toMatchObject({ sex: 'man' });
  });
});
