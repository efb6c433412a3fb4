/** Keys of the cells of a breakdown: one number composed of a number per dimension. Pure. */
import type { Columns } from './columns.ts';
import type { Dimension } from './indicator.ts';

/** Sizes of the key space of each dimension, in the order of `by`. */
export function radices(columns: Columns, by: readonly Dimension[]): number[] {
  const sizes: Record<Dimension, number> = {
    sex: 5,
    'organisation-kind': 64,
    organisation: columns.organisations.size + 1,
    department: 10,
    process: columns.activities.size + 1,
  };
  return by.map((dimension) => sizes[dimension]);
}

/** A composed cell key taken apart again. */
export function splitKey(key: number, sizes: readonly number[]): number[] {
  const parts: number[] = [];
  let rest = key;
  for (const size of [...sizes].reverse()) {
    parts.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return parts;
}

/** Department of a place number: 1-9, or 0 where unknown. */
export function departmentOf(place: number): number {
  return place > 9 ? Math.floor(place / 10_000) : place;
}
