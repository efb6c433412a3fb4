/** How many people and organisations stand where, by the ages and the rules of size given. Pure. */
import { SIZE_CLASSES, type AgeGroups, type SizeClass } from './entries.ts';
import { bornWithin } from './list-filter.ts';
import { sizeClassOn, type Size, type SizeRule } from './rules.ts';

/** People who may have been born between two years, both included; `from` 0: nobody knows when. */
export interface Births {
  readonly from: number;
  readonly to: number;
  readonly people: number;
}

export interface AgeCounts {
  readonly bands: { readonly fromYears: number; readonly toYears: number | null; readonly people: number }[];
  /** Of unknown age, of ages that straddle two bands, or outside all of them. */
  readonly noBand: number;
  readonly youth: number;
  readonly notYouth: number;
  readonly youthUnknown: number;
}

/** People by the ages they reach this year, as figures count them; null where no ages are set. */
export function ageCounts(births: readonly Births[], groups: AgeGroups | null, thisYear: number): AgeCounts | null {
  if (groups === null) return null;
  const known = births.filter(({ from }) => from !== 0);
  const all = sumOf(births);
  const bands = groups.bands.map((band) => {
    const born = bornWithin(`${band.fromYears}-${band.toYears ?? ''}`, groups, thisYear);
    const own = born === null || born === 'unknown' ? [] : known.filter(({ from, to }) => from >= born.from && to <= born.to);
    return { ...band, people: sumOf(own) };
  });
  const youngest = thisYear - groups.youth.fromYears;
  const oldest = thisYear - groups.youth.toYears;
  const youth = sumOf(known.filter(({ from, to }) => from >= oldest && to <= youngest));
  const notYouth = sumOf(known.filter(({ from, to }) => to < oldest || (from > youngest && to <= thisYear)));
  return { bands, noBand: all - bands.reduce((sum, { people }) => sum + people, 0), youth, notYouth, youthUnknown: all - youth - notYouth };
}

function sumOf(births: readonly Births[]): number {
  return births.reduce((sum, { people }) => sum + people, 0);
}

export interface SizeMove {
  readonly before: SizeClass | null;
  readonly after: SizeClass | null;
  readonly organisations: number;
}

/** How many organisations stand in each class on a day; null: in none. */
export function sizeCounts(
  sized: ReadonlyMap<string, readonly Size[]>,
  organisations: number,
  rules: readonly SizeRule[],
  day: string,
): { readonly sizeClass: SizeClass | null; readonly organisations: number }[] {
  const classes = [...sized.values()].map((sizes) => sizeClassOn(sizes, rules, day)?.sizeClass ?? null);
  const counts = SIZE_CLASSES.map((sizeClass) => ({ sizeClass, organisations: classes.filter((one) => one === sizeClass).length }));
  const classed = counts.reduce((sum, one) => sum + one.organisations, 0);
  return [...counts, { sizeClass: null, organisations: organisations - classed }];
}

/** Organisations that stand in another class by other rules, from the smallest class up. */
export function sizeMoves(
  sized: ReadonlyMap<string, readonly Size[]>,
  before: readonly SizeRule[],
  after: readonly SizeRule[],
  day: string,
): SizeMove[] {
  const moves = new Map<string, SizeMove>();
  for (const sizes of sized.values()) {
    const from = sizeClassOn(sizes, before, day)?.sizeClass ?? null;
    const to = sizeClassOn(sizes, after, day)?.sizeClass ?? null;
    if (from === to) continue;
    const key = `${rank(from)} ${rank(to)}`;
    moves.set(key, { before: from, after: to, organisations: (moves.get(key)?.organisations ?? 0) + 1 });
  }
  return [...moves].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, move]) => move);
}

/** None stands last. */
function rank(sizeClass: SizeClass | null): number {
  return sizeClass === null ? SIZE_CLASSES.length : SIZE_CLASSES.indexOf(sizeClass);
}
