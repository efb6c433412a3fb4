/** What is wrong with ages and rules of size that somebody is about to set: the screen and the ledger ask the same. Pure. */
import { SIZE_CLASSES } from './entries.ts';
import type { SizeRule } from './rules.ts';

export const AGE_FAULTS = [
  'ages-no-source',
  'ages-youth-turned',
  'ages-no-band',
  'ages-band-turned',
  'ages-open-before-last',
  'ages-overlap',
  'ages-gap',
] as const;
export type AgeFault = (typeof AGE_FAULTS)[number];

interface Span {
  readonly fromYears: number;
  readonly toYears: number | null;
}

/** `at`: the band it is about, counted from 0; null where it is about none. */
export interface AgeFaultFound {
  readonly fault: AgeFault;
  readonly at: number | null;
}

/** The first fault of ages, read from the top; null where there is none. A gap would leave people in no band. */
export function ageFaultOf(ages: {
  readonly source: string | null;
  readonly youth: { readonly fromYears: number; readonly toYears: number };
  readonly bands: readonly Span[];
}): AgeFaultFound | null {
  const { source, youth, bands } = ages;
  if (youth.fromYears > youth.toYears) return { fault: 'ages-youth-turned', at: null };
  const fault = bandsFaultOf(bands);
  if (fault !== null) return fault;
  return source === null || source.trim() === '' ? { fault: 'ages-no-source', at: null } : null;
}

/** The first fault of the bands alone; null where there is none. */
export function bandsFaultOf(bands: readonly Span[]): AgeFaultFound | null {
  if (bands.length === 0) return { fault: 'ages-no-band', at: null };
  for (const [at, band] of bands.entries()) {
    const fault = bandFaultOf(band, bands[at + 1]);
    if (fault !== null) return { fault, at };
  }
  return null;
}

function bandFaultOf({ fromYears, toYears }: Span, next: Span | undefined): AgeFault | null {
  if (toYears === null) return next === undefined ? null : 'ages-open-before-last';
  if (fromYears > toYears) return 'ages-band-turned';
  if (next === undefined || next.fromYears === toYears + 1) return null;
  return next.fromYears <= toYears ? 'ages-overlap' : 'ages-gap';
}

export const SIZE_FAULTS = [
  'size-class-twice',
  'size-no-bounds',
  'size-bound-missing',
  'size-not-rising',
  'size-needs-currency',
] as const;
export type SizeRuleFault = (typeof SIZE_FAULTS)[number];

/** What a class is bounded by. */
export const MEASURES_OF_SIZE = ['workersMax', 'annualSalesMax', 'equityMax'] as const;

/** The first fault of a rule of size; null where there is none. */
export function sizeRuleFaultOf({ classes, currency }: Pick<SizeRule, 'classes' | 'currency'>): SizeRuleFault | null {
  if (new Set(classes.map(({ sizeClass }) => sizeClass)).size < classes.length) return 'size-class-twice';
  const ordered = SIZE_CLASSES.flatMap((sizeClass) => classes.find((bounds) => bounds.sizeClass === sizeClass) ?? []);
  const columns = MEASURES_OF_SIZE.map((measure) => ordered.map((bounds) => bounds[measure]));
  if (columns.flat().every((bound) => bound === null)) return 'size-no-bounds';
  for (const bounds of columns) {
    const last = bounds.findLastIndex((bound) => bound !== null);
    const stated = bounds.slice(0, last + 1).filter((bound) => bound !== null);
    // A class without a bound below one that has it would take nobody in.
    if (stated.length < last + 1) return 'size-bound-missing';
    if (stated.some((bound, at) => at > 0 && bound <= (stated[at - 1] ?? 0))) return 'size-not-rising';
  }
  const money = columns.slice(1).flat().some((bound) => bound !== null);
  return money && currency === null ? 'size-needs-currency' : null;
}
