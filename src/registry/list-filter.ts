/** What lists can be narrowed and ordered by. Pure. */
import type { AgeGroups, ConsentPurpose } from './entries.ts';

export const PEOPLE_SORTS = ['name', 'born', 'place', 'registered'] as const;
export const ORGANISATION_SORTS = ['name', 'kind', 'place', 'registered'] as const;
export type OrganisationSort = (typeof ORGANISATION_SORTS)[number];
export type PeopleSort = (typeof PEOPLE_SORTS)[number];

/** A line of a list and the values it is ordered by. */
export interface Place {
  readonly id: string;
  readonly key: string[];
}

/** null: not narrowed by. */
export interface PeopleFilter {
  /** Words of which a person bears one; of several words typed the one that fewest bear. */
  readonly words: readonly string[] | null;
  /** About how many people bear one of `words`. */
  readonly borneBy: number;
  /** For each other word typed: what it may stand for. */
  readonly otherWords: readonly (readonly string[])[];
  /** People found by a number. */
  readonly people: readonly string[] | null;
  readonly sex: string | null;
  readonly department: string | null;
  readonly municipality: string | null;
  /** Years in which the person was born for certain. */
  readonly born: { readonly from: number; readonly to: number } | 'unknown' | null;
  /** `given` null: never asked. */
  readonly consent: { readonly purpose: ConsentPurpose; readonly given: boolean | null } | null;
  /** Kind of an organisation in which the person holds a role; `none`: in no organisation. */
  readonly role: string | null;
}

/** Years of birth of those who are within a band of ages this year. `code` as figures write bands: `16-28`, `60-`. */
export function bornWithin(code: string, groups: AgeGroups | null, thisYear: number): PeopleFilter['born'] {
  if (code === 'unknown') return 'unknown';
  const band = groups?.bands.find(({ fromYears, toYears }) => `${fromYears}-${toYears ?? ''}` === code);
  if (band === undefined) return { from: 1, to: 0 };
  return { from: band.toYears === null ? 1 : thisYear - band.toYears, to: thisYear - band.fromYears };
}
