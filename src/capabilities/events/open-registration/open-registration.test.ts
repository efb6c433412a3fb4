/** Registering from outside, over HTTP: the public page, and what staff see and answer. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correction, draft, invitation, organisation, person, process, registration, secret, session, withdrawal } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { answersTo, expectClosedByDay, expectDeadEnds, expectFormsNowhereElse, publicForm, statusesOf, type PublicForm } from '../../../../test/cast/public-form.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import { makeServer } from '../../../app/server.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { readRegistrations } from '../registration-contract.ts';
import { readRequests } from './contract.ts';

let served: ServedHouse;
let alicia: Actor;
let form: PublicForm;

const CODE = 'ABCDEFGHJKMN';
const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const chamber = organisation('Cámara de Artesanas', 'employers');
const course = process('ABIERTO', { partnerId: PARTNER_A, capacity: 2, venue: 'Casa <Grande>', title: 'Costos & precios' });
const first = session(course.id, 1, { heldOn: '2030-03-05' });
const other = process('CERRADO');
const lidia = person('Mamani Condori, Lidia', { sex: 'woman' });
const opened = opening();

function opening(payload: Record<string, unknown> = {}): Draft {
  return draft('events.registration-opened', { processId: course.id, code: CODE, closesOn: null, consent: { es: 'Para <organizar> el curso', en: null }, ...payload });
}

const BOXES = { apellidos: 'Quispe Rojas', nombres: 'Rosa', sexo: 'woman', telefono: '712 00001', acepto: '1' };

const send = (who: Actor, ...entries: Draft[]): Promise<string[]> => answersTo(served, who, ...entries);
async function requests(who: Actor = alicia, id = course.id) {
  return readRequests.answer.parse((await who.get(`${served.base}/processes/${id}/requests`)).body);
}
async function requestOf(surnames: string) {
  const found = (await requests()).items.find((one) => one.surnames === surnames);
  if (found === undefined) throw new Error(`Nobody called ${surnames} asked.`);
  return found;
}
const page = (...asked: Parameters<PublicForm['page']>) => form.page(...asked);
const submit = (...sent: Parameters<PublicForm['submit']>) => form.submit(...sent);

beforeAll(async () => {
  served = await servedHouse();
  form = publicForm(served, 'inscripcion', CODE);
  alicia = await served.as('alicia');
  expect((await send(alicia, partner, chamber, course, first, other, lidia, invitation(course.id, chamber.id, 5), opened)).join()).not.toContain('refused');
});
afterAll(() => served.close());

describe('the public page', () => {
  test('says what, when and where, in Spanish and in English, to whoever has the address in any spelling', async () => {
    for (const address of [CODE, 'abcd-efgh-jkmn']) {
      const { status, text, headers } = await page('', address);
      expect([status, headers.get('cache-control'), headers.get('x-robots-tag')]).toEqual([200, 'no-store', 'noindex']);
      for (const words of ['Costos &amp; precios', '05/03/2030', 'Casa &lt;Grande&gt;', 'Quedan 2 lugares', 'Cámara de Artesanas', 'Para &lt;organizar&gt; el curso']) expect(text).toContain(words);
      expect(text).not.toMatch(/<script|<Grande>|Mamani/);
    }
    expect((await page('?lang=en')).text).toContain('2 places are left');
  });

  test('has the sessions as a calendar file that names the page', async () => {
    const { status, text, headers } = await page('/calendario.ics');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(text.replaceAll('\r\n ', '')).toContain('/inscripcion/ABCD-EFGH-JKMN');
  });

  test('tells an address that leads nowhere in words', () => expectDeadEnds(form, 'No encontramos esa inscripción', BOXES));
});

describe('a request', () => {
  test('that lacks something says what, and keeps what was typed', async () => {
    const { status, text } = await submit({ ...BOXES, telefono: 'no "tengo"', acepto: '', nombres: '<b>Rosa</b>', documento: '12' });
    expect(status).toBe(422);
    for (const words of ['Escriba un número de celular', 'Marque la casilla', 'El carnet lleva', 'value="no &quot;tengo&quot;"', 'value="&lt;b&gt;Rosa&lt;/b&gt;"']) expect(text).toContain(words);
    expect((await requests()).items).toEqual([]);
  });

  test('goes in once, however often it is sent, and whoever sends it is told the same', async () => {
    const envio = randomUUID();
    const replies = [await submit({ ...BOXES, envio }), await submit({ ...BOXES, envio }), await submit({ ...BOXES, nombres: 'ROSA', telefono: '71200001' })];
    expect(replies.map(({ status, location }) => [status, location])).toEqual(Array(3).fill([303, '/inscripcion/ABCD-EFGH-JKMN?recibida=1']));
    expect((await page('?recibida=1')).text).toContain('Recibimos su solicitud');
    const { items } = await requests();
    expect(items).toMatchObject([{ surnames: 'Quispe Rojas', givenNames: 'Rosa', phone: '712 00001', sex: 'woman', document: null, organisationName: null, answer: null, matches: 0 }]);
  });

  test('of somebody the registry knows is answered like any other; staff see that it may be her', async () => {
    const known = { ...BOXES, apellidos: 'Mamani Condori', nombres: 'Lidia', telefono: '71200002', organizacion: ' cámara de artesanas ' };
    expect(await submit(known)).toMatchObject({ status: 303 });
    expect(await requestOf('Mamani Condori')).toMatchObject({ matches: 1, organisationId: chamber.id, organisationName: 'Cámara de Artesanas' });
  });

  test('of what fills every box is not kept', async () => {
    const before = (await requests()).items.length;
    expect(await submit({ ...BOXES, apellidos: 'Robot', sitio: 'http://example.org' })).toMatchObject({ status: 303 });
    expect((await requests()).items).toHaveLength(before);
  });

  test('is private: who reads no attendance reads none, no partner reads another\'s, and entries hide it', async () => {
    expect(await statusesOf(served, `${served.base}/processes/${course.id}/requests`)).toEqual([200, 200, 403, 403, 404, 404, 401]);
    const row = await served.database.owner.query(`select body from entry where kind = 'events.registration-requested'`);
    expect(JSON.stringify(row.rows)).not.toMatch(/Quispe|Mamani|71200002/);
  });

  test('is shown with a trace: who read it, and no trace of whoever was shown nothing', async () => {
    const shown = async () =>
      (await served.database.owner.query<{ id: string }>('select entry_id as id from disclosure where entry_id is not null')).rows.map(({ id }) => id);
    const [before, ids] = [await shown(), (await requests()).items.map(({ id }) => id)];
    expect((await shown()).slice(before.length).sort()).toEqual([...ids].sort());
    const sofar = (await shown()).length;
    await (await served.as('elena')).get(`${served.base}/processes/${course.id}/requests`);
    expect(await shown()).toHaveLength(sofar);
    expect((await alicia.get(`${served.base}/entries/${ids[0] ?? ''}`)).status).toBe(200);
    expect(await shown()).toHaveLength(sofar + 1);
  });

  test('comes as a form of this page only: no other route takes one', () => expectFormsNowhereElse(served));
});

describe('staff', () => {
  test('accept one as a registration, in the order of the requests; undone, it waits again', async () => {
    const [beto, ana] = [person('Vaca, Beto'), person('Rojas, Ana')];
    expect(await send(alicia, beto, ana, registration(course.id, ana.id))).toEqual(['accepted', 'accepted', 'accepted']);
    await submit({ ...BOXES, apellidos: 'Vaca', nombres: 'Beto', telefono: '71200003' });
    const late = registration(course.id, lidia.id);
    const [rosa, asked] = [person('Quispe Rojas, Rosa'), await requestOf('Quispe Rojas')];
    const forRosa = registration(course.id, rosa.id);
    const answer = draft('events.registration-answered', { processId: course.id, requestId: asked.id, answer: 'accepted', registrationId: forRosa.id });
    expect(await send(alicia, late)).toEqual(['accepted']);
    expect(await send(await served.as('teo'), rosa, forRosa, answer)).toEqual(['accepted', 'accepted', 'accepted']);
    const order = async () =>
      readRegistrations.answer.parse((await alicia.get(`${served.base}/processes/${course.id}/registrations`)).body).items.map(({ personId, state }) => [personId, state]);
    // Rosa asked before Ana and Lidia were registered: the place is hers, whenever she was answered.
    expect(await order()).toEqual([[rosa.id, 'place'], [ana.id, 'place'], [lidia.id, 'waiting']]);
    expect((await page()).text).toContain('Ya no quedan lugares');
    expect((await requestOf('Quispe Rojas')).answer).toMatchObject({ answer: 'accepted', registration: { id: forRosa.id, personId: rosa.id, isNew: true } });
    expect(await send(alicia, { ...answer, id: randomUUID() })).toEqual(['already-answered']);
    expect(await send(alicia, withdrawal(answer), withdrawal(forRosa))).toEqual(['accepted', 'accepted']);
    expect((await requestOf('Quispe Rojas')).answer).toBeNull();
  });

  test('accept one of somebody registered already: the registration stays theirs, in its place, whatever becomes of the answer', async () => {
    const asked = await requestOf('Mamani Condori');
    const items = async () => readRegistrations.answer.parse((await alicia.get(`${served.base}/processes/${course.id}/registrations`)).body).items;
    const before = await items();
    const held = before.find(({ personId }) => personId === lidia.id);
    // A second registration is refused, so the request is answered with the one that stands.
    expect(await send(alicia, registration(course.id, lidia.id))).toEqual(['already-registered']);
    const answer = draft('events.registration-answered', { processId: course.id, requestId: asked.id, answer: 'accepted', registrationId: held?.id });
    expect(await send(alicia, answer)).toEqual(['accepted']);
    expect((await requestOf('Mamani Condori')).answer).toMatchObject({ registration: { id: held?.id, personId: lidia.id, isNew: false } });
    expect((await items()).map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    expect(await send(alicia, withdrawal(answer))).toEqual(['accepted']);
    expect(await items()).toEqual(before);
  });

  test('decline one with a reason that only staff see', async () => {
    const { id } = await requestOf('Vaca');
    const answer = draft('events.registration-answered', { processId: course.id, requestId: id, answer: 'declined', registrationId: null }, { private: { reason: secret('vive en otro país') } });
    expect(await send(alicia, answer)).toEqual(['accepted']);
    expect((await requestOf('Vaca')).answer).toMatchObject({ answer: 'declined', reason: 'vive en otro país', registration: null });
    expect((await page()).text).not.toContain('otro país');
  });

  test('answer nothing that does not fit, nor what is not theirs', async () => {
    const { id } = await requestOf('Quispe Rojas');
    const answer = (payload: Record<string, unknown>) => draft('events.registration-answered', { processId: course.id, requestId: id, answer: 'declined', registrationId: null, ...payload });
    expect(await send(alicia, answer({ answer: 'accepted' }), answer({ processId: other.id }))).toEqual(['bad-payload', 'request-of-another-process']);
    expect(await send(await served.as('berta'), answer({}))).toEqual(['outside-scope']);
    expect((await (await served.as('elena')).post(`${served.base}/entries`, { entries: [answer({})] })).status).toBe(403);
  });

  test('open a process once, under a code that leads nowhere else', async () => {
    expect(await send(alicia, opening({ code: 'ABCDEFGHJKMQ' }))).toEqual(['already-set']);
    expect(await send(alicia, opening({ processId: other.id }))).toEqual(['registration-code-taken']);
    expect(await send(await served.as('berta'), opening({ code: 'ABCDEFGHJKMQ' }))).toEqual(['outside-scope']);
    expect((await requests()).opening).toMatchObject({ code: CODE, isOpen: true, address: `${served.url}/inscripcion/ABCD-EFGH-JKMN` });
  });
});

describe('closed', () => {
  test('by its last day: the page says so, and nothing goes in', () =>
    expectClosedByDay(form, {
      served, alicia, opened, boxes: { ...BOXES, apellidos: 'Tarde' }, words: 'La inscripción está cerrada',
      isOpen: async () => (await requests()).opening?.isOpen,
    }));

  test('by the last session: the page says that it took place, and staff are told before they open it', async () => {
    expect((await requests()).heldOn).toBeNull();
    const held = correction(first, { heldOn: '2020-03-05' });
    expect(await send(alicia, held)).toEqual(['accepted']);
    const { status, text } = await page();
    expect([status, text.includes('Este proceso ya se realizó'), text.includes('05/03/2020'), text.includes('<form')]).toEqual([410, true, true, false]);
    expect((await page('?lang=en')).text).toContain('has already taken place');
    expect((await submit({ ...BOXES, apellidos: 'Tarde' })).status).toBe(410);
    expect(await requests()).toMatchObject({ heldOn: '2020-03-05', opening: { isOpen: false } });
    expect(await send(alicia, correction(first, {}, [held.id]))).toEqual(['accepted']);
    expect((await page()).status).toBe(200);
  });

  test('by who opened it: the page no longer names the process', async () => {
    const { opening: standing } = await requests();
    expect(await send(alicia, withdrawal(opened, standing?.leaves[0]))).toEqual(['accepted']);
    const { status, text } = await page();
    expect([status, text.includes('Costos')]).toEqual([410, false]);
    expect((await submit(BOXES)).status).toBe(410);
    expect((await requests()).items.length).toBeGreaterThan(0);
  });
});

test('all of it comes out of a rebuild as it was', async () => {
  const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(changed).toEqual({});
});

test('from one address so many go in, and the form says when to send again', async () => {
  const again = opening({ code: 'ABCDEFGHJKMR' });
  expect(await send(alicia, again)).toEqual(['accepted']);
  const statuses: number[] = [];
  for (let sent = 0; sent < 32; sent += 1) statuses.push((await submit({ ...BOXES, apellidos: `Quispe ${'abcdefghijklmnopqrstuvwxyzñáéíóú'.charAt(sent)}`, telefono: `7130${1000 + sent}` }, 'ABCDEFGHJKMR')).status);
  expect(statuses[0]).toBe(303);
  expect(statuses.at(-1)).toBe(429);
  const { text } = await submit({ ...BOXES, apellidos: 'Última' }, 'ABCDEFGHJKMR');
  expect([text.includes('value="Última"'), text.includes('Espere diez minutos')]).toEqual([true, true]);
  // Another server, or the same one begun again, knows of it; nobody can be told from what is kept.
  const another = await makeServer(served.house, { webFolder: null, log: () => undefined });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const sent = await another.inject({ method: 'POST', url: '/inscripcion/ABCDEFGHJKMR', headers, payload: new URLSearchParams({ ...BOXES, apellidos: 'Otra' }).toString() });
  expect(sent.statusCode).toBe(429);
  await another.close();
  const { rows } = await served.database.owner.query<{ row: string }>('select c::text as row from counter c');
  expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|ABCDEFGHJKMR/);
});
