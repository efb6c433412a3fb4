import { expect, test } from 'vitest';
import { KeptPlans, soon } from './kept-plans.ts';

test('a plan is made once for what it is made from, and kept between requests', async () => {
  const plans = new KeptPlans<string>();
  let made = 0;
  const make = (): Promise<string> => Promise.resolve(`plan ${(made += 1)}`);
  expect([await plans.of('a', 'read so', make), await plans.of('a', 'read so', make)]).toEqual(['plan 1', 'plan 1']);
  expect(await plans.of('a', 'read otherwise', make)).toBe('plan 2');
  expect([plans.made('a'), plans.made('b')]).toEqual(['plan 2', null]);
  plans.drop('a');
  expect(await plans.of('a', 'read otherwise', make)).toBe('plan 3');
});

test('while it is being made it tells how far it is, and nobody waits long', async () => {
  const plans = new KeptPlans<string>();
  let end: (plan: string) => void = () => undefined;
  const plan = plans.of('a', 's', (onProgress) => {
    onProgress(250, 1000);
    return new Promise((resolve) => (end = resolve));
  });
  expect([plans.progress('a'), plans.progress('b')]).toEqual([{ done: 250, total: 1000 }, { done: 0, total: 0 }]);
  const early = await soon(plans.of('a', 's', () => Promise.reject(new Error('It is being made already.'))));
  expect([early, plans.made('a')]).toEqual([null, null]);
  end('ready');
  expect(await soon(plan)).toBe('ready');
});

test('one that failed is made again; the oldest gives way to a third', async () => {
  const plans = new KeptPlans<string>();
  await expect(plans.of('a', 's', () => Promise.reject(new Error('The disk is full.')))).rejects.toThrow('full');
  expect(await plans.of('a', 's', () => Promise.resolve('again'))).toBe('again');
  for (const id of ['b', 'c']) await plans.of(id, 's', () => Promise.resolve(id));
  expect(['a', 'b', 'c'].map((id) => plans.made(id))).toEqual([null, 'b', 'c']);
});
