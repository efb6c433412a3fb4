/** Money to the cent; every example worked out by hand. */
import { describe, expect, test } from 'vitest';
import { centsOf, converted, moneyText, moneyTyped, percentTenths, perPart, sumOf } from './money.ts';

test('text and cents are the same amount', () => {
  for (const text of ['0.00', '0.05', '1234.50', '-1234.50', '999999999999.99']) expect(moneyText(centsOf(text) ?? -1n)).toBe(text);
  expect(['1234.5', '1.234,50', '', '1e3', '1234', '12345.678', '--1.00'].map(centsOf)).toEqual(Array(7).fill(null));
});

describe('at a rate', () => {
  test('USD 1,234.50 at 6.96 are Bs 8,592.12', () => {
    // 1234.50 × 6.96 = 8592.12 exactly.
    expect(converted(123_450n, '6.96')).toBe(859_212n);
  });

  test('a half cent goes up, less than half goes down; below zero likewise', () => {
    // 0.50 × 0.05 = 0.025 -> 0.03; 0.50 × 0.049 = 0.0245 -> 0.02; half to even would give 0.02 for both.
    expect([converted(50n, '0.05'), converted(50n, '0.049'), converted(-50n, '0.05')]).toEqual([3n, 2n, -3n]);
  });

  test('a whole rate and one of eight decimals', () => {
    // 100.00 × 0.12345678 = 12.345678 -> 12.35.
    expect([converted(10_000n, '7'), converted(10_000n, '0.12345678'), converted(10_000n, 'x')]).toEqual([70_000n, 1235n, null]);
  });
});

describe('sums', () => {
  test('a tenth, ten thousand times over, is a thousand: no float comes near it', () => {
    const rows = Array.from({ length: 10_000 }, () => centsOf('0.10') ?? 0n);
    expect(moneyText(sumOf(rows))).toBe('1000.00');
    // The same in floats is off: the test would notice if cents were given up.
    expect(rows.reduce((sum) => sum + 0.1, 0)).not.toBe(1000);
  });

  test('a million rows of the greatest amount', () => {
    expect(moneyText(sumOf(Array.from({ length: 1_000_000 }, () => 99_999_999_999_999n)))).toBe('999999999999990000.00');
  });

  test('what was rounded row by row adds up to the rows that are shown', () => {
    // 0.333 each is 0.33; three of them 0.99, not 1.00.
    expect(sumOf([1, 2, 3].map(() => converted(100n, '0.333') ?? 0n))).toBe(99n);
  });
});

test('per part: Bs 324,683.50 for 263 people are Bs 1,234.54 each', () => {
  // 324683.50 / 263 = 1234.5380… -> 1234.54; 100.00 / 3 = 33.33; 0.05 / 2 = 0.025 -> 0.03.
  expect([perPart(32_468_350n, 263), perPart(10_000n, 3), perPart(5n, 2), perPart(10_000n, 2.5)]).toEqual([123_454n, 3333n, 3n, 4000n]);
  expect([perPart(100n, 0), perPart(100n, -1), perPart(100n, Number.NaN)]).toEqual([null, null, null]);
});

test('percent: 2 of 3 are 66.7, 9 of 6 are 150, and of nothing there is none', () => {
  expect([percentTenths(200n, 300n), percentTenths(900n, 600n), percentTenths(1n, 0n)]).toEqual([667, 1500, null]);
});

test('an amount is typed with the dots and commas of either language', () => {
  expect(['1.234,50', '1,234.50', '1234,5', '1234.5', '1 234', '0,05', '1.234', '-20'].map(moneyTyped)).toEqual([
    '1234.50', '1234.50', '1234.50', '1234.50', '1234.00', '0.05', '1234.00', '-20.00',
  ]);
  expect(['', 'mil', '1,2,3', '12.345.67', '1234.567,891', '-0'].map(moneyTyped)).toEqual([null, null, null, null, null, '0.00']);
});
