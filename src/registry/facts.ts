/** What the registry's entries yield: versions of people and organisations, and edges between records. */
import { placeNumber, yieldRule, type BirthSpan, type YieldRule } from '../figures/fact.ts';
import type { z } from 'zod';
import {
  ageGroupsSet,
  ORGANISATION_KINDS,
  organisationDescribed,
  organisationRegistered,
  organisationsMerged,
  peopleMerged,
  personRegistered,
  SEXES,
  type Sex,
} from './entries.ts';

/** Code of a sex in narrow tables: 0 unknown, then the order of SEXES. Stored: the order never changes. */
export function sexNumber(sex: Sex | null): number {
  return sex === null ? 0 : SEXES.indexOf(sex) + 1;
}

/** Codes of a sex, by number; 0 is `unknown`. */
export const SEX_OF_NUMBER: readonly string[] = ['unknown', ...SEXES];

/** Codes of organisation kinds, by number; 0 is `unknown`. Stored: kinds are only ever added at the end. */
export const KIND_OF_NUMBER: readonly string[] = ['unknown', ...ORGANISATION_KINDS];

export const REGISTRY_YIELDS: readonly YieldRule[] = [
  yieldRule(personRegistered, (payload) => ({
    person: {
      sex: sexNumber(payload.sex),
      birthYear: payload.birthYear,
      born: birthSpanOf(payload),
      place: placeNumber(payload.department, payload.municipality),
    },
  })),
  yieldRule(organisationRegistered, (payload) => ({
    organisation: {
      kind: ORGANISATION_KINDS.indexOf(payload.organisationKind) + 1,
      sector: divisionOf(payload.sector) ?? 0,
      place: placeNumber(payload.department, payload.municipality),
    },
  })),
  yieldRule(organisationDescribed, ({ organisationId, organisationKind, sector, department, municipality }, _entry, numberOf) =>
    organisationKind === null && sector === null
      ? {}
      : {
          organisation: {
            kind: organisationKind === null ? null : ORGANISATION_KINDS.indexOf(organisationKind) + 1,
            sector: divisionOf(sector),
            place: placeNumber(department, municipality),
            of: numberOf(organisationId),
          },
        },
  ),
  yieldRule(ageGroupsSet, (payload) => ({ ageGroups: payload })),
  yieldRule(peopleMerged, (payload, _entry, numberOf) => ({
    edge: {
      recordA: numberOf(payload.personIds[0]),
      recordB: numberOf(payload.personIds[1]),
      chosenSex: chosen(payload.chosen.sex, numberOf),
      chosenBirthYear: chosen(payload.chosen.birthYear, numberOf),
      chosenPlace: chosen(payload.chosen.municipality ?? payload.chosen.department, numberOf),
    },
  })),
  yieldRule(organisationsMerged, (payload, _entry, numberOf) => ({
    organisationEdge: {
      recordA: numberOf(payload.organisationIds[0]),
      recordB: numberOf(payload.organisationIds[1]),
      chosenKind: chosen(payload.chosen.organisationKind, numberOf),
      chosenSector: chosen(payload.chosen.sector, numberOf),
    },
  })),
];

/** Division of an economic activity: the first two digits of its code. A code of one digit has no division. */
function divisionOf(sector: string | null): number | null {
  return sector === null || sector.length < 2 ? null : Number(sector.slice(0, 2));
}

function chosen(id: string | undefined, numberOf: (id: string) => number): number | null {
  return id === undefined ? null : numberOf(id);
}

/** Nobody lives longer: the earliest birth an open band ("60 or more") leaves possible. */
const AGE_MAX = 120;

/**
 * Years in which a person may have been born. A stated band of ages speaks of its own day: whoever was 18 to 29 in
 * 2020 was born from 1991 to 2002. Ages are differences of years, as only the year of birth is counted with.
 */
export function birthSpanOf({
  birthYear,
  ageBand,
}: Pick<z.output<typeof personRegistered.payload>, 'birthYear' | 'ageBand'>): BirthSpan | null {
  if (birthYear !== null) return { from: birthYear, to: birthYear };
  if (ageBand === null) return null;
  const year = Number(ageBand.statedOn.slice(0, 4));
  return { from: year - (ageBand.toYears ?? AGE_MAX), to: year - ageBand.fromYears };
}
