/** From an indicator and a request to the numbers `evaluate` works on. */
import { dayNumber, type Quarter } from '../platform/calendar.ts';
import { KIND_OF_NUMBER, SEX_OF_NUMBER } from '../registry/facts.ts';
import type { AgeGroups } from '../registry/entries.ts';
import { ageBandCodes } from './ages.ts';
import type { Columns } from './columns.ts';
import type { Question } from './evaluation.ts';
import type { Measure } from './fact.ts';
import { OBSERVATION, YOUTH_CODES, type Dimension, type FigureFilter, type Indicator } from './indicator.ts';
import type { Selection } from './selection.ts';

/** Facts that name nobody, such as the length of a session. */
const NOBODY = -1;

/** What a request narrows a figure to. Lists hold codes for sex, kind and department, entry ids for the others. */
export interface Narrowing {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sex?: readonly string[] | undefined;
  readonly organisationKind?: readonly string[] | undefined;
  readonly organisation?: readonly string[] | undefined;
  readonly department?: readonly string[] | undefined;
  readonly process?: readonly string[] | undefined;
  readonly ageBand?: readonly string[] | undefined;
  readonly youth?: readonly string[] | undefined;
  readonly municipality?: readonly string[] | undefined;
  readonly sector?: readonly string[] | undefined;
  readonly partner?: readonly string[] | undefined;
  /** Processes the reader may see, entry ids; facts of others are not read at all. Absent: everything. */
  readonly within?: readonly string[] | undefined;
}

/** Ledger positions of the things a filter names. */
export type PositionOf = (id: string) => number | undefined;

export function questionOf(
  columns: Columns,
  measures: ReadonlyMap<string, Measure>,
  indicator: Indicator,
  request: {
    readonly narrowing: Narrowing;
    readonly by: readonly Dimension[];
    readonly position: number;
    readonly positionOf: PositionOf;
    readonly quarters: readonly Quarter[];
    readonly ageGroups: AgeGroups | null;
    /** Entry that first defined the indicator: what its observations name. */
    readonly indicatorId: string;
    readonly tally?: boolean;
  },
): Question {
  const { narrowing } = request;
  const resolve = (filter: FigureFilter | Narrowing): Selection => selectionOf(columns, filter, request);
  const { cases, aggregate } = indicator;
  return {
    measure: numberOf(measures, measureOf(indicator)),
    beside: cases.rule === 'paired' ? numberOf(measures, cases.before) : null,
    occasion: aggregate.kind === 'observed' ? denseOf(columns.occasions, request.positionOf(request.indicatorId)) : null,
    rule: cases.rule,
    aggregate,
    ...(cases.rule === 'attainment' ? asksOfActivities(columns, measures, cases, request.position) : { needed: [], mostOf: [] }),
    within: setOf(narrowing.within, (id) => denseOf(columns.activities, request.positionOf(id))),
    filter: both(resolve(indicator.filter), resolve(narrowing)),
    numerator: resolve(aggregate.kind === 'share' ? aggregate.numerator : {}),
    fromDay: narrowing.from === undefined ? -10_000_000 : dayNumber(narrowing.from),
    toDay: narrowing.to === undefined ? 10_000_000 : dayNumber(narrowing.to),
    by: request.by,
    quarterEnds: request.quarters.map(({ endsOn }) => dayNumber(endsOn)),
    tally: request.tally ?? false,
  };
}

/** Measure of the facts that make the cases; of pairs the one after. */
function measureOf({ aggregate, cases, measure }: Indicator): string {
  if (aggregate.kind === 'observed') return OBSERVATION;
  return cases.rule === 'paired' ? cases.after : measure;
}

/** Names of the measures that say what activities ask of people; `percent` in place of the share that each states itself, or null. */
export interface ActivityRule {
  readonly against: string;
  readonly threshold: string;
  readonly percent: number | null;
}

/** What activities ask, and what their occasions offer, as known at a position. */
export function asksOfActivities(columns: Columns, measures: ReadonlyMap<string, Measure>, rule: ActivityRule, position: number): Pick<Question, 'needed' | 'mostOf'> {
  return { needed: neededAt(columns, measures, rule, position), mostOf: mostOfOccasions(columns, measures, rule.against, position) };
}

/** Per activity: the total to compare with, and the percent needed, both as known at a position. */
function neededAt(
  columns: Columns,
  measures: ReadonlyMap<string, Measure>,
  rule: ActivityRule,
  position: number,
): { percent: number; total: number }[] {
  const needed = Array.from({ length: columns.activities.size }, () => ({ percent: rule.percent ?? 100, total: 0 }));
  const each = (measure: string, apply: (activity: { percent: number; total: number }, quantity: number) => void): void => {
    for (const fact of columns.factsAt(numberOf(measures, measure), NOBODY, position)) {
      const activity = needed[columns.activity.at(fact)];
      if (activity !== undefined) apply(activity, columns.quantity.at(fact));
    }
  };
  each(rule.against, (activity, quantity) => {
    activity.total += quantity;
  });
  if (rule.percent !== null) return needed;
  // An activity that states no threshold (it was withdrawn) can be attained by nobody.
  const stated = new Set<object>();
  each(rule.threshold, (activity, quantity) => {
    activity.percent = quantity;
    stated.add(activity);
  });
  return needed.map((activity) => (stated.has(activity) ? activity : { ...activity, total: 0 }));
}

/** What each occasion offered in all, as known at a position. */
function mostOfOccasions(columns: Columns, measures: ReadonlyMap<string, Measure>, against: string, position: number): number[] {
  const most: number[] = [];
  for (const fact of columns.factsAt(numberOf(measures, against), NOBODY, position)) {
    const occasion = columns.occasion.at(fact);
    if (occasion >= 0) most[occasion] = (most[occasion] ?? 0) + columns.quantity.at(fact);
  }
  return most;
}

function numberOf(measures: ReadonlyMap<string, Measure>, name: string): number {
  // A definition may name a measure of a capability this server does not have: it has no facts, so no data.
  return measures.get(name)?.number ?? 0;
}

function selectionOf(
  columns: Columns,
  filter: FigureFilter | Narrowing,
  { positionOf, ageGroups }: { readonly positionOf: PositionOf; readonly ageGroups: AgeGroups | null },
): Selection {
  const bands = ageBandCodes(ageGroups);
  return {
    sex: setOf(filter.sex, (code) => SEX_OF_NUMBER.indexOf(code)),
    kind: setOf(filter.organisationKind, (code) => KIND_OF_NUMBER.indexOf(code)),
    organisation: setOf(filter.organisation, (id) => denseOf(columns.organisations, positionOf(id))),
    department: setOf(filter.department, numberOfCode),
    municipality: setOf(filter.municipality, numberOfCode),
    sector: setOf(filter.sector, numberOfCode),
    partner: setOf(filter.partner, (id) => denseOf(columns.organisations, positionOf(id))),
    activity: setOf(filter.process, (id) => denseOf(columns.activities, positionOf(id))),
    // A band the programme does not have lets nobody through.
    ageBand: setOf(filter.ageBand, (code) => bands.indexOf(code)),
    youth: setOf(filter.youth, (code) => YOUTH_CODES.findIndex((known) => known === code)),
  };
}

/** Number of a place or a division. */
function numberOfCode(code: string): number {
  return code === 'unknown' ? 0 : Number(code);
}

/** A thing without facts gets a number that no fact has. */
function denseOf(dictionary: { find(position: number): number | undefined }, position: number | undefined): number {
  return (position === undefined ? undefined : dictionary.find(position)) ?? -2;
}

function setOf(codes: readonly string[] | undefined, number: (code: string) => number): ReadonlySet<number> | null {
  return codes === undefined ? null : new Set(codes.map(number));
}

/** What passes both. */
function both(one: Selection, other: Selection): Selection {
  return {
    sex: intersection(one.sex, other.sex),
    kind: intersection(one.kind, other.kind),
    organisation: intersection(one.organisation, other.organisation),
    department: intersection(one.department, other.department),
    municipality: intersection(one.municipality, other.municipality),
    sector: intersection(one.sector, other.sector),
    partner: intersection(one.partner, other.partner),
    activity: intersection(one.activity, other.activity),
    ageBand: intersection(one.ageBand, other.ageBand),
    youth: intersection(one.youth, other.youth),
  };
}

function intersection(one: ReadonlySet<number> | null, other: ReadonlySet<number> | null): ReadonlySet<number> | null {
  if (one === null) return other;
  if (other === null) return one;
  return new Set([...one].filter((number) => other.has(number)));
}
