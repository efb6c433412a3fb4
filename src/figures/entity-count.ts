/** Counting things once, and when each first appeared. Pure. */

/** Counts entities once, with the quarter in which each first appears. */
export class EntityCount {
  count = 0;
  numerator = 0;
  readonly series: { count: number; numerator: number }[];
  private readonly quarterEnds: readonly number[];
  private readonly things = new Map<number, { day: number; counted: boolean; fact: number }>();
  private readonly cells = new Map<number, Set<number>>();

  constructor(quarterEnds: readonly number[]) {
    this.quarterEnds = quarterEnds;
    this.series = quarterEnds.map(() => ({ count: 0, numerator: 0 }));
  }

  /** `everInNumerator`: also outside the period, for the series. */
  add(day: number, inPeriod: boolean, inNumerator: boolean, everInNumerator: boolean = inNumerator): void {
    if (inPeriod) {
      this.count += 1;
      if (inNumerator) this.numerator += 1;
    }
    const slot = this.series[quarterOf(day, this.quarterEnds)];
    if (slot === undefined) return;
    slot.count += 1;
    if (everInNumerator) slot.numerator += 1;
  }

  addThing(thing: number, day: number, inPeriod: boolean, fact: number): void {
    const known = this.things.get(thing);
    if (known === undefined) {
      this.things.set(thing, { day, counted: inPeriod, fact });
      if (inPeriod) this.count += 1;
      return;
    }
    if (inPeriod && !known.counted) {
      this.count += 1;
      known.counted = true;
      known.fact = fact;
    }
    known.day = Math.min(known.day, day);
  }

  /** Puts things into their quarters and names the fact that stands for each one counted. */
  closeThings(): number[] {
    const counted: number[] = [];
    for (const thing of this.things.values()) {
      const slot = this.series[quarterOf(thing.day, this.quarterEnds)];
      if (slot !== undefined) slot.count += 1;
      if (thing.counted) counted.push(thing.fact);
    }
    return counted;
  }

  thingsOfCell(key: number): Set<number> {
    const known = this.cells.get(key) ?? new Set<number>();
    this.cells.set(key, known);
    return known;
  }
}

/** Index of the quarter in which a day lies; past the last where it lies behind all. */
export function quarterOf(day: number, ends: readonly number[]): number {
  let quarter = 0;
  while (quarter < ends.length && day > (ends[quarter] ?? 0)) quarter += 1;
  return quarter;
}

/** Up to so many keys are looked through one by one. */
const FEW = 24;

/**
 * Numbers by key, most often for a handful of keys: those are looked through one by one, which beats a map until there
 * are many. Keys keep the order in which they came.
 */
export class FewKeys {
  // Lists and a count: cutting an array short is slow, and this is cleared for every case.
  private keys = new Float64Array(FEW);
  private values = new Float64Array(FEW);
  /** Where each key stands; only kept where there are many. */
  private places: Map<number, number> | null = null;
  size = 0;

  clear(): void {
    this.size = 0;
    this.places = null;
  }

  has(key: number): boolean {
    return this.placeOf(key) >= 0;
  }

  /** The number of a key; 0 where it has none. */
  get(key: number): number {
    const place = this.placeOf(key);
    return place < 0 ? 0 : this.valueAt(place);
  }

  set(key: number, value: number): void {
    const place = this.placeOf(key);
    if (place >= 0) this.values[place] = value;
    else this.add(key, value);
  }

  /** The key that came as number `at`. */
  keyAt(at: number): number {
    return this.keys[at] ?? 0;
  }

  /** Its number. */
  valueAt(at: number): number {
    return this.values[at] ?? 0;
  }

  private add(key: number, value: number): void {
    if (this.size === this.keys.length) {
      this.keys = doubled(this.keys);
      this.values = doubled(this.values);
    }
    if (this.size === FEW) this.places = new Map(Array.from(this.keys.subarray(0, FEW), (known, at) => [known, at]));
    this.places?.set(key, this.size);
    this.keys[this.size] = key;
    this.values[this.size] = value;
    this.size += 1;
  }

  private placeOf(key: number): number {
    if (this.places !== null) return this.places.get(key) ?? -1;
    for (let at = 0; at < this.size; at += 1) if (this.keys[at] === key) return at;
    return -1;
  }
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(values.length * 2);
  more.set(values);
  return more;
}

/** Key spaces up to this size are counted in plain lists, larger ones in a map. */
const DENSE_MAX = 4_000_000;

/** Counts by composed cell key. */
export class CellCount {
  private readonly keys: number[] = [];
  /** Without numerators of their own where everything counted stands in the numerator. */
  private readonly dense: { readonly count: Int32Array; readonly numerator: Int32Array | null } | null;
  private readonly sparse = new Map<number, { count: number; numerator: number }>();

  /** `sizes`: of each dimension of the key; `isWhole`: whether everything that is added is in the numerator. */
  constructor(sizes: readonly number[], isWhole = false) {
    const size = sizes.reduce((product, one) => product * one, 1);
    this.dense = size > DENSE_MAX ? null : { count: new Int32Array(size), numerator: isWhole ? null : new Int32Array(size) };
  }

  add(key: number, inNumerator: boolean): void {
    if (this.dense === null) {
      const cell = this.sparse.get(key) ?? { count: 0, numerator: 0 };
      if (cell.count === 0) this.sparse.set(key, cell);
      cell.count += 1;
      if (inNumerator) cell.numerator += 1;
      return;
    }
    const { count, numerator } = this.dense;
    if (count[key] === 0) this.keys.push(key);
    count[key] = (count[key] ?? 0) + 1;
    if (numerator !== null && inNumerator) numerator[key] = (numerator[key] ?? 0) + 1;
  }

  counted(): ReadonlyMap<number, { count: number; numerator: number }> {
    const { dense } = this;
    if (dense === null) return this.sparse;
    const numerator = dense.numerator ?? dense.count;
    return new Map(this.keys.map((key) => [key, { count: dense.count[key] ?? 0, numerator: numerator[key] ?? 0 }]));
  }
}

/** Running totals. */
export function cumulative(series: readonly { count: number; numerator: number }[]): { count: number; numerator: number }[] {
  let count = 0;
  let numerator = 0;
  return series.map((slot) => {
    count += slot.count;
    numerator += slot.numerator;
    return { count, numerator };
  });
}
