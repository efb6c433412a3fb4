/** Observed figures over HTTP: written down, corrected, taken back, and opened to what they stand on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { correction, draft, organisation, withdrawal } from '../../../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type Actor, type ServedHouse } from '../../../../test/cast/house.ts';
import { indicator } from '../../../../test/cast/indicators.ts';
import { REBUILD } from '../../../app/catalogue.ts';
import type { Indicator, Scale } from '../../../figures/indicator.ts';
import type { Draft } from '../../../ledger/entry.ts';

let served: ServedHouse;
let mario: Actor;
const partner = { ...organisation('Centro Andino', 'implementing-partner'), id: PARTNER_A };
const chamber = organisation('Cámara', 'employers', { sector: '9411' });
const word = (es: string) => ({ es, en: es });

function observed(code: string, scale: Scale, unit: Indicator['unit']): Draft {
  return indicator(code, { measure: 'results.observation', cases: { rule: 'each-fact' }, aggregate: { kind: 'observed', scale }, filter: {}, unit, disaggregations: ['department'] });
}
const plan = observed('PLAN', { kind: 'milestone', steps: [word('Borrador'), word('Validado'), word('Aprobado')] }, 'step');
const office = observed('OFFICE', { kind: 'yes-no' }, 'answer');
const stars = observed('STARS', { kind: 'rating', levels: ['Mala', 'Baja', 'Media', 'Buena', 'Muy buena'].map(word), take: 'mean' }, 'level');
const exported = observed('EXPORTS', { kind: 'number', take: 'sum' }, 'number');

function observation(of: Draft, value: number, observedOn: string, more: Record<string, unknown> = {}): Draft {
  const nothing = { organisationId: null, department: null, municipality: null, note: null };
  return draft('results.observation-recorded', { indicatorId: of.id, observedOn, value: String(value), source: 'Informe de visita', ...nothing, ...more }, { occurredOn: observedOn });
}
const send = (who: Actor, ...entries: Draft[]) => who.post(`${served.base}/entries`, { entries });
const figure = async (code: string, query = '') => (await mario.get(`${served.base}/indicators/${code}/figure${query}`)).body as { value: number; missing: string | null; position: number; cells: { keys: string[]; value: number }[] };
const evidence = async (who: Actor, code: string) => (await who.get(`${served.base}/indicators/${code}/evidence?status=all`)).body as {
  summary: { read: number; counted: number; collapsed: unknown[] };
  items: { quantity: number; unit: string; source: string; place: string | null; status: string }[];
};

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  expect((await send(mario, partner, chamber, plan, office, stars, exported)).text).not.toContain('refused');
});
afterAll(() => served.close());

describe('an observed figure', () => {
  test('has no data before anybody observed anything', async () => {
    expect(await figure('PLAN')).toMatchObject({ value: null, missing: 'no-records' });
  });

  test('a milestone stands at the step that was observed last, whatever was written down later', async () => {
    const draftOf = observation(plan, 1, '2020-03-01');
    const approved = observation(plan, 3, '2021-02-01');
    expect((await send(mario, approved, draftOf, observation(plan, 2, '2020-09-01'))).text).not.toContain('refused');
    expect((await figure('PLAN')).value).toBe(3);
    expect((await figure('PLAN', '?to=2020-12-31')).value).toBe(2);
    expect(await figure('PLAN', '?to=2019-12-31')).toMatchObject({ value: null, missing: 'no-cases' });
    const { summary } = await evidence(mario, 'PLAN');
    expect(summary).toMatchObject({ read: 3, counted: 1, collapsed: [{ reason: 'earlier-observation', count: 2 }] });
    const { position } = await figure('PLAN');
    // What was approved was a draft after all; then that is taken back too.
    const corrected = correction(approved, { value: '1' });
    expect((await send(mario, corrected)).text).not.toContain('refused');
    expect((await figure('PLAN')).value).toBe(1);
    expect((await send(mario, withdrawal(approved, corrected.id))).text).not.toContain('refused');
    expect((await figure('PLAN')).value).toBe(2);
    expect((await figure('PLAN', `?asOf=@${position}`)).value).toBe(3);
  });

  test('yes is 1 and no is 0, and no is not "no data"', async () => {
    expect((await send(mario, observation(office, 1, '2020-01-01'), observation(office, 0, '2020-02-01'))).text).not.toContain('refused');
    expect(await figure('OFFICE')).toMatchObject({ value: 0, missing: null });
  });

  test('ratings can be averaged: 5, 4 and 4 are 4,3333; each department has its own', async () => {
    const where = (department: string) => ({ department, organisationId: chamber.id });
    expect((await send(mario, observation(stars, 5, '2020-01-01', where('02')), observation(stars, 4, '2020-01-02', where('02')), observation(stars, 4, '2020-01-03'))).text).not.toContain('refused');
    expect((await figure('STARS')).value).toBe(4.3333);
    expect((await figure('STARS', '?by=department')).cells).toMatchObject([{ keys: ['02'], value: 4.5 }, { keys: ['unknown'], value: 4 }]);
    expect((await figure('STARS', '?sector=94')).value).toBe(4.5);
    expect((await figure('STARS', '?sector=unknown')).value).toBe(4);
  });

  test('numbers are summed with their decimals, however large: 2500000000.25 and 0.5', async () => {
    expect((await send(mario, observation(exported, 2_500_000_000.25, '2020-01-01'), observation(exported, 0.5, '2020-06-01'))).text).not.toContain('refused');
    expect((await figure('EXPORTS')).value).toBe(2_500_000_000.75);
    const { items } = await evidence(await served.as('elena'), 'EXPORTS');
    expect(items.map(({ quantity, unit, source }) => [quantity, unit, source])).toEqual([[2_500_000_000.25, 'observed', 'Informe de visita'], [0.5, 'observed', 'Informe de visita']]);
  });

  test('what does not fit is refused by name, and nothing is written', async () => {
    const unfit = { answer: 'refused', code: 'observation-unfit' };
    const tried = await send(mario, observation(plan, 4, '2020-01-01'), observation(plan, 1.5, '2020-01-01'), observation(office, 2, '2020-01-01'), observation(stars, 0, '2020-01-01'));
    expect(tried.body).toMatchObject({ answers: [unfit, unfit, unfit, unfit] });
    const counted = indicator('COUNTED');
    expect((await send(mario, counted, observation(counted, 1, '2020-01-01'))).body).toMatchObject({ answers: [{ answer: 'accepted' }, { code: 'indicator-not-observed' }] });
  });

  test('is read by the donor without notes; a trainer may not write, and whoever sees one partner sees none', async () => {
    expect((await send(mario, observation(office, 1, '2021-01-01', { note: 'Lo dijo Ana Quispe' }))).text).not.toContain('refused');
    const list = async (username: string) => (await (await served.as(username)).get(`${served.base}/indicators/OFFICE/observations`)).text;
    expect(await list('mario')).toContain('Ana Quispe');
    expect(await list('elena')).not.toContain('Ana Quispe');
    expect(JSON.parse(await list('elena'))).toMatchObject({ scale: { kind: 'yes-no' }, observations: [{ value: 1, observedOn: '2021-01-01' }, {}, {}] });
    expect(JSON.parse(await list('teo'))).toMatchObject({ observations: [], narrowedTo: 'Centro Andino' });
    expect((await send(await served.as('teo'), observation(office, 1, '2021-01-02'))).text).toContain('not-allowed');
    expect((await (await served.as('teo')).get(`${served.base}/indicators/OFFICE/figure`)).body).toMatchObject({ value: null, missing: 'no-records' });
  });

  test('comes out of a rebuild as it was', async () => {
    const before = [await figure('PLAN'), await figure('STARS'), await figure('EXPORTS'), await figure('OFFICE')];
    await served.house.ledger.rebuild({ programmeId: served.programme.id, ...REBUILD });
    expect([await figure('PLAN'), await figure('STARS'), await figure('EXPORTS'), await figure('OFFICE')].map(({ value }) => value)).toEqual(before.map(({ value }) => value));
  });
});
