/** Risks and lessons over HTTP: who may, how they are reviewed, and what stood at a past position. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { correction, draft, withdrawal } from '../../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Draft } from '../../../ledger/entry.ts';
import { listRisks } from './contract.ts';

const name = (text: string) => ({ es: text, en: text });
const framework = draft('results.framework-defined', { results: [{ code: 'R1', name: name('Uno'), areas: [{ code: '1.1', name: name('Saber') }] }] });
const risk = (title: string, more: Record<string, unknown> = {}): Draft =>
  draft('results.risk-noted', { title, area: null, description: 'd', likelihood: 2, impact: 2, response: 'r', responsible: null, riskState: 'open', ...more });
const lesson = (title: string, more: Record<string, unknown> = {}): Draft =>
  draft('results.lesson-noted', { title, area: '1.1', happened: 'h', learned: 'l', recommendation: 'r', source: null, ...more });

let served: ServedHouse;
let alicia: Actor;
beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  expect(await send(alicia, framework)).toMatchObject([{ answer: 'accepted' }]);
});
afterAll(() => served.close());

const answers = z.object({ answers: z.array(z.object({ answer: z.string(), code: z.string().optional() })) });
async function send(who: Actor, ...entries: Draft[]) {
  return answers.parse((await who.post(`${served.base}/entries`, { entries })).body).answers;
}
async function list(who: Actor, asOf = '') {
  return listRisks.answer.parse((await who.get(`${served.base}/risks${asOf === '' ? '' : `?asOf=${asOf}`}`)).body);
}

test('an area there is, and three levels', async () => {
  const tried = await send(alicia, risk('a', { area: '9.9' }), risk('a', { likelihood: 4 }), risk('a', { impact: 0 }), lesson('a', { learned: '' }), lesson('a', { area: '9.9' }));
  expect(tried.map(({ code }) => code)).toEqual(['unknown-area', 'bad-payload', 'bad-payload', 'bad-payload', 'unknown-area']);
});

test('the gravest first, the closed last; a review corrects, and the past stands', async () => {
  const [low, high, closed] = [risk('bajo', { likelihood: 1 }), risk('alto', { impact: 3 }), risk('cerrado', { impact: 3, riskState: 'closed' })];
  const learned = lesson('aprendida');
  expect(await send(alicia, closed, low, high, learned)).toMatchObject(Array(4).fill({ answer: 'accepted' }));
  expect((await list(await served.as('elena'))).risks.map(({ title, severity }) => [title, severity])).toEqual([['alto', 'high'], ['bajo', 'low'], ['cerrado', 'high']]);
  const { position, lessons } = await list(alicia);
  expect(lessons).toMatchObject([{ title: 'aprendida', on: '2020-10-14' }]);
  await send(alicia, correction(high, { likelihood: 1, impact: 1 }), withdrawal(learned));
  expect(await list(alicia)).toMatchObject({ lessons: [], risks: [{ severity: 'low' }, { severity: 'low' }, {}] });
  expect(await list(alicia, `@${position}`)).toMatchObject({ lessons: [{}], risks: [{ severity: 'high' }, {}, {}] });
});

test('a trainer may not note them; who sees one partner’s part sees none', async () => {
  expect(await send(await served.as('teo'), risk('x'), lesson('x'))).toMatchObject([{ code: 'not-allowed' }, { code: 'not-allowed' }]);
  expect(await list(await served.as('pilar'))).toMatchObject({ risks: [], lessons: [] });
  const { changed } = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(changed).toEqual({});
});
