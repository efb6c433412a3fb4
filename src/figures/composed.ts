/** Figures worked out from other figures: a ratio of two, and the change of one over time. Pure. */
import type { Composition, Evaluation, Told } from './evaluation.ts';
import type { Aggregate, Indicator } from './indicator.ts';
import { periodBefore, periodFrom, quarterOfDay, type Period } from './periods.ts';
import { STATUS } from './status.ts';
import { exactOf, isAdditive, type Missing, type Slot } from './value.ts';

type Ratio = Extract<Aggregate, { kind: 'ratio' }>;
type Change = Extract<Aggregate, { kind: 'change' }>;

/** An indicator that another is worked out from, as evaluated for it. */
export interface Part {
  readonly indicator: Indicator;
  readonly evaluation: Evaluation;
}

/** A part by its id; in a period of its own, at any time (`null`), or in the period asked for. */
export type PartOf = (id: string, period?: Period | null) => Part | Missing;

/** One indicator over another. Where there is nothing to divide by, there is no value. */
export function ratioOf({ numerator, denominator, times }: Ratio, partOf: PartOf): Evaluation {
  const [above, below] = [partOf(numerator), partOf(denominator)];
  const parts = [above, below].filter((part) => typeof part !== 'string');
  const told = (part: Part | Missing): number | null => (typeof part === 'string' ? null : wholeOf(part));
  const composition: Composition = {
    parts: [{ role: 'numerator', id: numerator, value: told(above) }, { role: 'denominator', id: denominator, value: told(below) }],
    compared: null,
  };
  if (typeof above === 'string' || typeof below === 'string') {
    return composed({ parts, composition, missing: typeof above === 'string' ? above : typeof below === 'string' ? below : null });
  }
  const divide = (one: number | null, other: number | null): number | null =>
    one === null || other === null || other === 0 ? null : (one / other) * times;
  const keys = new Set([...above.evaluation.cells.keys(), ...below.evaluation.cells.keys()]);
  return composed({
    parts,
    composition,
    amount: divide(wholeOf(above), wholeOf(below)),
    missing: wholeOf(above) === null || wholeOf(below) === null ? 'part-missing' : wholeOf(below) === 0 ? 'zero-denominator' : null,
    cells: new Map([...keys].map((key) => [key, divide(cellOf(above, key), cellOf(below, key))])),
    series: above.evaluation.series.map((slot, at) => divide(ofQuarter(above, slot), ofQuarter(below, below.evaluation.series[at]))),
  });
}

/** What is asked of a change. */
export interface ChangeAsked {
  /** The period chosen; null where none was. Of a half-open one nothing can be told. */
  readonly period: Period | null | 'half-open';
  /** The figure is narrowed to a part: a baseline is of the whole. */
  readonly isNarrowed: boolean;
  readonly baseline: number | null;
}

/** By how much an indicator changed. */
export function changeOf(change: Change, asked: ChangeAsked, partOf: PartOf): Evaluation {
  const isSinceBaseline = change.against === 'baseline';
  const whole = partOf(change.of, isSinceBaseline ? undefined : null);
  if (typeof whole === 'string') return composed({ parts: [], missing: whole, composition: changed(change.of, null, null) });
  if (isSinceBaseline) return sinceBaseline(change, asked, whole);
  const periods = periodsOf(change, asked, whole);
  const now = periods === null ? 'no-period' : partOf(change.of, periods.now);
  const before = periods === null ? 'no-period' : partOf(change.of, periods.before);
  if (periods === null || typeof now === 'string' || typeof before === 'string') {
    return composed({ parts: [whole], missing: typeof now === 'string' ? now : 'no-period', composition: changed(change.of, null, null) });
  }
  const [one, other] = [wholeOf(now), wholeOf(before)];
  const keys = new Set([...now.evaluation.cells.keys(), ...before.evaluation.cells.keys()]);
  return composed({
    parts: [now, before],
    composition: changed(change.of, { period: periods.now, value: one }, { period: periods.before, value: other }),
    amount: difference(change, one, other),
    missing: missingOf(change, one, other),
    cells: new Map([...keys].map((key) => [key, difference(change, cellOf(now, key), cellOf(before, key))])),
    series: now.evaluation.series.map(() => null),
  });
}

function sinceBaseline(change: Change, { isNarrowed, baseline }: ChangeAsked, part: Part): Evaluation {
  const now = wholeOf(part);
  const composition = changed(change.of, { period: null, value: now }, { period: null, value: baseline });
  if (isNarrowed) return composed({ parts: [part], missing: 'baseline-of-whole', composition });
  if (baseline === null) return composed({ parts: [part], missing: 'no-baseline', composition });
  return composed({
    parts: [part],
    composition,
    amount: difference(change, now, baseline),
    missing: missingOf(change, now, baseline),
    series: part.evaluation.series.map((slot) => difference(change, ofQuarter(part, slot), baseline)),
  });
}

/** Where no period is chosen: the last quarter of the calendar with cases, and the one before it or the first. */
function periodsOf({ against }: Change, { period }: ChangeAsked, { evaluation: { days } }: Part): { now: Period; before: Period } | null {
  if (period === 'half-open' || days === null) return null;
  const now = period ?? quarterOfDay(days.last);
  const before = against === 'previous-period' ? periodBefore(now) : periodFrom(quarterOfDay(days.first).from, now);
  return before.from < now.from ? { now, before } : null;
}

function difference({ as }: Change, now: number | null, before: number | null): number | null {
  if (now === null || before === null) return null;
  if (as === 'absolute') return now - before;
  return before === 0 ? null : ((now - before) * 100) / Math.abs(before);
}

function missingOf({ as }: Change, now: number | null, before: number | null): Missing | null {
  if (now === null || before === null) return 'part-missing';
  return as === 'percent' && before === 0 ? 'zero-before' : null;
}

function changed(of: string, now: Told | null, before: Told | null): Composition {
  return { parts: [{ role: 'of', id: of, value: now?.value ?? null }], compared: now === null || before === null ? null : { now, before } };
}

function wholeOf({ indicator, evaluation }: Part): number | null {
  return evaluation.read === 0 ? null : exactOf(indicator, evaluation);
}

function cellOf({ indicator, evaluation }: Part, key: number): number | null {
  const slot = evaluation.cells.get(key);
  if (slot === undefined) return isAdditive(indicator) ? 0 : null;
  return exactOf(indicator, slot);
}

function ofQuarter({ indicator }: Part, slot: Slot | undefined): number | null {
  return slot === undefined ? null : exactOf(indicator, slot);
}

function composed(from: {
  readonly parts: readonly Part[];
  readonly composition: Composition;
  readonly missing: Missing | null;
  readonly amount?: number | null;
  readonly cells?: ReadonlyMap<number, number | null>;
  readonly series?: readonly (number | null)[];
}): Evaluation {
  const evaluations = from.parts.map(({ evaluation }) => evaluation);
  const days = evaluations.flatMap((one) => (one.days === null ? [] : [one.days]));
  const sources = new Map(evaluations.flatMap((one) => [...one.sources]));
  const slot = (amount: number | null): Slot => ({ count: 0, numerator: 0, amount });
  return {
    ...slot(from.amount ?? null),
    cases: 0,
    days: days.length === 0 ? null : { first: Math.min(...days.map((one) => one.first)), last: Math.max(...days.map((one) => one.last)) },
    bySex: [],
    cells: new Map([...(from.cells ?? [])].map(([key, amount]) => [key, slot(amount)])),
    series: (from.series ?? []).map(slot),
    tallied: null,
    missing: from.missing,
    status: statusOf(evaluations),
    read: [...sources.values()].reduce((sum, read) => sum + read, 0),
    sources,
    composition: from.composition,
  };
}

/** A fact counts where it counts in any part. */
function statusOf(evaluations: readonly Evaluation[]): Uint8Array | null {
  const [first, ...others] = evaluations.flatMap(({ status }) => (status === null ? [] : [status]));
  if (first === undefined) return null;
  const merged = first.slice();
  for (const other of others) {
    for (let fact = 0; fact < merged.length; fact += 1) {
      if (merged[fact] === STATUS.unread || other[fact] === STATUS.counted) merged[fact] = other[fact] ?? STATUS.unread;
    }
  }
  return merged;
}
