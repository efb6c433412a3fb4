/** Keys of the cells of a breakdown: one number composed of a number per dimension. Pure. */
import { ageBandOf, yearOf, youthOf } from './ages.ts';
import type { Columns, View } from './columns.ts';
import { YOUTH_CODES, type Dimension } from './indicator.ts';

/** As many bands as a programme may set. */
const AGE_BANDS_MAX = 12;

/** Sizes of the key space of each dimension, in the order of `by`. */
export function radices(columns: Columns, by: readonly Dimension[]): number[] {
  const sizes: Record<Dimension, number> = {
    sex: 5,
    'organisation-kind': 64,
    organisation: columns.organisations.size + 1,
    department: 10,
    process: columns.activities.size + 1,
    'age-band': AGE_BANDS_MAX + 1,
    youth: YOUTH_CODES.length,
  };
  return by.map((dimension) => sizes[dimension]);
}

/** The cell of a fact: of one person (-1: nobody) with a sex, on the day of their case. */
export function cellKey(
  columns: Columns,
  view: View,
  by: readonly Dimension[],
  sizes: readonly number[],
  of: { readonly fact: number; readonly person: number; readonly sex: number; readonly day: number },
): number {
  let key = 0;
  for (let at = 0; at < by.length; at += 1) key = key * (sizes[at] ?? 1) + partOf(columns, view, by[at], of);
  return key;
}

function partOf(
  columns: Columns,
  view: View,
  dimension: Dimension | undefined,
  { fact, person, sex, day }: { readonly fact: number; readonly person: number; readonly sex: number; readonly day: number },
): number {
  const organisation = organisationOf(columns, view, fact);
  switch (dimension) {
    case 'sex':
      return sex;
    case 'organisation-kind':
      return organisation < 0 ? 0 : (view.organisationKind[organisation] ?? 0);
    case 'organisation':
      return organisation + 1;
    case 'department':
      return departmentOf(columns.place.at(fact));
    case 'age-band':
      return ageBandOf(view, person, yearOf(day));
    case 'youth':
      return youthOf(view, person, yearOf(day));
    default:
      return columns.activity.at(fact) + 1;
  }
}

/** The organisation a fact is counted for: the canonical record of the one it names, or -1. */
export function organisationOf(columns: Columns, view: View, fact: number): number {
  const named = columns.organisation.at(fact);
  return named < 0 ? named : (view.canonicalOrganisation[named] ?? named);
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
