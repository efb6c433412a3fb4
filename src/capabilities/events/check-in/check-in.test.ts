/** Checking in over HTTP: the page that a participant reaches, what staff see of it, and what counts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, draft, organisation, peopleMerged, person, process, registration, session, withdrawal } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { answersTo, expectDeadEnds, expectFormsNowhereElse, publicForm, statusesOf, type PublicForm } from '../../../../test/cast/public-form.ts';
import { insertMembership, insertProgramme } from '../../../access/queries.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import { readRows } from '../../../phone/contract.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import { badgeCodeOf } from '../badges/rules.ts';
import { readSession } from '../contract.ts';
import { readCheckIn } from './contract.ts';

let served: ServedHouse;
let alicia: Actor;
let form: PublicForm;

const CODE = 'ABCDEFGHJKMN';
const TODAY = '2021-11-26';
const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const course = process('A', { partnerId: PARTNER_A, title: 'Costos <& precios>' });
const other = process('B');
// It is 08:00 in La Paz: one can check in from 07:30 until 13:30.
const first = session(course.id, 1, { heldOn: TODAY, startsAt: '08:30', durationMinutes: 120 });
const second = session(course.id, 2, { heldOn: '2021-11-27' });
const [ana, beto, carla, dora, twin, lidia] = [person('Quispe, Ana'), person('Vaca, Beto'), person('Rojas, Carla'), person('Arce, Dora'), person('Quispe, Anita'), person('Choque, Lidia Rosa')];
const opened = opening();

function opening(payload: Record<string, unknown> = {}) {
  return draft('events.check-in-opened', { processId: course.id, sessionId: first.id, code: CODE, closed: false, ...payload });
}
const send = (who: Actor, ...entries: Parameters<typeof answersTo>[2][]) => answersTo(served, who, ...entries);
const submit = (...sent: Parameters<PublicForm['submit']>) => form.submit(...sent);
const as = async (username: string, boxes: Record<string, string>) =>
  fetch(`${served.url}/asistencia/${CODE}`, { method: 'POST', body: new URLSearchParams(boxes), redirect: 'manual', headers: { cookie: await cookieOf(username) } });
const codeOf = ({ id }: { readonly id: string }): string => badgeCodeOf(id);
const list = async (who: Actor = alicia) => readSession.answer.parse((await who.get(`${served.base}/sessions/${first.id}`)).body).people;
const waiting = async () => (await list()).flatMap(({ givenNames, checkIn }) => (checkIn === null ? [] : [`${givenNames} ${checkIn.declaredBy}`])).toSorted();
const state = async () => readCheckIn.answer.parse((await alicia.get(`${served.base}/sessions/${first.id}/check-in`)).body);

async function cookieOf(username: string): Promise<string> {
  const reply = await served.stranger.post('/api/sign-in', { username, password: 'contraseña-de-prueba' });
  return reply.cookie;
}

beforeAll(async () => {
  served = await servedHouse();
  form = publicForm(served, 'asistencia', CODE);
  alicia = await served.as('alicia');
  const registered = [ana, beto, twin, lidia].map(({ id }) => registration(course.id, id));
  const answers = await send(alicia, partner, course, other, first, second, ana, beto, carla, dora, twin, lidia, ...registered, registration(other.id, dora.id), opened);
  expect(new Set(answers)).toEqual(new Set(['accepted']));
  const userId = await served.house.signIn.addUser({ username: 'lidia', name: 'Lidia', password: 'contraseña-de-prueba' });
  await insertMembership(served.database.app, userId, served.programme.id, 'participant', { personId: lidia.id });
});
afterAll(() => served.close());

describe('the public page', () => {
  test('says what it is of, in both languages, without a script, names nobody and keeps nothing', async () => {
    const { status, text, headers } = await form.page();
    expect([status, headers.get('cache-control'), headers.get('x-robots-tag'), headers.get('set-cookie')]).toEqual([200, 'no-store', 'noindex', null]);
    for (const words of ['Costos &lt;&amp; precios&gt;', 'Centro Andino', 'Sesión 1 · 26/11/2021 · hasta las 13:30', 'Código de su credencial']) expect(text).toContain(words);
    expect(text).not.toMatch(/<script|Usted entró|Quispe|Vaca/);
    expect((await form.page('?lang=en')).text).toContain('Code of your badge');
  });

  test('tells an address that leads nowhere in words', async () => {
    await expectDeadEnds(form, 'No encontramos esa sesión', { codigo: codeOf(ana) });
    for (const root of ['opinion', 'inscripcion']) expect((await served.stranger.get(`/${root}/${CODE}`)).status).toBe(404);
  });

  test('comes as a form of this page only: no other route takes one', () => expectFormsNowhereElse(served));
});

describe('somebody who says that they are there', () => {
  test('by the code of a badge, is in the list to confirm, and counts nowhere; said again it is once', async () => {
    const replies = [await submit({ codigo: codeOf(ana) }), await submit({ codigo: ` ${codeOf(ana).toLowerCase()} ` }), await submit({ codigo: codeOf(ana), envio: '11111111-1111-4111-8111-111111111111' })];
    expect(replies.map(({ status, location }) => [status, location])).toEqual(Array(3).fill([303, '/asistencia/ABCD-EFGH-JKMN?recibida=1']));
    // The page after it is the same whoever it was.
    const { text } = await form.page('?recibida=1');
    expect(text).toContain('Quien anota la asistencia ya lo ve en su lista');
    expect(text).not.toContain('Ana');
    expect(await waiting()).toEqual(['Ana badge']);
    expect((await list()).map(({ entries, minutes }) => [entries.length, minutes])).toEqual(Array(4).fill([0, 0]));
    const { rows } = await served.database.owner.query<{ recorded_by: string | null }>(`select recorded_by from entry where kind = 'events.check-in-declared'`);
    expect(rows).toEqual([{ recorded_by: null }]);
  });

  test('is told the same of a code that is mistyped, nobody’s, of somebody not expected here, or of two', async () => {
    const wrong = [codeOf(ana).replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A')), 'AAAAAAAA', codeOf(carla), codeOf(dora), 'nada', 'x'.repeat(300)];
    const replies = [];
    for (const codigo of wrong) replies.push(await submit({ codigo }));
    const said = replies.map(({ status, text }) => [status, /id="codigo-fault">([^<]+)/.exec(text)?.[1]]);
    expect(new Set(said.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify([422, 'Ese código no es de nadie de la lista de esta sesión. Revíselo letra por letra, o hable con quien anota la asistencia.'])]));
    expect((await submit({ codigo: '' })).text).toContain('Escriba el código de su credencial');
    expect((await submit({ codigo: codeOf(beto), sitio: 'x' })).status).toBe(303);
    expect(await waiting()).toEqual(['Ana badge']);
  });

  test('signed in, needs one tap and sees their own first name only; who is signed in as nobody of the list sees none', async () => {
    const page = await (await served.as('lidia')).get(`/asistencia/${CODE}`);
    expect([page.text.includes('Usted entró como Lidia<'), page.text.includes('Choque')]).toEqual([true, false]);
    expect((await (await served.as('pepa')).get(`/asistencia/${CODE}`)).text).not.toContain('Usted entró');
    expect((await as('pepa', { yo: '1' })).status).toBe(422);
    expect((await submit({ yo: '1' })).text).toContain('ya no sabe quién es usted');
    expect((await as('lidia', { yo: '1' })).status).toBe(303);
    expect((await submit({ codigo: codeOf(lidia) })).status).toBe(303);
    expect(await waiting()).toEqual(['Ana badge', 'Lidia Rosa account']);
  });
});

describe('staff', () => {
  test('see the address and the hours; who only reads figures does not, another partner neither', async () => {
    expect(await state()).toMatchObject({ hours: { from: '07:30', until: '13:30' }, opening: { state: 'open', closed: false, address: `${served.url}/asistencia/ABCD-EFGH-JKMN` } });
    expect(await statusesOf(served, `${served.base}/sessions/${first.id}/check-in`)).toEqual([200, 200, 403, 403, 404, 404, 401]);
  });

  test('confirm by recording attendance, and set aside by withdrawing; a phone is told of both', async () => {
    const rows = async (cursor?: string) => readRows.answer.parse((await (await served.as('teo')).get(`${served.base}/phone/rows${cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`}`)).body);
    const before = await rows();
    const held = before.rows.filter(({ collection }) => collection === 'check-in');
    expect(new Map(held.map(({ body }) => [body?.['personId'], [body?.['sessionId'], body?.['declaredBy']]]))).toEqual(new Map([[ana.id, [first.id, 'badge']], [lidia.id, [first.id, 'account']]]));
    const mine = held.find(({ body }) => body?.['personId'] === lidia.id);
    const ids = { processId: course.id, sessionId: first.id, personId: ana.id };
    const teo = await served.as('teo');
    expect(await send(teo, attendance(ids, 120, { occurredOn: TODAY }), draft('ledger.entry-withdrawn', {}, { rootId: mine?.id ?? '', supersedes: [mine?.id ?? ''] }))).toEqual(['accepted', 'accepted']);
    expect((await list()).find(({ personId }) => personId === ana.id)).toMatchObject({ minutes: 120, checkIn: { declaredBy: 'badge' } });
    const after = await rows(before.cursor ?? '');
    expect(after.rows.filter(({ collection }) => collection === 'check-in')).toEqual([{ collection: 'check-in', id: mine?.id, body: null }]);
    // Whoever was set aside and says it again is to be confirmed again, once; a phone is told of that, too.
    for (let time = 0; time < 2; time += 1) expect((await submit({ codigo: codeOf(lidia) })).status).toBe(303);
    expect(await waiting()).toEqual(['Ana badge', 'Lidia Rosa badge']);
    const back = (await rows(after.cursor ?? '')).rows.filter(({ collection }) => collection === 'check-in');
    expect(back.map(({ body }) => body?.['personId'])).toEqual([lidia.id]);
    const again = back[0]?.id ?? '';
    expect(again).not.toBe(mine?.id);
    expect(await send(teo, draft('ledger.entry-withdrawn', {}, { rootId: again, supersedes: [again] }))).toEqual(['accepted']);
    expect(await waiting()).toEqual(['Ana badge']);
    expect((await as('lidia', { yo: '1' })).status).toBe(303);
    expect(await waiting()).toEqual(['Ana badge', 'Lidia Rosa account']);
    const [third] = (await rows(after.cursor ?? '')).rows.filter(({ collection, body }) => collection === 'check-in' && body !== null);
    expect(await send(teo, draft('ledger.entry-withdrawn', {}, { rootId: third?.id ?? '', supersedes: [third?.id ?? ''] }))).toEqual(['accepted']);
  });

  test('do not say it for somebody, and open a session once, under a code that leads nowhere else', async () => {
    const declared = draft('events.check-in-declared', { processId: course.id, sessionId: first.id, personId: beto.id, openingId: opened.id, declaredBy: 'badge' });
    expect(await send(alicia, declared)).toEqual(['not-self-declared']);
    expect(await send(alicia, opening({ code: 'ABCDEFGHJKMQ' }))).toEqual(['already-set']);
    expect(await send(alicia, opening({ sessionId: second.id }))).toEqual(['registration-code-taken']);
    expect(await send(await served.as('berta'), opening({ sessionId: second.id, code: 'ABCDEFGHJKMQ' }))).toEqual(['outside-scope']);
    expect(await send(await served.as('teo'), opening({ sessionId: second.id, code: 'ABCDEFGHJKMQ' }))).toEqual(['accepted']);
    expect((await (await served.as('elena')).post(`${served.base}/entries`, { entries: [opening()] })).status).toBe(403);
  });

  test('close it, and open it again under the same code', async () => {
    const closed = correction(opened, { closed: true });
    expect(await send(alicia, closed)).toEqual(['accepted']);
    const { status, text } = await form.page();
    expect([status, text.includes('cerró los avisos por QR'), text.includes('<form')]).toEqual([410, true, false]);
    expect([(await submit({ codigo: codeOf(beto) })).status, (await state()).opening?.state]).toEqual([410, 'closed']);
    expect(await send(alicia, correction(opened, { closed: false }, [closed.id]))).toEqual(['accepted']);
    expect([(await form.page()).status, (await state()).opening?.code]).toEqual([200, CODE]);
  });
});

test('one of two records of a person checks in for the person', async () => {
  expect(await send(alicia, peopleMerged(beto.id, twin.id))).toEqual(['accepted']);
  expect((await submit({ codigo: codeOf(twin) })).status).toBe(303);
  expect((await submit({ codigo: codeOf(beto) })).status).toBe(303);
  expect((await waiting()).filter((one) => !one.startsWith('Ana badge'))).toHaveLength(1);
});

test('a badge of another programme is nobody’s here', async () => {
  const programme = { ...served.programme, id: '0198a000-0000-7000-8000-0000000000ff', code: 'otro' };
  await inProgramme(served.database.app, programme.id, (client) => insertProgramme(client, programme));
  const strange = person('Flores, Inés');
  const context = { programmeId: programme.id, userId: null, via: 'web' as const, may: () => true };
  expect((await served.house.ledger.append(context, [strange])).map(({ answer }) => answer)).toEqual(['accepted']);
  expect((await submit({ codigo: codeOf(strange) })).status).toBe(422);
  expect((await alicia.get(`${served.base}/badges/${codeOf(strange)}`)).body).toEqual({ people: [] });
});

test('made again from the ledger, everything is as it was', async () => {
  const before = [await waiting(), await state()];
  const rebuilt = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(rebuilt.changed).toEqual({});
  expect([await waiting(), await state()]).toEqual(before);
});

test('after its hours the page says when it was, and takes nothing', async () => {
  served.clock.passMinutes(6 * 60);
  const { status, text } = await form.page();
  expect([status, text.includes('el 26/11/2021 de 07:30 a 13:30')]).toEqual([410, true]);
  expect([(await submit({ codigo: codeOf(lidia) })).status, (await state()).opening?.state]).toEqual([410, 'late']);
  const early = publicForm(served, 'asistencia', 'ABCDEFGHJKMQ');
  expect((await early.page()).text).toContain('Todavía no se puede avisar');
  expect(await send(alicia, withdrawal(first))).toEqual(['accepted']);
  expect((await form.page()).text).toContain('Aquí ya no se reciben avisos');
});
