import { expect, test } from 'vitest';
import { meanwhile } from './meanwhile.ts';

test('made while the other is under way, given when it ended', async () => {
  const told: string[] = [];
  const writing = new Promise<void>((resolve) => setTimeout(() => resolve(void told.push('written')), 5));
  expect(await meanwhile(writing, () => told.push('made'))).toBe(1);
  expect(told).toEqual(['made', 'written']);
});

test('throws what either throws, and never before the writing ended', async () => {
  await expect(meanwhile(Promise.reject(new Error('full disk')), () => 1)).rejects.toThrow('full disk');
  let isWritten = false;
  const writing = new Promise<void>((resolve) => setTimeout(() => resolve(void (isWritten = true)), 5));
  const broken = (): never => {
    throw new Error('no such row');
  };
  await expect(meanwhile(writing, broken)).rejects.toThrow('no such row');
  expect(isWritten).toBe(true);
});
