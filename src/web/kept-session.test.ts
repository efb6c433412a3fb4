import { expect, test } from 'vitest';
import { keptSessionIn } from './kept-session.ts';

function storage(): { items: Map<string, string> } & Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const items = new Map<string, string>();
  return { items, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value), removeItem: (key) => void items.delete(key) };
}

test('who was signed in is known until it is forgotten', () => {
  const kept = keptSessionIn<{ user: string }>(storage);
  const one = storage();
  const same = keptSessionIn<{ user: string }>(() => one);
  expect([kept.read(), same.read()]).toEqual([null, null]);
  same.keep({ user: 'teo' });
  expect(same.read()).toEqual({ user: 'teo' });
  same.forget();
  expect([same.read(), one.items.size]).toEqual([null, 0]);
});

test('what an older application kept, and what cannot be read, counts as nothing', () => {
  const one = storage();
  const kept = keptSessionIn<{ user: string }>(() => one);
  kept.keep({ user: 'teo' });
  const [key = ''] = one.items.keys();
  for (const text of ['{"shape":0,"session":{"user":"teo"}}', '{"user":"teo"}', 'teo']) {
    one.items.set(key, text);
    expect([text, kept.read()]).toEqual([text, null]);
  }
});

test('a browser that forbids storage is no fault', () => {
  const kept = keptSessionIn<{ user: string }>(() => {
    throw new DOMException('forbidden', 'SecurityError');
  });
  kept.keep({ user: 'teo' });
  kept.forget();
  expect(kept.read()).toBeNull();
});
