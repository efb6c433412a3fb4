/**
 * What an indicator is: data, not code. Pure.
 * A definition is an entry (`results.indicator-defined`), so a figure of the past uses the definition of the past.
 */
import { z } from 'zod';
import { uuid } from '../ledger/entry.ts';
import { ORGANISATION_KINDS, SEXES } from '../registry/entries.ts';

/** What a figure can be broken down by. */
export const DIMENSIONS = [
  'sex', 'organisation-kind', 'organisation', 'department', 'process', 'age-band', 'youth', 'municipality', 'sector', 'partner',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** By number, 0 first: whether a person was young on the day of a case. */
export const YOUTH_CODES = ['unknown', 'youth', 'not-youth'] as const;

/** Which cases a figure takes in; a list that is absent lets everything through. */
export const filterSchema = z.strictObject({
  sex: z.array(z.enum([...SEXES, 'unknown'])).optional(),
  organisationKind: z.array(z.enum([...ORGANISATION_KINDS, 'unknown'])).optional(),
  /** Entry ids. */
  organisation: z.array(uuid).optional(),
  process: z.array(uuid).optional(),
  /** INE codes `01` to `09`, or `unknown`. */
  department: z.array(z.string()).optional(),
  /** Bands as `ageBandCode` writes them (`16-28`, `60-`), or `unknown`. */
  ageBand: z.array(z.string().regex(/^(\d{1,3}-(\d{1,3})?|unknown)$/)).optional(),
  youth: z.array(z.enum(YOUTH_CODES)).optional(),
  /** INE codes of six digits, or `unknown`. */
  municipality: z.array(z.string().regex(/^(\d{6}|unknown)$/)).optional(),
  /** Divisions of the economic activity of the organisation (`01` to `99`), or `unknown`. */
  sector: z.array(z.string().regex(/^(\d{2}|unknown)$/)).optional(),
  /** Entry ids of the organisations that run the process. */
  partner: z.array(uuid).optional(),
});
export type FigureFilter = z.output<typeof filterSchema>;

const bilingual = z.strictObject({ es: z.string().trim().min(1).max(400), en: z.string().trim().min(1).max(400) });
const measure = z.string().max(60);

/** The measure of what somebody observed of an indicator and wrote down, one observation a fact. */
export const OBSERVATION = 'results.observation';

/**
 * Which cases count. `each-fact`: every fact is a case. `attainment`: a case is one person in one activity whose
 * summed quantity reaches a share of the activity's own total (`against`), the share being the activity's own
 * (`threshold` measure) unless `percent` says otherwise; it is dated the day the share was reached. `paired`: a case
 * is one person in one activity who has both measures; it amounts to the last `after` less the last `before`, and is
 * dated the day of that `after`.
 */
const casesSchema = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('each-fact') }),
  z.strictObject({
    rule: z.literal('attainment'),
    against: measure,
    threshold: measure,
    percent: z.int().min(0).max(100).nullable(),
  }),
  z.strictObject({ rule: z.literal('paired'), before: measure, after: measure }),
]);

/** What an observed value means, and which of several stands for the figure: `latest` by the day it was observed. */
export const scaleSchema = z.discriminatedUnion('kind', [
  /** Steps in their order; the value is the number of the step reached, from 1. */
  z.strictObject({ kind: z.literal('milestone'), steps: z.array(bilingual).min(2).max(20) }),
  /** 1 yes, 0 no. */
  z.strictObject({ kind: z.literal('yes-no') }),
  /** Levels from the lowest; the value is the number of the level, from 1. */
  z.strictObject({ kind: z.literal('rating'), levels: z.array(bilingual).min(2).max(10), take: z.enum(['latest', 'mean']) }),
  z.strictObject({ kind: z.literal('number'), take: z.enum(['latest', 'sum', 'mean', 'median']) }),
]);
export type Scale = z.output<typeof scaleSchema>;

/** Two values of one indicator: by how much it changed, against what. */
export const CHANGES_AGAINST = ['previous-period', 'first-period', 'baseline'] as const;

/** How the cases, or other indicators, become one value. */
const aggregateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('distinct'), of: z.enum(['person', 'organisation', 'activity']) }),
  /**
   * Distinct people that also pass `numerator`, over distinct people: all of them, or those with a known value. With
   * `atLeast`, only people of whom some case amounts to that much stand in the numerator.
   */
  z.strictObject({
    kind: z.literal('share'),
    of: z.literal('person'),
    numerator: filterSchema,
    denominator: z.enum(['all', 'known']),
    atLeast: z.int().min(0).max(1_000_000).optional(),
  }),
  /** Of what the cases amount to: the quantity of a fact, all that a person attained in an activity, or a gain. */
  z.strictObject({ kind: z.literal('sum') }),
  z.strictObject({ kind: z.literal('mean') }),
  z.strictObject({ kind: z.literal('median') }),
  z.strictObject({ kind: z.literal('observed'), scale: scaleSchema }),
  /** One indicator over another, times a whole number (100: per cent). Named by the entries that first defined them. */
  z.strictObject({ kind: z.literal('ratio'), numerator: uuid, denominator: uuid, times: z.int().min(1).max(1_000_000) }),
  z.strictObject({ kind: z.literal('change'), of: uuid, against: z.enum(CHANGES_AGAINST), as: z.enum(['absolute', 'percent']) }),
]);
export type Aggregate = z.output<typeof aggregateSchema>;

export const UNITS = [
  'people', 'organisations', 'activities', 'participations', 'percent', 'minutes', 'points', 'times', 'number',
  'step', 'answer', 'level',
] as const;

export const indicatorSchema = z.strictObject({
  code: z.string().trim().regex(/^[A-Za-z0-9.-]{1,20}$/),
  name: bilingual,
  /** Codes of the framework's result and area it stands under. */
  result: z.string().max(20),
  area: z.string().max(20),
  /** Measure of the facts it reads, for instance `events.attendance`. */
  measure,
  cases: casesSchema,
  /** What is counted over the cases. */
  aggregate: aggregateSchema,
  filter: filterSchema,
  disaggregations: z.array(z.enum(DIMENSIONS)).max(DIMENSIONS.length),
  unit: z.enum(UNITS),
  /** What a `number` is of, as people write it after it: `USD`, `hectáreas`. */
  unitWord: bilingual.optional(),
  source: bilingual,
});
export type Indicator = z.output<typeof indicatorSchema>;

/** Indicators that an indicator is worked out from, by the entries that first defined them. */
export function namedBy({ aggregate }: Pick<Indicator, 'aggregate'>): string[] {
  if (aggregate.kind === 'ratio') return [aggregate.numerator, aggregate.denominator];
  return aggregate.kind === 'change' ? [aggregate.of] : [];
}

/** Whether a figure counts people, each once. */
export function countsPeople(aggregate: Aggregate): boolean {
  return aggregate.kind === 'share' || (aggregate.kind === 'distinct' && aggregate.of === 'person');
}

/** What a case has to amount to so that its person stands in the numerator of a share; null where nothing is asked. */
export function leastOf(aggregate: Aggregate): number | null {
  return aggregate.kind === 'share' ? (aggregate.atLeast ?? null) : null;
}

/** Whether a figure is worked out from what its cases amount to. */
export function isOfAmounts(aggregate: Aggregate): aggregate is Extract<Aggregate, { kind: 'sum' | 'mean' | 'median' }> {
  return aggregate.kind === 'sum' || aggregate.kind === 'mean' || aggregate.kind === 'median';
}
