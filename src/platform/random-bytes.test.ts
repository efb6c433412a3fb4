import { expect, test } from 'vitest';
import { randomBytesOf } from './random-bytes.ts';

test('gives as many bytes as are asked for, never the same twice', () => {
  const given = Array.from({ length: 2000 }, () => randomBytesOf(32).toString('hex'));
  expect(new Set(given).size).toBe(2000);
  expect(given.every((bytes) => bytes.length === 64 && !/^0+$/.test(bytes))).toBe(true);
});
