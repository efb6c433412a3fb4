/** Which kinds of figures are never told, and how many stand behind one. */
import { describe, expect, test } from 'vitest';
import type { Aggregate, Indicator } from '../../../figures/indicator.ts';
import { amountsOfRatio, isDivisible, neverTold, standBehind } from './publishable.ts';

type Kind = Pick<Indicator, 'aggregate' | 'unit'>;
const kind = (aggregate: Aggregate, unit: Indicator['unit'] = 'number'): Kind => ({ aggregate, unit });
const people = kind({ kind: 'distinct', of: 'person' }, 'people');
const firms = kind({ kind: 'distinct', of: 'organisation' }, 'organisations');
const courses = kind({ kind: 'distinct', of: 'activity' }, 'activities');
const mean = kind({ kind: 'mean' }, 'points');
const known = new Map([['people', people], ['firms', firms], ['courses', courses], ['mean', mean]]);
const never = (one: Kind) => neverTold(one, (id) => known.get(id));
const ratio = (numerator: string, denominator: string): Kind => kind({ kind: 'ratio', numerator, denominator, times: 1 }, 'times');
const steps = [{ es: 'Uno', en: 'One' }, { es: 'Dos', en: 'Two' }];

describe('what is never told', () => {
  test('sums, values in the middle, changes, numbers observed', () => {
    expect([people, firms, courses, mean, kind({ kind: 'count' })].map(never)).toEqual([null, null, null, null, null]);
    expect(never(kind({ kind: 'sum' }))).toBe('sum');
    expect(never(kind({ kind: 'median' }))).toBe('median');
    expect(never(kind({ kind: 'change', of: 'people', against: 'baseline', as: 'absolute' }))).toBe('change');
    expect(never(kind({ kind: 'observed', scale: { kind: 'number', take: 'latest' } }))).toBe('number');
    expect(never(kind({ kind: 'observed', scale: { kind: 'yes-no' } }))).toBeNull();
    expect(never(kind({ kind: 'observed', scale: { kind: 'milestone', steps } }))).toBeNull();
    expect(never(kind({ kind: 'observed', scale: { kind: 'rating', levels: steps, take: 'mean' } }))).toBeNull();
  });

  test('ratios of anything but people and activities', () => {
    expect([ratio('people', 'courses'), ratio('people', 'people')].map(never)).toEqual([null, null]);
    expect([ratio('firms', 'people'), ratio('people', 'mean'), ratio('people', 'gone')].map(never)).toEqual(['parts', 'parts', 'parts']);
  });

  test('only counts are divided', () => {
    expect([people, firms, mean, kind({ kind: 'count' }, 'minutes'), ratio('people', 'courses')].map(isDivisible)).toEqual([true, true, false, false, false]);
  });
});

describe('how many stand behind', () => {
  test('people, however many records each has; of forms without a name, each form', () => {
    expect(standBehind({ bySex: [1, 2, 1, 0, 0], cases: 9 })).toBe(4);
    expect(standBehind({ bySex: [0, 0, 0, 0, 0], cases: 9 })).toBe(9);
  });

  test('of a ratio the people of its parts and how many lie between them', () => {
    expect(amountsOfRatio([{ of: people, value: 60 }, { of: people, value: 64 }])).toEqual([60, 64, 4]);
    expect(amountsOfRatio([{ of: people, value: 60 }, { of: courses, value: 3 }])).toEqual([60]);
    expect(amountsOfRatio([{ of: people, value: null }, null])).toEqual([0]);
  });
});
