/** A process with its funder, the organisations invited to it, and who came, over HTTP. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, draft, invitation, organisation, organisationsMerged, peopleMerged, person, process, registration, session, withdrawal } from '../../../test/cast/drafts.ts';
import { PARTNER_A, PARTNER_B, servedHouse, type Actor, type ServedHouse } from '../../../test/cast/house.ts';
import type { Draft } from '../../ledger/entry.ts';

let served: ServedHouse;
let alicia: Actor;

const partners = [
  { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A },
  { ...organisation('Centro Chaqueño', 'implementing-partner'), id: PARTNER_B },
];
const donor = organisation('Cooperación de prueba', 'donor');
const chamber = organisation('Cámara', 'employers');
const chamberAgain = organisation('Cámara Nacional', 'employers');
const union = organisation('Federación', 'workers');
const course = process('A', { partnerId: PARTNER_A, capacity: 3, modality: 'on-site', venue: 'Casa de prueba' });
const other = process('B', { partnerId: PARTNER_B });
const first = session(course.id, 1);
const women = ['Ana', 'Rosa'].map((name) => person(`Quispe, ${name}`, { sex: 'woman' }));
const man = person('Vaca, Beto', { sex: 'man' });
const nobodyAsked = person('Rojas, Alex');
const invitedChamber = invitation(course.id, chamber.id, 2, 50);

async function send(who: Actor, ...entries: Draft[]): Promise<unknown> {
  const reply = await who.post(`${served.base}/entries`, { entries });
  expect(reply.status).toBe(200);
  return reply.body;
}
const accepted = { answers: [{ answer: 'accepted' }] };
const refused = (code: string, field: string | null = null) => ({ answers: [{ answer: 'refused', code, field }] });
const present = (who: Draft, of: Draft | null): Draft =>
  attendance({ processId: course.id, sessionId: first.id, personId: who.id, organisationId: of?.id ?? null }, 100);

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  const things = [...partners, donor, chamber, chamberAgain, union, course, other, first, ...women, man, nobodyAsked];
  expect(JSON.stringify(await send(alicia, ...things, invitedChamber))).not.toContain('refused');
});
afterAll(() => served.close());

describe('a process', () => {
  test('says how and where it is held, and who pays with the document that says so', async () => {
    expect(await send(alicia, correction(course, { funderId: donor.id }))).toMatchObject(refused('funder-needs-source', 'funder'));
    const paid = correction(course, { funderId: donor.id, funderSource: 'Convenio de prueba, 2020' });
    expect(await send(alicia, paid)).toMatchObject(accepted);
    const { body } = await alicia.get(`${served.base}/processes/${course.id}`);
    const particulars = { modality: 'on-site', venue: 'Casa de prueba', capacity: 3, partnerName: 'Centro Andino' };
    expect(body).toMatchObject({ ...particulars, funderName: 'Cooperación de prueba', funderSource: 'Convenio de prueba, 2020' });
  });

  test('written before anybody asked says nothing of all that', async () => {
    const payload = { code: 'VIEJO', title: 'Proceso viejo', topic: null, format: 'training', thresholdPercent: 80, partnerId: null };
    const old = draft('events.process-opened', payload);
    expect(await send(alicia, old)).toMatchObject(accepted);
    const { body } = await alicia.get(`${served.base}/processes/${old.id}`);
    expect(body).toMatchObject({ title: 'Proceso viejo', modality: null, venue: null, funderId: null, capacity: null });
  });
});

describe('an invitation', () => {
  test('is made once for each organisation; then its quota is corrected', async () => {
    expect(await send(alicia, invitation(course.id, chamber.id, 9))).toMatchObject(refused('already-invited', 'organisation'));
    expect(await send(alicia, invitation(other.id, chamber.id, 9))).toMatchObject(accepted);
    const twice = await send(alicia, invitation(course.id, union.id, 5, 40), invitation(course.id, union.id, 6, 40));
    expect(twice).toMatchObject({ answers: [{ answer: 'accepted' }, { answer: 'refused', code: 'already-invited' }] });
    expect(await send(alicia, correction(invitedChamber, { quota: 4 }))).toMatchObject(accepted);
    expect(await send(alicia, invitation(course.id, donor.id, 0))).toMatchObject(refused('bad-payload', 'quota'));
  });

  test('stands against who came; a withdrawn one leaves, and who came stays', async () => {
    const [ana, rosa] = women;
    if (ana === undefined || rosa === undefined) throw new Error('two women');
    // Rosa came for a record that turns out to be the same chamber.
    await send(alicia, present(ana, chamber), present(rosa, chamberAgain), present(man, chamber), present(nobodyAsked, null));
    await send(alicia, organisationsMerged(chamber.id, chamberAgain.id));
    const read = async () => (await alicia.get(`${served.base}/processes/${course.id}/invited`)).body;
    expect(await read()).toMatchObject({
      organisations: [
        { organisationName: 'Cámara', quota: 4, womenGoalPercent: 50, attended: { people: 3, women: 2, unsaid: 0 } },
        { organisationName: 'Federación', quota: 5, attended: { people: 0 } },
      ],
      kinds: [
        { kind: 'employers', invited: 1, quota: 4, attended: { people: 3, women: 2, unsaid: 0 } },
        { kind: 'workers', invited: 1, quota: 5 },
        { kind: 'government', invited: 0, quota: null },
        { kind: 'unknown', attended: { people: 1, women: 0, unsaid: 1 } },
      ],
      // (4 x 50 + 5 x 40) / 9 = 44.4.
      total: { invited: 2, quota: 9, womenGoalPercent: 44, attended: { people: 4, women: 2, unsaid: 1 } },
    });
    const gone = invitation(course.id, donor.id, 1);
    expect(await send(alicia, gone)).toMatchObject(accepted);
    expect(await send(alicia, withdrawal(gone))).toMatchObject(accepted);
    expect(await send(alicia, invitation(course.id, donor.id, 2))).toMatchObject(accepted);
  });

  test('is read by the donor, without anybody named; by a partner only where the process is theirs', async () => {
    const seen = await (await served.as('elena')).get(`${served.base}/processes/${course.id}/invited`);
    expect(seen.body).toMatchObject({ total: { attended: { people: 4 } } });
    expect(seen.text).not.toContain('Quispe');
    const [teo, berta] = [await served.as('teo'), await served.as('berta')];
    expect((await teo.get(`${served.base}/processes/${course.id}/invited`)).status).toBe(200);
    expect((await berta.get(`${served.base}/processes/${course.id}/invited`)).status).toBe(404);
    const ours = organisation('Municipio', 'government');
    expect(await send(teo, ours, invitation(course.id, ours.id, 2))).toMatchObject({ answers: [{ answer: 'accepted' }, { answer: 'accepted' }] });
    expect(await send(berta, invitation(course.id, donor.id, 2))).toMatchObject(refused('outside-scope', 'process'));
  });
});

describe('a registration', () => {
  const series = process('C', { partnerId: PARTNER_A, capacity: 2 });
  const opening = session(series.id, 1);
  const [eva, ivo, lia, noa] = [person('Suárez, Eva'), person('Suárez, Ivo'), person('Suárez, Lía'), person('Suárez, Noa')];
  const evaIn = registration(series.id, eva.id, union.id);
  const ivoIn = registration(series.id, ivo.id, union.id);
  const liaIn = registration(series.id, lia.id);
  const read = async (who: Actor) => (await who.get(`${served.base}/processes/${series.id}/registrations`)).body;
  const items = (...names: readonly (readonly [string, string, number | null])[]) => ({
    items: names.map(([givenNames, state, turn]) => ({ givenNames, state, turn })),
  });

  test('gives places by order and quota; the others wait in their turn', async () => {
    expect(JSON.stringify(await send(alicia, series, opening, invitation(series.id, union.id, 1), eva, ivo, lia, noa))).not.toContain('refused');
    expect(JSON.stringify(await send(alicia, evaIn, ivoIn, liaIn, registration(series.id, noa.id)))).not.toContain('refused');
    expect(await read(alicia)).toMatchObject(items(['Eva', 'place', null], ['Ivo', 'waiting', 1], ['Lía', 'place', null], ['Noa', 'waiting', 2]));
  });

  test('says nothing of attendance: nobody of them came, and no figure moved', async () => {
    const { body } = await alicia.get(`${served.base}/processes/${series.id}`);
    expect(body).toMatchObject({ attendedCount: 0, trainedCount: 0, participants: [] });
    const invited = await alicia.get(`${served.base}/processes/${series.id}/invited`);
    expect(invited.body).toMatchObject({ total: { quota: 1, registered: { people: 2, women: 0, unsaid: 2 }, waiting: 2, attended: { people: 0 } } });
  });

  test('is made once for each person, whichever of their records is named', async () => {
    expect(await send(alicia, registration(series.id, eva.id))).toMatchObject(refused('already-registered', 'person'));
    const evaAgain = person('Suárez, Eva');
    await send(alicia, evaAgain, peopleMerged(eva.id, evaAgain.id));
    expect(await send(alicia, registration(series.id, evaAgain.id))).toMatchObject(refused('already-registered', 'person'));
    const forNobody = correction(evaIn, { organisationId: null });
    expect(await send(alicia, forNobody)).toMatchObject(accepted);
    expect(await send(alicia, correction(evaIn, { organisationId: union.id }, [forNobody.id]))).toMatchObject(accepted);
    expect(await send(alicia, registration(series.id, series.id))).toMatchObject({ answers: [{ answer: 'refused' }] });
  });

  test('does not come in an import, nor does anything of a process but attendance', async () => {
    const inImport = (of: Draft): Draft => ({ ...of, batchId: randomUUID() });
    const [carla, again] = [person('Soliz, Carla'), process('D')];
    expect(await send(alicia, carla)).toMatchObject(accepted);
    const things = [registration(series.id, carla.id), invitation(series.id, chamber.id, 1), again, session(series.id, 9)];
    for (const of of things) expect(await send(alicia, inImport(of))).toMatchObject(refused('not-imported', 'batchId'));
  });

  test('cancelled, its place goes to the next who has a quota', async () => {
    expect(await send(alicia, withdrawal(liaIn))).toMatchObject(accepted);
    // Ivo waits for a place of the union, which Eva has; so Noa moves up.
    expect(await read(alicia)).toMatchObject(items(['Eva', 'place', null], ['Ivo', 'waiting', 1], ['Noa', 'place', null]));
  });

  test('puts the person in the list of every session, to be marked by a tap', async () => {
    const { body } = await alicia.get(`${served.base}/sessions/${opening.id}`);
    const seen = { registered: true, minutes: 0, entries: [] };
    expect(body).toMatchObject({ people: [{ givenNames: 'Eva', organisationName: 'Federación', ...seen }, { givenNames: 'Noa', ...seen }] });
    await send(alicia, attendance({ processId: series.id, sessionId: opening.id, personId: eva.id }, 100));
    const { body: after } = await alicia.get(`${served.base}/processes/${series.id}`);
    expect(after).toMatchObject({ attendedCount: 1 });
  });

  test('comes with a calendar file of the sessions, in the hours that were said', async () => {
    expect(await send(alicia, correction(opening, { startsAt: '25:00' }))).toMatchObject(refused('bad-payload', 'startsAt'));
    expect(await send(alicia, correction(opening, { startsAt: '08:30' }))).toMatchObject(accepted);
    const { body } = await alicia.get(`${served.base}/processes/${series.id}/calendar`);
    expect(body).toMatchObject({ fileName: 'C.ics', text: expect.stringContaining('DTSTART:20201011T123000Z') });
    expect((await (await served.as('berta')).get(`${served.base}/processes/${series.id}/calendar`)).status).toBe(404);
  });

  test('is seen and made by the partner whose process it is, and by nobody else', async () => {
    const [teo, berta, elena] = [await served.as('teo'), await served.as('berta'), await served.as('elena')];
    // The coordinator wrote Noa down; being registered with the partner, she is theirs to see.
    expect(await read(teo)).toMatchObject(items(['Eva', 'place', null], ['Ivo', 'waiting', 1], ['Noa', 'place', null]));
    expect((await berta.get(`${served.base}/processes/${series.id}/registrations`)).status).toBe(404);
    expect((await elena.get(`${served.base}/processes/${series.id}/registrations`)).status).toBe(403);
    const tito = person('Tórrez, Tito');
    expect(await send(teo, tito, registration(series.id, tito.id))).toMatchObject({ answers: [{ answer: 'accepted' }, { answer: 'accepted' }] });
    const bruno = person('Bravo, Bruno');
    const tried = await send(berta, bruno, registration(series.id, bruno.id));
    expect(tried).toMatchObject({ answers: [{ answer: 'accepted' }, { answer: 'refused', code: 'outside-scope', field: 'process' }] });
    expect(await send(berta, registration(other.id, noa.id))).toMatchObject(refused('outside-scope', 'person'));
  });
});
