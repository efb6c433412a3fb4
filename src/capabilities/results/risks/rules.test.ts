import { expect, test } from 'vitest';
import { severityOf } from './rules.ts';

test('the matrix, row by row as it is drawn: likely first, impact from left to right', () => {
  const rows = [3, 2, 1].map((likelihood) => [1, 2, 3].map((impact) => severityOf({ likelihood, impact })));
  expect(rows).toEqual([
    ['medium', 'high', 'high'],
    ['low', 'medium', 'high'],
    ['low', 'low', 'medium'],
  ]);
});
