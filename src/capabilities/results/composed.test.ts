/** Ratios and changes over HTTP, worked out by hand; what cannot be is said in words, and circles are refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, draft, organisation, person, process, session, withdrawal } from '../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type ServedHouse } from '../../../test/cast/house.ts';
import { indicator } from '../../../test/cast/indicators.ts';
import type { Aggregate, Indicator } from '../../figures/indicator.ts';
import type { Draft } from '../../ledger/entry.ts';

/**
 * One course of two sessions of 100 minutes: 14 October 2020 and 20 January 2021. Ana (woman) 60 and 90, Beto (man) 30,
 * Cora (woman) 40, in 2021 only. Minutes attended: 90 in 2020, 130 in 2021, 220 in all. People: 2, 2, 3 in all.
 */
let served: ServedHouse;
let mario: Actor;
const chamber = organisation('Cámara', 'employers');
const course = process('ONE');
const [first, second] = [session(course.id, 1, { heldOn: '2020-10-14' }), session(course.id, 2, { heldOn: '2021-01-20' })];
const [ana, beto, cora] = [person('Ana, Ana', { sex: 'woman' }), person('Beto, Beto', { sex: 'man' }), person('Cora, Cora', { sex: 'woman' })];
const every: Partial<Indicator> = { cases: { rule: 'each-fact' }, filter: {} };
const minutes = indicator('MINUTES', { ...every, aggregate: { kind: 'sum' }, unit: 'minutes' });
const people = indicator('PEOPLE', { ...every });
const mean = indicator('MEAN', { ...every, aggregate: { kind: 'mean' }, unit: 'minutes' });
const nobody = indicator('NOBODY', { ...every, filter: { sex: ['other'] } });
const empty = indicator('EMPTY', { ...every, measure: 'events.never-measured' });

function of(code: string, aggregate: Aggregate): Draft {
  return indicator(code, { ...every, aggregate, unit: 'number' });
}
const ratio = (code: string, above: Draft, below: Draft, times = 1): Draft => of(code, { kind: 'ratio', numerator: above.id, denominator: below.id, times });
const change = (code: string, one: Draft, against: 'previous-period' | 'first-period' | 'baseline', as: 'absolute' | 'percent' = 'absolute'): Draft =>
  of(code, { kind: 'change', of: one.id, against, as });
function stay(who: Draft, where: Draft, quantity: number): Draft {
  return attendance({ processId: course.id, sessionId: where.id, personId: who.id, organisationId: chamber.id }, quantity, { occurredOn: String(where.payload['heldOn']) });
}
const send = (who: Actor, ...entries: Draft[]) => who.post(`${served.base}/entries`, { entries });
const figure = async (code: string, query = '') => (await mario.get(`${served.base}/indicators/${code}/figure${query}`)).body as {
  value: number | null; missing: string | null; position: number; evidenceCount: number; cells: { keys: string[]; value: number | null }[];
  compared: { now: { period: unknown; value: number }; before: { period: unknown; value: number } } | null;
};

beforeAll(async () => {
  served = await servedHouse();
  mario = await served.as('mario');
  const stays = [stay(ana, first, 60), stay(ana, second, 90), stay(beto, first, 30), stay(cora, second, 40)];
  const entries = [chamber, course, first, second, ana, beto, cora, ...stays, minutes, people, mean, nobody, empty];
  expect((await send(mario, ...entries)).text).not.toContain('refused');
});
afterAll(() => served.close());

describe('a ratio', () => {
  test('220 minutes of 3 people are 73.3333; of women 95 (190 / 2); times 100 it is 7333.3333', async () => {
    expect((await send(mario, ratio('PER-HEAD', minutes, people), ratio('TIMES', minutes, people, 100))).text).not.toContain('refused');
    expect(await figure('PER-HEAD')).toMatchObject({ value: 73.3333, missing: null, parts: [{ role: 'numerator', code: 'MINUTES', value: 220 }, { role: 'denominator', code: 'PEOPLE', value: 3 }] });
    expect((await figure('PER-HEAD', '?sex=woman')).value).toBe(95);
    expect((await figure('TIMES')).value).toBe(7333.3333);
    expect((await figure('PER-HEAD', '?by=sex')).cells).toMatchObject([{ keys: ['man'], value: 30 }, { keys: ['woman'], value: 95 }]);
  });

  test('with denominator 0 is no data and says so; never Infinity, NaN or 0', async () => {
    expect((await send(mario, ratio('BY-NOBODY', minutes, nobody), ratio('ZERO-BY-ZERO', nobody, nobody))).text).not.toContain('refused');
    for (const code of ['BY-NOBODY', 'ZERO-BY-ZERO']) {
      const reply = await mario.get(`${served.base}/indicators/${code}/figure?by=sex`);
      expect(reply.body).toMatchObject({ value: null, missing: 'zero-denominator' });
      expect((reply.body as { cells: { value: number | null }[] }).cells.every(({ value }) => value === null)).toBe(true);
      expect(reply.text).not.toMatch(/Infinity|NaN/);
    }
    expect((await figure('PER-HEAD', '?from=2030-01-01')).missing).toBe('zero-denominator');
    const framework = await mario.get(`${served.base}/framework`);
    expect(framework.status).toBe(200);
  });

  test('of what nobody recorded is no data, and says that a part has none', async () => {
    expect((await send(mario, ratio('OF-EMPTY', empty, people))).text).not.toContain('refused');
    expect(await figure('OF-EMPTY')).toMatchObject({ value: null, missing: 'part-missing' });
  });

  test('opens onto the records of both parts, each once', async () => {
    const { evidenceCount } = await figure('PER-HEAD');
    const reply = await mario.get(`${served.base}/indicators/PER-HEAD/evidence?status=all`);
    expect(reply.body).toMatchObject({ summary: { read: evidenceCount, counted: 4 } });
    expect(evidenceCount).toBe(4);
  });

  test('whose part is withdrawn is no data, and as of before it is what it was', async () => {
    const other = indicator('OTHER', { ...every });
    expect((await send(mario, other, ratio('OF-OTHER', minutes, other))).text).not.toContain('refused');
    const { value, position } = await figure('OF-OTHER');
    expect(value).toBe(73.3333);
    expect((await send(mario, withdrawal(other))).text).not.toContain('refused');
    expect(await figure('OF-OTHER')).toMatchObject({ value: null, missing: 'part-withdrawn' });
    expect((await figure('OF-OTHER', `?asOf=@${position}`)).value).toBe(73.3333);
  });
});

describe('a change', () => {
  test('of minutes from the quarter before: 130 in the first of 2021, 90 in the last of 2020', async () => {
    expect((await send(mario, change('MORE', minutes, 'previous-period'), change('GROWTH', minutes, 'previous-period', 'percent'))).text).not.toContain('refused');
    expect(await figure('MORE')).toMatchObject({
      value: 40,
      compared: { now: { period: { from: '2021-01-01', to: '2021-03-31' }, value: 130 }, before: { period: { from: '2020-10-01', to: '2020-12-31' }, value: 90 } },
    });
    // 40 of 90.
    expect((await figure('GROWTH')).value).toBe(44.4444);
    expect((await figure('MORE', '?from=2021-01-01&to=2021-12-31')).value).toBe(40);
    expect((await figure('MORE', '?by=sex')).cells).toMatchObject([{ keys: ['man'], value: -30 }, { keys: ['woman'], value: 70 }]);
  });

  test('of a period with nothing before it: from 0 to 90, of which no percentage can be told', async () => {
    expect((await figure('MORE', '?from=2020-10-01&to=2020-12-31')).value).toBe(90);
    expect(await figure('GROWTH', '?from=2020-10-01&to=2020-12-31')).toMatchObject({ value: null, missing: 'zero-before' });
    expect(await figure('MORE', '?from=2020-10-01')).toMatchObject({ value: null, missing: 'no-period' });
  });

  test('of a mean where there was none before is no data', async () => {
    expect((await send(mario, change('MEAN-MORE', mean, 'first-period'))).text).not.toContain('refused');
    // (90 + 40) / 2 = 65 in 2021, (60 + 30) / 2 = 45 in 2020.
    expect((await figure('MEAN-MORE')).value).toBe(20);
    expect(await figure('MEAN-MORE', '?from=2030-01-01&to=2030-12-31')).toMatchObject({ value: null, missing: 'part-missing' });
  });

  test('from the baseline: 3 people, 1 to begin with; a part of the programme has no baseline', async () => {
    expect((await send(mario, change('SINCE', people, 'baseline'))).text).not.toContain('refused');
    expect(await figure('SINCE')).toMatchObject({ value: null, missing: 'no-baseline' });
    const baseline = { value: 1, measuredOn: '2019-12-31', source: 'Plan' };
    expect((await send(mario, draft('results.follow-up-set', { indicatorId: people.id, baseline, responsible: null, frequency: null, direction: 'up' }))).text).not.toContain('refused');
    expect((await figure('SINCE')).value).toBe(2);
    expect(await figure('SINCE', '?sex=woman')).toMatchObject({ value: null, missing: 'baseline-of-whole' });
  });
});

describe('an indicator that refers to itself', () => {
  test('directly is refused, and the circle is named', async () => {
    const own = ratio('OWN', people, people);
    const looped = { ...own, payload: { ...own.payload, aggregate: { kind: 'ratio', numerator: own.id, denominator: people.id, times: 1 } } };
    expect((await send(mario, looped)).body).toMatchObject({ answers: [{ answer: 'refused', code: 'indicator-circle', field: 'OWN → OWN' }] });
  });

  test('through others is refused, and the circle is named', async () => {
    const [a, b, c] = [indicator('A', { ...every }), indicator('B', { ...every }), indicator('C', { ...every })];
    expect((await send(mario, a, b, c)).text).not.toContain('refused');
    const named = (one: Draft): Aggregate => ({ kind: 'change', of: one.id, against: 'previous-period', as: 'absolute' });
    expect((await send(mario, correction(a, { aggregate: named(b) }), correction(b, { aggregate: named(c) }))).text).not.toContain('refused');
    const closing = await send(mario, correction(c, { aggregate: named(a) }));
    expect(closing.body).toMatchObject({ answers: [{ answer: 'refused', code: 'indicator-circle', field: 'C → A → B → C' }] });
    expect((await figure('C')).value).toBe(3);
  });

  test('is refused when both come in one call, and both are', async () => {
    const [one, other] = [people, people].map((below, at) => ratio(`BOTH-${at}`, minutes, below));
    if (one === undefined || other === undefined) throw new Error('two are made');
    const towards = (target: Draft): Aggregate => ({ kind: 'ratio', numerator: target.id, denominator: people.id, times: 1 });
    const both = [{ ...one, payload: { ...one.payload, aggregate: towards(other) } }, { ...other, payload: { ...other.payload, aggregate: towards(one) } }];
    expect((await send(mario, ...both)).body).toMatchObject({
      answers: [{ code: 'indicator-circle', field: 'BOTH-0 → BOTH-1 → BOTH-0' }, { code: 'indicator-circle', field: 'BOTH-1 → BOTH-0 → BOTH-1' }],
    });
    expect((await mario.get(`${served.base}/indicators/BOTH-0/figure`)).status).toBe(404);
  });
});

test('a definition that is only tried is worked out from the others as they stand', async () => {
  const payload = ratio('TRIED', minutes, people).payload;
  const preview = await mario.post(`${served.base}/indicator-preview`, { indicator: payload, corrects: null });
  expect(preview.body).toMatchObject({ before: null, after: { value: 73.3333 } });
  const choices = await mario.get(`${served.base}/indicator-choices`);
  expect(choices.text).toContain('events.attendance');
  expect(choices.text).toContain(minutes.id);
});
