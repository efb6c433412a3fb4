/** A member narrowed to a partner sees and writes that partner's processes and people, and nothing of anybody else. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { attendance, correction, draft, named as fullNamed, organisation, peopleMerged, person, process, secret, session, withdrawal } from '../../test/cast/drafts.ts';
import { PARTNER_A, PARTNER_B, servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { REBUILD } from '../app/catalogue.ts';
import type { Draft } from '../ledger/entry.ts';
import { readOrganisation } from '../registry/contract.ts';
import { personName } from '../registry/particulars.ts';

let served: ServedHouse;
let alicia: Actor;
let teo: Actor;
let berta: Actor;

const partnerA = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const partnerB = { ...organisation('Centro Chaqueño', 'implementing-partner'), id: PARTNER_B };
const chamber = organisation('Cámara');
const union = organisation('Sindicato', 'workers');
const courseA = process('A', { partnerId: PARTNER_A });
const courseB = process('B', { partnerId: PARTNER_B });
const courseC = process('C');
const sessionA = session(courseA.id, 1);
const sessionB = session(courseB.id, 1);
/** Ana was in A's course, Beto in B's, Carla in both; all registered by the coordinator. */
const ana = person('Quispe, Ana', { sex: 'woman' });
const beto = person('Vaca, Beto', { sex: 'man' });
const carla = person('Rojas, Carla', { sex: 'woman' });
const stay = (of: Draft, where: Draft, what: Draft, represented = chamber): Draft =>
  attendance({ processId: where.id, sessionId: what.id, personId: of.id, organisationId: represented.id }, 100);
const anaInA = stay(ana, courseA, sessionA);
const carlaInA = stay(carla, courseA, sessionA);
const betoInB = stay(beto, courseB, sessionB);
const carlaInB = stay(carla, courseB, sessionB, union);

/** The name in a draft of a person. */
function named({ private: { name } }: Draft): { givenNames: string } {
  return personName.parse(name?.value);
}

async function send(who: Actor, ...entries: Draft[]): Promise<unknown> {
  const reply = await who.post(`${served.base}/entries`, { entries });
  expect(reply.status).toBe(200);
  return reply.body;
}
const accepted = { answers: [{ answer: 'accepted' }] };
const outside = (field: string | null) => ({ answers: [{ answer: 'refused', code: 'outside-scope', field }] });

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  teo = await served.as('teo');
  berta = await served.as('berta');
  const things = [partnerA, partnerB, chamber, union, courseA, courseB, courseC, sessionA, sessionB, ana, beto, carla];
  const answer = await send(alicia, ...things, anaInA, carlaInA, betoInB, carlaInB, indicator('TRAINED'));
  expect(JSON.stringify(answer)).not.toContain('refused');
});
afterAll(() => served.close());

/** Ids in the answer of a list. */
async function idsAt(who: Actor, path: string): Promise<string[]> {
  const reply = await who.get(`${served.base}${path}`);
  expect([path, reply.status]).toEqual([path, 200]);
  return [...reply.text.matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id = '']) => id);
}

describe('reading within a partner', () => {
  test('lists hold the partner’s processes and people', async () => {
    expect(await idsAt(teo, '/processes')).toEqual([courseA.id]);
    expect(await idsAt(berta, '/processes')).toEqual([courseB.id]);
    expect((await idsAt(teo, '/people')).sort()).toEqual([ana.id, carla.id].sort());
    expect((await idsAt(berta, '/people')).sort()).toEqual([beto.id, carla.id].sort());
    expect((await idsAt(alicia, '/people')).length).toBe(3);
    expect(await idsAt(teo, '/people?q=Vaca')).toEqual([]);
  });

  test('whom somebody represented the last time is of the partner’s own processes', async () => {
    const lastOf = async (who: Actor) => (await who.get(`${served.base}/people?q=Rojas`)).body;
    expect(await lastOf(teo)).toMatchObject({ items: [{ id: carla.id, organisationId: chamber.id, organisationKind: 'employers' }] });
    expect(await lastOf(berta)).toMatchObject({ items: [{ id: carla.id, organisationId: union.id, organisationKind: 'workers' }] });
  });

  test('pages of what is another partner’s do not exist', async () => {
    const theirs = [
      `/processes/${courseB.id}`,
      `/processes/${courseC.id}`,
      `/sessions/${sessionB.id}`,
      `/people/${beto.id}`,
      `/entries/${betoInB.id}`,
      `/entries/${carlaInB.id}`,
      `/entries/${beto.id}`,
      `/entries/${courseB.id}`,
    ];
    for (const path of theirs) {
      const reply = await teo.get(served.base + path);
      expect([path, reply.status]).toEqual([path, 404]);
      expect(reply.text).not.toMatch(/Vaca|Beto/);
      expect((await alicia.get(served.base + path)).status).toBe(200);
    }
    const own = [`/processes/${courseA.id}`, `/sessions/${sessionA.id}`, `/people/${ana.id}`, `/entries/${anaInA.id}`, `/entries/${ana.id}`];
    for (const path of own) expect([path, (await teo.get(served.base + path)).status]).toEqual([path, 200]);
    expect((await teo.post(`${served.base}/people/${beto.id}/disclosure`)).status).toBe(404);
  });

  test('of a person who was with both partners each sees their own part', async () => {
    const seen = await teo.get(`${served.base}/people/${carla.id}`);
    expect(seen.body).toMatchObject({ attendance: [{ processId: courseA.id }] });
    expect(seen.text).not.toContain(courseB.id);
    expect(seen.text).not.toContain(carlaInB.id);
    expect((await alicia.get(`${served.base}/people/${carla.id}`)).text).toContain(courseB.id);
  });

  test('figures and their evidence are narrowed, and say so', async () => {
    const path = `${served.base}/indicators/TRAINED`;
    expect((await alicia.get(`${path}/figure`)).body).toMatchObject({ value: 3, narrowedTo: null });
    expect((await teo.get(`${path}/figure?by=process`)).body).toMatchObject({ value: 2, narrowedTo: 'Centro Andino' });
    const evidence = await teo.get(`${path}/evidence?status=all`);
    expect(evidence.body).toMatchObject({ summary: { read: 2, counted: 2, leftOut: [] } });
    expect(evidence.text).not.toMatch(/Vaca|Chaqueño/);
    expect((await teo.get(`${path}/figure?process=${courseB.id}`)).body).toMatchObject({ value: 0 });
    expect((await teo.get(`${served.base}/framework`)).body).toMatchObject({ narrowedTo: 'Centro Andino' });
    expect((await teo.get(`${served.base}/description`)).body).toMatchObject({ peopleCount: 2, latest: [] });
    const lines = async (who: Actor): Promise<string> => {
      return (await who.post(`${served.base}/effect`, { entries: [withdrawal(betoInB)] })).text;
    };
    expect(await lines(alicia)).toContain('TRAINED');
    expect(await lines(teo)).not.toContain('TRAINED');
  });

  test('organisations are named, and count the people one sees', async () => {
    const reply = await teo.get(`${served.base}/organisations?q=Camara`);
    expect(reply.body).toMatchObject({ items: [{ id: chamber.id, peopleCount: 2 }] });
  });

  test('an organisation says whether a correction of it is within reach, as the door in will have it', async () => {
    const ours = organisation('Asociación de Teo');
    expect(await send(teo, ours)).toMatchObject(accepted);
    const reach = async (who: Actor, of: Draft) => readOrganisation.answer.parse((await who.get(`${served.base}/organisations/${of.id}`)).body).isWithinReach;
    const before = [ours, chamber];
    expect(await Promise.all([teo, berta, alicia].map((who) => Promise.all(before.map((of) => reach(who, of)))))).toEqual([[true, false], [false, false], [true, true]]);
    for (const [who, of] of [[teo, chamber], [berta, ours], [berta, chamber]] as const) expect(await send(who, correction(of, { acronym: 'X' }))).toMatchObject(outside('rootId'));
    const renamed = correction(ours, { acronym: 'AT' });
    expect(await send(teo, renamed)).toMatchObject(accepted);
    expect([await reach(teo, ours), await reach(berta, ours)]).toEqual([true, false]);
    expect(await send(alicia, withdrawal(ours, renamed.id))).toMatchObject(accepted);
  });

  test('an organisation shows those who stood for it in the partner’s processes, by their own records’ names', async () => {
    const union = organisation('Sindicato');
    // Carla stood for it with B only. Two records are one person; each partner knows one, by another name.
    const [first, second] = [person('Mita, Delia'), person('Mita, Adelia')].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (first === undefined || second === undefined) throw new Error('There are two.');
    const merge = draft('registry.people-merged', { personIds: [first.id, second.id], score: null, explanation: [], chosen: {}, decidedBy: 'person' });
    const inUnion = (of: Draft, where: Draft, what: Draft): Draft =>
      attendance({ processId: where.id, sessionId: what.id, personId: of.id, organisationId: union.id }, 10);
    const came = [inUnion(carla, courseB, sessionB), inUnion(first, courseB, sessionB), inUnion(second, courseA, sessionA)];
    expect(JSON.stringify(await send(alicia, union, first, second, merge, ...came))).not.toContain('refused');
    const page = (await teo.get(`${served.base}/organisations/${union.id}`)).body;
    const { givenNames } = named(second);
    expect(page).toMatchObject({ peopleCount: 1, people: [{ id: first.id, givenNames }] });
    expect((await alicia.get(`${served.base}/organisations/${union.id}`)).body).toMatchObject({ peopleCount: 2 });
    const gone = [merge, first, second, ...came].map((one) => withdrawal(one));
    expect(JSON.stringify(await send(alicia, ...gone))).not.toContain('refused');
  });

  test('whoever was withdrawn is still nobody else’s', async () => {
    const wilfredo = person('Vaca, Wilfredo', {}, { private: { name: secret(fullNamed('Wilfredo', 'Vaca')), contact: secret({ phones: [{ kind: 'mobile', number: '71111111' }], email: null }) } });
    expect(JSON.stringify(await send(berta, wilfredo, withdrawal(wilfredo)))).not.toContain('refused');
    expect((await berta.get(`${served.base}/people/${wilfredo.id}`)).status).toBe(200);
    expect((await teo.get(`${served.base}/people/${wilfredo.id}`)).status).toBe(404);
    expect((await teo.get(`${served.base}/people/${wilfredo.id}/history`)).status).toBe(404);
    expect((await teo.post(`${served.base}/people/${wilfredo.id}/disclosure`)).status).toBe(404);
  });

  test('whoever is about to be registered is not compared with other partners’ people', async () => {
    const given = { givenNames: 'Beto', surnames: 'Vaca', document: null, phone: null, email: null, birthYear: null, sex: 'man', municipality: null, organisationId: chamber.id };
    expect((await alicia.post(`${served.base}/candidates`, given)).body).toMatchObject({ items: [{ person: { id: beto.id } }] });
    expect((await teo.post(`${served.base}/candidates`, given)).body).toEqual({ items: [] });
  });
});

describe('writing within a partner', () => {
  test('a session, an attendance and a person of one’s own go in; the partner’s people are seen by its other members', async () => {
    const second = session(courseA.id, 2);
    const dora = person('Choque, Dora');
    expect(await send(teo, second, dora, stay(dora, courseA, second))).toMatchObject({
      answers: [{ answer: 'accepted' }, { answer: 'accepted' }, { answer: 'accepted' }],
    });
    const emma = person('Poma, Emma');
    expect(await send(teo, emma)).toMatchObject(accepted);
    const pilar = await served.as('pilar');
    expect((await pilar.get(`${served.base}/people/${emma.id}`)).status).toBe(200);
    expect((await berta.get(`${served.base}/people/${emma.id}`)).status).toBe(404);
    expect(await send(pilar, correction(emma, { sex: 'woman' }))).toMatchObject(accepted);
    expect((await teo.get(`${served.base}/description`)).text).toContain('registry.person-registered');
  });

  test('a person of several records is the partner’s by any of them', async () => {
    const gloria = person('Nina, Gloria');
    const again = person('Nina, Gloria');
    await send(alicia, gloria, again, stay(gloria, courseA, sessionA), peopleMerged(gloria.id, again.id));
    for (const record of [gloria, again]) expect(await send(teo, stay(record, courseA, sessionA))).toMatchObject(accepted);
    expect(await send(berta, stay(gloria, courseB, sessionB))).toMatchObject(outside('person'));
  });

  test('another partner’s process, session, person or entry is refused with its field', async () => {
    expect(await send(teo, session(courseB.id, 7))).toMatchObject(outside('process'));
    expect(await send(teo, session(courseC.id, 7))).toMatchObject(outside('process'));
    expect(await send(teo, stay(beto, courseB, sessionB))).toMatchObject(outside('process'));
    expect(await send(teo, stay(beto, courseA, sessionA))).toMatchObject(outside('person'));
    expect(await send(teo, correction(beto, { sex: 'woman' }))).toMatchObject(outside('rootId'));
    expect(await send(teo, withdrawal(betoInB))).toMatchObject(outside('rootId'));
    expect(await send(teo, correction(carlaInB, { processId: courseA.id, sessionId: sessionA.id }))).toMatchObject(outside('rootId'));
    expect(await send(teo, correction(chamber, { name: 'Otra' }))).toMatchObject(outside('rootId'));
    expect(await send(teo, draft('registry.role-recorded', { personId: beto.id, organisationId: chamber.id, from: null, to: null }))).toMatchObject(outside('person'));
    expect(await send(berta, stay(beto, courseB, sessionB))).toMatchObject(accepted);
  });

  test('a correction that comes before its thing waits, and counts once that is recorded for the same partner', async () => {
    const early = session(courseA.id, 8);
    const corrected = correction(early, { ...early.payload, title: 'Con título' });
    expect(await send(teo, corrected)).toMatchObject({ answers: [{ answer: 'waiting' }] });
    // In one call, the wrong way round.
    const eva = person('Luna, Eva');
    const evaIsAWoman = { ...correction(eva, { ...eva.payload, sex: 'woman' }), schemaVersion: 2 };
    expect(await send(teo, evaIsAWoman, eva)).toMatchObject({ answers: [{ answer: 'waiting' }, { answer: 'accepted' }] });
    expect((await teo.get(`${served.base}/people/${eva.id}`)).body).toMatchObject({ sex: 'woman' });
    expect(await send(teo, early)).toMatchObject(accepted);
    expect((await teo.get(`${served.base}/sessions/${early.id}`)).text).toContain('Con título');
  });

  test('it gives no right: what another partner or the programme records under that id stays as they say', async () => {
    const [theirs, ours] = [person('Flores, Berta'), person('Flores, Carmen')];
    const says = (of: Draft, sex: string) => ({ ...correction(of, { ...of.payload, sex }), schemaVersion: 2 });
    expect(await send(teo, says(theirs, 'man'), says(ours, 'man'), withdrawal(theirs), withdrawal(ours))).toMatchObject({
      answers: [{ answer: 'waiting' }, { answer: 'waiting' }, { answer: 'waiting' }, { answer: 'waiting' }],
    });
    expect(await send(berta, theirs)).toMatchObject(accepted);
    expect(await send(alicia, ours)).toMatchObject(accepted);
    const sexes = async () => [
      (await berta.get(`${served.base}/people/${theirs.id}`)).body,
      (await alicia.get(`${served.base}/people/${ours.id}`)).body,
    ];
    expect(await sexes()).toMatchObject([{ sex: 'unknown', withdrawn: false }, { sex: 'unknown', withdrawn: false }]);
    // Once it is in, it is judged as ever; and whoever may correct it does.
    expect(await send(teo, says(theirs, 'man'))).toMatchObject(outside('rootId'));
    expect(await send(berta, says(theirs, 'woman'))).toMatchObject(accepted);
    expect(await send(alicia, says(ours, 'woman'))).toMatchObject(accepted);
    expect(await sexes()).toMatchObject([{ sex: 'woman' }, { sex: 'woman' }]);
    await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
    expect(await sexes()).toMatchObject([{ sex: 'woman' }, { sex: 'woman' }]);
  });

  test('an id that is taken does not open what stands under it', async () => {
    const copy = { ...person('Nadie, Nadie'), id: beto.id };
    expect(await send(teo, copy, stay(beto, courseA, sessionA))).toMatchObject({
      answers: [{ answer: 'refused', code: 'id-reused' }, { answer: 'refused', code: 'outside-scope', field: 'person' }],
    });
  });

  test('a process is opened for one’s own partner, and cannot be given away or taken', async () => {
    const own = process('A2', { partnerId: PARTNER_A });
    expect(await send(teo, own)).toMatchObject(accepted);
    expect(await send(teo, process('A3', { partnerId: PARTNER_B }))).toMatchObject(outside('partner'));
    expect(await send(teo, process('A4'))).toMatchObject(outside('partner'));
    expect(await send(teo, correction(own, { partnerId: PARTNER_B }))).toMatchObject(outside('partner'));
    expect(await send(teo, correction(courseB, { partnerId: PARTNER_A }))).toMatchObject(outside('rootId'));
  });
});

describe('importing within a partner', () => {
  test('a list of people or organisations that somebody of the programme is reviewing does not exist', async () => {
    const bytes = new TextEncoder().encode('Nombres,Apellidos,CI\nBeto,Vaca,4567891\n');
    const reply = await alicia.upload(`${served.base}/registry-imports/people`, 'vaca.csv', bytes);
    expect(reply.status).toBe(200);
    const { id } = z.object({ id: z.string() }).parse(reply.body);
    expect((await teo.get(`${served.base}/registry-imports`)).body).toEqual({ items: [] });
    const address = `${served.base}/registry-imports/${id}`;
    for (const path of [address, `${address}/rows`]) {
      const seen = await teo.get(path);
      expect([path, seen.status]).toEqual([path, 404]);
      expect(seen.text).not.toMatch(/Vaca/i);
      expect((await alicia.get(path)).status).toBe(200);
    }
    expect((await teo.put(`${address}/rows/2`, { decision: 'skip' })).status).not.toBe(200);
    expect((await teo.post(`${address}/opening`)).status).toBe(404);
    expect((await teo.delete(address)).status).toBe(404);
    expect((await alicia.delete(address)).status).toBe(200);
  });

  const list = 'Nombres,Apellidos,Sexo,Sesión,Minutos\nBeto,Vaca,M,1,100\nAna,Quispe,F,1,100\n';

  test('a list goes into an own process, recognises own people only, and is seen by the partner', async () => {
    const bytes = new TextEncoder().encode(list);
    expect((await teo.upload(`${served.base}/processes/${courseB.id}/imports`, 'b.csv', bytes)).status).toBe(404);
    const begun = await teo.upload(`${served.base}/processes/${courseA.id}/imports`, 'a.csv', bytes);
    expect(begun.status).toBe(200);
    const [id = ''] = [...begun.text.matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, found = '']) => found);
    const rows = await teo.get(`${served.base}/imports/${id}/rows`);
    expect(rows.text).not.toContain(beto.id);
    for (const path of [`/imports/${id}`, `/imports/${id}/rows`]) expect((await berta.get(served.base + path)).status).toBe(404);
    expect((await berta.put(`${served.base}/imports/${id}/rows/1`, { decision: 'skip' })).status).toBe(404);
    expect((await berta.post(`${served.base}/imports/${id}/opening`)).status).toBe(404);
    expect((await berta.delete(`${served.base}/imports/${id}`)).status).toBe(404);
    expect(await idsAt(berta, '/imports')).toEqual([]);
    expect(await idsAt(teo, '/imports')).toContain(id);
    // A decision that names another partner's person, whose id somebody knows, counts for nothing.
    const named = await teo.put(`${served.base}/imports/${id}/rows/2`, { decision: 'same', personId: beto.id });
    expect(named.body).toMatchObject({ row: { state: 'new', candidates: [] } });
    for (const row of ['2', '3']) await teo.put(`${served.base}/imports/${id}/rows/${row}`, { decision: 'new' });
    const opened = await teo.post(`${served.base}/imports/${id}/opening`);
    expect(opened.body).toMatchObject({ progress: { stage: 'open' } });
    expect((await alicia.get(`${served.base}/people/${beto.id}`)).text).not.toContain(courseA.id);
    const batches = await teo.get(`${served.base}/batches`);
    expect(batches.body).toMatchObject({ items: [{ processId: courseA.id }] });
    expect((await berta.get(`${served.base}/batches`)).body).toEqual({ items: [] });
    const file = /"file":"([0-9a-f]{64})"/.exec(batches.text)?.[1] ?? '';
    expect((await teo.get(`${served.base}/files/${file}`)).status).toBe(200);
    expect((await berta.get(`${served.base}/files/${file}`)).status).toBe(404);
    const batchId = /"batchId":"([0-9a-f-]{36})"/.exec(opened.text)?.[1] ?? '';
    const takeOut = (): Draft => draft('ledger.batch-withdrawn', { batchId });
    expect(await send(teo, takeOut())).toMatchObject({ answers: [{ answer: 'refused', code: 'not-allowed' }] });
    const pilar = await served.as('pilar');
    expect(await send(pilar, takeOut())).toMatchObject(accepted);
  });

  test('whoever came by a list is seen while that list is in force, and neither before nor after', async () => {
    const batchId = randomUUID();
    const lidia = person('Vaca, Lidia');
    expect(JSON.stringify(await send(alicia, lidia, { ...stay(lidia, courseA, sessionA), batchId }))).not.toContain('refused');
    /** Everywhere the person could be seen, and whether something may be written of them. */
    const seen = async () => ({
      listed: (await idsAt(teo, '/people?q=Lidia')).length,
      page: (await teo.get(`${served.base}/people/${lidia.id}`)).status,
      history: (await teo.get(`${served.base}/people/${lidia.id}/history`)).status,
      entry: (await teo.get(`${served.base}/entries/${lidia.id}`)).status,
      disclosed: (await teo.post(`${served.base}/people/${lidia.id}/disclosure`)).status,
      came: (await teo.get(`${served.base}/sessions/${sessionA.id}`)).text.includes(lidia.id),
    });
    const nowhere = { listed: 0, page: 404, history: 404, entry: 404, disclosed: 404, came: false };
    expect(await seen()).toEqual(nowhere);
    expect(await send(alicia, draft('ledger.batch-opened', { batchId, what: 'attendance', rowCount: 1, entryCount: 1, processId: courseA.id }))).toMatchObject(accepted);
    expect(await seen()).toEqual({ listed: 1, page: 200, history: 200, entry: 200, disclosed: 200, came: true });
    expect(await send(alicia, draft('ledger.batch-withdrawn', { batchId }, { private: { reason: secret('otra lista') } }))).toMatchObject(accepted);
    expect(await seen()).toEqual(nowhere);
    expect(await send(teo, correction(lidia, { sex: 'woman' }))).toMatchObject(outside('rootId'));
  });
});
