/** Answering by link, over HTTP: the public page, and what staff see of it and take out. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correction, draft, organisation, process, satisfaction, withdrawal } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { answersTo, expectClosedByDay, expectDeadEnds, expectFormsNowhereElse, publicForm, statusesOf, type PublicForm } from '../../../../test/cast/public-form.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { DEFAULT_FORM } from '../satisfaction/default-form.ts';
import { readSatisfaction } from '../satisfaction/contract.ts';
import { listSheets, readAnswering } from './contract.ts';

let served: ServedHouse;
let alicia: Actor;
let form: PublicForm;

const CODE = 'ABCDEFGHJKMN';
const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const course = process('ABIERTO', { partnerId: PARTNER_A, title: 'Costos <& precios>' });
const other = process('OTRO');
const opened = opening();
const typedByStaff = satisfaction(course.id, { useful: 3 });

function opening(payload: Record<string, unknown> = {}): Draft {
  return draft('events.satisfaction-opened', { processId: course.id, code: CODE, closesOn: null, ...payload });
}
function byLink(payload: Record<string, unknown> = {}): Draft {
  return draft('events.satisfaction-recorded', { processId: course.id, openingId: opened.id, sessionId: null, answers: { useful: 5 }, ...payload }, { schemaVersion: 2 });
}
const send = (who: Actor, ...entries: Draft[]): Promise<string[]> => answersTo(served, who, ...entries);
const page = (...asked: Parameters<PublicForm['page']>) => form.page(...asked);
const submit = (...sent: Parameters<PublicForm['submit']>) => form.submit(...sent);
const at = (what: string, id = course.id) => `${served.base}/processes/${id}/${what}`;
const results = async (who: Actor = alicia) => readSatisfaction.answer.parse((await who.get(at('satisfaction'))).body);
const answering = async () => readAnswering.answer.parse((await alicia.get(at('satisfaction-opening'))).body);
const sheets = async () => listSheets.answer.parse((await alicia.get(at('satisfaction-sheets'))).body).items;
/** The number that the page was made with. */
const numberIn = (text: string): string => /name="envio" value="([^"]+)"/.exec(text)?.[1] ?? '';

beforeAll(async () => {
  served = await servedHouse();
  form = publicForm(served, 'opinion', CODE);
  alicia = await served.as('alicia');
  expect((await send(alicia, partner, course, other, opened, typedByStaff)).join()).not.toContain('refused');
});
afterAll(() => served.close());

describe('the public page', () => {
  test('asks what the process asks, in Spanish and in English, without a script, and keeps nothing on the device', async () => {
    for (const address of [CODE, 'abcd-efgh-jkmn']) {
      const { status, text, headers } = await page('', address);
      expect([status, headers.get('cache-control'), headers.get('x-robots-tag'), headers.get('set-cookie')]).toEqual([200, 'no-store', 'noindex', null]);
      for (const words of ['Costos &lt;&amp; precios&gt;', 'Centro Andino', 'Es anónimo', DEFAULT_FORM.questions[5]?.es ?? '?', 'Muy de acuerdo']) expect(text).toContain(words);
      expect(text).not.toContain('<script');
      expect(text.match(/type="radio"/g)).toHaveLength(30);
    }
    const english = (await page('?lang=en')).text;
    for (const words of ['It is anonymous', 'I would recommend it', 'Agree very much']) expect(english).toContain(words);
  });

  test('tells an address that leads nowhere in words', async () => {
    await expectDeadEnds(form, 'No encontramos esa encuesta', { 'pregunta-useful': '5' });
    // A code of the one page is none of the other.
    expect((await served.stranger.get(`/inscripcion/${CODE}`)).status).toBe(404);
  });
});

describe('an answer', () => {
  test('that cannot be taken says why, and what was answered stays', async () => {
    const nothing = await submit({ comentario: 'Muy <bueno>' });
    expect([nothing.status, nothing.text.includes('Responda al menos una pregunta'), nothing.text.includes('Muy &lt;bueno&gt;')]).toEqual([422, true, true]);
    const wrong = await submit({ 'pregunta-useful': '9', 'pregunta-clear': '4', comentario: 'a'.repeat(2001), envio: '11111111-1111-4111-8111-111111111111' });
    expect(wrong.status).toBe(422);
    for (const words of ['Elija una de las cinco', '<a href="#comentario">Escriba un texto más corto, hasta 2000 letras', 'name="pregunta-clear" value="4" checked', 'value="11111111-1111-4111-8111-111111111111"']) expect(wrong.text).toContain(words);
    const strange = await submit({ 'pregunta-food': '3' }, CODE, '?lang=en');
    expect([strange.status, strange.text.includes('The questions changed while you answered')]).toEqual([422, true]);
    const json = await served.stranger.post(`/opinion/${CODE}`, { 'pregunta-useful': '5', comentario: '\ud800', sitio: 'x' });
    expect(json.status).toBe(200);
    expect(await results()).toMatchObject({ forms: 1, byLink: 0 });
  });

  test('counts once, however often the same page is sent; the page after it can be loaded again', async () => {
    const envio = numberIn((await page()).text);
    const boxes = { 'pregunta-useful': '5', 'pregunta-clear': '4', comentario: 'Gracias', envio };
    // Sent, sent again, and sent again after going back and changing an answer.
    const replies = [await submit(boxes), await submit(boxes), await submit({ ...boxes, 'pregunta-useful': '1' })];
    expect(replies.map(({ status, location }) => [status, location])).toEqual(Array(3).fill([303, '/opinion/ABCD-EFGH-JKMN?recibida=1']));
    expect((await page('?recibida=1')).text).toContain('Gracias por su opinión');
    expect((await page('?recibida=1')).text).not.toContain('<form');
    expect(await results()).toMatchObject({ forms: 2, byLink: 1, questions: [{ key: 'useful', distribution: [0, 0, 1, 0, 1] }, { key: 'clear', distribution: [0, 0, 0, 1, 0] }, {}, {}, {}, {}] });
    expect((await results()).comments).toMatchObject([{ text: 'Gracias' }]);
  });

  test('of another page is another; of what fills every box is not kept', async () => {
    await submit({ 'pregunta-useful': '4', envio: numberIn((await page()).text) });
    await submit({ 'pregunta-useful': '1', sitio: 'http://example.org' });
    expect(await results()).toMatchObject({ forms: 3, byLink: 2 });
  });

  test('says nothing of who sent it', async () => {
    const { rows } = await served.database.owner.query<{ kind: string }>(
      `select e.* from entry e where e.kind = 'events.satisfaction-recorded' and e.recorded_by is null`,
    );
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|::1|node|mozilla/i);
    expect(rows).toMatchObject([{ device: null, source_id: null }, { device: null, source_id: null }]);
  });

  test('is kept back like any other from who reads no personal data while there are few', async () => {
    const elena = await results(await served.as('elena'));
    expect(elena).toMatchObject({ forms: 3, byLink: 2, keptBack: true, mean: null, comments: [] });
  });

  test('comes as a form of this page only: no other route takes one', () => expectFormsNowhereElse(served));
});

describe('staff', () => {
  test('see the link and the sheets one by one; who only reads figures sees neither, another partner nothing', async () => {
    expect((await answering()).opening).toMatchObject({ code: CODE, isOpen: true, address: `${served.url}/opinion/ABCD-EFGH-JKMN` });
    expect((await sheets()).filter((one) => one.byLink)).toHaveLength(2);
    expect(await sheets()).toHaveLength(3);
    for (const what of ['satisfaction-opening', 'satisfaction-sheets']) {
      expect([what, ...(await statusesOf(served, at(what)))]).toEqual([what, 200, 200, 403, 403, 404, 404, 401]);
    }
  });

  test('open a process once, under a code that leads nowhere else', async () => {
    expect(await send(alicia, opening({ code: 'ABCDEFGHJKMQ' }))).toEqual(['already-set']);
    expect(await send(alicia, opening({ processId: other.id }))).toEqual(['registration-code-taken']);
    expect(await send(alicia, draft('events.registration-opened', { processId: course.id, code: CODE, closesOn: null, consent: { es: 'Para avisar', en: null } }))).toEqual(['registration-code-taken']);
    expect(await send(await served.as('berta'), opening({ code: 'ABCDEFGHJKMQ' }))).toEqual(['outside-scope']);
    expect((await (await served.as('elena')).post(`${served.base}/entries`, { entries: [opening({ code: 'ABCDEFGHJKMQ' })] })).status).toBe(403);
  });

  test('do not say that what they typed came by link, nor the other way round', async () => {
    expect(await send(alicia, byLink())).toEqual(['not-by-link']);
    expect(await send(alicia, { ...correction(typedByStaff, { openingId: opened.id }), schemaVersion: 2, payload: { ...byLink().payload, answers: { useful: 3 } } })).toEqual(['not-by-link']);
  });

  test('take an answer by link out like a typed one', async () => {
    const [one] = (await sheets()).filter((sheet) => sheet.byLink && sheet.comment === '');
    expect(await send(alicia, draft('ledger.entry-withdrawn', {}, { rootId: one?.id ?? '', supersedes: one?.leaves ?? [] }))).toEqual(['accepted']);
    expect(await results()).toMatchObject({ forms: 2, byLink: 1 });
  });
});

describe('the questions of the process', () => {
  test('are those of the page; who still holds the earlier page is told, and sees the new ones', async () => {
    const set = { processId: course.id, questions: [{ key: 'food', es: '¿Y la comida?', en: 'And the food?' }], scale: DEFAULT_FORM.scale };
    const form = draft('events.satisfaction-form-set', set);
    expect(await send(alicia, form)).toEqual(['accepted']);
    const { status, text } = await submit({ 'pregunta-useful': '5' });
    expect([status, text.includes('Las preguntas cambiaron'), text.includes('¿Y la comida?')]).toEqual([422, true, true]);
    expect((await submit({ 'pregunta-food': '5' })).status).toBe(303);
    expect(await send(alicia, withdrawal(form))).toEqual(['accepted']);
  });
});

describe('closed', () => {
  test('by its last day: the page says so, and nothing goes in', () =>
    expectClosedByDay(form, {
      served, alicia, opened, boxes: { 'pregunta-useful': '5' }, words: 'Ya no se reciben respuestas',
      isOpen: async () => (await answering()).opening?.isOpen,
    }));

  test('by who opened it: the page no longer names the process, and what came still counts', async () => {
    const before = await results();
    expect(await send(alicia, withdrawal(opened, (await answering()).opening?.leaves[0]))).toEqual(['accepted']);
    const { status, text } = await page();
    expect([status, text.includes('Costos')]).toEqual([410, false]);
    expect((await submit({ 'pregunta-useful': '5' })).status).toBe(410);
    expect(await results()).toEqual(before);
    const late = { programmeId: served.programme.id, userId: null, via: 'web', may: () => true } as const;
    expect(await served.house.ledger.append(late, [byLink()])).toMatchObject([{ code: 'satisfaction-closed' }]);
  });
});

test('all of it comes out of a rebuild as it was', async () => {
  const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(changed).toEqual({});
});

test('from one address so many go in, and the form says when to send again, with what was answered', async () => {
  const again = opening({ code: 'ABCDEFGHJKMR' });
  expect(await send(alicia, again)).toEqual(['accepted']);
  const statuses: number[] = [];
  for (let sent = 0; sent < 122; sent += 1) statuses.push((await submit({ 'pregunta-useful': '5', envio: randomUUID() }, 'ABCDEFGHJKMR')).status);
  expect([statuses[0], statuses.at(-1)]).toEqual([303, 429]);
  const { text } = await submit({ 'pregunta-clear': '2' }, 'ABCDEFGHJKMR');
  expect([text.includes('name="pregunta-clear" value="2" checked'), text.includes('Espere diez minutos')]).toEqual([true, true]);
});
