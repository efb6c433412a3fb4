/** Conflicts and waiting entries over HTTP: what is shown, to whom, and that a decision over all leaves ends it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, draft, named, organisation, person, process, secret, session } from '../../test/cast/drafts.ts';
import { PARTNER_A, PARTNER_B, servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { listConflicts, listWaiting, readConflict } from './conflict-contract.ts';
import { readEntry } from './contract.ts';
import type { Draft } from './entry.ts';

let served: ServedHouse;
let alicia: Actor;
let mario: Actor;
let teo: Actor;
let berta: Actor;

const partnerA = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const partnerB = { ...organisation('Centro Chaqueño', 'implementing-partner'), id: PARTNER_B };
const courseA = process('A', { partnerId: PARTNER_A, title: 'Gestión de costos' });
const courseB = process('B', { partnerId: PARTNER_B });
const sessionA = session(courseA.id, 1);
const sessionB = session(courseB.id, 1);
const ana = person('Quispe, Ana', { sex: null, birthYear: 1980 });
const beto = person('Vaca, Beto');
const anaInA = attendance({ processId: courseA.id, sessionId: sessionA.id, personId: ana.id }, 50);
const betoInB = attendance({ processId: courseB.id, sessionId: sessionB.id, personId: beto.id }, 50);
const phone = (number: string) => secret({ phones: [{ number, kind: 'mobile' }], email: null });
const ofAlicia = { ...correction(ana, { sex: 'woman' }), private: { contact: phone('70000231'), note: secret('lo dijo ella') } };
const ofMario = { ...correction(ana, { sex: 'man', birthYear: 1985 }), private: { contact: phone('70000213') } };
const betoLonger = correction(betoInB, { durationMinutes: 90 });
const betoShorter = correction(betoInB, { durationMinutes: 70 });

async function send(who: Actor, ...entries: Draft[]): Promise<unknown> {
  const reply = await who.post(`${served.base}/entries`, { entries });
  expect([reply.status, reply.text.includes('"refused"')]).toEqual([200, false]);
  return reply.body;
}
const list = async (who: Actor, query = '') => listConflicts.answer.parse((await who.get(`${served.base}/conflicts${query}`)).body);
const one = async (who: Actor, id: string) => readConflict.answer.parse((await who.get(`${served.base}/conflicts/${id}`)).body);
const waiting = async (who: Actor) => listWaiting.answer.parse((await who.get(`${served.base}/waiting-entries`)).body);

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  mario = await served.as('mario');
  teo = await served.as('teo');
  berta = await served.as('berta');
  await send(alicia, partnerA, partnerB, courseA, courseB, sessionA, sessionB, ana, beto, anaInA, betoInB);
  await send(alicia, ofAlicia);
  expect(await send(mario, ofMario)).toMatchObject({ answers: [{ conflicts: ['payload.sex', 'private.contact'] }] });
  await send(mario, betoLonger, betoShorter);
});
afterAll(() => served.close());

describe('the list of conflicts', () => {
  test('holds what is in conflict, the newest first, with whom it is about and who wrote the values', async () => {
    const { items, total } = await list(alicia);
    expect(total).toBe(2);
    expect(items).toMatchObject([
      { id: betoInB.id, kind: 'events.attendance-recorded', about: [{ what: 'person', label: 'Beto Vaca' }, { what: 'session', number: 1 }], by: ['mario'] },
      { id: ana.id, about: [{ what: 'person', id: ana.id, label: 'Ana Quispe' }], by: ['alicia', 'mario'], fields: ['payload.sex', 'private.contact'] },
    ]);
  });

  test('goes on page by page, and is searched by names without accents', async () => {
    const first = await list(alicia, '?limit=1');
    expect(first).toMatchObject({ total: 2, items: [{ id: betoInB.id }] });
    expect(await list(alicia, `?limit=1&cursor=${first.next ?? 0}`)).toMatchObject({ total: 2, items: [{ id: ana.id }] });
    expect((await list(alicia, '?q=quispe')).items.map(({ id }) => id)).toEqual([ana.id]);
    expect((await list(alicia, '?q=vaca')).items.map(({ id }) => id)).toEqual([betoInB.id]);
    expect((await list(alicia, '?q=nadie')).items).toEqual([]);
  });

  test('is for staff: a partner sees its own, whoever funds or takes part sees none', async () => {
    expect((await list(teo)).items.map(({ id }) => id)).toEqual([ana.id]);
    expect((await list(berta)).items.map(({ id }) => id)).toEqual([betoInB.id]);
    for (const name of ['elena', 'evo', 'pepa']) {
      const who = await served.as(name);
      for (const path of ['conflicts', `conflicts/${ana.id}`, 'waiting-entries']) {
        expect([name, path, (await who.get(`${served.base}/${path}`)).status]).toEqual([name, path, 403]);
      }
    }
  });
});

describe('one conflict', () => {
  test('shows each field with its values, who, when, how they know, what was before, and what merged by itself', async () => {
    const page = await one(teo, ana.id);
    expect(page).toMatchObject({ kind: 'registry.person-registered', schemaVersion: 2, permission: 'person.write', withdrawn: false });
    expect(new Set(page.leaves)).toEqual(new Set([ofAlicia.id, ofMario.id]));
    expect(page.payload).toMatchObject({ sex: 'woman', birthYear: 1985 });
    expect(page.fields).toMatchObject([
      { field: 'payload.sex', before: { value: null }, values: [{ value: 'woman' }, { value: 'man' }] },
      {
        field: 'private.contact',
        values: [
          { value: { phones: [{ number: '70000231' }] }, authors: [{ recordedBy: 'alicia', role: 'coordinator', via: 'web', note: 'lo dijo ella' }] },
          { value: { phones: [{ number: '70000213' }] }, authors: [{ recordedBy: 'mario', role: 'me-officer', note: null }] },
        ],
      },
    ]);
    expect(page.joined).toMatchObject([{ field: 'payload.birthYear', before: { value: 1980 }, now: { value: 1985 }, author: { recordedBy: 'mario' } }]);
  });

  test('that shows a telephone in full is kept as a disclosure', async () => {
    const count = async () => {
      const { rows } = await served.database.owner.query<{ count: number }>('select count(*)::int as count from disclosure where person_id = $1', [ana.id]);
      return rows[0]?.count ?? 0;
    };
    const before = await count();
    await one(alicia, ana.id);
    expect(await count()).toBe(before + 1);
    await one(alicia, betoInB.id);
    expect(await count()).toBe(before + 1);
  });

  test('and so is an entry that holds a document or contacts, of a person or of an organisation', async () => {
    const phone = { kind: 'mobile', number: '71234567' };
    const eva = person('Luna, Eva', {}, { private: { name: secret(named('Eva', 'Luna')), contact: secret({ phones: [phone], email: null }) } });
    const shop = organisation('Tienda', 'enterprise', {}, { private: { contact: secret({ persons: [], phones: [phone], email: null, address: null }) } });
    const [nobody, plain] = [person('Luna, Nora'), organisation('Otra')];
    await send(alicia, eva, shop, nobody, plain);
    for (const { id } of [eva, shop, nobody, plain]) await alicia.get(`${served.base}/entries/${id}`);
    const { rows } = await served.database.owner.query<{ id: string }>(
      'select coalesce(person_id, organisation_id) as id from disclosure where coalesce(person_id, organisation_id) = any($1) order by disclosed_at',
      [[eva.id, shop.id, nobody.id, plain.id]],
    );
    expect(rows.map(({ id }) => id).toSorted()).toEqual([eva.id, shop.id].toSorted());
  });

  test('names the things behind ids', async () => {
    expect((await one(alicia, betoInB.id)).labels.map(({ label }) => label).sort()).toEqual(['Beto Vaca', 'Proceso B', 'Proceso B']);
  });

  test('of another partner, or of nothing, is not found', async () => {
    for (const [who, id] of [[berta, ana.id], [teo, betoInB.id], [alicia, PARTNER_A.replace('a', 'c')]] as const) {
      expect((await who.get(`${served.base}/conflicts/${id}`)).status).toBe(404);
    }
    expect((await teo.get(`${served.base}/entries/${betoInB.id}`)).status).toBe(404);
  });
});

test('an entry says every leaf, what counts and what is in conflict; lists say the same', async () => {
  const entry = readEntry.answer.parse((await alicia.get(`${served.base}/entries/${ana.id}`)).body);
  expect(new Set(entry.leaves)).toEqual(new Set([ofAlicia.id, ofMario.id]));
  expect(entry).toMatchObject({ standing: { payload: { sex: 'woman', birthYear: 1985 } }, conflictFields: ['payload.sex', 'private.contact'] });
  const record = { leaves: [ofAlicia.id, ofMario.id], conflictFields: ['payload.sex', 'private.contact'], occurredOn: '2020-10-14' };
  expect((await alicia.get(`${served.base}/people/${ana.id}`)).body).toMatchObject({ records: [record] });
  const people = [{ entries: [{ rootId: betoInB.id, leaves: [betoLonger.id, betoShorter.id], conflictFields: ['payload.durationMinutes'] }] }];
  expect((await alicia.get(`${served.base}/sessions/${sessionB.id}`)).body).toMatchObject({ leaves: [sessionB.id], conflictFields: [], people });
});

test('a correction that came too early waits in a list of its own; a partner sees what is about its people', async () => {
  const late = person('Rojas, Eva');
  const early = correction(late, { sex: 'woman' });
  expect(await send(alicia, early)).toMatchObject({ answers: [{ answer: 'waiting' }] });
  expect(await waiting(alicia)).toMatchObject({ total: 1, items: [{ id: early.id, recordedBy: 'alicia', rootIsIn: false, missingCount: 1 }] });
  expect(await waiting(teo)).toEqual({ items: [], total: 0, next: null });
  const ofAna = correction(ana, { sex: 'woman' }, [randomUUID()]);
  expect(await send(teo, ofAna)).toMatchObject({ answers: [{ answer: 'waiting' }] });
  expect((await waiting(teo)).items).toMatchObject([{ id: ofAna.id, rootIsIn: true, about: [{ label: 'Ana Quispe' }] }]);
  expect((await waiting(berta)).items).toEqual([]);
  await send(alicia, late);
  expect((await waiting(alicia)).items.map(({ id }) => id)).toEqual([ofAna.id]);
  // What came out of order: the leaf is the correction, whatever came last. What waits is no leaf yet.
  expect((await alicia.get(`${served.base}/people/${late.id}`)).body).toMatchObject({ records: [{ leaves: [early.id] }], sex: 'woman' });
  expect((await one(alicia, ana.id)).leaves).not.toContain(ofAna.id);
});

test('a decision that supersedes all leaves ends the conflict and takes it off the list', async () => {
  const { leaves, payload } = await one(mario, ana.id);
  const decision = { ...correction(ana, { ...payload, sex: 'man' }, leaves), private: { contact: phone('70000213'), name: secret(named('Ana', 'Quispe')) } };
  expect(await send(mario, decision)).toMatchObject({ answers: [{ answer: 'accepted', conflicts: [] }] });
  expect((await list(alicia)).items.map(({ id }) => id)).toEqual([betoInB.id]);
  expect(await one(alicia, ana.id)).toMatchObject({ fields: [], joined: [], leaves: [decision.id], payload: { sex: 'man', birthYear: 1985 } });
});

test('of reminders the members are named, those who have left too; nothing is about them', async () => {
  const { rows } = await served.database.owner.query<{ id: string; username: string }>(`select id, username from app_user where username in ('mario', 'teo')`);
  const idOf = (name: string): string => rows.find(({ username }) => username === name)?.id ?? '';
  const schedule = draft('results.reminders-scheduled', { daysBefore: [7], roles: [], memberIds: [idOf('mario'), idOf('teo')] });
  await send(alicia, schedule, correction(schedule, { memberIds: [idOf('mario')] }), correction(schedule, { memberIds: [idOf('teo')] }));
  await served.database.owner.query('update membership set ended_at = now() where user_id = $1', [idOf('teo')]);
  const page = await one(alicia, schedule.id);
  expect(page.fields.map(({ field }) => field)).toEqual(['payload.memberIds']);
  expect(new Map(page.labels.map(({ id, label }) => [id, label]))).toEqual(new Map([[idOf('mario'), 'mario'], [idOf('teo'), 'teo']]));
  expect(page.about).toEqual([]);
});
