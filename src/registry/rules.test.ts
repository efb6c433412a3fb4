import { expect, test } from 'vitest';
import { sizeClassOn, type Size, type SizeRule } from './rules.ts';

const byWorkers: SizeRule = {
  name: 'Por trabajadores',
  from: '2018-01-01',
  source: 'Ejemplo',
  verifiedOn: null,
  currency: 'BOB',
  classes: [
    { sizeClass: 'micro', workersMax: 9, annualSalesMax: null, equityMax: null },
    { sizeClass: 'small', workersMax: 19, annualSalesMax: null, equityMax: null },
    { sizeClass: 'medium', workersMax: 49, annualSalesMax: null, equityMax: null },
    { sizeClass: 'large', workersMax: null, annualSalesMax: null, equityMax: null },
  ],
};

function size(workersWomen: number | null, changes: Partial<Size> = {}): Size {
  const nothing = { workersMen: null, workersUnknown: null, annualSales: null, equity: null, currency: null };
  return { sizedOn: '2020-05-01', workersWomen, ...nothing, basis: 'records', ...changes };
}

const classes = (sizes: readonly Size[], rules: readonly SizeRule[] = [byWorkers], day = '2021-01-01') =>
  sizeClassOn(sizes, rules, day)?.sizeClass ?? null;

test('the class is the smallest that takes all workers in, whatever their sex', () => {
  const workers = [1, 9, 10, 19, 20, 49, 50, 3000];
  expect(workers.map((number) => classes([size(number)]))).toEqual([
    'micro', 'micro', 'small', 'small', 'medium', 'medium', 'large', 'large',
  ]);
  expect(classes([size(4, { workersMen: 4, workersUnknown: 2 })])).toBe('small');
});

test('without numbers, without a rule, or before either there is no class', () => {
  expect(classes([])).toBeNull();
  expect(classes([size(null, { basis: 'refused' })])).toBeNull();
  expect(classes([size(5)], [])).toBeNull();
  expect(classes([size(5)], [byWorkers], '2020-04-30')).toBeNull();
  expect(classes([size(5, { sizedOn: '2017-01-01' })], [byWorkers], '2017-12-31')).toBeNull();
});

test('as of a day the numbers and the rule are those of that day', () => {
  const grown = [size(8), size(25, { sizedOn: '2021-03-01' })];
  const stricter: SizeRule = {
    ...byWorkers,
    name: 'Otra',
    from: '2022-01-01',
    classes: byWorkers.classes.map((bounds) => ({ ...bounds, workersMax: bounds.workersMax === null ? null : bounds.workersMax * 2 })),
  };
  expect(classes(grown, [stricter, byWorkers], '2021-02-28')).toBe('micro');
  expect(classes(grown, [stricter, byWorkers], '2021-03-01')).toBe('medium');
  expect(sizeClassOn(grown, [stricter, byWorkers], '2022-01-01')).toEqual({ sizeClass: 'small', rule: 'Otra' });
});

test('sales beyond a bound raise the class, in the currency of the rule only', () => {
  const bySales: SizeRule = {
    ...byWorkers,
    classes: byWorkers.classes.map((bounds, at) => ({ ...bounds, annualSalesMax: [100_000, 200_000, 300_000, null][at] ?? null })),
  };
  expect(classes([size(3, { annualSales: 100_000, currency: 'BOB' })], [bySales])).toBe('micro');
  expect(classes([size(3, { annualSales: 200_001, currency: 'BOB' })], [bySales])).toBe('medium');
  expect(classes([size(3, { annualSales: 200_001, currency: 'USD' })], [bySales])).toBe('micro');
  expect(classes([size(null, { annualSales: 900_000, currency: 'BOB' })], [bySales])).toBe('large');
});

test('of two statements of one day the later recorded counts', () => {
  expect(classes([size(5), size(60)])).toBe('large');
});
