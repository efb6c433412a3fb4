import { expect, test } from 'vitest';
import { breakdownOf, type Cell } from './breakdown.ts';

const cell = (value: number | null, ...keys: string[]): Cell => ({ keys, labels: keys, value });

/** Four people stand for two kinds: the rows add up to 267, the figure is 263. */
const example = breakdownOf({
  first: 'organisation-kind',
  second: 'sex',
  firsts: [cell(77, 'workers'), cell(103, 'employers'), cell(12, 'unknown'), cell(75, 'government')],
  seconds: [cell(7, 'unknown'), cell(98, 'man'), cell(158, 'woman')],
  both: [
    cell(62, 'employers', 'woman'),
    cell(38, 'employers', 'man'),
    cell(3, 'employers', 'unknown'),
    cell(41, 'workers', 'woman'),
  ],
  value: 263,
  totalWord: 'Sin repetir',
  absent: 0,
});

test('rows come largest first, and what is not known last whatever its size', () => {
  expect(example.rows.map((row) => row.key)).toEqual(['employers', 'workers', 'government', 'unknown']);
});

test('sexes keep their order and the unknown is marked as missing', () => {
  expect(example.parts.map((part) => [part.key, part.missing])).toEqual([
    ['woman', false],
    ['man', false],
    ['unknown', true],
  ]);
});

test('the last row is the figure and its own breakdown, not the sum of the rows', () => {
  expect(example.totals).toMatchObject({ total: 263, values: [158, 98, 7] });
});

test('a cell that nobody is in is a zero in a count, and no data in a share', () => {
  expect(example.rows[1]?.values).toEqual([41, 0, 0]);
  const share = breakdownOf({
    first: 'department',
    second: 'sex',
    firsts: [cell(50, '02')],
    seconds: [cell(50, 'woman')],
    both: [],
    value: 50,
    totalWord: 'x',
    absent: null,
  });
  expect(share.rows[0]?.values).toEqual([null]);
});

test('one dimension alone has one part and its values', () => {
  const alone = breakdownOf({
    first: 'department',
    second: null,
    firsts: [cell(5, '02'), cell(9, '07')],
    seconds: [],
    both: [],
    value: 14,
    totalWord: 'x',
    absent: 0,
  });
  expect(alone.rows.map((row) => [row.label, row.total])).toEqual([['Santa Cruz', 9], ['La Paz', 5]]);
});
