/** The entry by which the programme decides what of its results is public. */
import { z } from 'zod';
import { entryKind, uuid } from '../../ledger/entry.ts';
import { indicatorDefined } from './entries.ts';

/** How often the public page changes. */
export const RHYTHMS = ['month', 'quarter'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** Breakdowns that name nobody, no organisation and no process. */
export const PUBLIC_DIMENSIONS = ['sex', 'department', 'organisation-kind', 'youth', 'age-band'] as const;
export type PublicDimension = (typeof PUBLIC_DIMENSIONS)[number];

const words = z.string().trim().min(1).max(600);

/** The public page stands from here on as it is said here; withdrawing it closes the page. */
export const pagePublished = entryKind({
  kind: 'results.page-published',
  version: 1,
  payload: z.strictObject({
    /** In the order in which they are shown; a large one stands at the top. */
    indicators: z
      .array(z.strictObject({ indicatorId: uuid, large: z.boolean(), by: z.array(z.enum(PUBLIC_DIMENSIONS)).max(PUBLIC_DIMENSIONS.length) }))
      .min(1)
      .max(30)
      .refine((chosen) => new Set(chosen.map(({ indicatorId }) => indicatorId)).size === chosen.length),
    rhythm: z.enum(RHYTHMS),
    introduction: z.strictObject({ es: words, en: words }).nullable(),
    withMap: z.boolean(),
    /** What was delivered, and totals declared by a source. */
    withProducts: z.boolean(),
    /** Partners and funders, as the sources say it. */
    withPartners: z.boolean(),
  }),
  permission: 'publication.write',
  references: ({ indicators }) => indicators.map(({ indicatorId }) => ({ role: 'indicator', target: indicatorId, kind: indicatorDefined.kind })),
});
export type PageSettings = z.output<typeof pagePublished.payload>;
