/** Two measurements of one person in one activity, before and after. Pure. */
import type { Columns } from './columns.ts';
import type { IntColumn } from './int-column.ts';

export interface Pair {
  readonly before: number;
  readonly after: number;
  /** Where the fact after stands among the facts at hand. */
  readonly at: number;
}

/** The last measurement of each kind among facts [start, end); null where one is missing. */
export function pairIn(
  columns: Columns,
  measures: { readonly measure: number; readonly beside: number | null },
  facts: IntColumn,
  start: number,
  end: number,
): Pair | null {
  let before = -1;
  let at = -1;
  for (let index = start; index < end; index += 1) {
    const fact = facts.at(index);
    const measure = columns.measure.at(fact);
    if (measure === measures.measure && (at < 0 || isLater(columns, fact, facts.at(at)))) at = index;
    if (measure === measures.beside && (before < 0 || isLater(columns, fact, before))) before = fact;
  }
  return before < 0 || at < 0 ? null : { before, after: facts.at(at), at };
}

/** Later by its day; of one day, what was recorded later. */
export function isLater({ day, from }: Columns, fact: number, than: number): boolean {
  return (day.at(fact) - day.at(than) || from.at(fact) - from.at(than)) > 0;
}
