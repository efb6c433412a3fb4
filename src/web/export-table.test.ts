import { expect, test } from 'vitest';
import { csvOf } from './export-table.ts';

test('the file begins with a byte order mark so that accents survive', () => {
  expect(csvOf(['Año'], [['ñandú']])).toBe('\uFEFFAño\r\nñandú\r\n');
});

test.each(['=1+1', '+591 70012345', '-5', '@SUM(A1)'])('%s cannot run as a formula', (text) => {
  expect(csvOf(['a'], [[text]])).toContain(`'${text}`);
});

test('a negative number is a number, and a missing one is empty', () => {
  expect(csvOf(['a', 'b', 'c'], [[-5, null, 2.5]])).toContain('\r\n-5,,2.5\r\n');
});

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csvOf(['a'], [['Dijo "sí",\nluego no']])).toContain('"Dijo ""sí"",\nluego no"');
});
