/** Routes of the indicator editor: what there is to choose from, and what a definition that nobody saved yet would count. */
import { z } from 'zod';
import { contract } from '../../platform/contract.ts';
import { MISSING } from '../../figures/value.ts';
import { indicatorSchema } from '../../figures/indicator.ts';

const programme = z.object({ programme: z.uuid() });
const tried = z.object({
  /** null: no data. */
  value: z.number().nullable(),
  unit: z.string(),
  missing: z.enum(MISSING).nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** Facts that were read for it. */
  evidenceCount: z.int(),
});

export const previewIndicator = contract({
  method: 'POST',
  path: '/api/programmes/:programme/indicator-preview',
  permission: 'framework.write',
  params: programme,
  query: z.object({}),
  body: z.strictObject({
    indicator: indicatorSchema,
    /** Code of the indicator that is being corrected; null: a new one. */
    corrects: z.string().max(20).nullable(),
  }),
  answer: z.object({
    after: tried,
    /** What the definition in force counts; null for a new indicator. */
    before: tried.nullable(),
  }),
});

export const readIndicatorChoices = contract({
  method: 'GET',
  path: '/api/programmes/:programme/indicator-choices',
  permission: 'framework.write',
  params: programme,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    /** Names of the measures that figures can read. */
    measures: z.array(z.string()),
    indicators: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        name: z.object({ es: z.string(), en: z.string() }),
        /** Indicators it is worked out from. */
        names: z.array(z.uuid()),
      }),
    ),
  }),
});
