/** Worked by hand, and attacked by somebody who remembers every step and can solve equations. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COUNT_MIN, isFew, mayTell, tell, type Told } from './disclosure.ts';

const counts = (of: Record<string, number>): Map<string, number> => new Map(Object.entries(of));
const hiddenOf = (told: Told | null): string[] | null => (told === null ? null : [...told.hidden].toSorted());

describe('one table', () => {
  test('without a small cell is told whole; a small one takes a companion with it', () => {
    expect(hiddenOf(tell(counts({ woman: 158, man: 105 }), []))).toEqual([]);
    // 20 in all: with Pando's 3 hidden alone, 20 - 10 - 7 = 3 would say so. The smallest other, 7, goes too: 10 remain unsaid.
    expect(hiddenOf(tell(counts({ beni: 10, oruro: 7, pando: 3 }), []))).toEqual(['oruro', 'pando']);
    // 2 and 1 together are 3, still few.
    expect(hiddenOf(tell(counts({ beni: 10, oruro: 2, pando: 1 }), []))).toEqual(['beni', 'oruro', 'pando']);
    // Nobody else to hide behind.
    expect(tell(counts({ beni: 3 }), [])).toBeNull();
  });
});

describe('two steps', () => {
  test('a change of two hides the cell that changed and one that changed by more', () => {
    const first = tell(counts({ beni: 30, oruro: 20, pando: 12 }), []);
    expect(hiddenOf(first)).toEqual([]);
    // Pando 12 to 14. Oruro did not change: hidden with it, 34 - 20 = 14 would follow. Beni 30 to 40 did.
    expect(hiddenOf(tell(counts({ beni: 40, oruro: 20, pando: 14 }), first === null ? [] : [first]))).toEqual(['beni', 'oruro', 'pando']);
    // If nothing else changed, the table stays what it was.
    expect(tell(counts({ beni: 30, oruro: 20, pando: 14 }), first === null ? [] : [first])).toBeNull();
  });

  test('what was hidden cannot be worked out once the rest is told', () => {
    const first = tell(counts({ beni: 10, oruro: 8, pando: 2 }), []);
    expect(hiddenOf(first)).toEqual(['oruro', 'pando']);
    // Told whole, Oruro's unchanged 8 from the 10 hidden before would give Pando's 2.
    const second = tell(counts({ beni: 10, oruro: 8, pando: 9 }), first === null ? [] : [first]);
    expect(second === null || second.hidden.has('oruro')).toBe(true);
  });
});

test('totals move by five or not at all, compared with every step before', () => {
  expect([mayTell([4], []), mayTell([5], []), mayTell([0], [])]).toEqual([false, true, true]);
  expect([mayTell([104], [[100]]), mayTell([105], [[100]]), mayTell([100], [[100]])]).toEqual([false, true, true]);
  // 100, 106, then 101: five less than yesterday, but one more than the day before.
  expect(mayTell([101], [[100], [106]])).toBe(false);
  // Of a share 60 of 64: the four others.
  expect(mayTell([60, 64, 4], [])).toBe(false);
});

/** Rank of a matrix of whole numbers, by fractions that are kept whole. */
function rank(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map(BigInt));
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = rows.findIndex((row, index) => index >= found && row[column] !== 0n);
    const pivot = rows[at];
    if (pivot === undefined) continue;
    rows.splice(at, 1);
    rows.splice(found, 0, pivot);
    const head = pivot[column] ?? 1n;
    for (const [index, row] of rows.entries()) {
      const factor = row[column] ?? 0n;
      if (index <= found || factor === 0n) continue;
      rows[index] = row.map((value, place) => value * head - (pivot[place] ?? 0n) * factor);
    }
    found += 1;
  }
  return found;
}

test('no small count and no small change follows from all that was ever told', () => {
  const codes = ['a', 'b', 'c', 'd', 'e'];
  const table = fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 30 })), { minLength: 5, maxLength: 5 });
  const growth = fc.array(fc.array(fc.constantFrom(0, 0, 0, 1, 2, 5, 6, 9, -2, -5), { minLength: 5, maxLength: 5 }), { maxLength: 5 });
  let steps = 0;
  fc.assert(
    fc.property(table, growth, (start, changes) => {
      const told: Told[] = [];
      let now = start;
      for (const change of [[0, 0, 0, 0, 0], ...changes]) {
        now = now.map((count, at) => Math.max(0, count + (change[at] ?? 0)));
        const next = tell(counts(Object.fromEntries(codes.map((code, at) => [code, now[at] ?? 0]))), told);
        if (next !== null) told.push(next);
      }
      steps += told.length;
      // The attacker: one unknown per cell and count, known where it is shown; each step's cells add up to its total.
      const names = [...new Set(told.flatMap(({ counts: of }) => [...of].map(([code, count]) => `${code} ${count}`)))];
      const unit = (name: string, factor = 1): number[] => names.map((one) => (one === name ? factor : 0));
      const plus = (one: number[], other: number[]): number[] => one.map((value, at) => value + (other[at] ?? 0));
      const known = told.flatMap(({ counts: of, hidden }) => [
        [...of].map(([code, count]) => unit(`${code} ${count}`)).reduce(plus),
        ...[...of].filter(([code]) => !hidden.has(code)).map(([code, count]) => unit(`${code} ${count}`)),
      ]);
      const full = known.length === 0 ? 0 : rank(known);
      const follows = (wanted: number[]): boolean => rank([...known, wanted]) === full;
      for (const name of names) {
        const [code = '', count = ''] = name.split(' ');
        if (isFew(Number(count))) expect([name, follows(unit(name))]).toEqual([name, false]);
        for (const other of names.filter((one) => one !== name && one.startsWith(`${code} `) && isFew(Number(one.split(' ')[1]) - Number(count)))) {
          expect([name, other, follows(plus(unit(name), unit(other, -1)))]).toEqual([name, other, false]);
        }
      }
      for (const { counts: of, hidden } of told) {
        const unsaid = [...hidden].reduce((sum, code) => sum + (of.get(code) ?? 0), 0);
        expect(unsaid === 0 || unsaid >= COUNT_MIN).toBe(true);
      }
    }),
    { numRuns: 600 },
  );
  expect(steps).toBeGreaterThan(600);
});
