/** Money over HTTP: who sees it, what is refused, sums by stated rates, and that no other door shows it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { insertMembership } from '../../../access/queries.ts';
import { correction, draft, withdrawal } from '../../../../test/cast/drafts.ts';
import { PASSWORD, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { readBudget } from './contract.ts';

const name = (text: string) => ({ es: text, en: text });
const framework = draft('results.framework-defined', { results: [{ code: 'R1', name: name('Uno'), areas: [{ code: '1.1', name: name('Saber') }] }] });
const activity = draft('results.activity-planned', {
  code: 'A1', title: 'Capacitar', titleEn: null, area: '1.1', startsOn: '2020-01-01', endsOn: '2020-12-31', responsible: null, partnerId: null, processIds: [], source: null,
});
const under = { what: 'activity', activityId: activity.id };
const funder = { what: 'named', name: 'Donante A' };
const agreed = (more: Record<string, unknown> = {}): Draft =>
  draft('results.budget-agreed', { under, funder, amount: '1000.00', currency: 'BOB', rate: null, from: '2020-01-01', to: '2020-12-31', source: 'Convenio', ...more });
const spent = (more: Record<string, unknown> = {}): Draft =>
  draft('results.spending-recorded', { under, funder, amount: '100.00', currency: 'BOB', rate: null, document: null, description: 'Material', ...more });
const rate = { into: 'BOB', value: '6.96', kind: 'official', onDate: '2020-10-14', source: 'BCB' };
const bolivianos = draft('results.currency-set', { currency: 'BOB', source: 'Convenio' });

let served: ServedHouse;
let alicia: Actor;

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  const rita = await served.house.signIn.addUser({ username: 'rita', name: 'rita', password: PASSWORD });
  await insertMembership(served.house.pool, rita, served.programme.id, 'expert-trainer', { partnerId: null });
  expect(await send(alicia, framework, activity)).toMatchObject([{ answer: 'accepted' }, { answer: 'accepted' }]);
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) });
async function send(who: Actor, ...entries: Draft[]) {
  return answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
}
async function money(who: Actor, asOf = '') {
  return readBudget.answer.parse((await who.get(`${served.base}/budget${asOf === '' ? '' : `?asOf=${asOf}`}`)).body);
}

describe('what may go in', () => {
  test('amounts with two decimals, of something, at a rate that says something', async () => {
    const tried = await send(
      alicia,
      agreed({ amount: '1000' }),
      agreed({ amount: '-5.00' }),
      agreed({ amount: '0.00' }),
      agreed({ currency: 'Bs' }),
      agreed({ to: '2019-12-31' }),
      spent({ under: { what: 'area', code: '9.9' } }),
      spent({ rate }),
      spent({ currency: 'USD', rate: { ...rate, value: '0.0' } }),
      spent({ currency: 'USD', rate: { ...rate, value: '6,96' } }),
      spent({ under: { what: 'activity', activityId: framework.id } }),
    );
    expect(tried.map(({ code }) => code)).toEqual([
      'bad-payload', 'bad-payload', 'amount-of-nothing', 'bad-payload', 'dates-reversed', 'unknown-area', 'rate-not-needed', 'rate-of-nothing', 'bad-payload', 'unknown-reference',
    ]);
  });
});

describe('sums', () => {
  const dollars = spent({ amount: '10.00', currency: 'USD', rate });
  const unrated = spent({ amount: '5.00', currency: 'USD' });

  test('nothing is added up without a currency; then by the rates stated, and what has none stands apart', async () => {
    expect(await send(alicia, agreed(), spent(), dollars, unrated)).toMatchObject(Array(4).fill({ answer: 'accepted' }));
    expect((await money(alicia)).rows).toMatchObject([{ agreed: { amount: '0.00', apart: [{ currency: 'BOB', amount: '1000.00' }] }, remaining: null }]);
    await send(alicia, bolivianos);
    const { rows, total, spent: lines } = await money(await served.as('elena'));
    // 100.00 + 10 × 6.96.
    expect(rows).toMatchObject([{ agreed: { amount: '1000.00', apart: [] }, spent: { amount: '169.60', apart: [{ currency: 'USD', amount: '5.00' }] }, remaining: null, percent: null }]);
    expect(total).toMatchObject({ spent: { amount: '169.60' } });
    expect(lines.map(({ inCurrency }) => inCurrency)).toEqual(['100.00', '69.60', null]);
  });

  test('a rate that is added makes it whole; as of before it stands as it stood', async () => {
    const { position } = await money(alicia);
    await send(alicia, correction(unrated, { rate: { ...rate, value: '7' } }));
    // 169.60 + 5 × 7 = 204.60; of 1000 that is 20.46 -> 20.5.
    expect((await money(alicia)).rows).toMatchObject([{ spent: { amount: '204.60', apart: [] }, remaining: '795.40', percent: 20.5, over: false }]);
    expect((await money(alicia, `@${position}`)).rows).toMatchObject([{ spent: { amount: '169.60' } }]);
    await send(alicia, withdrawal(dollars));
    expect((await money(alicia)).total).toMatchObject({ spent: { amount: '135.00' } });
  });

  test('come out of a rebuild as they were', async () => {
    const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
    expect(changed).toEqual({});
  });
});

describe('who may see money', () => {
  test('those who give and answer for it; trainers and partners by no door', async () => {
    const secret = spent({ description: 'GASTO RESERVADO' });
    await send(alicia, secret);
    const [one, other] = [correction(secret, { description: 'GASTO RESERVADO uno' }), correction(secret, { description: 'GASTO RESERVADO dos' })];
    await send(alicia, one);
    await send(await served.as('mario'), other);
    for (const who of ['elena', 'evo', 'mario']) expect((await (await served.as(who)).get(`${served.base}/budget`)).text).toContain('GASTO RESERVADO');
    for (const who of ['rita', 'teo', 'pilar']) {
      const actor = await served.as(who);
      expect((await actor.get(`${served.base}/budget`)).status).toBe(403);
      expect((await actor.get(`${served.base}/entries/${secret.id}`)).status).toBe(404);
      expect((await actor.get(`${served.base}/conflicts/${secret.id}`)).status).toBe(404);
      for (const path of ['conflicts', 'description', 'waiting-entries', 'workplan']) {
        const { text, status } = await actor.get(`${served.base}/${path}`);
        expect([who, path, status, /RESERVADO|spending-recorded|budget-agreed/.test(text)]).toEqual([who, path, 200, false]);
      }
    }
    // The same doors show it to whoever may: what is asked above can fail.
    for (const path of [`entries/${secret.id}`, `conflicts/${secret.id}`, 'conflicts', 'description']) {
      expect([path, /RESERVADO|spending-recorded/.test((await alicia.get(`${served.base}/${path}`)).text)]).toEqual([path, true]);
    }
  });

  test('only who coordinates writes', async () => {
    expect((await (await served.as('elena')).post(`${served.base}/entries`, { entries: [spent()] })).status).toBe(403);
    expect(await send(await served.as('rita'), spent(), agreed(), bolivianos)).toMatchObject(Array(3).fill({ code: 'not-allowed' }));
  });
});
