/** The processes for which the caller is registered, and their days for one's own calendar. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';

export const listOwnEvents = contract({
  method: 'GET',
  path: '/api/programmes/:programme/own-events',
  permission: 'self.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    /** In the programme's time zone. */
    today: z.string(),
    /** Their own badge: its code, and what stands before it in the QR code. null: they are nobody of the registry. */
    badge: z.object({ code: z.string(), address: z.string() }).nullable(),
    items: z.array(
      z.object({
        processId: z.uuid(),
        title: z.string(),
        modality: z.string().nullable(),
        /** House, municipality, department. */
        place: z.string().nullable(),
        /** `waiting`: they wait for a place, with their turn. */
        state: z.enum(['place', 'waiting']),
        turn: z.int().nullable(),
        sessions: z.array(
          z.object({ id: z.uuid(), number: z.int(), title: z.string().nullable(), heldOn: z.string(), startsAt: z.string().nullable(), durationMinutes: z.int() }),
        ),
      }),
    ),
  }),
});

/** Only of a process for which they are registered. */
export const saveOwnCalendar = contract({
  method: 'GET',
  path: '/api/programmes/:programme/own-events/:id/calendar',
  permission: 'self.read',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.unknown(),
});
