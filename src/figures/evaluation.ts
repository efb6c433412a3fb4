/** What `evaluate` works on, and what it answers. Pure. */
import type { Dimension, Indicator } from './indicator.ts';
import type { Period } from './periods.ts';
import type { Selection } from './selection.ts';
import type { Tallied } from './tally.ts';
import type { Missing, Slot } from './value.ts';

/** An indicator with names resolved to numbers: what `evaluate` works on. */
export interface Question {
  readonly measure: number;
  /** For pairs the measure before; `measure` is then the one after. */
  readonly beside: number | null;
  /** For what is observed: the occasion that stands for the indicator itself; else null. */
  readonly occasion: number | null;
  readonly rule: Indicator['cases']['rule'];
  readonly aggregate: Indicator['aggregate'];
  /** Percent of the activity's total to attain, and that total, per activity; empty for `each-fact`. */
  readonly needed: readonly { readonly percent: number; readonly total: number }[];
  /** Per occasion: the most one person can attain in it, however often it was recorded. */
  readonly mostOf: readonly number[];
  /** Activities whose facts may be read; null: all. */
  readonly within: ReadonlySet<number> | null;
  readonly filter: Selection;
  readonly numerator: Selection;
  /** Days since 1970, inclusive. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly by: readonly Dimension[];
  /** Last day of each quarter of the programme, for the cumulative series. */
  readonly quarterEnds: readonly number[];
  /** Whether people are to be counted in all three ways. */
  readonly tally: boolean;
}

export interface Evaluation extends Slot {
  /** Cases behind the figure. */
  readonly cases: number;
  /** First and last day of a case in the period; null where there is none. */
  readonly days: { readonly first: number; readonly last: number } | null;
  /** Distinct people counted, by number of sex; empty where the figure is not about people. */
  readonly bySex: readonly number[];
  /** Breakdown by composed key. */
  readonly cells: ReadonlyMap<number, Slot>;
  /** Cumulative, per quarter end. */
  readonly series: readonly Slot[];
  readonly tallied: Tallied | null;
  /** Why there is no value, where that is known better than that nothing was there to count. */
  readonly missing: Missing | null;
  /** Status of each fact, when asked for. */
  readonly status: Uint8Array | null;
  readonly read: number;
  /** Facts read by what they are facts of: figures worked out from several indicators may read the same ones. */
  readonly sources: ReadonlyMap<string, number>;
  /** Of figures that are worked out from other figures: which, and how. */
  readonly composition?: Composition;
}

/** What a figure was worked out from, for whoever reads it. */
export interface Composition {
  readonly parts: readonly { readonly role: 'numerator' | 'denominator' | 'of'; readonly id: string; readonly value: number | null }[];
  /** The two values of a change and of when they are; `before.period` null: the baseline. */
  readonly compared: { readonly now: Told; readonly before: Told } | null;
}
export interface Told {
  readonly period: Period | null;
  readonly value: number | null;
}
