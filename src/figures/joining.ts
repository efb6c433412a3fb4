/** One figure from the parts that different people add. Pure. */
import type { Evaluation, Question } from './evaluation.ts';
import { leastOf } from './indicator.ts';
import type { Slot } from './value.ts';

/** Whether the parts of a figure add up: people are counted in one part each, other things may stand in several. */
export function addsUp({ aggregate, beside }: Pick<Question, 'aggregate' | 'beside'>): boolean {
  // Threads share the facts of one measure; pairs are read from two.
  if (beside !== null) return false;
  // What a fact amounts to, where it is not whole, stands in a list that threads do not have.
  if (leastOf(aggregate) !== null) return false;
  return aggregate.kind === 'count' || aggregate.kind === 'share' || (aggregate.kind === 'distinct' && aggregate.of === 'person');
}

/** The whole of parts that add up, all of one question and each over its own people; they share one list of statuses. */
export function joined(parts: readonly Evaluation[]): Evaluation {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('a figure has at least one part');
  return others.reduce(sumOf, first);
}

/** What a thread found, as it is sent: cells as columns of numbers, statuses where the asking thread reads them. */
export type Packed = Omit<Evaluation, 'cells'> & {
  readonly keys: Float64Array;
  readonly counts: Int32Array;
  readonly numerators: Int32Array;
};

export function packed({ cells, ...found }: Evaluation): Packed {
  const counts = new Int32Array(cells.size);
  const numerators = new Int32Array(cells.size);
  let at = 0;
  for (const cell of cells.values()) {
    counts[at] = cell.count;
    numerators[at] = cell.numerator;
    at += 1;
  }
  return { ...found, status: null, keys: Float64Array.from(cells.keys()), counts, numerators };
}

export function unpacked({ keys, counts, numerators, ...found }: Packed, status: Uint8Array | null): Evaluation {
  const cells = new Map<number, Slot>();
  keys.forEach((key, at) => cells.set(key, { count: counts[at] ?? 0, numerator: numerators[at] ?? 0 }));
  return { ...found, cells, status };
}

function sumOf(one: Evaluation, other: Evaluation): Evaluation {
  return {
    count: one.count + other.count,
    numerator: one.numerator + other.numerator,
    cases: one.cases + other.cases,
    days: spanOf(one.days, other.days),
    bySex: one.bySex.map((count, sex) => count + (other.bySex[sex] ?? 0)),
    cells: sumOfCells(one.cells, other.cells),
    series: one.series.map(({ count, numerator }, at) => ({
      count: count + (other.series[at]?.count ?? 0),
      numerator: numerator + (other.series[at]?.numerator ?? 0),
    })),
    tallied: sumOfTallies(one.tallied, other.tallied),
    missing: one.missing,
    status: one.status,
    read: one.read + other.read,
    sources: new Map([...one.sources].map(([source, read]) => [source, read + (other.sources.get(source) ?? 0)])),
  };
}

/**
 * A whole in which some people add something else than before: what they added is taken out, what they add put in. No
 * cells, no statuses. Null where the first or the last day may have gone with what was taken out.
 */
export function renewed(whole: Evaluation, before: Evaluation, after: Evaluation): Evaluation | null {
  const days = spanWithout(whole.days, before.days, after.days);
  return days === null ? null : { ...sumOf(sumOf(whole, negated(before)), after), days: days.span, status: null };
}

function spanWithout(whole: Evaluation['days'], before: Evaluation['days'], after: Evaluation['days']): { span: Evaluation['days'] } | null {
  if (whole === null || before === null) return { span: spanOf(whole, after) };
  const keepsFirst = before.first > whole.first || (after !== null && after.first <= whole.first);
  const keepsLast = before.last < whole.last || (after !== null && after.last >= whole.last);
  return keepsFirst && keepsLast ? { span: spanOf(whole, after) } : null;
}

/** What, added, takes a part out. */
function negated(part: Evaluation): Evaluation {
  const { tallied } = part;
  return {
    ...part,
    count: -part.count,
    numerator: -part.numerator,
    cases: -part.cases,
    bySex: part.bySex.map((count) => -count),
    series: part.series.map(({ count, numerator }) => ({ count: -count, numerator: -numerator })),
    tallied: tallied === null ? null : { people: -tallied.people, perActivity: -tallied.perActivity, participations: -tallied.participations },
    read: -part.read,
    sources: new Map([...part.sources].map(([source, read]) => [source, -read])),
  };
}

function spanOf(one: Evaluation['days'], other: Evaluation['days']): Evaluation['days'] {
  if (one === null || other === null) return one ?? other;
  return { first: Math.min(one.first, other.first), last: Math.max(one.last, other.last) };
}

function sumOfTallies(one: Evaluation['tallied'], other: Evaluation['tallied']): Evaluation['tallied'] {
  if (one === null || other === null) return null;
  return {
    people: one.people + other.people,
    perActivity: one.perActivity + other.perActivity,
    participations: one.participations + other.participations,
  };
}

function sumOfCells(one: Evaluation['cells'], other: Evaluation['cells']): Evaluation['cells'] {
  const cells = new Map(one);
  for (const [key, cell] of other) {
    const known = cells.get(key);
    cells.set(key, known === undefined ? cell : { count: known.count + cell.count, numerator: known.numerator + cell.numerator });
  }
  return cells;
}
