/** Long lists are made slice by slice, and stay made. */
import { effectScope, nextTick, shallowRef } from 'vue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inSlices } from './in-slices.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

async function nextSlice(): Promise<void> {
  vi.runOnlyPendingTimers();
  await nextTick();
}

test('a screenful stands at once, the rest follows in order until all is there', async () => {
  const scope = effectScope();
  const made = scope.run(() => inSlices(() => numbers(30)));
  await nextTick();
  const lengths = [made?.value.length];
  for (let slice = 0; slice < 3; slice += 1) {
    await nextSlice();
    lengths.push(made?.value.length);
  }
  expect(lengths).toEqual([12, 24, 30, 30]);
  expect(made?.value).toEqual(numbers(30));
  expect(vi.getTimerCount()).toBe(0);
  scope.stop();
});

test('what is looked for among rows that stand is there at once; a list that is left makes no more', async () => {
  const scope = effectScope();
  const rows = shallowRef(numbers(24));
  const made = scope.run(() => inSlices(() => rows.value));
  await nextTick();
  await nextSlice();
  rows.value = [7];
  expect(made?.value).toEqual([7]);
  rows.value = numbers(60);
  expect(made?.value.length).toBe(24);
  await nextTick();
  scope.stop();
  expect(vi.getTimerCount()).toBe(0);
});
