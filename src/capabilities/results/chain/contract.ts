/** The route of the results chain: from activities over products and figures to results. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { ACTIVITY_STATES } from '../statement-entries.ts';
import { scaleSchema } from '../../../figures/indicator.ts';

const bilingual = z.object({ es: z.string(), en: z.string() });

export const assumptionLine = z.object({
  id: z.uuid(),
  leaves: z.array(z.uuid()),
  conflictFields: z.array(z.string()),
  between: z.array(z.string()),
  text: z.string(),
  textEn: z.string().nullable(),
  source: z.string().nullable(),
});

export const readChain = contract({
  method: 'GET',
  path: '/api/programmes/:programme/results-chain',
  permission: 'figure.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({ asOf: z.string().max(40).optional() }),
  body: z.null(),
  answer: z.object({
    asOf: z.string(),
    position: z.int(),
    day: z.string(),
    narrowedTo: z.string().nullable(),
    /** What the programme says it is for; null until it is described. */
    purpose: bilingual.nullable(),
    results: z.array(
      z.object({
        code: z.string(),
        name: bilingual,
        areas: z.array(
          z.object({
            code: z.string(),
            name: bilingual,
            activities: z.array(
              z.object({ id: z.uuid(), code: z.string(), title: z.string(), titleEn: z.string().nullable(), state: z.enum(ACTIVITY_STATES), late: z.boolean() }),
            ),
            products: z.array(z.object({ id: z.uuid(), title: z.string(), titleEn: z.string().nullable() })),
            figures: z.array(
              z.object({
                code: z.string(),
                name: bilingual,
                unit: z.string(),
                unitWord: bilingual.nullable(),
                scale: scaleSchema.nullable(),
                value: z.number().nullable(),
              }),
            ),
          }),
        ),
      }),
    ),
    assumptions: z.array(assumptionLine),
  }),
});
