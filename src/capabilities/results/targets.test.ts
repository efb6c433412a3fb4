/** Targets over HTTP: set, revised, refused, and read back as they were. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, draft, organisation, person, process, session, withdrawal } from '../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../test/cast/house.ts';
import { indicator } from '../../../test/cast/indicators.ts';
import type { Draft } from '../../ledger/entry.ts';
import { REBUILD } from '../../app/catalogue.ts';

let served: ServedHouse;
let mario: Actor;
const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const chamber = organisation('Cámara', 'employers');
const course = process('ONE', { partnerId: PARTNER_A });
const first = session(course.id, 1);
const people = ['Ana', 'Beto', 'Cora'].map((name) => person(`${name}, ${name}`, { sex: 'woman' }));
const trained = indicator('TRAINED');
const described = draft('results.programme-described', {
  name: { es: 'P', en: 'P' }, summary: { es: 'P', en: 'P' }, startsOn: '2020-01-01', endsOn: '2021-12-31',
  sectors: [], partners: [], funders: [], demonstration: true,
});

function target(value: number, changes: Record<string, unknown> = {}, decidedOn = '2020-01-15'): Draft {
  const payload = { indicatorId: trained.id, from: '2020-01-01', to: '2021-12-31', counting: 'cumulative', value, reason: null, source: 'Plan operativo' };
  return draft('results.target-set', { ...payload, ...changes }, { occurredOn: decidedOn });
}
const send = (who: Actor, ...entries: Draft[]) => who.post(`${served.base}/entries`, { entries });
const plan = async (who: Actor, asOf = '') => (await who.get(`${served.base}/indicators/TRAINED/plan${asOf === '' ? '' : `?asOf=${asOf}`}`)).body as {
  targets: { value: number; actual: number; percent: number; expected: number; state: string; history: { value: number; reason: string; recordedBy: string }[] }[];
  followUp: { direction: string; responsible: string } | null;
};

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  const stays = people.map(({ id }) => attendance({ processId: course.id, sessionId: first.id, personId: id, organisationId: chamber.id }, 100));
  expect((await send(mario, described, trained, partner, chamber, course, first, ...people, ...stays)).text).not.toContain('refused');
});
afterAll(() => served.close());

describe('a target', () => {
  test('outside the programme is refused by its name, and nothing is written', async () => {
    const reply = await send(mario, target(4, { to: '2022-06-30' }), target(4, { from: '2021-12-31', to: '2020-01-01' }));
    expect(reply.body).toMatchObject({ answers: [{ code: 'target-outside-programme' }, { code: 'target-turned' }] });
    expect((await plan(mario)).targets).toEqual([]);
  });

  test('has decimals where it needs them, and other texts than a number are refused', async () => {
    const half = (value: string): Draft => draft('results.target-set', { ...target(0).payload, from: '2020-07-01', to: '2020-12-31', counting: 'per-period', value }, { schemaVersion: 2, occurredOn: '2020-01-15' });
    const exact = half('62.5');
    expect((await send(mario, half('62,5'), half('1e3'), exact)).body).toMatchObject({ answers: [{ answer: 'refused' }, { answer: 'refused' }, { answer: 'accepted' }] });
    expect((await plan(mario)).targets).toMatchObject([{ value: 62.5 }]);
    expect((await send(mario, withdrawal(exact))).text).not.toContain('refused');
  });

  test('is compared with what was counted: three of four people', async () => {
    expect((await send(mario, target(4))).text).not.toContain('refused');
    // 26 November 2021 is day 696 of 731: 4 x 696 / 731 = 3.81.
    expect((await plan(mario)).targets).toMatchObject([{ value: 4, actual: 3, percent: 75, expected: 3.81, state: 'late' }]);
    const framework = await mario.get(`${served.base}/framework`);
    expect(framework.status).toBe(200);
  });

  test('is revised with a reason, and the past keeps what it was', async () => {
    const head = (await mario.get(`${served.base}/indicators/TRAINED/figure`)).body as { position: number };
    expect((await send(mario, target(3, {}, '2021-03-15'))).body).toMatchObject({ answers: [{ code: 'target-no-reason' }] });
    expect((await send(mario, target(3, { reason: 'Un taller menos' }, '2021-03-15'))).text).not.toContain('refused');
    const now = await plan(mario);
    expect(now.targets).toMatchObject([{ value: 3, percent: 100, state: 'met', history: [{ value: 3, reason: 'Un taller menos', recordedBy: 'mario' }, { value: 4 }] }]);
    expect((await plan(mario, `@${head.position}`)).targets).toMatchObject([{ value: 4, percent: 75, history: [{ value: 4 }] }]);
  });

  test('of one period counts what is dated in it', async () => {
    const year = { from: '2021-01-01', to: '2021-12-31', counting: 'per-period' };
    expect((await send(mario, target(2, year))).text).not.toContain('refused');
    const { targets } = await plan(mario);
    expect(targets.find(({ value }) => value === 2)).toMatchObject({ actual: 0, percent: 0, state: 'late' });
  });

  test('that was a mistake is corrected without a reason of its own, or withdrawn', async () => {
    const wrong = target(33, { from: '2020-01-01', to: '2020-12-31' });
    expect((await send(mario, wrong)).text).not.toContain('refused');
    expect((await send(mario, correction(wrong, { value: 30 }))).text).not.toContain('refused');
    expect((await plan(mario)).targets.map(({ value }) => value)).toContain(30);
    const again = target(9, { from: '2020-02-01', to: '2020-12-31' });
    expect((await send(mario, again)).text).not.toContain('refused');
    expect((await send(mario, withdrawal(again))).text).not.toContain('refused');
    expect((await plan(mario)).targets.map(({ value }) => value)).not.toContain(9);
  });
});

describe('who may', () => {
  test('a donor reads targets without who recorded them, and sets none', async () => {
    const elena = await served.as('elena');
    expect((await plan(elena)).targets.flatMap(({ history }) => history.map(({ recordedBy }) => recordedBy))).not.toContain('mario');
    expect((await send(elena, target(1, { from: '2020-05-01' }))).status).toBe(403);
  });
  test('a partner sees the target but not how far the whole programme is', async () => {
    expect((await plan(await served.as('teo'))).targets.map(({ actual, percent }) => [actual, percent])).toEqual([[null, null], [null, null], [null, null]]);
    expect((await send(await served.as('pilar'), target(1, { from: '2020-05-01' }))).text).toMatch(/not-allowed|forbidden/);
  });
});

test('the baseline and who answers for the indicator are said, and kept by a rebuild', async () => {
  const followUp = draft('results.follow-up-set', {
    indicatorId: trained.id, baseline: { value: 1, measuredOn: '2019-12-31', source: 'Encuesta' }, responsible: 'Rosmery Apaza', frequency: 'quarterly', direction: 'up',
  });
  expect((await send(mario, followUp)).text).not.toContain('refused');
  const before = await plan(mario);
  expect(before.followUp).toMatchObject({ responsible: 'Rosmery Apaza', direction: 'up' });
  const rebuilt = await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
  expect(JSON.stringify(rebuilt)).not.toContain('indicator_plan');
  expect(await plan(mario)).toEqual(before);
});
