/** Records that share a key, found fast and kept small: a hundred thousand rows have about a million keys. Pure. */

/** Records a number of this many bits can name; the hash takes the rest of what a double holds exactly. */
const RECORDS_MAX = 2 ** 21;
/** Records compared with one row at most: a key everybody has must not make a list slow. */
const NEAR_MAX = 200;

/** An index over records 0, 1, 2 ... by their keys. Keys are hashed: two may fall together, which costs a comparison. */
export class BlockIndex {
  private readonly pairs: Float64Array;

  /** `hashesOf` gives the hashed keys of every record. */
  constructor(hashesOf: readonly Int32Array[]) {
    const pairs = new Float64Array(hashesOf.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    hashesOf.forEach((hashes, record) => {
      for (const hash of hashes) {
        pairs[at] = (hash >>> 0) * RECORDS_MAX + record;
        at += 1;
      }
    });
    this.pairs = pairs.sort();
  }

  /** Records before `before` that share a key with these, each once, in order of key and record. */
  near(hashes: Int32Array, before: number): number[] {
    const found = new Set<number>();
    for (const hash of hashes) {
      const first = (hash >>> 0) * RECORDS_MAX;
      for (let at = this.firstAtLeast(first); at < this.pairs.length; at += 1) {
        const record = (this.pairs[at] ?? 0) - first;
        if (record >= before || record >= RECORDS_MAX) break;
        found.add(record);
        if (found.size >= NEAR_MAX) return [...found];
      }
    }
    return [...found];
  }

  private firstAtLeast(value: number): number {
    let [low, high] = [0, this.pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pairs[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Keys as 32-bit numbers (FNV-1a). */
export function hashedKeys(keys: readonly string[]): Int32Array {
  return Int32Array.from(keys, (key) => {
    let hash = 0x811c9dc5;
    for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
    return hash | 0;
  });
}
