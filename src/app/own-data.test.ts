/** What people say and ask of their own data, who answers, and that an erased person is named nowhere while the counts stand. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { correction, attendance, draft, organisation, person, process, registration, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { answersTo } from '../../test/cast/public-form.ts';
import { insertMembership } from '../access/queries.ts';
import { readOwnPage } from '../access/members-contract.ts';
import { listOwnEvents } from '../capabilities/events/own-events/contract.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Draft } from '../ledger/entry.ts';
import { readRows } from '../phone/contract.ts';
import { readOwnRequests } from '../registry/own-requests/contract.ts';
import { REBUILD } from './catalogue.ts';

const union = organisation('Central', 'workers');
const course = process('CURSO', { venue: 'Casa Comunal', title: 'Costos' });
const first = session(course.id, 1);
const last = session(course.id, 2, { heldOn: '2030-03-05', startsAt: '09:00' });
const wara = person('Secretísima Tito, Wara', { sex: 'woman' });
const again = person('Secretísima, Wara', { sex: 'woman' });
const other = person('Vecina Mamani, Ana');
let served: ServedHouse;
let alicia: Actor;
let pepa: Actor;
let pepaId: string;

const send = (who: Actor, ...entries: Draft[]): Promise<string[]> => answersTo(served, who, ...entries);
const own = async (who = pepa) => readOwnPage.answer.parse((await who.get(`${served.base}/own-page`)).body);
const say = (what: 'own-consents' | 'own-requests', body: object, who = pepa) => who.post(`${served.base}/${what}`, { id: randomUUID(), ...body });
const asked = async (who = alicia) => readOwnRequests.answer.parse((await who.get(`${served.base}/data-requests`)).body).items;

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  pepa = await served.as('pepa');
  const merge = draft('registry.people-merged', { personIds: [wara.id, again.id], score: null, explanation: [], chosen: {}, decidedBy: 'person' });
  const stay = attendance({ processId: course.id, sessionId: first.id, personId: again.id, organisationId: union.id }, 600);
  const written = { ...stay, private: { asWritten: secret('Wara Secretísima') } };
  const followed = draft('events.follow-up-recorded', { processId: course.id, personId: wara.id, organisationId: null, result: 'applied', nextContactOn: null, department: null, municipality: null }, { private: { what: secret('Wara Secretísima vende') } });
  const opened = draft('events.registration-opened', { processId: course.id, code: 'ABCDEFGHJKMN', closesOn: null, consent: { es: 'Para organizar', en: null } });
  const form = draft('events.registration-requested', { processId: course.id, openingId: opened.id, agreedTo: opened.id, language: 'es', sex: 'woman', birthYear: null, organisationId: null }, {
    private: { name: secret({ givenNames: 'Wara', paternal: null, maternal: null, married: null, surnames: 'Secretísima' }), contact: secret({ phones: [{ kind: 'mobile', number: '700 00000' }], email: null }) },
  });
  const registered = registration(course.id, wara.id);
  const accepted = draft('events.registration-answered', { processId: course.id, requestId: form.id, answer: 'accepted', registrationId: registered.id });
  expect((await send(alicia, union, course, first, last, wara, again, other, merge, written, followed, opened, form, registered, accepted, draft('registry.role-recorded', { personId: wara.id, organisationId: union.id, from: null, to: null }, { private: { position: secret('Asesora de Secretísima') } }))).join()).not.toContain('refused');
  pepaId = z.object({ id: z.string() }).parse((await inProgramme(served.house.pool, served.programme.id, (client) => client.query("select id from app_user where username = 'pepa'"))).rows[0]).id;
});
afterAll(() => served.close());

test('an account that is nobody’s says and asks nothing', async () => {
  for (const what of ['own-consents', 'own-requests'] as const) {
    expect((await say(what, what === 'own-consents' ? { purpose: 'photo', given: true } : { what: 'erasure', words: '' })).status).toBe(409);
  }
  await insertMembership(served.house.pool, pepaId, served.programme.id, 'participant', { personId: wara.id });
});

test('her events and days are hers, and of nobody who is not registered', async () => {
  const { items } = listOwnEvents.answer.parse((await pepa.get(`${served.base}/own-events`)).body);
  expect(items).toMatchObject([{ title: 'Costos', place: 'Casa Comunal', state: 'place', sessions: [{ number: 1 }, { heldOn: '2030-03-05', startsAt: '09:00' }] }]);
  expect((await pepa.get(`${served.base}/own-events/${course.id}/calendar`)).text).toContain('BEGIN:VEVENT');
  expect((await (await served.as('elena')).get(`${served.base}/own-events/${course.id}/calendar`)).status).toBe(404);
});

test('she allows and takes back; she states nothing of anybody else, nor by another door', async () => {
  for (const given of [true, false]) {
    expect((await say('own-consents', { purpose: 'photo', given })).status).toBe(200);
    expect((await own()).consents).toMatchObject([{ purpose: 'photo', given }]);
  }
  const consent = draft('registry.consent-stated', { personId: other.id, purpose: 'photo', given: true, statedOn: '2020-10-14' });
  expect((await pepa.post(`${served.base}/entries`, { entries: [consent] })).status).toBe(403);
});

test('what she asks is seen by whoever answers, and by nobody else', async () => {
  expect((await say('own-requests', { what: 'correction', words: 'Soy de Oruro' })).status).toBe(200);
  expect((await say('own-requests', { what: 'correction', words: 'otra vez' })).status).toBe(409);
  expect((await say('own-requests', { what: 'erasure', words: '' })).status).toBe(200);
  expect(await asked()).toMatchObject([{ what: 'erasure' }, { what: 'correction', words: 'Soy de Oruro', name: expect.stringContaining('Secretísima') }]);
  for (const name of ['mario', 'pilar', 'teo', 'elena', 'pepa']) expect((await (await served.as(name)).get(`${served.base}/data-requests`)).status).toBe(403);
  const home = z.object({ matters: z.array(z.object({ kind: z.string(), count: z.int() })) });
  expect(home.parse((await alicia.get(`${served.base}/home`)).body).matters).toContainEqual(expect.objectContaining({ kind: 'data-requests', count: 2 }));
  expect(home.parse((await (await served.as('mario')).get(`${served.base}/home`)).body).matters.map(({ kind }) => kind)).not.toContain('data-requests');
});

test('sent again it is the same; under the id of something else it is told so', async () => {
  const consent = { id: randomUUID(), purpose: 'contact', given: true };
  const request = { id: (await asked()).find(({ what }) => what === 'correction')?.id, what: 'correction', words: 'Soy de Oruro' };
  const sent = [await say('own-consents', consent), await say('own-consents', consent), await say('own-requests', request)];
  expect(sent.map(({ status }) => status)).toEqual([200, 200, 200]);
  const other = [await say('own-consents', { ...consent, id: course.id }), await say('own-requests', { ...request, id: course.id }), await say('own-requests', { ...request, words: 'Soy de Potosí' })];
  expect(other.map(({ status, body }) => [status, Object(body).code])).toEqual(Array(3).fill([409, 'id-reused']));
});

test('words that are no text are told to be so', async () => {
  for (const words of ['Soy\u0000', '\ud800']) expect([words, (await say('own-requests', { what: 'erasure', words })).status]).toEqual([words, 400]);
});

test('nobody asks it for somebody else by the common door, nor makes of a request one of somebody else', async () => {
  for (const kind of ['registry.erasure-requested', 'registry.correction-requested']) {
    expect(await send(alicia, draft(kind, { personId: other.id }))).toEqual(['not-own-request']);
    expect(await send(await served.as('mario'), draft(kind, { personId: other.id }))).toEqual(['not-own-request']);
  }
  // Who is somebody of the programme asks of that one, by any of their records.
  const alice = person('Arce, Alicia');
  const [before] = await users('alicia');
  expect(await send(alicia, alice)).toEqual(['accepted']);
  await served.house.pool.query('update membership set person_id = $1 where user_id = $2', [alice.id, before]);
  const mine = draft('registry.erasure-requested', { personId: alice.id });
  expect(await send(alicia, draft('registry.erasure-requested', { personId: other.id }))).toEqual(['not-own-request']);
  expect(await send(alicia, mine)).toEqual(['accepted']);
  expect(await send(alicia, correction(mine, { personId: other.id }))).toEqual(['not-own-request']);
  expect(await send(alicia, withdrawal(mine))).toEqual(['accepted']);
  await served.house.pool.query('update membership set person_id = null where user_id = $1', [before]);
});

test('declined she reads why; an answer is for who asked, once, and final', async () => {
  const request = (await asked()).find(({ what }) => what === 'correction');
  const answer = (personId: string) => draft('registry.correction-answered', { requestId: request?.id ?? '', personId, answer: 'declined' }, { private: { words: secret('Ya estaba así') } });
  const mario = await served.as('mario');
  expect(await send(mario, answer(wara.id))).toEqual(['not-allowed']);
  expect(await send(alicia, answer(other.id))).toEqual(['unknown-reference']);
  const said = answer(wara.id);
  expect(await send(alicia, said)).toEqual(['accepted']);
  expect(await send(alicia, answer(wara.id))).toEqual(['answer-is-final']);
  expect(await send(alicia, withdrawal(said))).toEqual(['answer-is-final']);
  expect((await own()).requests.find(({ what }) => what === 'correction')).toMatchObject({ answer: 'declined', answerWords: 'Ya estaba así' });
});

/** What a phone keeps of people, and what of it changed since a cursor. */
async function phoneRows(cursor?: string): Promise<{ rows: Map<string, string>; cursor: string | null }> {
  const answer = readRows.answer.parse((await alicia.get(`${served.base}/phone/rows?limit=2000${cursor === undefined ? '' : `&cursor=${cursor}`}`)).body);
  return { rows: new Map(answer.rows.flatMap(({ collection, id, body }) => (collection === 'person' ? [[id, JSON.stringify(body)] as const] : []))), cursor: answer.cursor };
}
let away: Awaited<ReturnType<typeof phoneRows>>;

test('erased she is named nowhere, of any of her records; that she attended stays', async () => {
  away = await phoneRows();
  const figure = async () => (await alicia.get(`${served.base}/processes/${course.id}`)).body;
  const before = Object(await figure()).sessions;
  const request = (await asked()).find(({ what }) => what === 'erasure');
  const done = draft('registry.erasure-answered', { requestId: request?.id ?? '', personId: again.id, answer: 'done' });
  expect(await send(alicia, done)).toEqual(['accepted']);
  expect(await rowsNaming('secretisima')).toEqual([]);
  expect(await rowsNaming('Secretísima')).toEqual([]);
  expect(await rowsNaming('Vecina')).not.toEqual([]);
  expect(Object(await figure()).sessions).toEqual(before);
  const page = await own();
  expect([page.person?.surnames, page.attendance.length, page.requests.find(({ what }) => what === 'erasure')?.answer]).toEqual(['', 1, 'done']);
  expect(await send(alicia, correction(done, { answer: 'declined' }))).toEqual(['answer-is-final']);
  expect((await alicia.get(`${served.base}/people/${wara.id}`)).status).toBe(200);
  expect((await alicia.get(`${served.base}/people?q=secretisima`)).text).not.toContain('Wara');
});

test('a phone that was away forgets her name, and what it brings of her does not name her again', async () => {
  const changed = [...(await phoneRows(away.cursor ?? '')).rows];
  expect([...away.rows.values()].join().includes('Secretísima')).toBe(true);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.join()).not.toContain('Secretísima');
  const name = { givenNames: 'Wara', paternal: 'Secretísima', maternal: null, married: null, surnames: 'Secretísima' };
  const naming = (of: Draft, value: unknown): Draft => ({ ...correction(of, {}), private: { name: secret(value) } });
  const worked = (says: Partial<Draft> = {}): Draft => draft('registry.role-recorded', { personId: wara.id, organisationId: union.id, from: null, to: null }, says);
  expect(await send(alicia, naming(wara, name), naming(again, name), worked({ private: { position: secret('Asesora') } }), naming(other, { ...name, paternal: 'Vecina', surnames: 'Vecina' }))).toEqual(['person-erased', 'person-erased', 'person-erased', 'accepted']);
  // What counts comes in, and what says nothing of her.
  const late = attendance({ processId: course.id, sessionId: last.id, personId: wara.id, organisationId: union.id }, 60, { occurredOn: '2030-03-05' });
  expect(await send(alicia, late, worked(), correction(wara, { birthYear: 1980 }))).toEqual(['accepted', 'accepted', 'accepted']);
  expect(await send(alicia, withdrawal(late))).toEqual(['accepted']);
  expect(await rowsNaming('Secretísima')).toEqual([]);
});

test('joined to a record that names somebody she would be known again, whichever is named first', async () => {
  const back = person('Secreta Tito, Wara');
  const merge = (one: Draft, two: Draft): Draft => draft('registry.people-merged', { personIds: [one.id, two.id], score: null, explanation: [], chosen: {}, decidedBy: 'person' });
  expect(await send(alicia, back)).toEqual(['accepted']);
  expect(await send(alicia, merge(wara, back), merge(back, again))).toEqual(['person-erased', 'person-erased']);
});

test('erased she still asks and is answered: that is between her and whoever answers', async () => {
  expect((await say('own-requests', { what: 'correction', words: 'Nací en Oruro' })).status).toBe(200);
  const request = (await asked()).find(({ words }) => words === 'Nací en Oruro');
  const answer = draft('registry.correction-answered', { requestId: request?.id ?? '', personId: wara.id, answer: 'declined' }, { private: { words: secret('De usted no queda registro') } });
  expect(await send(alicia, answer)).toEqual(['accepted']);
  expect((await own()).requests.find(({ words }) => words === 'Nací en Oruro')).toMatchObject({ answer: 'declined' });
});

test('whoever works for a partner says it of themselves, too, though the partner does not see their record', async () => {
  const tito = person('Arce, Tito');
  expect(await send(alicia, tito)).toEqual(['accepted']);
  await served.house.pool.query('update membership set partner_id = $1, person_id = $2 where user_id = $3', [PARTNER_A, tito.id, (await users('teo'))[0]]);
  const teo = await served.as('teo');
  expect((await say('own-consents', { purpose: 'photo', given: true }, teo)).status).toBe(200);
  expect((await say('own-requests', { what: 'correction', words: 'Soy de Oruro' }, teo)).status).toBe(200);
  expect(await send(teo, draft('registry.consent-stated', { personId: other.id, purpose: 'photo', given: true, statedOn: '2020-10-14' }))).toEqual(['outside-scope']);
});

test('made again the lists are the same', async () => {
  const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(changed).toEqual({});
});

async function users(username: string): Promise<string[]> {
  const { rows } = await served.house.pool.query<{ id: string }>('select id from app_user where username = $1', [username]);
  return rows.map(({ id }) => id);
}

/** Tables of the programme in which a word stands, in any column. */
async function rowsNaming(word: string): Promise<string[]> {
  return inProgramme(served.house.pool, served.programme.id, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'programme_id'
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await client.query(`select from "${name}" t where t::text like '%' || $1 || '%' limit 1`, [word]);
      if ((rowCount ?? 0) > 0) found.push(name);
    }
    return found;
  });
}
