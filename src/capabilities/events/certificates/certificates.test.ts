/** Certificates over HTTP: who gets one, folios, what is refused, the paper, and the page that verifies it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { certifiedCourse, design, partner, SAYS, SIGNATORIES } from '../../../../test/cast/certificates.ts';
import { correction, draft, peopleMerged, secret } from '../../../../test/cast/drafts.ts';
import { PARTNER_B, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { readPdf } from '../../../../test/cast/pdf-text.ts';
import { png } from '../../../../test/cast/pictures.ts';
import { insertMembership } from '../../../access/queries.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { codeShown } from '../../../verification/rules.ts';
import { issueCertificates, listOwnCertificates, readCertification } from './contract.ts';

let served: ServedHouse;
let alicia: Actor;
let pilar: Actor;
const main = certifiedCourse('CURSO');
const strange = certifiedCourse('AJENO', PARTNER_B);

beforeAll(async () => {
  served = await servedHouse();
  [alicia, pilar] = [await served.as('alicia'), await served.as('pilar')];
  const all = [partner(), partner(PARTNER_B, 'Otro centro'), ...main.entries, ...strange.entries];
  expect((await alicia.post(`${served.base}/entries`, { entries: all })).text).not.toContain('refused');
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional(), field: z.string().nullish() })) });
const send = async (who: Actor, ...entries: Draft[]) => answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
const panel = async (who: Actor, { course } = main) =>
  readCertification.answer.parse((await who.get(`${served.base}/processes/${course.id}/certificates`)).body);
const everybody = (course = main) => [course.ana.id, course.beto.id, course.carla.id];
const issue = async (who: Actor, course = main, personIds = everybody(course), language = 'es') =>
  who.post(`${served.base}/processes/${course.course.id}/certificates`, { language, personIds });

describe('before there is a design', () => {
  test('the panel says who reached what is asked, no session giving more than it lasted', async () => {
    const { design: none, candidates } = await panel(pilar);
    expect(none).toBeNull();
    expect(candidates.map(({ surnames, percent, whyNot }) => [surnames, percent, whyNot])).toEqual([
      ['Flores', 79, 'below-threshold'],
      ['Mamani', 80, null],
      ['Quispe Choque', 100, null],
    ]);
    expect((await issue(pilar)).body).toMatchObject({ code: 'no-certificate-design' });
  });
});

describe('a design', () => {
  test('is of a process of the partner, once; the programme’s is not theirs to set', async () => {
    const [own, again] = [design(main.course.id), design(main.course.id)];
    expect(await send(pilar, design(null), design(strange.course.id))).toMatchObject([{ code: 'outside-scope' }, { code: 'outside-scope' }]);
    expect(await send(pilar, own, again)).toMatchObject([{ answer: 'accepted' }, { code: 'design-exists' }]);
    expect(await send(await served.as('teo'), design(main.course.id))).toMatchObject([{ code: 'not-allowed' }]);
    expect((await panel(pilar)).design).toMatchObject({ id: own.id, signatories: SIGNATORIES });
    const home = await pilar.get(`${served.base}/description`);
    expect(home.body).toMatchObject({ latest: [{ kind: 'events.certificate-design-set', label: 'Gestión {horas} CURSO' }] });
  });

  test('is refused with a field that there is none of, a picture nobody uploaded, and more signatures than names', async () => {
    const sha256 = 'a'.repeat(64);
    const tried = await send(
      alicia,
      design(strange.course.id, { body: { es: 'Por {nota}', en: null } }),
      design(strange.course.id, { logos: [{ sha256, name: 'X' }] }, { attachments: [sha256] }),
      design(strange.course.id, { logos: [{ sha256, name: 'X' }] }),
      design(strange.course.id, { signatures: [null, null] }),
      design(strange.course.id, { series: 'a b' }),
    );
    expect(tried.map(({ code, field }) => [code, field])).toEqual([
      ['bad-payload', 'body.es'],
      ['unknown-attachment', 'attachments'],
      ['unknown-attachment', 'attachments'],
      ['bad-payload', 'signatures'],
      ['bad-payload', 'series'],
    ]);
  });

  test('is seen before it is saved, as a picture, with files of one’s own only', async () => {
    const address = `${served.base}/processes/${main.course.id}/certificate-preview`;
    const body = { language: 'es', says: { processId: main.course.id, ...SAYS }, signatories: SIGNATORIES };
    const drawn = await pilar.post(address, body);
    expect([drawn.status, drawn.text.slice(0, 4)]).toEqual([200, '<svg']);
    const uploaded = await alicia.upload(`${served.base}/files?purpose=certificate-image`, 'x.png', png(11, 11));
    const logos = [{ sha256: z.object({ sha256: z.string() }).parse(uploaded.body).sha256, name: 'X' }];
    expect((await alicia.post(address, { ...body, says: { ...body.says, logos } })).status).toBe(200);
    expect((await pilar.post(address, { ...body, says: { ...body.says, logos } })).status).toBe(404);
  });
});

describe('issuing', () => {
  test('gives each who may have one the next folio; asked again, nobody gets two', async () => {
    const first = issueCertificates.answer.parse((await issue(pilar)).body);
    expect(first).toEqual({ issued: 2, already: 0, refused: [{ personId: main.carla.id, code: 'below-threshold' }] });
    expect((await issue(pilar)).body).toMatchObject({ issued: 0, already: 2 });
    const { certificates } = await panel(pilar);
    expect(certificates.map(({ folio, holder, hours, annulledOn }) => [folio, holder, hours, annulledOn])).toEqual([
      ['CBD-0001', 'Beto Mamani', 200 / 60, null],
      ['CBD-0002', 'Ana Quispe Choque', 200 / 60, null],
    ]);
    expect(new Set(certificates.map(({ code }) => code)).size).toBe(2);
  });

  test('two who press at the same moment issue once, with folios one after the other', async () => {
    const twice = certifiedCourse('DOBLE');
    await send(alicia, ...twice.entries, design(twice.course.id));
    const both = await Promise.all([issue(alicia, twice), issue(pilar, twice), issue(alicia, twice)]);
    expect(both.map(({ body }) => issueCertificates.answer.parse(body)).reduce((sum, { issued }) => sum + issued, 0)).toBe(2);
    expect((await panel(alicia, twice)).certificates.map(({ folio }) => folio)).toEqual(['CBD-0003', 'CBD-0004']);
  });

  test('to somebody whose record here is united with one of another partner', async () => {
    const [here, there] = [certifiedCourse('UNIDA'), certifiedCourse('UNIDA2', PARTNER_B)];
    const both = [here.ana.id, there.ana.id].sort();
    // The canonical record is the smallest id: it must be the other partner's for the test to say anything.
    const [canonical, own] = [{ ...there.ana, id: String(both[0]) }, { ...here.ana, id: String(both[1]) }];
    // Of the two names the partner sees its own.
    own.private = { name: secret({ givenNames: 'Anita', paternal: null, maternal: null, married: null, surnames: 'Quispe' }) };
    const swap = (drafts: readonly Draft[]) => drafts.map((one): Draft => {
      if (one.id === here.ana.id) return own;
      if (one.id === there.ana.id) return canonical;
      const personId = one.payload['personId'];
      if (personId === here.ana.id) return { ...one, payload: { ...one.payload, personId: own.id } };
      return personId === there.ana.id ? { ...one, payload: { ...one.payload, personId: canonical.id } } : one;
    });
    const sent = await send(alicia, ...swap(here.entries), ...swap(there.entries), design(here.course.id), peopleMerged(own.id, canonical.id));
    expect(sent.filter(({ answer }) => answer !== 'accepted')).toEqual([]);
    expect((await issue(pilar, here, [canonical.id])).body).toEqual({ issued: 1, already: 0, refused: [] });
    expect((await issue(pilar, here, [canonical.id])).body).toEqual({ issued: 0, already: 1, refused: [] });
    expect((await panel(pilar, here)).certificates).toMatchObject([{ folio: 'CBD-0005', holder: 'Anita Quispe', renamed: false }]);
  });

  test('is for whoever may, within their partner; English needs an English wording', async () => {
    expect((await issue(await served.as('teo'))).status).toBe(403);
    expect((await issue(await served.as('elena'))).status).toBe(403);
    expect((await issue(pilar, strange)).status).toBe(404);
    await send(alicia, design(null, { series: 'PROG' }));
    expect((await issue(alicia, strange, [strange.ana.id], 'en')).body).toMatchObject({ issued: 0, refused: [{ code: 'no-english-wording' }] });
    expect((await issue(alicia, strange, [strange.ana.id])).body).toMatchObject({ issued: 1 });
    expect((await panel(alicia, strange)).certificates).toMatchObject([{ folio: 'PROG-0001' }]);
  });

  test('by the open door meets the same rules', async () => {
    const { design: now } = await panel(alicia);
    const stated = {
      processId: main.course.id, designId: now?.id, certifies: 'attendance', series: 'CBD', minutes: 200, processTitle: main.course.payload['title'],
      partnerName: 'Centro Andino', firstOn: '2020-10-11', lastOn: '2020-10-12', language: 'es', address: 'https://digna.example', code: 'ABCDEFGHJKMN',
    };
    const made = (payload: Record<string, unknown>, holder = { givenNames: 'Carla', surnames: 'Flores' }) =>
      draft('events.certificate-issued', { ...stated, personId: main.carla.id, ...payload }, { private: { holder: secret(holder) } });
    const tried = await send(
      alicia,
      made({}),
      made({ minutes: 600 }),
      made({ personId: main.ana.id }),
      made({ personId: strange.beto.id }),
      made({ code: 'OI01OI01OI01' }),
      made({ address: 'javascript:alert(1)' }),
    );
    expect(tried.map(({ code }) => code)).toEqual([
      'below-threshold', 'certificate-outdated', 'already-certified', 'below-threshold', 'bad-payload', 'bad-payload',
    ]);
    const [beto] = (await panel(alicia)).certificates;
    if (beto === undefined) throw new Error('cast');
    const corrected = draft('events.certificate-issued', { ...stated, personId: main.beto.id }, { rootId: beto.id, supersedes: [beto.leafId], private: { holder: secret({ givenNames: 'X', surnames: 'Y' }) } });
    expect(await send(alicia, corrected)).toMatchObject([{ code: 'certificate-not-corrected' }]);
  });
});

describe('the paper', () => {
  test('says what was issued, in accessible PDF, the same bytes each time, whatever was corrected since', async () => {
    const [, ana] = (await panel(pilar)).certificates;
    if (ana === undefined) throw new Error('cast');
    const address = `${served.base}/certificates/${ana.id}/pdf`;
    const before = await pilar.get(address);
    const { pages, language, title } = await readPdf(new Uint8Array(before.bytes));
    expect([pages.length, language, title]).toEqual([1, 'es-BO', 'Certificado CBD-0002']);
    for (const words of ['Certificado de asistencia', 'Ana Quispe Choque', 'Gestión {horas} CURSO', 'del 11 de octubre de 2020 al 12 de octubre de 2020', '3,3 horas académicas', 'Rosa Choque', 'Folio CBD-0002', codeShown(ana.code)]) {
      expect(pages[0]).toContain(words);
    }
    const { design: now } = await panel(pilar);
    if (now === null) throw new Error('cast');
    const changed = { ...design(main.course.id, { title: { es: 'Otro título', en: null } }), rootId: now.id, supersedes: now.leaves };
    const renamed = { ...correction(main.ana, {}), private: { name: secret({ givenNames: 'Anita', paternal: null, maternal: null, married: null, surnames: 'Quispe Choque' }) } };
    expect(await send(alicia, changed, correction(main.course, { title: 'Otro nombre' }), renamed)).toMatchObject([{ answer: 'accepted' }, { answer: 'accepted' }, { answer: 'accepted' }]);
    const after = await pilar.get(address);
    expect(Buffer.compare(Buffer.from(after.bytes), Buffer.from(before.bytes))).toBe(0);
    expect((await panel(pilar)).certificates[1]).toMatchObject({ holder: 'Ana Quispe Choque', renamed: true });
  });

  test('of all is one file; of another partner’s there is none', async () => {
    const all = await pilar.get(`${served.base}/processes/${main.course.id}/certificates/pdf`);
    expect((await readPdf(new Uint8Array(all.bytes))).pages.map((page) => /Folio (\S+)/.exec(page)?.[1])).toEqual(['CBD-0001', 'CBD-0002']);
    const [theirs] = (await panel(alicia, strange)).certificates;
    expect((await pilar.get(`${served.base}/certificates/${theirs?.id}/pdf`)).status).toBe(404);
    expect((await pilar.get(`${served.base}/processes/${strange.course.id}/certificates/pdf`)).status).toBe(404);
  });

  test('is the participant’s own to download, and nobody else’s', async () => {
    const pepa = await served.as('pepa');
    const list = async () => listOwnCertificates.answer.parse((await pepa.get(`${served.base}/own-certificates`)).body).items;
    expect(await list()).toEqual([]);
    const { rows } = await served.database.owner.query<{ id: string }>("select id from app_user where username = 'pepa'");
    await insertMembership(served.house.pool, rows[0]?.id ?? '', served.programme.id, 'participant', { personId: main.beto.id });
    expect(await list()).toMatchObject([{ folio: 'CBD-0001' }]);
    const [beto, ana] = (await panel(alicia)).certificates;
    expect((await pepa.get(`${served.base}/own-certificates/${beto?.id}/pdf`)).status).toBe(200);
    expect((await pepa.get(`${served.base}/own-certificates/${ana?.id}/pdf`)).status).toBe(404);
  });
});

describe('verifying', () => {
  const look = (code: string, more = '') => served.stranger.get(`/verificar/${code}${more}`);

  test('says what the paper is and names nobody', async () => {
    const [, ana] = (await panel(alicia)).certificates;
    const page = await look(codeShown(ana?.code ?? '').toLowerCase());
    expect(page.status).toBe(200);
    for (const words of ['Documento válido', 'A. Q. C.', 'Gestión {horas} CURSO', 'CBD-0002', '3,3 horas académicas', '12 de octubre de 2020']) expect(page.text).toContain(words);
    for (const words of ['Quispe', 'Rosa', '<script', main.ana.id]) expect(page.text).not.toContain(words);
    expect((await look(ana?.code ?? '', '?lang=en')).text).toContain('Valid document');
  });

  test('says that a code was never issued, or cannot be one, and what to check', async () => {
    const never = await look('ZZZZ-ZZZZ-ZZZZ');
    expect([never.status, never.text]).toEqual([404, expect.stringContaining('no se emitió aquí')]);
    expect(never.text).toContain('Cópielo otra vez');
    const odd = await served.stranger.get(`/verificar?codigo=${encodeURIComponent('"><script>x')}`);
    expect([odd.status, odd.text]).toEqual([404, expect.stringContaining('&quot;&gt;&lt;script&gt;x')]);
    expect((await served.stranger.get('/verificar')).text).toContain('<form action="/verificar"');
  });

  test('says that it was annulled, and the day, not why; its folio is not given again', async () => {
    const [beto] = (await panel(pilar)).certificates;
    if (beto === undefined) throw new Error('cast');
    const annulment = draft('ledger.entry-withdrawn', {}, { rootId: beto.id, supersedes: [beto.leafId], private: { reason: secret('era de Roberto') }, occurredOn: '2021-11-26' });
    expect(await send(await served.as('teo'), annulment)).toMatchObject([{ code: 'not-allowed' }]);
    expect(await send(pilar, annulment)).toMatchObject([{ answer: 'accepted' }]);
    const page = await look(beto.code);
    expect(page.text).toContain('Se anuló el 26 de noviembre de 2021');
    expect(page.text).not.toContain('Roberto');
    expect((await pilar.get(`${served.base}/certificates/${beto.id}/pdf`)).body).toMatchObject({ code: 'certificate-annulled' });
    expect((await issue(pilar, main, [main.beto.id])).body).toMatchObject({ issued: 1 });
    expect((await panel(pilar)).certificates.map(({ folio, annulledOn }) => [folio, annulledOn])).toEqual([
      ['CBD-0001', '2021-11-26'],
      ['CBD-0002', null],
      ['CBD-0006', null],
    ]);
  });

  test('is answered to forty a minute from one address', async () => {
    let last = 0;
    for (let asked = 0; asked < 60 && last !== 429; asked += 1) last = (await look('ZZZZ-ZZZZ-ZZZZ')).status;
    expect(last).toBe(429);
  });
});

test('designs, folios and annulments come out of a rebuild as they were', async () => {
  const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(changed).toEqual({});
});
