/** Records that share a key, found fast and kept small: a hundred thousand rows have about a million keys. Pure. */

/** Records a number of this many bits can name; the key takes the rest of what a double holds exactly. */
const RECORDS_MAX = 2 ** 21;
/** A key that more records share says little: rarer ones stand beside it, and only the first records under it are met. */
const CROWD_MIN = 150;
const MET_IN_CROWD = 10;
/** Keys there is room for at first. */
const ROOM = 1024;

/** An index over records 0, 1, 2 ... by their keys. */
export class BlockIndex {
  /** The keys of all records, one record after the other. */
  private keys = new Int32Array(ROOM);
  /** Where the keys of each record begin, and one end more. */
  private readonly starts = [0];
  /** Per record: the last that met it, to meet each once. */
  private metBy = new Int32Array(0);
  /** Key and record in one number, in order; made when first asked. */
  private pairs: Float64Array | null = null;

  /** Adds the next record. */
  add(keys: readonly number[]): void {
    const start = this.starts.at(-1) ?? 0;
    while (start + keys.length > this.keys.length) this.keys = grown(this.keys);
    this.keys.set(keys, start);
    this.starts.push(start + keys.length);
    this.pairs = null;
  }

  /** Puts the records in order; after that, asking is fast. */
  sort(): void {
    this.pairs = this.sorted();
  }

  /** Records before this one that share a key with it, each once. */
  near(record: number): number[] {
    this.pairs ??= this.sorted();
    const { pairs } = this;
    const found: number[] = [];
    for (let at = this.starts[record] ?? 0; at < (this.starts[record + 1] ?? 0); at += 1) {
      const first = ((this.keys[at] ?? 0) >>> 0) * RECORDS_MAX;
      const from = firstAtLeast(pairs, first);
      const isCrowd = (pairs[from + CROWD_MIN] ?? Infinity) < first + RECORDS_MAX;
      const end = Math.min(pairs.length, from + (isCrowd ? MET_IN_CROWD : CROWD_MIN));
      for (let pair = from; pair < end; pair += 1) {
        const other = (pairs[pair] ?? 0) - first;
        if (other >= record) break;
        if (this.metBy[other] === record) continue;
        this.metBy[other] = record;
        found.push(other);
      }
    }
    return found;
  }

  private sorted(): Float64Array {
    this.metBy = new Int32Array(this.starts.length).fill(-1);
    const pairs = new Float64Array(this.starts.at(-1) ?? 0);
    for (let record = 0; record + 1 < this.starts.length; record += 1) {
      for (let at = this.starts[record] ?? 0; at < (this.starts[record + 1] ?? 0); at += 1) {
        pairs[at] = ((this.keys[at] ?? 0) >>> 0) * RECORDS_MAX + record;
      }
    }
    return pairs.sort();
  }
}

function grown(keys: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(keys.length * 2);
  larger.set(keys);
  return larger;
}

function firstAtLeast(pairs: Float64Array, value: number): number {
  let [low, high] = [0, pairs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
