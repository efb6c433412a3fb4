/** What an unsaved definition would count, over HTTP; codes that are taken. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attendance, correction, organisation, person, process, session, withdrawal } from '../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../test/cast/house.ts';
import { indicator } from '../../../test/cast/indicators.ts';
import type { Draft } from '../../ledger/entry.ts';

let served: ServedHouse;
let mario: Actor;
const chamber = organisation('Cámara', 'employers');
const ngo = organisation('Fundación', 'ngo');
const course = process('ONE');
const first = session(course.id, 1);
const [ana, beto, cora] = [person('Ana, Ana', { sex: 'woman' }), person('Beto, Beto', { sex: 'man' }), person('Cora, Cora')];
const trained = indicator('TRAINED');

function stay(who: Draft, minutes: number, organisationId: string): Draft {
  return attendance({ processId: course.id, sessionId: first.id, personId: who.id, organisationId }, minutes);
}
const send = (who: Actor, ...entries: Draft[]) => who.post(`${served.base}/entries`, { entries });
const preview = (who: Actor, payload: unknown, corrects: string | null) => who.post(`${served.base}/indicator-preview`, { indicator: payload, corrects });

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  // Of 100 minutes, 80 are needed. Ana 100, Beto 50, both for employers; Cora 90 for an NGO.
  const stays = [stay(ana, 100, chamber.id), stay(beto, 50, chamber.id), stay(cora, 90, ngo.id)];
  expect((await send(mario, trained, chamber, ngo, course, first, ana, beto, cora, ...stays)).text).not.toContain('refused');
});
afterAll(() => served.close());

test('a definition is tried before it is saved, beside the one in force', async () => {
  // In force: Ana alone. Without a kind of organisation: Ana and Cora. With any record: all three.
  const whole = { ...trained.payload, filter: {} };
  expect((await preview(mario, whole, 'TRAINED')).body).toMatchObject({ before: { value: 1 }, after: { value: 2, evidenceCount: 3 } });
  expect((await preview(mario, { ...whole, code: 'NEW', cases: { rule: 'each-fact' } }, null)).body).toMatchObject({ before: null, after: { value: 3 } });
  const one = { ...whole, filter: { process: [course.id], organisation: [ngo.id] } };
  expect((await preview(mario, one, null)).body).toMatchObject({ after: { value: 1 } });
  const figure = await mario.get(`${served.base}/indicators/TRAINED/figure`);
  expect(figure.body).toMatchObject({ value: 1 });
});

test('who may not write the framework may not try definitions, either', async () => {
  expect((await preview(await served.as('elena'), trained.payload, null)).status).toBe(403);
});

test('a code is of one indicator only, until that one is withdrawn', async () => {
  const again = indicator('TRAINED');
  const taken = { code: 'indicator-code-taken' };
  expect((await send(mario, again)).body).toMatchObject({ answers: [taken] });
  const other = indicator('OTHER');
  expect((await send(mario, other, indicator('OTHER'))).body).toMatchObject({ answers: [{ answer: 'accepted' }, taken] });
  expect((await send(mario, correction(other, { code: 'TRAINED' }))).body).toMatchObject({ answers: [taken] });
  expect((await send(mario, correction(trained, { filter: {} }))).text).not.toContain('refused');
  expect((await send(mario, withdrawal(other))).text).not.toContain('refused');
  expect((await send(mario, indicator('OTHER'))).text).not.toContain('refused');
});
