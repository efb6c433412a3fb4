/** Where two JSON values differ, as paths: what a report says otherwise when it is computed again. Pure. */

/** Paths shown; more say nothing more. */
const PATHS_MAX = 50;

/** `indicators.2.value`: the places at which the two differ, at most fifty. */
export function differingPaths(one: unknown, other: unknown): string[] {
  const paths: string[] = [];
  compare(one, other, [], paths);
  return paths;
}

function compare(one: unknown, other: unknown, path: readonly string[], paths: string[]): void {
  if (paths.length >= PATHS_MAX || Object.is(one, other)) return;
  if (!isNested(one) || !isNested(other) || Array.isArray(one) !== Array.isArray(other)) {
    paths.push(path.join('.'));
    return;
  }
  const [left, right] = [new Map<string, unknown>(Object.entries(one)), new Map<string, unknown>(Object.entries(other))];
  for (const key of new Set([...left.keys(), ...right.keys()])) compare(left.get(key), right.get(key), [...path, key], paths);
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
