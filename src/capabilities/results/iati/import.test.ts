/** Import of an IATI file of an earlier phase: hostile files, what is named, what comes in, and its withdrawal whole. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchWithdrawn } from '../../../ledger/entries.ts';
import { draft, secret } from '../../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { conformanceCases, HAS_STANDARD } from '../../../../test/cast/iati-standard.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import { listDeliverables } from '../deliverables/contract.ts';
import { readFramework } from '../contract.ts';
import { readPlan } from '../plan-contract.ts';
import { openIatiImport, previewIatiImport } from './contract.ts';
import { readActivity } from './import-plan.ts';
import { readIatiFile } from './import-reading.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (inside: string, version = '2.03') =>
  `<?xml version="1.0"?><iati-activities version="${version}"><iati-activity xml:lang="es">
    <iati-identifier>XM-DAC-41302-FASE1</iati-identifier><title><narrative>Fase 1</narrative></title>
    <activity-date type="4" iso-date="2018-12-31"/>${inside}</iati-activity></iati-activities>`;
const indicator = (measure: string, title: string, periods: string) =>
  `<indicator measure="${measure}"><title><narrative>${title}</narrative></title><reference vocabulary="99" code="I.1"/>
    <baseline year="2015" value="3"/>${periods}</indicator>`;
const period = (from: string, to: string, target: string, actual: string) =>
  `<period><period-start iso-date="${from}"/><period-end iso-date="${to}"/><target value="${target}"/><actual value="${actual}"/>
    <actual value="1"><dimension name="sex" value="woman"/></actual></period>`;
const FILE = file(`<sector vocabulary="1" code="99999" percentage="100"/>
  <document-link url="https://example.org/uno.pdf" format="application/pdf"><title><narrative>Informe final</narrative></title></document-link>
  <result type="7"><title><narrative>Servicios</narrative></title>
    ${indicator('1', 'Personas formadas', period('2017-01-01', '2017-12-31', '100', '90') + period('2018-01-01', '2018-12-31', '200', '187.53219'))}
    ${indicator('5', 'Opinión', '')}
  </result>
  <result type="1"><title><narrative>Productos</narrative><narrative xml:lang="en">Products</narrative></title>${indicator('2', 'Satisfechos', period('2018-01-01', '2018-12-31', '80', '75'))}</result>`);

function reasonOf(text: string | Uint8Array): unknown {
  const read = readIatiFile(typeof text === 'string' ? bytes(text) : text);
  return 'unreadable' in read ? [read.unreadable, read.about] : 'readable';
}
function planOf(text: string) {
  const read = readIatiFile(bytes(text));
  if ('unreadable' in read) throw new Error(read.unreadable);
  return read.activities.map((one) => readActivity(one));
}

const TWO = FILE.replace('</iati-activities>', `${/<iati-activity.*<\/iati-activity>/s.exec(FILE.replace('FASE1', 'FASE2'))?.[0] ?? ''}</iati-activities>`);

describe('the file', () => {
  test('entities, broken, deep and foreign files are refused and said; versions too', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><iati-activities version="2.03"><iati-activity>&b;</iati-activity></iati-activities>';
    const outside = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><iati-activities version="2.03"/>';
    expect([bomb, outside].map((text) => reasonOf(text))).toEqual([['has-doctype', null], ['has-doctype', null]]);
    expect(reasonOf('<iati-activities version="2.03"><iati-activity>&x;</iati-activity></iati-activities>')).toEqual(['not-xml', expect.stringContaining('entity')]);
    expect(reasonOf('<iati-activities version="2.03"><iati-activity>')).toEqual(['not-xml', expect.any(String)]);
    expect(reasonOf('')).toEqual(['file-empty', null]);
    expect(reasonOf('<html/>')).toEqual(['not-iati', 'html']);
    expect(reasonOf(file('', '1.05'))).toEqual(['wrong-version', '1.05']);
    expect(reasonOf('<iati-activities version="2.03"/>')).toEqual(['no-activities', null]);
    expect(reasonOf(file('<a>'.repeat(60) + '</a>'.repeat(60)))).toEqual(['too-deep', null]);
    expect(reasonOf(new Uint8Array(11 * 1024 * 1024))).toEqual(['too-large', null]);
  });

  test('other encodings are read', () => {
    const latin = Buffer.from(FILE.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="ISO-8859-1"?>').replace('Servicios', 'Formación'), 'latin1');
    const wide = new Uint8Array([0xff, 0xfe, ...Buffer.from(FILE.replace('Servicios', 'Formación'), 'utf16le')]);
    for (const form of [latin, wide]) {
      const read = readIatiFile(form);
      expect('activities' in read ? read.activities.map((one) => readActivity(one).results[0]?.name.es) : read).toEqual(['Formación']);
    }
  });

  test('what is wrong is graded and named; the rest is taken', () => {
    const [activity] = planOf(FILE);
    expect(activity?.faults.map(({ grade, code, about }) => [grade, code, about])).toEqual([
      ['error', 'unknown-measure', 'indicator/@measure 5 (Opinión)'],
      ['missing', 'value-too-fine', 'Personas formadas, 2018-01-01 – 2018-12-31: 187.53219'],
      ['note', 'unknown-code', 'result/@type 7 (Servicios)'],
      ['note', 'disaggregated', 'Personas formadas, 2017-01-01 – 2017-12-31: 1'],
      ['note', 'disaggregated', 'Personas formadas, 2018-01-01 – 2018-12-31: 1'],
      ['note', 'disaggregated', 'Satisfechos, 2018-01-01 – 2018-12-31: 1'],
      ['note', 'unknown-code', 'sector/@code 99999'],
      ['note', 'left-aside', 'sector: 1'],
    ]);
    expect(activity?.results.map(({ name, indicators }) => [name.en, indicators.length])).toEqual([['Servicios', 1], ['Products', 1]]);
    expect(activity?.results[0]?.indicators[0]?.periods).toEqual([
      { from: '2017-01-01', to: '2017-12-31', target: 100, actual: 90 },
      { from: '2018-01-01', to: '2018-12-31', target: 200, actual: null },
    ]);
    expect(activity?.documents).toEqual([{ key: 'd0', name: { es: 'Informe final', en: 'Informe final' }, url: 'https://example.org/uno.pdf', since: '2018', result: null }]);
  });

  test('broken periods, texts for values, negative values and a second target for the same days', () => {
    const [activity] = planOf(file(`<result type="1"><title><narrative>R</narrative></title>${indicator('1', 'I', [
      period('2018-12-31', '2018-01-01', '1', '1'), period('2018-13-01', '2018-12-31', '1', '1'), period('2017-01-01', '2017-12-31', 'N=42', '-3'),
      period('2016-01-01', '2016-12-31', '1', ''), period('2016-01-01', '2016-12-31', '2', ''),
    ].join(''))}</result>`));
    expect(activity?.faults.filter(({ grade }) => grade === 'missing').map(({ code }) => code)).toEqual(['period-broken', 'period-broken', 'value-not-number', 'value-negative', 'target-twice']);
    expect(activity?.results[0]?.indicators[0]?.periods.map(({ target }) => target)).toEqual([null, 1, null]);
  });

  test.skipIf(!HAS_STANDARD)('whatever the conformance archive holds is read or refused, never a fault of ours', () => {
    // The cases leave the version open.
    const cases = (below: string) => conformanceCases(below).map(([path, xml]) => [path, xml.replace(/(<iati-activities[^>]*version=")[^"]*/, (_, before: string) => `${before}2.03`)] as const);
    const pass = cases('activity-tests/should-pass').map(([path, xml]) => [path, reasonOf(xml)] as const);
    expect(pass.length).toBeGreaterThan(40);
    expect(pass.filter(([, reason]) => reason !== 'readable')).toEqual([]);
    for (const [, xml] of [...cases('activity-tests/should-fail'), ...cases('activity-tests/should-pass')]) {
      const read = readIatiFile(bytes(xml));
      if ('activities' in read) for (const one of read.activities) expect(readActivity(one).faults).toBeInstanceOf(Array);
    }
  });
});

describe('over HTTP', () => {
  let served: ServedHouse;
  let mario: Actor;
  beforeAll(async () => {
    served = await servedHouse();
    mario = await served.as('mario');
  });
  afterAll(() => served.close());
  const send = (who: Actor, path: string, text: string) => who.upload(`${served.base}/iati-imports${path}`, 'fase1.xml', bytes(text));
  const framework = async () => readFramework.answer.parse((await mario.get(`${served.base}/framework`)).body).results;
  const delivered = async () => listDeliverables.answer.parse((await mario.get(`${served.base}/deliverables`)).body);

  test('of several activities one has to be chosen; nothing goes in before', async () => {
    const asked = previewIatiImport.answer.parse((await send(mario, '/preview', TWO)).body);
    expect([asked.activity, asked.results, asked.activities.map(({ identifier }) => identifier)]).toEqual([null, [], ['XM-DAC-41302-FASE1', 'XM-DAC-41302-FASE2']]);
    expect(await send(mario, '', TWO)).toMatchObject({ status: 409, body: { code: 'activity-not-chosen' } });
    const second = previewIatiImport.answer.parse((await send(mario, '/preview?activity=1', TWO)).body);
    expect([second.activity, second.results.length]).toEqual([1, 2]);
    expect((await send(mario, '/preview?activity=2', TWO)).status).toBe(404);
    expect((await send(await served.as('elena'), '/preview?activity=1', TWO)).status).toBe(403);
  });

  test('comes in whole, stands as declared, and goes out whole', async () => {
    const own = draft('results.framework-defined', { results: [{ code: 'R1', name: { es: 'Uno', en: 'One' }, areas: [{ code: '1.1', name: { es: 'A', en: 'A' } }] }] });
    const described = draft('results.programme-described', {
      name: { es: 'Uno', en: 'One' }, summary: { es: 'Resumen', en: 'Summary' }, startsOn: '2019-10-01', endsOn: '2021-12-31', sectors: [], partners: [], funders: [], demonstration: true,
    });
    expect((await mario.post(`${served.base}/entries`, { entries: [own, described] })).text).not.toContain('refused');
    const preview = previewIatiImport.answer.parse((await send(mario, '/preview', FILE)).body);
    expect([preview.unreadable, preview.openedAt, preview.results.map(({ key, indicators }) => [key, indicators.length])]).toEqual([null, null, [['r0', 1], ['r1', 1]]]);
    expect((await framework()).map(({ code }) => code)).toEqual(['R1']);
    // The framework; an indicator, its baseline, two targets and one total; a product. The second result is left out.
    const { batchId, entryCount } = openIatiImport.answer.parse((await send(mario, '?left=r1', FILE)).body);
    expect(entryCount).toBe(7);
    const results = await framework();
    expect(results.map(({ code, name }) => [code, name.es])).toEqual([['R1', 'Uno'], ['F1', 'Servicios']]);
    expect(results[1]?.areas[0]?.indicators.map(({ code, value, unit }) => [code, value, unit])).toEqual([['I.1', null, 'number']]);
    const { targets, followUp } = readPlan.answer.parse((await mario.get(`${served.base}/indicators/I.1/plan`)).body);
    expect([targets.length, followUp?.baseline?.value]).toEqual([2, 3]);
    const there = await delivered();
    expect(there.totals.map(({ value, since, until, unit }) => [value, since, until, unit])).toEqual([[90, '2017-01-01', '2017-12-31', 'unidades']]);
    expect(there.products.map(({ title, since, area }) => [title, since, area])).toEqual([['Informe final', '2018', 'F1.1']]);
    expect((await send(mario, '', FILE)).text).toContain('import-busy');
    const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
    expect(changed).toEqual({});
    const out = draft(batchWithdrawn.kind, { batchId }, { private: { reason: secret('Otra fase') } });
    expect((await mario.post(`${served.base}/entries`, { entries: [out] })).text).toContain('accepted');
    expect((await framework()).map(({ code }) => code)).toEqual(['R1']);
    expect(await delivered()).toMatchObject({ totals: [], products: [] });
    expect((await mario.get(`${served.base}/indicators/I.1/plan`)).status).toBe(404);
    expect(openIatiImport.answer.parse((await send(mario, '', FILE)).body).entryCount).toBe(11);
  });

  test('a file that cannot be read says why; nothing chosen, nothing imported; the donor may not', async () => {
    expect(previewIatiImport.answer.parse((await send(mario, '/preview', '<html/>')).body).unreadable).toEqual({ code: 'not-iati', about: 'html' });
    expect((await send(mario, '?left=r0,r1', FILE.replace('FASE1', 'FASE0'))).text).toContain('nothing-to-import');
    const elena = await served.as('elena');
    expect([(await send(elena, '/preview', FILE)).status, (await send(elena, '', FILE)).status]).toEqual([403, 403]);
  });
});
