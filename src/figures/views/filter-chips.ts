/** Filters that came with the address and have no menu on the page: shown, so that nobody takes a figure for everybody's. */
import type { FigureQueryName } from './figure-query.ts';

/** Filters of an indicator's page that the framework has no menu for. */
export const CARRIED = ['sex', 'organisationKind', 'organisation', 'process', 'municipality', 'sector', 'partner'] as const satisfies readonly FigureQueryName[];
export type CarriedName = (typeof CARRIED)[number];

export interface FilterChip {
  readonly name: CarriedName;
  readonly code: string;
}

/** One chip for each value that narrows. */
export function chipsOf(list: (name: FigureQueryName) => readonly string[]): FilterChip[] {
  return CARRIED.flatMap((name) => [...new Set(list(name))].map((code) => ({ name, code })));
}

/** What is asked for once a chip is taken away. */
export function withoutChip(list: (name: FigureQueryName) => readonly string[], { name, code }: FilterChip): Partial<Record<FigureQueryName, string>> {
  return { [name]: list(name).filter((one) => one !== code).join(',') };
}
