import { expect, test } from 'vitest';
import { targetSteps } from './target-steps.ts';

const quarters = ['2020-03-31', '2020-06-30', '2020-09-30', '2020-12-31', '2021-03-31', '2021-06-30'].map((endsOn) => ({ endsOn }));

test('each quarter is compared with the cumulative target that ends first; before any and after all there is none', () => {
  const targets = [
    { from: '2020-04-01', to: '2021-03-31', counting: 'cumulative', value: 240 },
    { from: '2020-04-01', to: '2020-09-30', counting: 'cumulative', value: 100 },
    { from: '2020-01-01', to: '2020-12-31', counting: 'per-period', value: 60 },
  ];
  expect(targetSteps(quarters, targets)).toEqual([null, 100, 100, 240, 240, null]);
  expect(targetSteps(quarters, [])).toEqual([null, null, null, null, null, null]);
});
