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

/** As many keys as are looked through one by one. */
const FEW = 24;

/** Numbers by key for a handful of keys: looked through one by one, which beats a map until there are many. */
export class FewKeys {
  // Lists of fixed length and a count: cutting an array short is slow, and this is cleared for every case.
  private readonly keys = new Float64Array(FEW);
  private readonly values = new Float64Array(FEW);
  private count = 0;
  private many: Map<number, number> | null = null;

  clear(): void {
    this.count = 0;
    this.many = null;
  }

  has(key: number): boolean {
    return this.many === null ? this.placeOf(key) >= 0 : this.many.has(key);
  }

  /** The number of a key; 0 where it has none. */
  get(key: number): number {
    if (this.many !== null) return this.many.get(key) ?? 0;
    const place = this.placeOf(key);
    return place < 0 ? 0 : (this.values[place] ?? 0);
  }

  set(key: number, value: number): void {
    if (this.many !== null) {
      this.many.set(key, value);
      return;
    }
    const place = this.placeOf(key);
    if (place >= 0) this.values[place] = value;
    else if (this.count < FEW) {
      this.keys[this.count] = key;
      this.values[this.count] = value;
      this.count += 1;
    } else this.many = new Map([...this.entries(), [key, value]]);
  }

  /** Keys and their numbers, in the order in which they came. */
  each(visit: (key: number, value: number) => void): void {
    if (this.many !== null) for (const [key, value] of this.many) visit(key, value);
    else for (let at = 0; at < this.count; at += 1) visit(this.keys[at] ?? 0, this.values[at] ?? 0);
  }

  private entries(): [number, number][] {
    return Array.from({ length: this.count }, (_, at) => [this.keys[at] ?? 0, this.values[at] ?? 0]);
  }

  private placeOf(key: number): number {
    for (let at = 0; at < this.count; at += 1) if (this.keys[at] === key) return at;
    return -1;
  }
}

/** Key spaces up to this size are counted in plain lists, larger ones in a map. */
const DENSE_MAX = 4_000_000;

/** Counts by composed cell key. */
export class CellCount {
  private readonly keys: number[] = [];
  private readonly dense: { readonly count: Int32Array; readonly numerator: Int32Array } | null;
  private readonly sparse = new Map<number, { count: number; numerator: number }>();

  /** `sizes`: of each dimension of the key. */
  constructor(sizes: readonly number[]) {
    const size = sizes.reduce((product, one) => product * one, 1);
    this.dense = size > DENSE_MAX ? null : { count: new Int32Array(size), numerator: new Int32Array(size) };
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
    if (inNumerator) numerator[key] = (numerator[key] ?? 0) + 1;
  }

  counted(): ReadonlyMap<number, { count: number; numerator: number }> {
    const { dense } = this;
    if (dense === null) return this.sparse;
    return new Map(this.keys.map((key) => [key, { count: dense.count[key] ?? 0, numerator: dense.numerator[key] ?? 0 }]));
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
