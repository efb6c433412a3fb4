/** The course of a target over quarters: what is to be reached in all by the end of each. Pure. */

export interface SteppedTarget {
  readonly from: string;
  readonly to: string;
  readonly counting: string;
  readonly value: number;
}

/**
 * The target of each quarter: of the cumulative ones that have begun by its end and are not over, the first to end; of
 * targets for single periods nothing is said, as the line is of all up to a day. null where there is none.
 */
export function targetSteps(quarters: readonly { readonly endsOn: string }[], targets: readonly SteppedTarget[]): (number | null)[] {
  const cumulative = targets.filter(({ counting }) => counting === 'cumulative').toSorted((a, b) => (a.to < b.to ? -1 : Number(a.to > b.to)));
  return quarters.map(({ endsOn }) => cumulative.find(({ from, to }) => from <= endsOn && endsOn <= to)?.value ?? null);
}
