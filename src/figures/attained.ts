/** What activities ask of people, and what somebody attained of it. Pure. */
import type { Columns } from './columns.ts';
import type { Question } from './evaluation.ts';
import type { View } from './view.ts';

/** Least shares of the total that the activities of a question ask for, in percent, each once, smallest first. */
export function thresholdsIn({ needed, filter }: Pick<Question, 'needed' | 'filter'>): number[] {
  const asked = needed.filter(({ total }, activity) => total > 0 && (filter.activity?.has(activity) ?? true));
  return [...new Set(asked.map(({ percent }) => percent))].toSorted((a, b) => a - b);
}

/** Share of the activity's total that the person of a fact attained, whole percent; null where that is not known. */
export function attainedPercent(
  { columns, view, position }: { readonly columns: Columns; readonly view: View; readonly position: number },
  { measure, needed, mostOf }: Question,
  fact: number,
): number | null {
  const total = needed[columns.activity.at(fact)]?.total ?? 0;
  const person = view.canonical[columns.person.at(fact)];
  if (total === 0 || person === undefined) return null;
  const sums = new Map<number, number>();
  for (const record of view.members.get(person) ?? [person]) {
    for (const at of columns.factsAt(measure, record, position)) {
      if (columns.activity.at(at) !== columns.activity.at(fact)) continue;
      const occasion = columns.occasion.at(at);
      const sum = (sums.get(occasion) ?? 0) + columns.quantity.at(at);
      sums.set(occasion, Math.min(sum, occasion < 0 ? sum : (mostOf[occasion] ?? 0)));
    }
  }
  const sum = [...sums.values()].reduce((all, one) => all + one, 0);
  return Math.floor((sum * 100) / total);
}
