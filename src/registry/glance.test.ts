/** The first look lets nobody past who could be one, and sends nearly all others away. */
import { expect, test } from 'vitest';
import { inventPeople } from '../../examples/duplicates/people.ts';
import { writePeople } from '../../examples/duplicates/written-people.ts';
import { Glances } from './glance.ts';
import { couldBeOne, prepare } from './matching.ts';

const records = writePeople(5, inventPeople(5, 700)).map(({ record }) => prepare(record));

test('whoever could be one is looked at again', () => {
  const glances = new Glances();
  for (const record of records) glances.add(record);
  let [could, may, pairs] = [0, 0, 0];
  for (const [one, a] of records.entries()) {
    for (const [at, b] of records.slice(one + 1).entries()) {
      const other = one + 1 + at;
      pairs += 1;
      const isWorthIt = glances.mayBeOne(one, other);
      if (isWorthIt) may += 1;
      expect(glances.mayBeOne(other, one)).toBe(isWorthIt);
      if (!couldBeOne(a, b)) continue;
      could += 1;
      expect(isWorthIt, `${JSON.stringify(a.record)} ${JSON.stringify(b.record)}`).toBe(true);
    }
  }
  expect(could).toBeGreaterThan(300);
  expect(may).toBeLessThan(pairs / 20);
});
