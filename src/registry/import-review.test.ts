import { describe, expect, test } from 'vitest';
import { finder, hidden, isAsked, pageOf, standingOf } from './import-review.ts';

type Decision = Parameters<typeof standingOf>[0]['decision']['decision'];
const standing = (state: string, decision: Decision = 'undecided'): string => standingOf({ state, decision: { decision } }, 'recognised');

describe('a row stands', () => {
  test('as it was found, until somebody decides', () => {
    expect([standing('new'), standing('problem'), standing('doubtful')]).toEqual(['new', 'problem', 'doubtful']);
  });

  test('as it was decided, where it was doubtful', () => {
    expect([standing('doubtful', 'new'), standing('doubtful', 'same')]).toEqual(['new', 'recognised']);
  });

  test('as skipped, whatever was found', () => {
    expect([standing('doubtful', 'skip'), standing('problem', 'skip'), standing('new', 'skip')]).toEqual(['skipped', 'skipped', 'skipped']);
  });

  test('with its problem, which no decision takes away', () => {
    expect(standing('problem', 'new')).toBe('problem');
  });
});

describe('rows are asked for', () => {
  test('to decide: those that wait for a person, and no others', () => {
    const asked = ['doubtful', 'problem', 'new', 'recognised', 'skipped'].filter((one) => isAsked(one, 'to-decide'));
    expect(asked).toEqual(['doubtful', 'problem']);
  });

  test('by words that stand anywhere in them, whatever the accents and capitals', () => {
    const says = finder('ILLIMANI textil');
    expect(says(() => ['Zoila Prueba', null, 'Textiles Illimani'])).toBe(true);
    expect(says(() => ['Zoila Textil', undefined, 'Otra'])).toBe(false);
    expect(finder(undefined)(() => [])).toBe(true);
  });

  test('page by page, to the last one', () => {
    const rows = [1, 2, 3, 4, 5];
    expect(pageOf(rows, { cursor: 0, limit: 2 }, String)).toEqual({ items: ['1', '2'], total: 5, next: 2 });
    expect(pageOf(rows, { cursor: 4, limit: 2 }, String)).toEqual({ items: ['5'], total: 5, next: null });
  });
});

test('of a number only the last three characters are shown', () => {
  expect([hidden('4923118'), hidden('12')]).toEqual(['••••118', '12']);
});
