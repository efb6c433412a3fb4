import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('empty');
});
afterAll(() => database.drop());

async function value(sql: string): Promise<unknown> {
  const { rows } = await database.app.query<{ value: unknown }>(`select ${sql} as value`);
  return rows[0]?.value;
}

test('a bigint is a number', async () => {
  expect(await value('9007199254740991::bigint')).toBe(9_007_199_254_740_991);
});

test('a bigint that a number cannot hold exactly is refused', async () => {
  await expect(value('9007199254740993::bigint')).rejects.toThrow('too large to be exact');
});

test('bigints in an array are numbers, and absent ones stay absent', async () => {
  expect(await value('array[[1, null], [3, 4]]::bigint[]')).toEqual([[1, null], [3, 4]]);
});

test('a date is the day itself, whatever the time zone of the process', async () => {
  expect(await value(`date '2026-11-23'`)).toBe('2026-11-23');
  expect(await value(`array[date '2026-11-23']`)).toEqual(['2026-11-23']);
});

test('an instant is a Date and the session counts days in UTC', async () => {
  expect(await value(`timestamptz '2026-11-23 02:00+00'`)).toEqual(new Date('2026-11-23T02:00:00Z'));
  expect(await value(`(timestamptz '2026-11-23 02:00+00')::date`)).toBe('2026-11-23');
});

test('an amount keeps its digits', async () => {
  expect(await value('12345678901234567890.10::numeric')).toBe('12345678901234567890.10');
});
