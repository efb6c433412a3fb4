/** Keys of the cells of a breakdown: one number composed of a number per dimension. Pure. */
import { ageBandOf, yearOf, youthOf } from './ages.ts';
import type { Columns } from './columns.ts';
import type { View } from './view.ts';
import { YOUTH_CODES, type Dimension } from './indicator.ts';

/** As many bands as a programme may set. */
const AGE_BANDS_MAX = 12;
/** Places are departments, or municipalities by INE code: six digits, of which the first is 0. */
export const PLACES_MAX = 100_000;

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
    municipality: PLACES_MAX,
    sector: 100,
    partner: columns.organisations.size + 1,
  };
  return by.map((dimension) => sizes[dimension]);
}

/** Composes the keys of facts: what each thing adds to a key is worked out once, so that a fact costs three look-ups. */
export class CellKeys {
  readonly sizes: readonly number[];
  private readonly columns: Columns;
  private readonly view: View;
  /** What a step in each dimension adds to a key; 0 where it is not asked for. */
  private readonly weights: Readonly<Record<Dimension, number>>;
  // What a fact adds by what it names, one place on: nothing (-1) stands at 0; null: nothing is added.
  private readonly organisation: Float64Array | null;
  private readonly place: Float64Array | null;
  private readonly activity: Float64Array | null;
  /** What the case at hand adds. */
  private ofCase = 0;

  constructor(columns: Columns, view: View, by: readonly Dimension[]) {
    this.columns = columns;
    this.view = view;
    this.sizes = radices(columns, by);
    this.weights = weightsOf(by, this.sizes);
    const { weights } = this;
    this.organisation = tableOf(columns.organisations.size, weights, ['organisation', 'organisation-kind', 'sector'], (record) => {
      const whole = view.canonicalOrganisation[record] ?? record;
      const ofKind = weights['organisation-kind'] * (view.organisationKind[whole] ?? 0);
      return weights.organisation * (whole + 1) + ofKind + weights.sector * (view.organisationSector[whole] ?? 0);
    });
    this.place = tableOf(PLACES_MAX, weights, ['department', 'municipality'], (place) =>
      place < 0 ? 0 : weights.department * departmentOf(place) + weights.municipality * municipalityOf(place));
    this.activity = tableOf(columns.activities.size, weights, ['process', 'partner'], (activity) =>
      weights.process * (activity + 1) + weights.partner * ((view.partner[activity] ?? -1) + 1));
  }

  /** Begins with a case of a person (-1: nobody) on a day. */
  begin(person: number, sex: number, day: number): void {
    const { weights, view } = this;
    this.ofCase = weights.sex * sex;
    if (weights['age-band'] > 0) this.ofCase += weights['age-band'] * ageBandOf(view, person, yearOf(day));
    if (weights.youth > 0) this.ofCase += weights.youth * youthOf(view, person, yearOf(day));
  }

  /** The key of a fact of the case at hand. */
  of(fact: number): number {
    const { columns, organisation, place, activity } = this;
    let key = this.ofCase;
    if (organisation !== null) key += organisation[columns.organisation.at(fact) + 1] ?? 0;
    if (place !== null) key += place[columns.place.at(fact) + 1] ?? 0;
    if (activity !== null) key += activity[columns.activity.at(fact) + 1] ?? 0;
    return key;
  }
}

function weightsOf(by: readonly Dimension[], sizes: readonly number[]): Record<Dimension, number> {
  const weights: Record<Dimension, number> = {
    sex: 0,
    'organisation-kind': 0,
    organisation: 0,
    department: 0,
    process: 0,
    'age-band': 0,
    youth: 0,
    municipality: 0,
    sector: 0,
    partner: 0,
  };
  let weight = 1;
  for (let at = by.length - 1; at >= 0; at -= 1) {
    const dimension = by[at];
    if (dimension !== undefined) weights[dimension] += weight;
    weight *= sizes[at] ?? 1;
  }
  return weights;
}

function tableOf(
  size: number,
  weights: Readonly<Record<Dimension, number>>,
  dimensions: readonly Dimension[],
  added: (number: number) => number,
): Float64Array | null {
  if (dimensions.every((dimension) => weights[dimension] === 0)) return null;
  const table = new Float64Array(size + 1);
  for (let at = 0; at <= size; at += 1) table[at] = added(at - 1);
  return table;
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
