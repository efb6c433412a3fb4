import { expect, test } from 'vitest';
import { z } from 'zod';
import { uuidV7 } from './uuid.ts';

test('ten thousand ids made in one millisecond are valid, different and in order', () => {
  const now = new Date('2026-11-23T20:00:00Z');
  const ids = Array.from({ length: 10_000 }, () => uuidV7(now));
  expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id, at) => at === 0 || (ids[at - 1] ?? '') < id)).toBe(true);
});

test('a clock set back does not put an id before an earlier one', () => {
  const first = uuidV7(new Date('2030-01-01T00:00:00Z'));
  expect(uuidV7(new Date('2029-01-01T00:00:00Z')) > first).toBe(true);
});
