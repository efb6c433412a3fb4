/** The results chain over HTTP: what stands in it, for whom, and assumptions between codes that there are. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { draft, withdrawal } from '../../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { readChain } from './contract.ts';

const name = (text: string) => ({ es: text, en: text });
const framework = draft('results.framework-defined', { results: [{ code: 'R1', name: name('Uno'), areas: [{ code: '1.1', name: name('Saber') }] }] });
const activity = draft('results.activity-planned', {
  code: 'A1', title: 'Capacitar', titleEn: null, area: '1.1', startsOn: '2020-01-01', endsOn: '2020-12-31', responsible: null, partnerId: null, processIds: [], source: null,
});
const product = draft('results.product-delivered', {
  title: 'Estudio', titleEn: null, area: '1.1', since: '2020', until: null, source: 'Acta', link: null, productType: 'study', funder: null,
});
const assumption = (between: string[]): Draft => draft('results.assumption-stated', { between, text: 'Hay internet', textEn: null, source: null });

let served: ServedHouse;
let alicia: Actor;
beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  expect(await send(alicia, framework, activity, product)).toMatchObject(Array(3).fill({ answer: 'accepted' }));
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) });
async function send(who: Actor, ...entries: Draft[]) {
  return answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
}
async function chain(who: Actor) {
  return readChain.answer.parse((await who.get(`${served.base}/results-chain`)).body);
}

test('activities and products stand in their area; a partner is shown its own activities only', async () => {
  expect((await chain(await served.as('elena'))).results).toMatchObject([{ code: 'R1', areas: [{ activities: [{ code: 'A1', state: 'not-started' }], products: [{ title: 'Estudio' }] }] }]);
  expect((await chain(await served.as('pilar'))).results).toMatchObject([{ areas: [{ activities: [] }] }]);
});

test('an assumption stands between codes that there are; whoever trains writes none', async () => {
  const good = assumption(['A1', 'R1']);
  expect(await send(alicia, assumption(['A1', 'R9']), assumption([]), good)).toMatchObject([{ code: 'unknown-code' }, { code: 'bad-payload' }, { answer: 'accepted' }]);
  expect(await send(await served.as('teo'), assumption(['A1']))).toMatchObject([{ code: 'not-allowed' }]);
  expect((await chain(alicia)).assumptions).toMatchObject([{ between: ['A1', 'R1'], text: 'Hay internet' }]);
  await send(alicia, withdrawal(good));
  expect((await chain(alicia)).assumptions).toEqual([]);
});
