import { expect, test } from 'vitest';
import { turns } from './turns.ts';

test('no more than so many at once, in order, and one that fails gives its turn on', async () => {
  const turn = turns(2);
  const begun: number[] = [];
  let under = 0;
  let most = 0;
  const work = (number: number) => async (): Promise<number> => {
    begun.push(number);
    most = Math.max(most, (under += 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    under -= 1;
    if (number === 1) throw new Error('broken');
    return number;
  };
  const done = await Promise.allSettled([1, 2, 3, 4, 5].map((number) => turn(work(number))));
  expect(done.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect([begun, most]).toEqual([[1, 2, 3, 4, 5], 2]);
  expect(await turn(() => Promise.resolve('free again'))).toBe('free again');
});
