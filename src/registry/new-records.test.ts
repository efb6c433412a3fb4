/** Whoever is registered, corrected or imported lands among the possible duplicates by themselves. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { correction, organisation, person, secret } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import type { Draft } from '../ledger/entry.ts';
import { systemClock } from '../platform/clock.ts';
import { DuplicateSearches } from './duplicate-searches.ts';
import { NewRecords } from './new-records.ts';
import { PEOPLE } from './subject.ts';

let served: ServedHouse;
let mario: Actor;
beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
});
afterAll(() => served.close());

async function send(...entries: Draft[]): Promise<void> {
  const reply = await mario.post(`${served.base}/entries`, { entries });
  expect(reply.body, reply.text).toMatchObject({ answers: entries.map(() => ({ answer: 'accepted' })) });
}

/** Pairs in the queue, by ids in order. */
async function queued(what = 'people'): Promise<string[]> {
  await served.house.newRecords.settle();
  const pairs = what === 'people' ? ['duplicate_pair', 'person_a', 'person_b'] : ['organisation_pair', 'organisation_a', 'organisation_b'];
  const [table, a, b] = pairs;
  const { rows } = await served.database.owner.query<{ pair: string }>(`select ${a} || ' ' || ${b} as pair from ${table} where decided is null`);
  return rows.map(({ pair }) => pair);
}

const pairOf = (one: Draft, other: Draft): string => [one.id, other.id].sort().join(' ');
const document = (number: string) => secret({ number, complement: null, issuedIn: null });

test('somebody registered by hand who is there already: the writer waits for nothing, the pair lands in the queue', async () => {
  const first = person('Mamani Quispe, Rosa Elena', { birthYear: 1988, sex: 'woman' });
  await send(first);
  expect(await queued()).toEqual([]);
  const again = person('Mamani Quispe, Rosa Helena', { birthYear: 1988, sex: 'woman' });
  await send(again);
  expect(await queued()).toEqual([pairOf(first, again)]);
  const reply = await mario.get(`${served.base}/duplicates`);
  expect(z.object({ total: z.number() }).loose().parse(reply.body).total).toBe(1);
  // Whoever is told apart stays so, however often they are corrected.
  await send({ ...organisation('x'), ...apart(first, again) });
  await send(correction(again, { birthYear: 1989 }));
  expect(await queued()).toEqual([]);
});

function apart(one: Draft, other: Draft): Pick<Draft, 'kind' | 'payload' | 'schemaVersion' | 'private'> {
  return { kind: 'registry.people-distinguished', schemaVersion: 1, private: {}, payload: { personIds: [one.id, other.id] } };
}

test('a correction that gives somebody another person’s document number is asked about', async () => {
  const owner = person('Mena Ruiz, Eva', {}, { private: { name: secret({ givenNames: 'Eva', paternal: 'Mena', maternal: 'Ruiz', married: null, surnames: null }), document: document('9911223') } });
  const other = person('Otra Cosa, Inés');
  await send(owner, other);
  expect(await queued()).toEqual([]);
  await send({ ...correction(other, {}), private: { document: document('9911223') } });
  expect(await queued()).toEqual([pairOf(owner, other)]);
  // The form asks beforehand, by the number alone.
  const body = { givenNames: 'Inés', surnames: 'Otra Cosa', document: '9911223', phone: null, email: null, birthYear: null, sex: null, municipality: null, organisationId: null };
  const asked = await mario.post(`${served.base}/candidates`, body);
  expect(asked.text).toContain(owner.id);
  expect(asked.text).toContain('same-number');
});

test('two documents of one number are told apart by their complement, while somebody is typed too', async () => {
  const owner = person('Salas Vera, Tomás', {}, { private: { name: secret({ givenNames: 'Tomás', paternal: 'Salas', maternal: 'Vera', married: null, surnames: null }), document: secret({ number: '8812345', complement: '1A', issuedIn: null }) } });
  await send(owner);
  const reasons = async (complement: string | null): Promise<string> => {
    const body = { givenNames: 'Tomás', surnames: 'Salas Vera', document: '8812345', complement, phone: null, email: null, birthYear: null, sex: null, municipality: null, organisationId: null };
    return (await mario.post(`${served.base}/candidates`, body)).text;
  };
  expect(await reasons('1a')).toContain('same-number');
  expect(await reasons(null)).toContain('same-number');
  expect(await reasons('1B')).toBe('{"items":[]}');
});

test('organisations registered by hand, and corrected to be alike', async () => {
  const mill = organisation('Molinos Wayllani Boltex S.R.L.', 'enterprise', { taxNumber: '1020304050' });
  const bakery = organisation('Panificadora Kantuta', 'enterprise');
  await send(mill, bakery);
  expect(await queued('organisations')).toEqual([]);
  await send(correction(bakery, { name: 'Molinos Wayllani Boltex SRL' }));
  expect(await queued('organisations')).toEqual([pairOf(mill, bakery)]);
});

test('people that an import brings in are compared once it is open', async () => {
  const known = person('Colque Vargas, Nemesio', { sex: 'man', birthYear: 1975 });
  await send(known);
  const before = await queued();
  const file = new TextEncoder().encode('Nombres;Apellidos;Sexo;Año de nacimiento\nNemecio;Colque Bargas;Hombre;1975\n');
  const { id, counts } = z.object({ id: z.string(), counts: z.unknown() }).loose().parse((await mario.upload(`${served.base}/registry-imports/people`, 'gente.csv', file)).body);
  expect(counts).toMatchObject({ doubtful: 1 });
  // Somebody says that it is somebody new, which tells the two apart; so another, alike, is registered meanwhile.
  const rows = z.object({ items: z.array(z.object({ row: z.number() }).loose()) }).loose().parse((await mario.get(`${served.base}/registry-imports/${id}/rows`)).body);
  await mario.put(`${served.base}/registry-imports/${id}/rows/${rows.items[0]?.row}`, { decision: 'new' });
  const opened = await mario.post(`${served.base}/registry-imports/${id}/opening`);
  expect(opened.status, opened.text).toBe(200);
  for (let at = 0; at < 50; at += 1) {
    const state = (await mario.get(`${served.base}/registry-imports/${id}`)).text;
    if (state.includes('"stage":"open"')) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { rows: brought } = await served.database.owner.query<{ id: string }>(`select id from person where given_names = 'Nemecio'`);
  expect(brought).toHaveLength(1);
  expect((await queued()).filter((pair) => !before.includes(pair))).toEqual([]);
  const again = person('Colque Vargas, Nemesio', { sex: 'man', birthYear: 1975 });
  await send(again);
  const pairs = (await queued()).filter((pair) => !before.includes(pair));
  expect(pairs).toContain([again.id, brought[0]?.id ?? ''].sort().join(' '));
});

test('looks stand still while a list is imported, and go on by themselves', async () => {
  const [one, other] = [person('Paredes Ayllón, Zenobia', { birthYear: 1981 }), person('Paredes Ayllón, Cenobia', { birthYear: 1981 })];
  await send(one, other);
  await served.house.newRecords.settle();
  const pair = (): Promise<boolean> => queued().then((pairs) => pairs.includes(pairOf(one, other)));
  expect(await pair()).toBe(true);
  await served.database.owner.query('delete from duplicate_pair where person_a = any($1) or person_b = any($1)', [[one.id, other.id]]);

  const looks = new NewRecords(served.database.app, () => Promise.resolve(), { pauseMs: 0 });
  let arrive: () => void = () => undefined;
  const importing = looks.goAhead(() => new Promise<void>((resolve) => (arrive = resolve)));
  const looked = looks.note(served.programme.id, PEOPLE, [one.id, other.id]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await pair()).toBe(false);
  arrive();
  await importing;
  await looked;
  expect(await pair()).toBe(true);

  // Whoever stops the server waits for no import.
  void looks.goAhead(() => new Promise<void>(() => undefined));
  void looks.note(served.programme.id, PEOPLE, [one.id]);
  await looks.settle();
});

test('of a long look the rest is put off when the server stops, and found by the server started next', async () => {
  const [one, other] = [person('Ibáñez Ticona, Eulogia', { birthYear: 1979 }), person('Ibañes Ticona, Eulogia', { birthYear: 1979 })];
  await send(one, other);
  const pair = (): Promise<boolean> => queued().then((pairs) => pairs.includes(pairOf(one, other)));
  expect(await pair()).toBe(true);
  await served.database.owner.query('delete from duplicate_pair where person_a = any($1) or person_b = any($1)', [[one.id, other.id]]);

  const before = new DuplicateSearches(served.database.app, systemClock);
  const looks = new NewRecords(served.database.app, (programmeId, what) => before.putOff(programmeId, what), { pauseMs: 60_000 });
  void looks.note(served.programme.id, PEOPLE, [...Array.from({ length: 2000 }, () => randomUUID()), one.id, other.id]);
  await looks.stop();
  expect(await pair()).toBe(false);

  const next = new DuplicateSearches(served.database.app, systemClock);
  await next.resume([served.programme.id]);
  await expect.poll(pair).toBe(true);
  await next.stop();
});

test('a look that fails because the database is away is made again', async () => {
  const [one, other] = [person('Aliaga Poma, Casimira', { birthYear: 1981 }), person('Alyaga Poma, Casimira', { birthYear: 1981 })];
  await send(one, other);
  const pair = (): Promise<boolean> => queued().then((pairs) => pairs.includes(pairOf(one, other)));
  await expect.poll(pair).toBe(true);
  await served.database.owner.query('delete from duplicate_pair where person_a = any($1) or person_b = any($1)', [[one.id, other.id]]);

  let isAway = true;
  const pool = new Proxy(served.database.app, {
    get: (target, name) => (name === 'connect' && isAway ? () => Promise.reject(new Error('The database is away.')) : Reflect.get(target, name)),
  });
  const looks = new NewRecords(pool, () => Promise.resolve(), { pauseMs: 0, againMs: 50 });
  await looks.note(served.programme.id, PEOPLE, [one.id, other.id]);
  expect(await pair()).toBe(false);
  isAway = false;
  await expect.poll(pair).toBe(true);
  await looks.stop();
});
