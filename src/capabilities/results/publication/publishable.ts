/**
 * Which kinds of figures may be told in public at all, and how many people have to stand behind one. Pure.
 * Where it cannot be judged how many stand behind a value, it is not told.
 */
import type { Evaluation } from '../../../figures/evaluation.ts';
import { countsPeople, type Indicator } from '../../../figures/indicator.ts';

/** Why a figure is never told: a sum or a middle value can be one person's own, a number observed is of nobody knows whom. */
export const NEVER_TOLD = ['sum', 'median', 'number', 'parts', 'change'] as const;
export type NeverTold = (typeof NEVER_TOLD)[number];

type Kind = Pick<Indicator, 'aggregate' | 'unit'>;

/**
 * null: it may be told where enough stand behind it. What is counted, shares, means, what is observed of the programme
 * (steps, answers, ratings), and ratios of two figures that count people or activities.
 */
export function neverTold({ aggregate }: Kind, definitionOf: (id: string) => Kind | undefined): NeverTold | null {
  switch (aggregate.kind) {
    case 'sum':
    case 'median':
    case 'change':
      return aggregate.kind;
    case 'observed':
      return aggregate.scale.kind === 'number' ? 'number' : null;
    case 'ratio':
      return [aggregate.numerator, aggregate.denominator].every((id) => isCounted(definitionOf(id))) ? null : 'parts';
    default:
      return null;
  }
}

/** Whether a part of a ratio counts people or activities: how many organisations stand behind it would not be compared. */
function isCounted(part: Kind | undefined): boolean {
  return part !== undefined && (isOfPeople(part) || isOfActivities(part));
}

export function isOfPeople({ aggregate }: Kind): boolean {
  return aggregate.kind !== 'share' && countsPeople(aggregate);
}

export function isOfActivities({ aggregate }: Kind): boolean {
  return aggregate.kind === 'distinct' && aggregate.of === 'activity';
}

/** Whether a figure can be divided in public: only what counts can be judged cell by cell. */
export function isDivisible({ aggregate, unit }: Kind): boolean {
  return (aggregate.kind === 'count' || aggregate.kind === 'distinct') && unit !== 'minutes';
}

/** How many stand behind a mean: people where facts are of people, else whoever gave an answer without a name. */
export function standBehind({ bySex, cases }: Pick<Evaluation, 'bySex' | 'cases'>): number {
  const people = bySex.reduce((sum, some) => sum + some, 0);
  return people === 0 ? cases : Math.min(people, cases);
}

/** One of the two figures of a ratio, with its value; null where there is none any more. */
export type Part = { readonly of: Kind; readonly value: number | null } | null;

/** The people of either part of a ratio, and by how many the two differ: who knows one part works the other out. */
export function amountsOfRatio(parts: readonly Part[]): number[] {
  const people = parts.flatMap((part) => (part !== null && isOfPeople(part.of) ? [part.value ?? 0] : []));
  const [one, other] = people;
  return one === undefined || other === undefined ? people : [one, other, Math.abs(one - other)];
}
