import { expect, test } from 'vitest';
import { staysOne } from './stays-one.ts';

const merge = (entryId: string, ...ids: string[]) => ({ entryId, ids });

test('two records united once are separated when that merge is taken back', () => {
  expect(staysOne([merge('m', 'a', 'b')], 'm')).toBe(false);
  expect(staysOne([merge('m', 'a', 'b'), merge('n', 'b', 'c')], 'm')).toBe(false);
  expect(staysOne([merge('m', 'a', 'b')], 'gone')).toBe(false);
});

test('in a circle, or united twice, they stay one', () => {
  const circle = [merge('m', 'a', 'b'), merge('n', 'b', 'c'), merge('o', 'c', 'a')];
  expect(circle.map(({ entryId }) => staysOne(circle, entryId))).toEqual([true, true, true]);
  expect(staysOne([merge('m', 'a', 'b'), merge('n', 'b', 'a')], 'n')).toBe(true);
  // The long way round, whatever order the merges stand in.
  expect(staysOne([merge('m', 'a', 'e'), merge('p', 'd', 'e'), merge('o', 'c', 'd'), merge('n', 'b', 'c'), merge('l', 'a', 'b')], 'm')).toBe(true);
});
