/** Route of the indicator editor: what a definition that nobody saved yet would count. */
import { z } from 'zod';
import { contract } from '../../platform/contract.ts';
import { indicatorSchema } from '../../figures/indicator.ts';

const tried = z.object({
  /** null: no data. */
  value: z.number().nullable(),
  unit: z.string(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  /** Facts that were read for it. */
  evidenceCount: z.int(),
});

export const previewIndicator = contract({
  method: 'POST',
  path: '/api/programmes/:programme/indicator-preview',
  permission: 'framework.write',
  params: z.object({ programme: z.uuid() }),
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
