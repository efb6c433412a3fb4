/** What cases amount to in all, on average, or in the middle; by cell and by quarter. Pure. */
import { quarterOf } from './entity-count.ts';

export type Reckoning = 'sum' | 'mean' | 'median';

/**
 * One number for many. A mean or a median of nothing is no number; a sum of nothing is 0, because whoever asks has
 * made sure that there were facts which could have counted.
 */
export function reckoned(reckoning: Reckoning, amounts: readonly number[]): number | null {
  const { length } = amounts;
  if (length === 0) return reckoning === 'sum' ? 0 : null;
  if (reckoning === 'median') return middleOf(Float64Array.from(amounts).sort());
  const sum = sumOf(amounts);
  return reckoning === 'sum' ? sum : sum / length;
}

/** Adds without losing the small beside the large (Neumaier), so that the order of the facts does not show. */
function sumOf(amounts: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const amount of amounts) {
    const next = sum + amount;
    lost += Math.abs(sum) >= Math.abs(amount) ? sum - next + amount : amount - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** Of an even number of amounts, half way between the two in the middle. */
function middleOf(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

/** Collects amounts case by case. */
export class CaseAmounts {
  private readonly reckoning: Reckoning;
  private readonly quarterEnds: readonly number[];
  private readonly whole: number[] = [];
  private readonly quarters: number[][];
  private readonly cells = new Map<number, number[]>();

  constructor(reckoning: Reckoning, quarterEnds: readonly number[]) {
    this.reckoning = reckoning;
    this.quarterEnds = quarterEnds;
    this.quarters = quarterEnds.map(() => []);
  }

  /** A case of a day; of those outside the period only the series knows. */
  add(amount: number, day: number, inPeriod: boolean): void {
    if (inPeriod) this.whole.push(amount);
    this.quarters[quarterOf(day, this.quarterEnds)]?.push(amount);
  }

  addToCell(key: number, amount: number): void {
    const cell = this.cells.get(key);
    if (cell === undefined) this.cells.set(key, [amount]);
    else cell.push(amount);
  }

  value(): number | null {
    return reckoned(this.reckoning, this.whole);
  }

  /** Of all cases up to the end of each quarter. */
  series(): (number | null)[] {
    const sofar: number[] = [];
    return this.quarters.map((quarter) => {
      for (const amount of quarter) sofar.push(amount);
      return reckoned(this.reckoning, sofar);
    });
  }

  ofCell(key: number): number | null {
    return reckoned(this.reckoning, this.cells.get(key) ?? []);
  }
}
