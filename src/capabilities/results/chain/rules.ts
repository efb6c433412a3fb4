/** Which assumptions stand where in the chain. Pure. */
export interface ChainArea {
  readonly code: string;
  readonly activities: readonly { readonly code: string; readonly state: string }[];
  readonly figures: readonly { readonly code: string }[];
}

/** Those that name the area, or an activity or figure of it. */
export function assumptionsOf<A extends { readonly between: readonly string[] }>(assumptions: readonly A[], area: ChainArea): A[] {
  const codes = new Set([area.code, ...area.activities.map(({ code }) => code), ...area.figures.map(({ code }) => code)]);
  return assumptions.filter(({ between }) => between.some((code) => codes.has(code)));
}

/** How many of the activities that were not cancelled are done. */
export function doneOf(activities: ChainArea['activities']): { done: number; all: number } {
  const meant = activities.filter(({ state }) => state !== 'cancelled');
  return { done: meant.filter(({ state }) => state === 'done').length, all: meant.length };
}
