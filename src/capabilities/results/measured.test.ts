/** Figures over tests, satisfaction and follow-up: entries over HTTP, tried as the editor makes the definitions. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attendance, followUp, organisation, person, process, satisfaction, session, testResult } from '../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../test/cast/house.ts';
import { indicator } from '../../../test/cast/indicators.ts';
import type { Indicator } from '../../figures/indicator.ts';
import type { Draft } from '../../ledger/entry.ts';

/**
 * By hand. Tests, percent of the most that could be scored, before and after:
 *   Ana (woman) 8 of 20 = 40 and 15 of 20 = 75: a gain of 35.   Beto (man) 50 and 60: 10.   Cora (woman) 90 and 80: -10.
 *   Dora was tested before only (30), Elsa after only (100): neither has a pair.
 * Mean after: (75 + 60 + 80 + 100) / 4 = 78.75. Mean gain: (35 + 10 - 10) / 3 = 11.67; of women (35 - 10) / 2 = 12.5.
 * At least 75 after: Ana, Cora and Elsa of four: 75 %.
 * Follow-up: Ana applies it, Beto in part, Cora does not, Dora was not reached. Of three: in part or wholly 66.67 %, wholly
 * 33.33 %; Beto, asked again, applies it too: then 66.67 % wholly.
 * Satisfaction: forms of 4, 5 and (3 + 4) / 2 = 3.5: (4 + 5 + 3.5) / 3 = 4.1667.
 */
const course = process('ONE');
const first = session(course.id, 1);
const chamber = organisation('Cámara', 'employers');
const [ana, beto, cora, dora, elsa] = [
  person('Uno, Ana', { sex: 'woman' }), person('Dos, Beto', { sex: 'man' }), person('Tres, Cora', { sex: 'woman' }), person('Cuatro, Dora'), person('Cinco, Elsa'),
] as const;
const of = (who: Draft) => ({ processId: course.id, personId: who.id });
const tests = [
  testResult(of(ana), 'pre', 8, 20), testResult(of(ana), 'post', 15, 20), testResult(of(beto), 'pre', 50), testResult(of(beto), 'post', 60),
  testResult(of(cora), 'pre', 90), testResult(of(cora), 'post', 80), testResult(of(dora), 'pre', 30), testResult(of(elsa), 'post', 100),
];
const asked = [
  followUp(of(ana), 'applied', { on: '2021-01-20' }), followUp(of(beto), 'partly', { on: '2021-01-20' }), followUp(of(cora), 'not-applied', { on: '2021-01-20' }),
  followUp(of(dora), 'not-reached', { on: '2021-01-20' }),
];
const forms = [satisfaction(course.id, { useful: 4 }), satisfaction(course.id, { useful: 5 }), satisfaction(course.id, { useful: 3, clear: 4 })];

let served: ServedHouse;
let mario: Actor;

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  const stays = [ana, beto, cora, dora, elsa].map((who) => attendance({ ...of(who), sessionId: first.id }, 100));
  expect((await send(chamber, course, first, ana, beto, cora, dora, elsa, ...stays)).text).not.toContain('refused');
  expect((await send(...tests, ...asked, ...forms)).text).not.toContain('refused');
});
afterAll(() => served.close());

const send = (...entries: Draft[]) => mario.post(`${served.base}/entries`, { entries });
const measured = (changes: Partial<Indicator>): unknown => indicator('NEW', { cases: { rule: 'each-fact' }, filter: {}, ...changes }).payload;
async function tried(changes: Partial<Indicator>): Promise<unknown> {
  const { body } = await mario.post(`${served.base}/indicator-preview`, { indicator: measured(changes), corrects: null });
  return (body as { after: { value: number | null } }).after.value;
}
const gain = { aggregate: { kind: 'mean' }, cases: { rule: 'paired', before: 'events.pre-test', after: 'events.post-test' }, unit: 'points' } as const;
const share = (atLeast: number) => ({ kind: 'share', of: 'person', numerator: {}, denominator: 'all', atLeast }) as const;

test('the mean of the test after, and who reaches a score in it', async () => {
  expect(await tried({ measure: 'events.post-test', aggregate: { kind: 'mean' }, unit: 'percent' })).toBe(78.75);
  expect(await tried({ measure: 'events.post-test', aggregate: share(75), unit: 'percent' })).toBe(75);
  expect(await tried({ measure: 'events.post-test', aggregate: share(76), unit: 'percent' })).toBe(50);
});

test('the gain of who was tested twice, in all and of women', async () => {
  expect(await tried(gain)).toBeCloseTo(11.6667, 4);
  expect(await tried({ ...gain, filter: { sex: ['woman'] } })).toBe(12.5);
});

test('who applies what they learnt, of who was reached', async () => {
  const applying = (atLeast: number) => tried({ measure: 'events.follow-up', aggregate: share(atLeast), unit: 'percent' });
  expect([await applying(50), await applying(100)]).toEqual([66.67, 33.33]);
  expect((await send(followUp(of(beto), 'applied', { on: '2021-04-20' }))).text).not.toContain('refused');
  expect(await applying(100)).toBe(66.67);
  expect(await tried({ measure: 'events.follow-up', aggregate: { kind: 'distinct', of: 'person' }, unit: 'people' })).toBe(3);
});

test('the mean of satisfaction, one form one voice; nobody stands behind it', async () => {
  expect(await tried({ measure: 'events.satisfaction', aggregate: { kind: 'mean' }, unit: 'points' })).toBeCloseTo(4.1667, 4);
  expect(await tried({ measure: 'events.satisfaction', aggregate: { kind: 'mean' }, unit: 'points', filter: { sex: ['woman'] } })).toBeNull();
});

test('a share in cells is of the people of each cell', async () => {
  const saved = indicator('PASSED', { measure: 'events.post-test', cases: { rule: 'each-fact' }, filter: {}, aggregate: share(75), unit: 'percent' });
  expect((await send(saved)).text).not.toContain('refused');
  const { body } = await mario.get(`${served.base}/indicators/PASSED/figure?by=sex`);
  const { cells } = body as { cells: { keys: string[]; value: number }[] };
  expect(Object.fromEntries(cells.map(({ keys, value }) => [keys[0], value]))).toEqual({ man: 0, unknown: 100, woman: 100 });
});
