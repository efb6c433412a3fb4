/** Keys of the cells of a breakdown: one number composed of a number per dimension. Pure. */
import { ageBandOf, yearOf, youthOf } from './ages.ts';
import type { Columns } from './columns.ts';
import type { View } from './view.ts';
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
    municipality: 100_000,
    sector: 100,
    partner: columns.organisations.size + 1,
  };
  return by.map((dimension) => sizes[dimension]);
}

/** Number of a fact in a dimension other than sex: of a person (-1: nobody), on the day of their case. */
export function partOf(columns: Columns, view: View, dimension: Dimension | undefined, fact: number, person: number, day: number): number {
  switch (dimension) {
    case 'organisation-kind': {
      const organisation = organisationOf(columns, view, fact);
      return organisation < 0 ? 0 : (view.organisationKind[organisation] ?? 0);
    }
    case 'organisation':
      return organisationOf(columns, view, fact) + 1;
    case 'department':
      return departmentOf(columns.place.at(fact));
    case 'municipality':
      return municipalityOf(columns.place.at(fact));
    case 'sector': {
      const organisation = organisationOf(columns, view, fact);
      return organisation < 0 ? 0 : (view.organisationSector[organisation] ?? 0);
    }
    case 'partner':
      return (view.partner[columns.activity.at(fact)] ?? -1) + 1;
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

/** The municipality of a place number; 0 where only the department is known, or nothing. */
export function municipalityOf(place: number): number {
  return place > 9 ? place : 0;
}
