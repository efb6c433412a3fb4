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
    const quarter = this.quarterEnds.findIndex((end) => day <= end);
    const slot = this.series[quarter];
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
      const slot = this.series[this.quarterEnds.findIndex((end) => thing.day <= end)];
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
