/** What a page loads, and when it loads again. */
import { afterEach, expect, test } from 'vitest';
import { effectScope, nextTick, reactive, ref, shallowRef, type EffectScope } from 'vue';
import { useAsync, type Loading } from './use-async.ts';

let scope: EffectScope;
afterEach(() => scope.stop());

function loaded<T>(load: (signal: AbortSignal) => Promise<T>, source: () => unknown): Loading<T> {
  scope = effectScope();
  const made = scope.run(() => useAsync(load, source));
  if (made === undefined) throw new Error('The scope ran.');
  return made;
}

test('a source made anew with the same in it asks for nothing; another value loads again', async () => {
  const filter = shallowRef<Record<string, unknown>>({ sex: 'woman', years: [2020, 2021] });
  let asked = 0;
  const list = loaded(() => Promise.resolve((asked += 1)), () => filter.value);
  await nextTick();
  filter.value = { sex: 'woman', years: [2020, 2021], q: undefined };
  await nextTick();
  expect(asked).toBe(1);
  filter.value = { sex: 'woman', years: [2020, 2022] };
  await nextTick();
  expect(asked).toBe(2);
  await Promise.resolve();
  expect(list.data.value).toBe(2);
});

test('what changes deep inside a source loads again', async () => {
  const filter = reactive({ place: { department: '02' } });
  let asked = 0;
  loaded(() => Promise.resolve((asked += 1)), () => filter);
  filter.place.department = '03';
  await nextTick();
  expect(asked).toBe(2);
});

test('an answer that comes after a newer question is dropped', async () => {
  const q = ref('a');
  const answers: ((word: string) => void)[] = [];
  const list = loaded(() => new Promise<string>((resolve) => answers.push(resolve)), () => q.value);
  q.value = 'b';
  await nextTick();
  answers[1]?.('newer');
  answers[0]?.('older');
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect([list.data.value, list.loading.value]).toEqual(['newer', false]);
});
