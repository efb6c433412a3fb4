/** Dates known in part and numbers as people type them; examples worked out by hand. */
import { describe, expect, test } from 'vitest';
import { areInOrder, isPartialDate, occurredOnOf, partialDateToType, partialDateTyped, valueTyped } from './rules.ts';

describe('a date known in part', () => {
  test('is a year, a month or a day that exists', () => {
    expect(['2019', '2020-11', '2021-11-26', '2020-02-29'].map(isPartialDate)).toEqual([true, true, true, true]);
    expect(['19', '2020-13', '2021-02-29', '2021-04-31', '2021-1', '3019', ''].map(isPartialDate)).toEqual(Array(7).fill(false));
  });

  test('is typed as people write it, and comes back the same', () => {
    expect(['2019', '11/2020', '26/11/2021', ' 6/1/2021 '].map(partialDateTyped)).toEqual(['2019', '2020-11', '2021-11-26', '2021-01-06']);
    expect(['hoy', '31/02/2021', '13/2020', '1/1/1/2020', ''].map(partialDateTyped)).toEqual([null, null, null, null, null]);
    expect(['2019', '2020-11', '2021-11-26'].map(partialDateToType)).toEqual(['2019', '11/2020', '26/11/2021']);
  });

  test('ends after it began where any of its days can', () => {
    expect(areInOrder('2020', '2020-03')).toBe(true);
    expect(areInOrder('2020-03', '2020')).toBe(true);
    expect(areInOrder('2020-03', '2020-02')).toBe(false);
    expect(areInOrder('2021-11-26', '2021-11-25')).toBe(false);
  });

  test('is entered on its last day, never on one to come', () => {
    expect(occurredOnOf('2019', null, '2026-01-01')).toBe('2019-12-31');
    expect(occurredOnOf('2020-02', null, '2026-01-01')).toBe('2020-02-29');
    expect(occurredOnOf('2019', '2021-12', '2026-01-01')).toBe('2021-12-31');
    expect(occurredOnOf('2026', null, '2026-11-25')).toBe('2026-11-25');
  });
});

test('a value is typed with the dots and commas of either language', () => {
  expect(['195', '1.234', '1.234,5', '12,5', '12.5', '1 000', '1,000,000'].map(valueTyped)).toEqual([195, 1234, 1234.5, 12.5, 12.5, 1000, 1_000_000]);
  expect(['', '>195', '-3', 'mil', '1.2.3'].map(valueTyped)).toEqual([null, null, null, null, null]);
});
