/** Figures that somebody observed and wrote down: steps, answers, ratings and plain numbers. Pure. */
import { reckoned } from './case-amounts.ts';
import { CellKeys } from './cells.ts';
import type { Columns } from './columns.ts';
import type { Evaluation, Question } from './evaluation.ts';
import { Explanation } from './explanation.ts';
import { FactsAtHand } from './facts-at-hand.ts';
import type { Aggregate, Scale } from './indicator.ts';
import { isLater } from './pairs.ts';
import { compiled, passes, type CompiledSelection } from './selection.ts';
import { STATUS } from './status.ts';
import type { Slot } from './value.ts';
import type { View } from './view.ts';

/** Observations name nobody. */
const NOBODY = -1;

type Observed = Extract<Aggregate, { kind: 'observed' }>;
type Take = 'latest' | 'sum' | 'mean' | 'median';

/** The observations of one indicator, and the one value that stands for them. */
export function evaluateObserved(
  columns: Columns,
  view: View,
  question: Question & { readonly aggregate: Observed },
  status: Uint8Array | null,
): Evaluation {
  const filter = compiled(question.filter, columns, view);
  const { rule, aggregate } = question;
  const why = new Explanation({ columns, view, filter, rule, aggregate }, status);
  const atHand = new FactsAtHand(columns, view, { measure: question.measure, beside: null, within: question.within, occasion: question.occasion }, why);
  atHand.take(NOBODY, undefined);
  const all = Array.from(atHand.list.values.slice(0, atHand.list.length));
  const passing = all.filter((fact) => lets(columns, filter, fact, why));
  const { fromDay, toDay } = question;
  const inPeriod = passing.filter((fact) => columns.day.at(fact) >= fromDay && columns.day.at(fact) <= toDay);
  explainEach(columns, why, takeOf(aggregate.scale), { passing, inPeriod });
  const days = inPeriod.map((fact) => columns.day.at(fact));
  const slot = (facts: readonly number[]): Slot => ({ count: facts.length, numerator: 0, amount: amountOf(columns, takeOf(aggregate.scale), facts) });
  return {
    ...slot(inPeriod),
    cases: inPeriod.length,
    days: days.length === 0 ? null : { first: Math.min(...days), last: Math.max(...days) },
    bySex: [],
    cells: new Map([...cellsOf(columns, view, question, inPeriod)].map(([key, facts]) => [key, slot(facts)])),
    series: question.quarterEnds.map((end) => slot(passing.filter((fact) => columns.day.at(fact) <= end))),
    tallied: null,
    missing: null,
    status: why.status,
    read: atHand.read,
    sources: new Map([[`${question.measure} of ${question.occasion}`, atHand.read]]),
  };
}

function takeOf(scale: Scale): Take {
  return scale.kind === 'rating' || scale.kind === 'number' ? scale.take : 'latest';
}

/** Sex and age are of people: an observation has neither, and a filter that asks for them lets only the unknown through. */
function lets(columns: Columns, filter: CompiledSelection, fact: number, why: Explanation): boolean {
  const ofNobody = [filter.sex, filter.ageBand, filter.youth].every((allowed) => allowed === null || allowed.has(0));
  const passed = ofNobody && passes(columns, filter, fact);
  if (!passed) why.mark(fact, STATUS['outside-filter']);
  return passed;
}

function explainEach(
  columns: Columns,
  why: Explanation,
  take: Take,
  { passing, inPeriod }: { readonly passing: readonly number[]; readonly inPeriod: readonly number[] },
): void {
  for (const fact of passing) why.mark(fact, STATUS['outside-period']);
  for (const fact of inPeriod) why.mark(fact, take === 'latest' ? STATUS['earlier-observation'] : STATUS.counted);
  const last = take === 'latest' ? latestOf(columns, inPeriod) : null;
  if (last !== null) why.mark(last, STATUS.counted);
}

function amountOf(columns: Columns, take: Take, facts: readonly number[]): number | null {
  if (facts.length === 0) return null;
  if (take !== 'latest') return reckoned(take, facts.map((fact) => columns.amountOf(fact)));
  const last = latestOf(columns, facts);
  return last === null ? null : columns.amountOf(last);
}

function latestOf(columns: Columns, facts: readonly number[]): number | null {
  let last: number | null = null;
  for (const fact of facts) if (last === null || isLater(columns, fact, last)) last = fact;
  return last;
}

function cellsOf(columns: Columns, view: View, { by }: Question, facts: readonly number[]): Map<number, number[]> {
  const cells = new Map<number, number[]>();
  if (by.length === 0) return cells;
  const keys = new CellKeys(columns, view, by);
  for (const fact of facts) {
    keys.begin(NOBODY, 0, columns.day.at(fact));
    const key = keys.of(fact);
    cells.set(key, [...(cells.get(key) ?? []), fact]);
  }
  return cells;
}
