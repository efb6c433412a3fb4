/** Products and declared totals over HTTP: who may, what is refused, how they are corrected, withdrawn and seen as of a past position. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { correction, draft, withdrawal } from '../../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { png } from '../../../../test/cast/pictures.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { listDeliverables } from './contract.ts';

const name = (text: string) => ({ es: text, en: text });
const framework = draft('results.framework-defined', {
  results: [{ code: 'R1', name: name('Uno'), areas: [{ code: '1.1', name: name('Saber') }, { code: '1.2', name: name('Hacer') }] }],
});
const about = { title: 'Estudio de café', titleEn: null, area: '1.1', since: '2020', until: null, source: 'Acta del 3 de mayo', link: null };
const product = (more: Record<string, unknown> = {}): Draft =>
  draft('results.product-delivered', { ...about, productType: 'study', funder: null, ...more });
const total = (more: Record<string, unknown> = {}): Draft =>
  draft('results.total-declared', { ...about, title: 'Participantes', value: 195, bound: 'more-than', unit: 'participantes', unitEn: null, ...more });

let served: ServedHouse;
let alicia: Actor;

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  expect(await send(alicia, framework)).toMatchObject([{ answer: 'accepted' }]);
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional(), field: z.string().nullish() })) });
async function send(who: Actor, ...entries: Draft[]) {
  return answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
}
async function list(who: Actor, asOf = '') {
  return listDeliverables.answer.parse((await who.get(`${served.base}/deliverables${asOf === '' ? '' : `?asOf=${asOf}`}`)).body);
}

describe('what may go in', () => {
  test('an area the framework has, dates in order, a link that is one', async () => {
    const tried = await send(
      alicia,
      product({ area: '9.9' }),
      total({ area: '' }),
      product({ since: '2021', until: '2020' }),
      product({ since: '2021-02-30' }),
      product({ link: 'javascript:alert(1)' }),
      total({ value: -1 }),
      total({ value: '195' }),
      product({ owner: 'un campo de más' }),
    );
    expect(tried.map(({ code, field }) => [code, field])).toEqual([
      ['unknown-area', 'area'],
      ['bad-payload', 'area'],
      ['dates-reversed', 'until'],
      ['bad-payload', 'since'],
      ['bad-payload', 'link'],
      ['bad-payload', 'value'],
      ['bad-payload', 'value'],
      ['bad-payload', ''],
    ]);
    expect(await list(alicia)).toMatchObject({ products: [], totals: [], areas: [{ code: '1.1', result: 'R1' }, { code: '1.2' }] });
  });

  test('the donor and the evaluator read; neither they nor a trainer may record', async () => {
    const [elena, evo, teo] = await Promise.all(['elena', 'evo', 'teo'].map((who) => served.as(who)));
    if (elena === undefined || evo === undefined || teo === undefined) throw new Error('cast');
    for (const who of [elena, evo]) {
      expect((await who.get(`${served.base}/deliverables`)).status).toBe(200);
      expect((await who.post(`${served.base}/entries`, { entries: [product()] })).status).toBe(403);
    }
    expect(await send(teo, product(), total())).toMatchObject([{ code: 'not-allowed' }, { code: 'not-allowed' }]);
    expect((await (await served.as('pepa')).get(`${served.base}/deliverables`)).status).toBe(403);
  });
});

describe('a product and a total', () => {
  const study = product({ link: 'https://www.ilo.org/estudio.pdf', funder: 'SECO' });
  const people = total();

  test('are listed with their source, and no figure counts them', async () => {
    expect(await send(alicia, study, people)).toMatchObject([{ answer: 'accepted' }, { answer: 'accepted' }]);
    const { products, totals } = await list(await served.as('elena'));
    expect(products).toMatchObject([{ id: study.id, title: 'Estudio de café', productType: 'study', since: '2020', funder: 'SECO', leaves: [study.id] }]);
    expect(totals).toMatchObject([{ id: people.id, value: 195, bound: 'more-than', unit: 'participantes' }]);
    const effect = await alicia.post(`${served.base}/effect`, { entries: [total({ title: 'Otra' })] });
    expect(effect.body).toMatchObject({ lines: [] });
  });

  test('are corrected and withdrawn; as of a past position they stand as they stood', async () => {
    const before = (await list(alicia)).position;
    const corrected = correction(study, { title: 'Estudio de café y cacao' });
    expect(await send(alicia, corrected)).toMatchObject([{ answer: 'accepted' }]);
    expect((await list(alicia)).products).toMatchObject([{ id: study.id, title: 'Estudio de café y cacao', leaves: [corrected.id] }]);
    expect(await send(alicia, withdrawal(people))).toMatchObject([{ answer: 'accepted' }]);
    expect(await list(alicia)).toMatchObject({ totals: [] });
    expect(await list(alicia, `@${before}`)).toMatchObject({ products: [{ title: 'Estudio de café' }], totals: [{ value: 195 }] });
  });

  test('two corrections that did not see each other stand merged, and where they differ it is said', async () => {
    const plan = product({ title: 'Plan' });
    await send(alicia, plan);
    const [one, other] = [correction(plan, { title: 'Plan uno', area: '1.2' }), correction(plan, { title: 'Plan dos' })];
    await send(alicia, one);
    await send(await served.as('mario'), other);
    const found = (await list(alicia)).products.find(({ id }) => id === plan.id);
    expect(found).toMatchObject({ title: 'Plan uno', area: '1.2', conflictFields: ['payload.title'] });
    expect(found?.leaves.toSorted()).toEqual([one.id, other.id].sort());
  });

  test('come out of a rebuild as they were', async () => {
    const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
    expect(changed).toEqual({});
  });
});

test('a product carries its document, uploaded for it; who may read files saves it', async () => {
  const uploaded = async (purpose: string, width: number) =>
    z.object({ sha256: z.string() }).parse((await alicia.upload(`${served.base}/files?purpose=${purpose}`, 'estudio.png', png(width, 3))).body).sha256;
  const [sha256, other] = [await uploaded('product-document', 4), await uploaded('process-material', 5)];
  const withFile = (fileSha256: string) => ({ ...product({ title: 'Con documento', fileSha256 }), schemaVersion: 2, attachments: [fileSha256] });
  const answered = await send(alicia, withFile(other), { ...withFile(sha256), attachments: [] }, withFile(sha256));
  expect(answered.map(({ answer, code }) => code ?? answer)).toEqual(['unknown-attachment', 'unknown-attachment', 'accepted']);
  const elena = await served.as('elena');
  const { products } = await list(elena);
  expect(products.find(({ title }) => title === 'Con documento')?.file).toMatchObject({ sha256, fileName: 'estudio.png' });
  // What was entered before anybody could upload it has none.
  expect(products.filter(({ title }) => title !== 'Con documento').every(({ file }) => file === null)).toBe(true);
  expect([(await (await served.as('mario')).get(`${served.base}/files/${sha256}`)).status, (await elena.get(`${served.base}/files/${sha256}`)).status]).toEqual([200, 403]);
});
