import { expect, test } from 'vitest';
import { assumptionsOf, doneOf } from './rules.ts';

const area = { code: '1.1', activities: [{ code: 'A1', state: 'done' }, { code: 'A2', state: 'under-way' }, { code: 'A3', state: 'cancelled' }], figures: [{ code: '1.1.1' }] };

test('an assumption stands in every area that it names by any code', () => {
  const all = [{ between: ['A1', 'R1'] }, { between: ['1.1.1'] }, { between: ['1.1'] }, { between: ['R1', '1.2'] }];
  expect(assumptionsOf(all, area)).toEqual(all.slice(0, 3));
});

test('what was cancelled is not among those to be done', () => {
  expect(doneOf(area.activities)).toEqual({ done: 1, all: 2 });
  expect(doneOf([])).toEqual({ done: 0, all: 0 });
});
