/**
 * How old people were on the day of a case. Pure. Only the year of birth is counted with, so an age is the year of
 * the case less the year of birth: it may be one year more than the age in full years.
 */
import type { AgeGroups } from '../registry/entries.ts';
import type { View } from './view.ts';
import { YOUTH_CODES } from './indicator.ts';

/** What every age is before a programme says by which it counts. */
const UNKNOWN = 0;

type Band = AgeGroups['bands'][number];

/** `16-28`; `60-` where the band is open. */
export function ageBandCode({ fromYears, toYears }: Band): string {
  return `${fromYears}-${toYears ?? ''}`;
}

/** Codes of the bands by number; 0 is `unknown`. */
export function ageBandCodes(groups: AgeGroups | null): readonly string[] {
  return ['unknown', ...(groups?.bands ?? []).map(ageBandCode)];
}

/** Number of the band in which all ages a person may have had in a year stand; 0 where they are unknown or straddle. */
export function ageBandOf(view: View, person: number, year: number): number {
  const ages = agesIn(view, person, year);
  if (ages === null) return UNKNOWN;
  return (view.ageGroups?.bands ?? []).findIndex((band) => within(ages, band)) + 1;
}

/** Number of the youth code: young, not young, or unknown where ages straddle the limit. */
export function youthOf(view: View, person: number, year: number): number {
  const ages = agesIn(view, person, year);
  const youth = view.ageGroups?.youth;
  if (ages === null || youth === undefined) return UNKNOWN;
  if (within(ages, youth)) return YOUTH_CODES.indexOf('youth');
  return ages.to < youth.fromYears || ages.from > youth.toYears ? YOUTH_CODES.indexOf('not-youth') : UNKNOWN;
}

/** Numbers of bands and of youth that are let through; null lets everybody through. */
export interface AgeSelection {
  readonly ageBand: ReadonlySet<number> | null;
  readonly youth: ReadonlySet<number> | null;
}

/** Whether a person was of an age, on a day, that is let through. */
export function isOfAge(view: View, person: number, day: number, { ageBand, youth }: AgeSelection): boolean {
  if (ageBand !== null && !ageBand.has(ageBandOf(view, person, yearOf(day)))) return false;
  return youth === null || youth.has(youthOf(view, person, yearOf(day)));
}

/** Whether the age that a selection asks about was known on a day. */
export function knowsAge(view: View, person: number, day: number, { ageBand, youth }: AgeSelection): boolean {
  if (ageBand !== null && ageBandOf(view, person, yearOf(day)) !== UNKNOWN) return true;
  return youth !== null && youthOf(view, person, yearOf(day)) !== UNKNOWN;
}

/** Year of a day since 1970. */
export function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}

function agesIn(view: View, person: number, year: number): { from: number; to: number } | null {
  const bornFrom = view.bornFrom[person] ?? 0;
  const bornTo = view.bornTo[person] ?? 0;
  if (bornFrom === 0 || bornTo > year) return null;
  return { from: year - bornTo, to: year - bornFrom };
}

function within(ages: { from: number; to: number }, band: Band): boolean {
  return ages.from >= band.fromYears && (band.toYears === null || ages.to <= band.toYears);
}
