/**
 * Growing columns of numbers, and dense numbers for ledger positions. Pure data structures. What is long lies in memory
 * that threads can share.
 */

/** End of a row that is still in force. */
export const OPEN = 0x7fffffff;

/** So many zeros that threads can share. */
export function sharedInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
}

/** The same in bytes. */
export function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** A growing column of 32-bit integers. */
export class IntColumn {
  values: Int32Array;
  length = 0;

  constructor(values: Int32Array = sharedInts(1024)) {
    this.values = values;
  }

  push(value: number): void {
    if (this.length === this.values.length) this.grow(this.length + 1);
    this.values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.values[index] ?? 0;
  }

  /** The values, with room for so many more. */
  room(more: number): Int32Array {
    if (this.length + more > this.values.length) this.grow(this.length + more);
    return this.values;
  }

  includes(value: number): boolean {
    for (let at = 0; at < this.length; at += 1) if (this.values[at] === value) return true;
    return false;
  }

  set(index: number, value: number, fill: number): void {
    if (index >= this.values.length) this.grow(index + 1);
    while (this.length <= index) {
      this.values[this.length] = fill;
      this.length += 1;
    }
    this.values[index] = value;
  }

  clone(): IntColumn {
    return IntColumn.of(this.values.slice(), this.length);
  }

  /** A column that shares the values and can be appended to; good until the original is appended to. */
  fork(): IntColumn {
    return IntColumn.of(this.values, this.length);
  }

  static of(values: Int32Array, length = values.length): IntColumn {
    const column = new IntColumn(values);
    column.length = length;
    return column;
  }

  private grow(needed: number): void {
    const next = sharedInts(Math.max(1024, needed + (needed >> 2)));
    next.set(this.values);
    this.values = next;
  }
}

/** Ledger positions to dense numbers and back. */
export class Dictionary {
  private readonly byPosition = new Map<number, number>();
  readonly positions: number[];
  private readonly before: Dictionary | null;

  constructor(before: Dictionary | null = null) {
    this.before = before;
    this.positions = before === null ? [] : before.positions.slice();
  }

  /** One that only knows how many things there are. */
  static ofSize(size: number): Dictionary {
    const made = new Dictionary();
    made.positions.length = size;
    return made;
  }

  /** Dense number of a thing; -1 for none. */
  intern(position: number | null): number {
    if (position === null) return -1;
    const known = this.find(position);
    if (known !== undefined) return known;
    const made = this.positions.length;
    this.byPosition.set(position, made);
    this.positions.push(position);
    return made;
  }

  find(position: number): number | undefined {
    return this.before?.find(position) ?? this.byPosition.get(position);
  }

  get size(): number {
    return this.positions.length;
  }

  /** A dictionary that knows all of this one and keeps what it learns to itself. */
  fork(): Dictionary {
    return new Dictionary(this);
  }
}
