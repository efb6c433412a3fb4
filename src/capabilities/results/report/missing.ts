/** What a report still lacks, or what whoever reads it would ask about: worked out from what is known. Pure. */
import { dayNumber } from '../../../platform/calendar.ts';
import type { FREQUENCIES } from '../entries.ts';

export const MISSING_KINDS = [
  'result-without-text',
  'no-summary',
  'no-data',
  'no-target',
  'no-follow-up',
  'off-target-unexplained',
  'follow-up-due',
  'late-activity',
  'conflicts',
  'duplicates',
] as const;
export type MissingKind = (typeof MISSING_KINDS)[number];

export interface Missing {
  readonly kind: MissingKind;
  /** Code of the result, indicator or activity; null where it is of the whole. */
  readonly code: string | null;
  /** How many, where that is what matters. */
  readonly count: number;
}

type Frequency = (typeof FREQUENCIES)[number];

export interface KnownIndicator {
  readonly code: string;
  readonly value: number | null;
  /** How it stands against its target; null: none was set. */
  readonly target: 'met' | 'on-time' | 'late' | 'missing' | null;
  /** Null: nobody said who follows it up nor how often. */
  readonly followUp: { readonly frequency: Frequency | null } | null;
  /** Periods of the notes about it, and the last day of which a fact of it is known. */
  readonly notes: readonly { readonly from: string; readonly to: string }[];
  readonly lastFactOn: string | null;
  /** Records counted while two versions of them contradict each other. */
  readonly inConflict: number;
}

export interface Known {
  readonly from: string;
  readonly to: string;
  /** Day on which this is asked. */
  readonly today: string;
  /** Null: the report has no summary though it shall hold one. */
  readonly summary: string | null;
  readonly holdsSummary: boolean;
  readonly results: readonly { readonly code: string; readonly text: string | null }[];
  readonly indicators: readonly KnownIndicator[];
  readonly lateActivities: readonly string[];
  readonly duplicates: number;
}

/** Days after which something that is followed up so often is overdue: the longest that the period can be. */
const DAYS: Readonly<Record<Frequency, number>> = { monthly: 31, quarterly: 92, 'half-yearly': 184, yearly: 366, once: Number.POSITIVE_INFINITY };

export function missingOf(known: Known): Missing[] {
  const one = (kind: MissingKind, code: string | null, count = 1): Missing => ({ kind, code, count });
  const { indicators } = known;
  const of = (kind: MissingKind, is: (indicator: KnownIndicator) => boolean): Missing[] => indicators.filter(is).map(({ code }) => one(kind, code));
  return [
    ...(known.holdsSummary && known.summary === null ? [one('no-summary', null)] : []),
    ...known.results.filter(({ text }) => text === null).map(({ code }) => one('result-without-text', code)),
    ...of('no-data', ({ value }) => value === null),
    ...of('no-target', ({ target }) => target === null),
    ...of('no-follow-up', ({ followUp }) => followUp === null),
    ...of('off-target-unexplained', (indicator) => indicator.target === 'late' && !isExplained(indicator, known)),
    ...of('follow-up-due', (indicator) => isDue(indicator, known)),
    ...known.lateActivities.map((code) => one('late-activity', code)),
    ...indicators.filter(({ inConflict }) => inConflict > 0).map(({ code, inConflict }) => one('conflicts', code, inConflict)),
    ...(known.duplicates > 0 ? [one('duplicates', null, known.duplicates)] : []),
  ];
}

/** A note about any day of the period explains the figure of the period. */
function isExplained({ notes }: KnownIndicator, { from, to }: Known): boolean {
  return notes.some((note) => note.from <= to && note.to >= from);
}

/** Judged on the last day of the period, or today where that is earlier: what is over is not waited for. */
function isDue({ followUp, notes, lastFactOn }: KnownIndicator, { from, to, today }: Known): boolean {
  const frequency = followUp?.frequency ?? null;
  if (frequency === null) return false;
  const day = to < today ? to : today;
  const seen = [from, ...notes.map((note) => note.to), ...(lastFactOn === null ? [] : [lastFactOn])].filter((on) => on <= day).sort().at(-1) ?? from;
  return dayNumber(day) - dayNumber(seen) > DAYS[frequency];
}
