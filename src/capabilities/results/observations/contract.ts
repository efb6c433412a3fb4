/** Route of what was observed of an indicator. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { scaleSchema } from '../../../figures/indicator.ts';

export const listObservations = contract({
  method: 'GET',
  path: '/api/programmes/:programme/indicators/:code/observations',
  permission: 'figure.read',
  params: z.object({ programme: z.uuid(), code: z.string() }),
  query: z.object({ asOf: z.string().max(40).optional() }),
  body: z.null(),
  answer: z.object({
    indicatorId: z.uuid(),
    /** What values mean; null: this indicator is not observed. */
    scale: scaleSchema.nullable(),
    /** Newest first, by the day observed. */
    observations: z.array(
      z.object({
        entryId: z.uuid(),
        observedOn: z.string(),
        value: z.number(),
        organisationId: z.uuid().nullable(),
        organisationName: z.string().nullable(),
        organisationKind: z.string().nullable(),
        department: z.string().nullable(),
        municipality: z.string().nullable(),
        source: z.string(),
        /** null for readers without personal data. */
        note: z.string().nullable(),
        recordedBy: z.string().nullable(),
      }),
    ),
    /** Partner whose part alone the reader sees; observations are of the whole programme, so none are listed. */
    narrowedTo: z.string().nullable(),
  }),
});
