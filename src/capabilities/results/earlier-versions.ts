/** Shapes that indicators, targets, follow-ups, declared totals and products had before, and how they read today. Pure; it never changes again. */
import { z } from 'zod';
import { earlierVersion } from '../../ledger/entry.ts';
import { isPartialDate } from './deliverables/rules.ts';

const uuid = z.uuid().toLowerCase();
const bilingual = z.strictObject({ es: z.string().trim().min(1).max(400), en: z.string().trim().min(1).max(400) });

const filter = z.strictObject({
  sex: z.array(z.enum(['woman', 'man', 'other', 'not-stated', 'unknown'])).optional(),
  organisationKind: z
    .array(
      z.enum([
        'employers',
        'workers',
        'government',
        'enterprise',
        'producers-association',
        'implementing-partner',
        'training-provider',
        'buyer',
        'financial',
        'academia',
        'ngo',
        'donor',
        'other',
        'unknown',
      ]),
    )
    .optional(),
  organisation: z.array(uuid).optional(),
  process: z.array(uuid).optional(),
  department: z.array(z.string()).optional(),
  ageBand: z.array(z.string().regex(/^(\d{1,3}-(\d{1,3})?|unknown)$/)).optional(),
  youth: z.array(z.enum(['unknown', 'youth', 'not-youth'])).optional(),
});

/** Version 1 of `results.indicator-defined`: cases were counted only; nothing was observed or worked out from others. */
export const indicatorBefore2 = earlierVersion(
  z.strictObject({
    code: z.string().trim().regex(/^[A-Za-z0-9.-]{1,20}$/),
    name: bilingual,
    result: z.string().max(20),
    area: z.string().max(20),
    measure: z.string().max(60),
    cases: z.discriminatedUnion('rule', [
      z.strictObject({ rule: z.literal('each-fact') }),
      z.strictObject({
        rule: z.literal('attainment'),
        against: z.string().max(60),
        threshold: z.string().max(60),
        percent: z.int().min(0).max(100).nullable(),
      }),
    ]),
    aggregate: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('count') }),
      z.strictObject({ kind: z.literal('distinct'), of: z.enum(['person', 'organisation', 'activity']) }),
      z.strictObject({ kind: z.literal('share'), of: z.literal('person'), numerator: filter, denominator: z.enum(['all', 'known']) }),
    ]),
    filter,
    disaggregations: z.array(z.enum(['sex', 'organisation-kind', 'organisation', 'department', 'process', 'age-band', 'youth'])).max(7),
    unit: z.enum(['people', 'organisations', 'activities', 'participations', 'percent', 'minutes']),
    source: bilingual,
  }),
  // Everything it could say is still said in the same words.
  (old) => old,
);

const numbers = z.number().min(-1e12).max(1e12);
const line = (max: number) => z.string().trim().min(1).max(max);

/** Version 1 of `results.target-set`: the value was a whole number. */
export const targetBefore2 = earlierVersion(
  z.strictObject({
    indicatorId: uuid,
    from: z.iso.date(),
    to: z.iso.date(),
    counting: z.enum(['cumulative', 'per-period']),
    value: numbers,
    reason: line(400).nullable(),
    source: line(300),
  }),
  ({ value, ...old }) => ({ ...old, value: String(value) }),
);

/** Version 1 of `results.follow-up-set`: so was the value of a baseline. */
export const followUpBefore2 = earlierVersion(
  z.strictObject({
    indicatorId: uuid,
    baseline: z.strictObject({ value: numbers, measuredOn: z.iso.date(), source: line(300) }).nullable(),
    responsible: line(120).nullable(),
    frequency: z.enum(['monthly', 'quarterly', 'half-yearly', 'yearly', 'once']).nullable(),
    direction: z.enum(['up', 'down']),
  }),
  ({ baseline, ...old }) => ({ ...old, baseline: baseline === null ? null : { ...baseline, value: String(baseline.value) } }),
);

const partialDate = z.string().refine(isPartialDate);

/** Version 1 of `results.total-declared`: and so was the total. */
export const totalBefore2 = earlierVersion(
  z.strictObject({
    title: line(200),
    titleEn: line(200).nullable(),
    area: line(20),
    since: partialDate,
    until: partialDate.nullable(),
    source: line(300),
    link: z.url({ protocol: /^https?$/ }).max(500).nullable(),
    value: z.number().min(0).max(1e12),
    bound: z.enum(['exact', 'more-than', 'at-least', 'about', 'at-most', 'less-than']),
    unit: line(60),
    unitEn: line(60).nullable(),
  }),
  ({ value, ...old }) => ({ ...old, value: String(value) }),
);

/** Version 1 of `results.product-delivered`: the document was nowhere but where its link leads. */
export const productBefore2 = earlierVersion(
  z.strictObject({
    title: line(200),
    titleEn: line(200).nullable(),
    area: line(20),
    since: partialDate,
    until: partialDate.nullable(),
    source: line(300),
    link: z.url({ protocol: /^https?$/ }).max(500).nullable(),
    productType: z.enum(['study', 'factsheet', 'digitised-package', 'training-offer', 'guide', 'plan', 'programme', 'event-series', 'tool', 'other']),
    funder: line(200).nullable(),
  }),
  (old) => ({ ...old, fileSha256: null }),
);
