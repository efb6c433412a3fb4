/**
 * What an indicator is: data, not code. Pure.
 * A definition is an entry (`results.indicator-defined`), so a figure of the past uses the definition of the past.
 */
import { z } from 'zod';
import { uuid } from '../ledger/entry.ts';
import { ORGANISATION_KINDS, SEXES } from '../registry/entries.ts';

/** What a figure can be broken down by. */
export const DIMENSIONS = ['sex', 'organisation-kind', 'organisation', 'department', 'process', 'age-band', 'youth'] as const;
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
});
export type FigureFilter = z.output<typeof filterSchema>;

const bilingual = z.strictObject({ es: z.string().trim().min(1).max(400), en: z.string().trim().min(1).max(400) });

export const indicatorSchema = z.strictObject({
  code: z.string().trim().regex(/^[A-Za-z0-9.-]{1,20}$/),
  name: bilingual,
  /** Codes of the framework's result and area it stands under. */
  result: z.string().max(20),
  area: z.string().max(20),
  /** Measure of the facts it reads, for instance `events.attendance`. */
  measure: z.string().max(60),
  /**
   * Which cases count. `each-fact`: every fact is a case. `attainment`: a case is one person in one activity whose
   * summed quantity reaches a share of the activity's own total (`against`), the share being the activity's own
   * (`threshold` measure) unless `percent` says otherwise; it is dated the day the share was reached.
   */
  cases: z.discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('each-fact') }),
    z.strictObject({
      rule: z.literal('attainment'),
      against: z.string().max(60),
      threshold: z.string().max(60),
      percent: z.int().min(0).max(100).nullable(),
    }),
  ]),
  /** What is counted over the cases. */
  aggregate: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('count') }),
    z.strictObject({ kind: z.literal('distinct'), of: z.enum(['person', 'organisation', 'activity']) }),
    /** Distinct people that also pass `numerator`, over distinct people: all of them, or those with a known value. */
    z.strictObject({
      kind: z.literal('share'),
      of: z.literal('person'),
      numerator: filterSchema,
      denominator: z.enum(['all', 'known']),
    }),
  ]),
  filter: filterSchema,
  disaggregations: z.array(z.enum(DIMENSIONS)).max(DIMENSIONS.length),
  unit: z.enum(['people', 'organisations', 'activities', 'participations', 'percent', 'minutes', 'units']),
  source: bilingual,
});
export type Indicator = z.output<typeof indicatorSchema>;
