/** The example's public page: what stands on it, and that no name of anybody does. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SEED } from '../../examples/bolivia-digna-y-productiva/generate.ts';
import { correction, draft, withdrawal } from '../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../test/cast/house.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { findAllRecords } from '../registry/queries.ts';
import { loadProgramme } from './load-example.ts';

/** Most that a visitor on a slow line waits for. */
const GZIPPED_BYTES_MAX = 60 * 1024;
const PAGE = '/p/prueba';
let served: ServedHouse;
let visitor: Actor;
let files: Map<string, string>;

beforeAll(async () => {
  served = await servedHouse();
  await loadProgramme(served.house, served.programme, null, DEFAULT_SEED);
  visitor = served.stranger;
  const parts = ['', '?lang=en', '?indicador=2.2.4', '/datos.json', '/datos.csv', '/datos.csv?lang=en', '/figura/2.2.1', '/figura/2.2.1?lang=en', '/figura/2.2.2/imagen.svg'];
  files = new Map();
  for (const part of parts) {
    const { status, text } = await visitor.get(PAGE + part);
    expect([part, status]).toEqual([part, 200]);
    files.set(part, text);
  }
}, 120_000);
afterAll(() => served.close());

test('the figures of the article, their day and their source', () => {
  const page = files.get('') ?? '';
  for (const part of ['<b>263</b>', 'Representantes capacitados', 'El 60', '158', 'Al 30/09/2021', 'La noticia declara 263', 'Demostración']) expect(page).toContain(part);
  expect(page.match(/<tr id="d0\d"/g)).toHaveLength(9);
  expect(page).toContain('Más de 195');
  // Sources that disagree, side by side.
  expect(page).toContain('COSUDE (SDC)');
  expect(files.get('/figura/2.2.1')).toContain('<b>263</b>');
  expect(files.get('/figura/2.2.2/imagen.svg')).toMatch(/^<svg xmlns=.*60,1/s);
  expect(JSON.parse(files.get('/datos.json') ?? '')).toMatchObject({ indicators: [{ code: '2.2.1', value: 263, through: '2021-09-30' }, { value: 60.08 }, { value: 3 }, {}] });
  expect(files.get('/datos.csv')).toContain('"2.2.1","Representantes capacitados","people","sexo","Mujeres","158"');
});

test('a link to it is shown with words and a picture of the figures that stand large on it', async () => {
  for (const [part, lang] of [['', ''], ['?lang=en', '?lang=en']] as const) {
    const page = files.get(part) ?? '';
    const told = (property: string): string => new RegExp(`<meta property="og:${property}" content="([^"]*)"`).exec(page)?.[1] ?? '';
    expect(told('title')).toContain('Bolivia Digna y Productiva');
    expect(told('description')).toContain('263');
    expect(told('image')).toBe(`/p/prueba/imagen.png${lang}`);
    for (const figure of told('image:alt').match(/[\d.,]*\d/g) ?? []) expect(page).toContain(`<b>${figure}`);
    const { status, bytes, headers } = await visitor.get(told('image'));
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
    const head = Buffer.from(bytes);
    expect([head.subarray(1, 4).toString('latin1'), head.readUInt32BE(16), head.readUInt32BE(20)]).toEqual(['PNG', 1200, 630]);
    expect(head.length).toBeLessThan(150_000);
  }
});

test('small, and asks nobody else for anything', () => {
  for (const [part, text] of files) {
    expect([part, gzipSync(text).length < GZIPPED_BYTES_MAX]).toEqual([part, true]);
    expect(text).not.toMatch(/<script(?!>\(\(\) => )|<link rel="stylesheet"|src="http|@import|url\(http/);
  }
});

test('no name of the people of the lists', async () => {
  const people = await inProgramme(served.house.pool, served.programme.id, (client) => findAllRecords(client, served.programme.id));
  expect(people.length).toBeGreaterThan(263);
  const all = [...files.values()].join('\n').toLowerCase();
  const found = people.filter(({ givenNames, surnames }) => all.includes(`${givenNames} ${surnames}`.toLowerCase()) || (String(surnames).length > 8 && all.includes(String(surnames).toLowerCase())));
  expect(found).toEqual([]);
});

test('the English page has no Spanish of ours', () => {
  const page = (files.get('?lang=en') ?? '').replaceAll(/<style>.*?<\/style>/gs, '');
  expect(page).toContain('<html lang="en">');
  for (const word of ['Contado', 'Fuente:', 'Al 30', 'Oculto', 'Mujeres', 'personas<', 'Más de', 'Departamento<', 'Financiador']) expect([word, page.includes(word)]).toEqual([word, false]);
});

describe('kept, changed and closed', () => {
  test('asked again with its tag it is not sent again; frames only for the figure', async () => {
    const first = await fetch(served.url + PAGE);
    expect(first.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const etag = first.headers.get('etag') ?? '';
    expect((await fetch(served.url + PAGE, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const frame = await fetch(`${served.url}${PAGE}/figura/2.2.1`);
    expect([frame.headers.get('content-security-policy')?.includes('frame-ancestors *'), frame.headers.get('x-frame-options')]).toEqual([true, null]);
    expect((await visitor.get(`${PAGE}/figura/9.9`)).status).toBe(404);
  });

  test('what is recorded now is not on it; closed it is gone, with its figures', async () => {
    const before = await visitor.get(PAGE);
    const alicia = await served.as('alicia');
    const product = draft('results.product-delivered', {
      title: '<img src=x onerror=alert(1)>', titleEn: null, area: '2.1', since: '2021', until: null, source: '"><script>', link: null, productType: 'study', funder: null,
    });
    await alicia.post(`${served.base}/entries`, { entries: [product] });
    expect((await visitor.get(PAGE)).text).toBe(before.text);
    const list = await alicia.get(`${served.base}/publication`);
    const page = Object(Object(list.body).standing);
    const root = draft('results.page-published', page.settings, { id: page.id });
    expect((await alicia.post(`${served.base}/entries`, { entries: [correction(root, { withMap: false })] })).text).toContain('accepted');
    const after = await visitor.get(PAGE);
    expect(after.text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(after.text).not.toMatch(/<img src=x|<script(?!>\(\(\) => )/);
    expect(after.text).not.toContain('id="map"');
    const changed = Object(Object((await alicia.get(`${served.base}/publication`)).body).standing);
    expect((await alicia.post(`${served.base}/entries`, { entries: [{ ...withdrawal(root), supersedes: changed.leaves }] })).text).toContain('accepted');
    for (const part of ['', '/datos.json', '/figura/2.2.1', '/imagen.png']) {
      const gone = await visitor.get(PAGE + part);
      expect([gone.status, gone.text.includes('263')]).toEqual([404, false]);
    }
    expect((await visitor.get(PAGE)).text).toContain('Aquí no hay resultados publicados');
    expect((await visitor.get('/p/no-hay?lang=en')).text).toContain('No results are published here');
  });
});
