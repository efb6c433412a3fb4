import { expect, test } from 'vitest';
import { dayFromTyped, timeFromTyped } from './dates.ts';

test.each([
  ['30/06/2021', '2021-06-30'],
  ['1-2-2021', '2021-02-01'],
  ['2021-06-30', '2021-06-30'],
])('%s is the day %s', (typed, day) => {
  expect(dayFromTyped(typed)).toBe(day);
});

test.each(['31/06/2021', '29/02/2021', '30/06/21', 'ayer', ''])('%s is no day', (typed) => {
  expect(dayFromTyped(typed)).toBeNull();
});

test('the 29th of February is a day in a leap year', () => {
  expect(dayFromTyped('29/02/2020')).toBe('2020-02-29');
});

test('a time may leave out its seconds and its first zero', () => {
  expect(timeFromTyped('9:05')).toBe('09:05:00');
  expect(timeFromTyped('14:05:30')).toBe('14:05:30');
  expect(timeFromTyped('24:00')).toBeNull();
});
