/** Route of the day in the field. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';

/** The sessions that the page of the day shows, for a phone that has no rows yet. */
export const readDay = contract({
  method: 'GET',
  path: '/api/programmes/:programme/day',
  permission: 'attendance.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    sessions: z.array(
      z.object({
        id: z.uuid(),
        processId: z.uuid(),
        processTitle: z.string(),
        number: z.int(),
        title: z.string().nullable(),
        heldOn: z.iso.date(),
        startsAt: z.string().nullable(),
        durationMinutes: z.int(),
        modality: z.string(),
        venue: z.string().nullable(),
        department: z.string().nullable(),
        municipality: z.string().nullable(),
        listed: z.int(),
        present: z.int(),
        isUnsent: z.literal(false),
      }),
    ),
  }),
});
