import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../test/database/test-database.ts';
import { TestClock } from '../../../test/cast/programme.ts';
import { countersIn, type Counters } from './counters.ts';

let database: TestDatabase;
let clock: TestClock;
let here: Counters;

beforeAll(async () => {
  database = await testDatabase();
  clock = new TestClock('2021-11-26T12:00:00Z');
  here = countersIn(database.app, 'secret', clock);
});
afterAll(() => database.drop());

const kept = async () => (await database.owner.query<{ row: string; count: number }>('select c::text as row, count from counter c')).rows;

test('counts what one does within a span, on whichever server, and each by themselves', async () => {
  const elsewhere = countersIn(database.app, 'secret', clock);
  expect([await here.count('form', '10.0.0.1', 10), await elsewhere.count('form', '10.0.0.1', 10), await here.count('form', '10.0.0.1', 10)]).toEqual([1, 2, 3]);
  expect(await here.count('form', '10.0.0.2', 10)).toBe(1);
  expect(await here.count('other form', '10.0.0.1', 10)).toBe(1);
  expect(await Promise.all(Array.from({ length: 20 }, () => here.count('form', '10.0.0.3', 10)))).toEqual(expect.arrayContaining([1, 20]));
});

test('begins anew with the next span, and what is over is forgotten', async () => {
  clock.passMinutes(9);
  expect(await here.count('form', '10.0.0.1', 10)).toBe(4);
  clock.passMinutes(1);
  expect(await here.count('form', '10.0.0.1', 10)).toBe(1);
  expect(await kept()).toHaveLength(1);
});

test('keeps nobody: the same one is another in the next span, and under another key', async () => {
  const [before] = await kept();
  clock.passMinutes(10);
  await here.count('form', '10.0.0.1', 10);
  const [after] = await kept();
  expect(after?.row.slice(0, 68)).not.toBe(before?.row.slice(0, 68));
  await countersIn(database.app, 'another', clock).count('form', '10.0.0.1', 10);
  expect((await kept()).map(({ count }) => count)).toEqual([1, 1]);
  expect(JSON.stringify(await kept())).not.toContain('10.0.0.1');
});
