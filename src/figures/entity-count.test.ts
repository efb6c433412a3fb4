import { expect, test } from 'vitest';
import { CellCount, FewKeys } from './entity-count.ts';

test('a handful of keys and very many are kept alike, in the order in which they came', () => {
  for (const many of [3, 24, 25, 100]) {
    const kept = new FewKeys();
    const expected = new Map<number, number>();
    for (let at = 0; at < many * 2; at += 1) {
      const key = (at * 7) % many;
      kept.set(key, at);
      expected.set(key, at);
    }
    const seen = Array.from({ length: kept.size }, (_, at) => [kept.keyAt(at), kept.valueAt(at)]);
    expect(seen).toEqual([...expected]);
    expect([kept.get(many + 1), kept.has(many + 1), kept.has(0)]).toEqual([0, false, true]);
    kept.clear();
    expect([kept.get(0), kept.has(0)]).toEqual([0, false]);
  }
});

test('cells of a small and of a very large key space count alike', () => {
  for (const sizes of [[10, 10], [100_000, 100_000]]) {
    const cells = new CellCount(sizes);
    for (const key of [7, 42, 7]) cells.add(key, key === 42);
    expect([...cells.counted()]).toEqual([[7, { count: 2, numerator: 0 }], [42, { count: 1, numerator: 1 }]]);
  }
});
