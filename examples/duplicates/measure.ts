/** Precision and recall of the pairs that matching would put before a person, in all and by what went wrong. */

export interface Written {
  /** Who this record is in truth. */
  readonly truth: string;
  readonly keys: readonly number[];
  readonly slips: ReadonlySet<string>;
}

export interface Measured {
  readonly records: number;
  /** Pairs of records that are one in truth. */
  readonly truePairs: number;
  readonly suggested: number;
  readonly right: number;
  readonly compared: number;
  readonly precision: number;
  readonly recall: number;
  /** Per class: true pairs in which either record has the slip, and how many of them were suggested. */
  readonly recallBySlip: ReadonlyMap<string, { pairs: number; found: number }>;
  /** Wrongly suggested pairs by what makes them alike. */
  readonly wrongByKind: ReadonlyMap<string, number>;
  /** True pairs that no key brought together. */
  readonly neverCompared: number;
}

/**
 * Compares every two records that share a key, as the search does. `isSuggested` says whether a pair reaches the
 * queue; `kindOf` names what makes two different ones alike.
 */
export function measure<T extends Written>(
  records: readonly T[],
  isSuggested: (a: T, b: T) => boolean,
  kindOf: (a: T, b: T) => string,
): Measured {
  const met = pairsOf(records);
  const suggested = new Set<number>();
  let right = 0;
  const wrongByKind = new Map<string, number>();
  for (const pair of met) {
    const [a, b] = ends(records, pair);
    if (!isSuggested(a, b)) continue;
    suggested.add(pair);
    if (a.truth === b.truth) right += 1;
    else wrongByKind.set(kindOf(a, b), (wrongByKind.get(kindOf(a, b)) ?? 0) + 1);
  }
  const recallBySlip = new Map<string, { pairs: number; found: number }>();
  let truePairs = 0;
  let neverCompared = 0;
  for (const pair of truePairsOf(records)) {
    truePairs += 1;
    if (!met.has(pair)) neverCompared += 1;
    const [a, b] = ends(records, pair);
    const slips = new Set([...a.slips, ...b.slips]);
    for (const slip of slips.size === 0 ? ['none'] : slips) {
      const known = recallBySlip.get(slip) ?? { pairs: 0, found: 0 };
      known.pairs += 1;
      if (suggested.has(pair)) known.found += 1;
      recallBySlip.set(slip, known);
    }
  }
  return {
    records: records.length,
    truePairs,
    suggested: suggested.size,
    right,
    compared: met.size,
    precision: suggested.size === 0 ? 1 : right / suggested.size,
    recall: truePairs === 0 ? 1 : right / truePairs,
    recallBySlip,
    wrongByKind,
    neverCompared,
  };
}

/** Two places in the list as one number. */
const WIDTH = 0x100000;

function ends<T>(records: readonly T[], pair: number): [T, T] {
  const [a, b] = [records[Math.floor(pair / WIDTH)], records[pair % WIDTH]];
  if (a === undefined || b === undefined) throw new Error('A pair names a record that is not there.');
  return [a, b];
}

function pairsOf(records: readonly Written[]): Set<number> {
  const byKey = new Map<number, number[]>();
  for (const [at, { keys }] of records.entries()) {
    for (const key of keys) {
      const list = byKey.get(key) ?? [];
      list.push(at);
      byKey.set(key, list);
    }
  }
  return allPairs(byKey.values());
}

function truePairsOf(records: readonly Written[]): Set<number> {
  const byTruth = new Map<string, number[]>();
  for (const [at, { truth }] of records.entries()) byTruth.set(truth, [...(byTruth.get(truth) ?? []), at]);
  return allPairs(byTruth.values());
}

function allPairs(blocks: Iterable<readonly number[]>): Set<number> {
  const pairs = new Set<number>();
  for (const block of blocks) {
    for (const [at, a] of block.entries()) for (const b of block.slice(at + 1)) pairs.add(a * WIDTH + b);
  }
  return pairs;
}
