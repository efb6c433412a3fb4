/** Money by activity and funder, worked out by hand. */
import { describe, expect, test } from 'vitest';
import { budgetRows, compared, costOf, inCurrency, sumIn, type Amount } from './rules.ts';

const of = (amount: string, more: Partial<Amount> = {}): Amount => ({ under: 'activity:a', funder: 'x', amount, currency: 'BOB', rate: null, ...more });
const dollars = (amount: string, value: string | null): Amount => of(amount, { currency: 'USD', rate: value === null ? null : { into: 'BOB', value } });

describe('in the programme’s currency', () => {
  test('by the rate stated with the amount, and by no other', () => {
    expect(inCurrency(of('10.00'), 'BOB')).toBe('10.00');
    expect(inCurrency(dollars('10.00', '6.96'), 'BOB')).toBe('69.60');
    expect(inCurrency(dollars('10.00', null), 'BOB')).toBeNull();
    expect(inCurrency(dollars('10.00', '6.96'), 'EUR')).toBeNull();
    expect(inCurrency(of('10.00'), null)).toBeNull();
  });

  test('what has no rate stands apart by currency and in no sum', () => {
    // 100.00 + 10 × 6.96 = 169.60; 5 + 7 dollars stand apart.
    const sum = sumIn([of('100.00'), dollars('10.00', '6.96'), dollars('5.00', null), dollars('7.00', null)], 'BOB');
    expect(sum).toEqual({ amount: '169.60', apart: [{ currency: 'USD', amount: '12.00' }] });
  });

  test('each amount keeps the rate of its own day', () => {
    // 100 dollars at 6.96 and 100 at 11.50: 696 + 1150.
    expect(sumIn([dollars('100.00', '6.96'), dollars('100.00', '11.5')], 'BOB').amount).toBe('1846.00');
  });
});

describe('rows', () => {
  test('one for each activity and funder; refunds lower what was spent', () => {
    const rows = budgetRows([of('1000.00'), of('500.00', { funder: 'y' })], [of('400.00'), of('-50.00'), of('600.00', { funder: 'y' })], 'BOB');
    expect(rows).toMatchObject([
      { funder: 'x', agreed: { amount: '1000.00' }, spent: { amount: '350.00' }, remaining: '650.00', percent: 35, over: false },
      { funder: 'y', agreed: { amount: '500.00' }, spent: { amount: '600.00' }, remaining: '-100.00', percent: 120, over: true },
    ]);
  });

  test('spent without agreement is over; exactly all is not', () => {
    expect(budgetRows([], [of('1.00')], 'BOB')).toMatchObject([{ percent: null, over: true, remaining: '-1.00' }]);
    expect(budgetRows([of('1.00')], [of('1.00')], 'BOB')).toMatchObject([{ percent: 100, over: false, remaining: '0.00' }]);
  });

  test('with an amount without a rate, what is left is not guessed', () => {
    expect(budgetRows([of('1000.00')], [dollars('10.00', null)], 'BOB')).toMatchObject([{ remaining: null, percent: null, over: false }]);
    // Already over without it.
    expect(compared({ amount: '1.00', apart: [] }, { amount: '2.00', apart: [{ currency: 'USD', amount: '1.00' }] }).over).toBe(true);
  });
});

test('cost of each: spent by counted, or why not', () => {
  const spent = { amount: '324683.50', apart: [] };
  // 324683.50 / 263 = 1234.538… .
  expect(costOf(spent, 263, 'BOB')).toEqual({ each: '1234.54', why: null });
  expect(costOf(spent, 0, 'BOB')).toEqual({ each: null, why: 'no-value' });
  expect(costOf(spent, null, 'BOB')).toEqual({ each: null, why: 'no-value' });
  expect(costOf({ amount: '0.00', apart: [] }, 263, 'BOB').why).toBe('nothing-spent');
  expect(costOf({ amount: '1.00', apart: [{ currency: 'USD', amount: '1.00' }] }, 263, 'BOB').why).toBe('without-rate');
  expect(costOf(spent, 263, null).why).toBe('no-currency');
});
