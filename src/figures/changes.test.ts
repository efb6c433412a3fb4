/** What brought a figure of any kind to another value, record by record, worked out by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendance, correction, draft, organisation, person, process, session, withdrawal } from '../../test/cast/drafts.ts';
import { indicator } from '../../test/cast/indicators.ts';
import { tinyProgramme, type TinyProgramme } from '../../test/cast/programme.ts';
import type { Draft } from '../ledger/entry.ts';
import { changesPage, compareFigure, twoMoments } from './changes.ts';
import type { Indicator, Scale } from './indicator.ts';

/**
 * One course, a session on 14 October 2020 and one on 20 January 2021. Minutes then: Ana (woman) 60 and 90, Beto (man) 30 and none,
 * Cora none and 40, Eva none and 10. Of 2021: 140 minutes of 3 people, 46.6667 a head, 50 more than the 90 of 2020; 1 of 3 a woman.
 * Since: Cora's 40 are corrected to 70, Beto's record is withdrawn, Dora comes late with 50, Eva is told to be a woman.
 * Of 2021: 90 + 70 + 10 + 50 = 220 minutes of 4 people, 55 a head, 160 more than the 60 of 2020; 2 of 4 are women.
 */
let tiny: TinyProgramme;
const course = process('ONE');
const chamber = organisation('Cámara', 'employers');
const [first, second] = [session(course.id, 1, { heldOn: '2020-10-14' }), session(course.id, 2, { heldOn: '2021-01-20' })] as const;
const [ana, beto, cora, dora, eva] = [person('A, Ana', { sex: 'woman' }), person('B, Beto', { sex: 'man' }), person('C, Cora'), person('D, Dora'), person('E, Eva')] as const;
const every: Partial<Indicator> = { cases: { rule: 'each-fact' }, filter: {} };
const minutes = indicator('MINUTES', { ...every, aggregate: { kind: 'sum' }, unit: 'minutes' });
const people = indicator('PEOPLE', { ...every });
const women = indicator('WOMEN', { ...every, aggregate: { kind: 'share', of: 'person', numerator: { sex: ['woman'] }, denominator: 'all' }, unit: 'percent' });
const perHead = indicator('PER-HEAD', { ...every, aggregate: { kind: 'ratio', numerator: minutes.id, denominator: people.id, times: 1 }, unit: 'times' });
const growth = indicator('GROWTH', { ...every, aggregate: { kind: 'change', of: minutes.id, against: 'previous-period', as: 'absolute' }, unit: 'minutes' });
const growthPerHead = indicator('GROWTH-PER-HEAD', { ...every, aggregate: { kind: 'ratio', numerator: growth.id, denominator: people.id, times: 1 }, unit: 'times' });
const word = (text: string) => ({ es: text, en: text });
const observed = (code: string, scale: Scale, unit: Indicator['unit']): Draft =>
  indicator(code, { ...every, measure: 'results.observation', aggregate: { kind: 'observed', scale }, unit, disaggregations: [] });
const plan = observed('PLAN', { kind: 'milestone', steps: ['Borrador', 'Aprobado'].map(word) }, 'step');
const stars = observed('STARS', { kind: 'rating', levels: ['Mala', 'Media', 'Buena'].map(word), take: 'mean' }, 'level');

function stay(who: Draft, where: Draft, quantity: number): Draft {
  return attendance({ processId: course.id, sessionId: where.id, personId: who.id, organisationId: chamber.id }, quantity, { occurredOn: String(where.payload['heldOn']) });
}
function observation(of: Draft, value: string, observedOn: string): Draft {
  const nothing = { organisationId: null, department: null, municipality: null, note: null };
  return draft('results.observation-recorded', { indicatorId: of.id, observedOn, value, source: 'Visita', ...nothing }, { occurredOn: observedOn });
}
/** A correction that leaves the day as it was. */
const amended = (of: Draft, payload: Record<string, unknown>): Draft => ({ ...correction(of, payload), occurredOn: of.occurredOn });
const betoThen = stay(beto, first, 30);
const coraThen = stay(cora, second, 40);
const starsThen = observation(stars, '2', '2021-02-01');
let since = 0;

beforeAll(async () => {
  tiny = await tinyProgramme();
  await tiny.accept(course, chamber, first, second, ana, beto, cora, dora, eva, minutes, people, women, perHead, growth, growthPerHead, plan, stars);
  await tiny.accept(stay(ana, first, 60), stay(ana, second, 90), betoThen, coraThen, stay(eva, second, 10), observation(plan, '1', '2021-02-01'), starsThen, observation(stars, '1', '2021-02-02'));
  since = (await tiny.figures.momentAt(tiny.programme, undefined)).position;
  await tiny.accept(
    amended(coraThen, { durationMinutes: 70 }), withdrawal(betoThen), stay(dora, second, 50), correction(eva, { sex: 'woman' }),
    observation(plan, '2', '2021-03-01'), amended(starsThen, { value: '3' }),
  );
});
afterAll(() => tiny.database.drop());

async function changesOf(of: Draft, period = { from: '2021-01-01', to: '2021-12-31' }) {
  const comparison = compareFigure(tiny.figures, await twoMoments(tiny.figures, tiny.programme, since), { indicatorId: of.id, ...period });
  const { items, total } = await changesPage(tiny.figures, tiny.programme, comparison, { cursor: 0, limit: 50 }, true);
  const said = items.map(({ change, cause, personName, quantity, part }) =>
    [change, cause, personName?.split(' ')[0] ?? null, quantity, ...(part === null ? [] : [`${part.code} ${part.from.slice(0, 4)}`])].join(' '));
  return { was: comparison.was, now: comparison.now, redefined: comparison.redefined, total, said: said.toSorted(), items, comparison };
}
const CORA = ['added corrected Cora 70', 'gone corrected Cora 40'];
const within = (lines: readonly string[], part: string): string[] => lines.map((line) => `${line} ${part}`);

describe('what changed, by kind of figure', () => {
  test('a count of people: who is new; a record that says another number of minutes changes nothing', async () => {
    expect(await changesOf(people)).toMatchObject({ was: 3, now: 4, redefined: false, said: ['added recorded Dora 50'] });
  });

  test('a sum: also the record that says another amount than it did', async () => {
    expect(await changesOf(minutes)).toMatchObject({ was: 140, now: 220, said: ['added corrected Cora 70', 'added recorded Dora 50', 'gone corrected Cora 40'] });
  });

  test('a share: who is new in the whole, and who passed to the part without ceasing to be in the whole', async () => {
    expect(await changesOf(women)).toMatchObject({ was: 33.33, now: 50, said: ['added recorded Dora 50', 'added related Eva 10'] });
  });

  test('a ratio: the changes of both its parts, each under its name', async () => {
    const { was, now, said, total } = await changesOf(perHead);
    expect([was, now, total]).toEqual([46.6667, 55, 4]);
    expect(said).toEqual([...within([...CORA, 'added recorded Dora 50'], 'MINUTES 2021'), 'added recorded Dora 50 PEOPLE 2021'].toSorted());
  });

  test('a change: those of both periods, each with its days', async () => {
    const { was, now, said } = await changesOf(growth);
    expect([was, now]).toEqual([50, 160]);
    expect(said).toEqual([...within([...CORA, 'added recorded Dora 50'], 'MINUTES 2021'), 'gone withdrawn Beto 30 MINUTES 2020'].toSorted());
  });

  test('a ratio of a change: down to the figures of records', async () => {
    // 50 / 3 and 160 / 4.
    const { was, now, said } = await changesOf(growthPerHead);
    expect([was, now]).toEqual([16.6667, 40]);
    expect(said).toHaveLength(5);
    expect(said).toContain('gone withdrawn Beto 30 MINUTES 2020');
  });

  test('what is observed: the observation that counts now, and the one whose place it takes', async () => {
    const { was, now, said, items } = await changesOf(plan);
    expect([was, now]).toEqual([1, 2]);
    expect(said).toEqual(['added recorded  2', 'gone related  1']);
    expect(items.find(({ change }) => change === 'gone')?.otherReason).toBe('earlier-observation');
  });

  test('a mean of what is observed: the observation as it was and as it is', async () => {
    // (2 + 1) / 2 and (3 + 1) / 2.
    expect(await changesOf(stars)).toMatchObject({ was: 1.5, now: 2, said: ['added corrected  3', 'gone corrected  2'] });
  });
});

test('pages follow one another through the parts, and nobody is named to the donor', async () => {
  const { comparison, items } = await changesOf(perHead);
  const read: string[] = [];
  let cursor: number | null = 0;
  while (cursor !== null) {
    const page = await changesPage(tiny.figures, tiny.programme, comparison, { cursor, limit: 3 }, false);
    expect(page.items.every(({ personName, caused }) => personName === null && (caused?.recordedBy ?? null) === null)).toBe(true);
    read.push(...page.items.map(({ entryId, part }) => `${entryId} ${part?.code}`));
    cursor = page.next;
  }
  expect(read).toEqual(items.map(({ entryId, part }) => `${entryId} ${part?.code}`));
});

test('a part that is defined otherwise changes the ratio, and is told to be why', async () => {
  await tiny.accept(correction(people, { filter: { sex: ['woman'] } }));
  // 220 minutes of Ana and Eva.
  const { now, redefined, items } = await changesOf(perHead);
  expect([now, redefined]).toEqual([110, true]);
  const cora40 = items.find(({ part, quantity, change }) => part?.code === 'PEOPLE' && quantity === 40 && change === 'gone');
  expect(cora40).toMatchObject({ cause: 'defined', otherReason: 'outside-filter' });
});
