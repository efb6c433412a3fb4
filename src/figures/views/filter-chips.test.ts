import { expect, test } from 'vitest';
import { chipsOf, withoutChip } from './filter-chips.ts';
import type { FigureQueryName } from './figure-query.ts';

const asked: Partial<Record<FigureQueryName, string[]>> = { department: ['02'], organisationKind: ['employers', 'workers'], process: ['p'], sex: ['woman', 'woman'] };
const list = (name: FigureQueryName): string[] => asked[name] ?? [];

test('every value that narrows without a menu of its own is a chip, once', () => {
  expect(chipsOf(list)).toEqual([
    { name: 'sex', code: 'woman' },
    { name: 'organisationKind', code: 'employers' },
    { name: 'organisationKind', code: 'workers' },
    { name: 'process', code: 'p' },
  ]);
});

test('a chip taken away leaves the other values of its filter', () => {
  expect(withoutChip(list, { name: 'organisationKind', code: 'employers' })).toEqual({ organisationKind: 'workers' });
  expect(withoutChip(list, { name: 'process', code: 'p' })).toEqual({ process: '' });
});
