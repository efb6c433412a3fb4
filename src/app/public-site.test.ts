/** The pages beside the public results: when they stand, what they say, and that they name nobody. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correction, draft, material, organisation, person, process, registration, session, withdrawal } from '../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { answersTo } from '../../test/cast/public-form.ts';
import { readPrivacy } from '../capabilities/results/privacy/contract.ts';
import type { Draft } from '../ledger/entry.ts';

const PAGES = ['calendario', 'biblioteca', 'privacidad'] as const;
const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const course = process('ABIERTO', { partnerId: PARTNER_A, capacity: 1, venue: 'Casa <Grande>', title: 'Costos & precios', modality: 'on-site' });
const past = process('PASADO', { title: 'Ya realizado' });
const lidia = person('Secreta Condori, Lidia');
const opening = (of: Draft, code: string): Draft => draft('events.registration-opened', { processId: of.id, code, closesOn: null, consent: { es: 'Para organizar', en: null } });
const opened = opening(course, 'ABCDEFGHJKMN');
const guide = { ...material(course.id, { title: 'Cartilla <de> costos', link: 'https://example.org/costos', inLibrary: true }), schemaVersion: 2 };
const inside = { ...material(course.id, { title: 'Solo para participantes', link: 'https://example.org/solo', inLibrary: false }), schemaVersion: 2 };
const notice = draft('results.privacy-stated', {
  responsible: 'Fundación <Ejemplo>', address: null, contact: 'Oficina, 2 000 0000', legalBasis: null,
  kept: null, purposes: null, retention: { es: 'Cinco años.', en: null }, readers: null,
});
let served: ServedHouse;
let alicia: Actor;

const send = (who: Actor, ...entries: Draft[]): Promise<string[]> => answersTo(served, who, ...entries);
const page = (path: string) => served.stranger.get(`/p/prueba/${path}`);

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  expect((await send(alicia, partner, course, past, session(course.id, 1, { heldOn: '2030-03-05', startsAt: '18:30' }), session(past.id, 1), lidia)).join()).not.toContain('refused');
});
afterAll(() => served.close());

test('nothing stands, nor any picture, until something is decided; nor of a programme that is none', async () => {
  for (const path of [...PAGES, 'calendario/imagen.png', `biblioteca/${guide.id}`]) {
    const { status, text } = await page(path);
    expect([path, status, text.includes('Aquí no hay nada publicado')]).toEqual([path, 404, true]);
    expect((await served.stranger.get(`/p/no-hay/${path}`)).text).toBe(text);
  }
  expect((await served.stranger.get('/p/%00/calendario')).status).toBe(404);
});

describe('the calendar', () => {
  test('has what is open, where, when, who runs it, the places left, and leads to both; what was held is not there', async () => {
    expect(await send(alicia, opened, opening(past, 'ABCDEFGHJKMP'))).toEqual(['accepted', 'accepted']);
    const { text } = await page('calendario');
    for (const words of ['Costos &amp; precios', '05/03/2030 · 18:30', 'Casa &lt;Grande&gt;', 'Presencial', 'Centro Andino', 'Queda 1 lugar', '/inscripcion/ABCD-EFGH-JKMN"', '/inscripcion/ABCD-EFGH-JKMN/calendario.ics']) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/Ya realizado|<Grande>|<script(?!>\(\(\) => )/);
    expect(text).toContain('href="/p/prueba/biblioteca"');
    // Results are not published: nothing leads there.
    expect(text).not.toContain('href="/p/prueba"');
  });

  test('says that there is a waiting list once nobody more has a place, and names nobody who does', async () => {
    expect(await send(alicia, registration(course.id, lidia.id))).toEqual(['accepted']);
    const { text } = await page('calendario?lang=en');
    expect(text).toContain('No places left: waiting list');
    expect(text).toContain('/inscripcion/ABCD-EFGH-JKMN?lang=en"');
    expect(text).not.toContain('Secreta');
  });

  test('a link to it, and to a registration, is shown with words and a picture', async () => {
    for (const { text } of [await page('calendario'), await served.stranger.get('/inscripcion/ABCDEFGHJKMN')]) {
      expect(text).toMatch(/<meta property="og:title" content="[^"]*(Calendario|Costos)/);
      expect(text).toMatch(/<meta property="og:description" content="[^"]*(Costos &amp; precios|05\/03\/2030)/);
      const image = /<meta property="og:image" content="http:\/\/[^/]*(\/[^"]*)"/.exec(text)?.[1] ?? '';
      const { status, headers } = await served.stranger.get(image);
      expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
    }
  });
});

describe('the library', () => {
  test('has only what staff put there; taken out, its file is gone too', async () => {
    expect(await send(alicia, guide, inside)).toEqual(['accepted', 'accepted']);
    const { text } = await page('biblioteca');
    expect(text).toContain('Cartilla &lt;de&gt; costos');
    expect(text).not.toContain('Solo para participantes');
    expect((await page(`biblioteca/${inside.id}`)).status).toBe(404);
    expect((await page('biblioteca/%27')).status).toBe(404);
    expect(await send(alicia, correction(guide, { inLibrary: false }))).toEqual(['accepted']);
    expect((await page('biblioteca')).text).toContain('Todavía no hay materiales en la biblioteca');
  });

  test('gives the file as it was uploaded', async () => {
    const bytes = new TextEncoder().encode('%PDF-1.4\n%%EOF\n');
    const { sha256 } = Object((await alicia.upload(`${served.base}/files?purpose=process-material`, 'Guía.pdf', bytes)).body);
    const file = { ...material(course.id, { title: 'Guía', link: null, fileSha256: sha256, inLibrary: true }), schemaVersion: 2, attachments: [String(sha256)] };
    expect(await send(alicia, file)).toEqual(['accepted']);
    expect((await page('biblioteca')).text).toContain('PDF, 15\u00a0B');
    const saved = await page(`biblioteca/${file.id}`);
    expect([saved.status, saved.headers.get('content-disposition'), Buffer.from(saved.bytes).equals(bytes)]).toEqual([200, "attachment; filename*=UTF-8''Gu%C3%ADa.pdf", true]);
    expect(await send(alicia, withdrawal(file))).toEqual(['accepted']);
    expect((await page(`biblioteca/${file.id}`)).status).toBe(404);
  });
});

describe('what becomes of personal data', () => {
  test('is said in general until the programme states its own, which one who may not cannot', async () => {
    expect((await page('privacidad')).text).toContain('todavía no escribió lo suyo');
    for (const who of ['teo', 'pilar']) expect(await send(await served.as(who), notice)).toEqual(['not-allowed']);
    expect((await (await served.as('elena')).get(`${served.base}/privacy`)).status).toBe(403);
    expect(await send(alicia, notice)).toEqual(['accepted']);
    expect(await send(alicia, { ...notice, id: randomUUID() })).toEqual(['privacy-already-stated']);
    const { text } = await page('privacidad');
    for (const words of ['Fundación &lt;Ejemplo&gt;', 'Oficina, 2 000 0000', 'Cinco años.', 'En vigor desde el 14/10/2020', 'Que borren sus datos']) expect(text).toContain(words);
    expect((await page('privacidad?lang=en')).text).toContain('<p lang="es">Cinco años.</p>');
  });

  test('is changed by correcting it', async () => {
    const { notice: standing } = readPrivacy.answer.parse((await alicia.get(`${served.base}/privacy`)).body);
    expect(await send(alicia, correction(notice, { contact: 'Otra oficina' }, standing?.leaves))).toEqual(['accepted']);
    expect((await page('privacidad')).text).toContain('Otra oficina');
  });
});

test('asked again with its tag a page is not sent again; nobody puts it into a frame', async () => {
  const address = `${served.url}/p/prueba/privacidad`;
  const first = await fetch(address);
  expect(first.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect((await fetch(address, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })).status).toBe(304);
});
