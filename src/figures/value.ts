/** From what was counted to the value of a figure, and why there is none. Pure. */
import type { Indicator } from './indicator.ts';

/** What was counted in a whole, a cell, or up to the end of a quarter. */
export interface Slot {
  /** Of a share, all that it is a share of. */
  readonly count: number;
  readonly numerator: number;
  /** The value itself, where it is not a count: null is no value. Absent: counts are all there is. */
  readonly amount?: number | null;
}

/** Why a figure has no value; worded in texts. */
export const MISSING = [
  'no-records',
  'no-cases',
  'zero-denominator',
  'part-missing',
  'part-withdrawn',
  'circle',
  'no-period',
  'zero-before',
  'no-baseline',
  'baseline-of-whole',
] as const;
export type Missing = (typeof MISSING)[number];

/** The value with all its decimals; null where there is none. */
export function exactOf({ aggregate }: Pick<Indicator, 'aggregate'>, slot: Slot): number | null {
  if (slot.amount !== undefined) return slot.amount;
  if (aggregate.kind !== 'share') return slot.count;
  return slot.count === 0 ? null : (slot.numerator * 100) / slot.count;
}

/** The value as it is told: shares with two decimals, other values with four at most. */
export function valueOf(indicator: Pick<Indicator, 'aggregate'>, slot: Slot): number | null {
  if (indicator.aggregate.kind === 'share' && slot.amount === undefined) {
    return slot.count === 0 ? null : Math.round((slot.numerator * 10_000) / slot.count) / 100;
  }
  const exact = exactOf(indicator, slot);
  if (exact === null || !Number.isFinite(exact)) return null;
  return rounded(exact, indicator.aggregate.kind === 'share' ? 100 : 10_000);
}

/** Whether a part that is not there is a zero: nobody counted is 0, a mean of nobody is nothing. */
export function isAdditive({ aggregate }: Pick<Indicator, 'aggregate'>): boolean {
  return aggregate.kind === 'count' || aggregate.kind === 'distinct' || aggregate.kind === 'sum';
}

/** Whether a figure can be expected to grow from one day to the next: what is counted or added up does, the rest need not. */
export function growsWithTime(indicator: Pick<Indicator, 'aggregate'>): boolean {
  const { aggregate } = indicator;
  const isSumOfObserved = aggregate.kind === 'observed' && aggregate.scale.kind === 'number' && aggregate.scale.take === 'sum';
  return isAdditive(indicator) || isSumOfObserved;
}

function rounded(value: number, steps: number): number {
  const whole = Math.round(value * steps);
  // Beyond this, numbers have no decimals that could be rounded.
  return Math.abs(whole) < Number.MAX_SAFE_INTEGER ? whole / steps : value;
}
