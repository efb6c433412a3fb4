/** Routes of checking in: the public page, which is HTML and needs no JavaScript, and what staff see of it. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { formAt, pageAt, standing } from '../public-forms/contract.ts';

export const askCheckIn = pageAt('/asistencia/:code');

/** `codigo`: of a badge. `yo`: as whoever is signed in. */
export const sendCheckIn = formAt('/asistencia/:code', z.record(z.string(), z.string()).nullable());

/** Whether one can check in to a session, where, and in which hours. */
export const readCheckIn = contract({
  method: 'GET',
  path: '/api/programmes/:programme/sessions/:id/check-in',
  permission: 'attendance.read',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    sessionId: z.uuid(),
    processId: z.uuid(),
    processTitle: z.string(),
    number: z.int(),
    title: z.string().nullable(),
    heldOn: z.string(),
    /** Hours of the programme in which one can; null where that is all day. */
    hours: z.object({ from: z.string(), until: z.string() }).nullable(),
    /** null: it was never opened. */
    opening: z
      .object({
        ...standing,
        openedOn: z.string(),
        code: z.string(),
        /** Where the public finds it. */
        address: z.string(),
        closed: z.boolean(),
        /** Whether it takes anything now, and why not. */
        state: z.enum(['early', 'open', 'late', 'closed']),
      })
      .nullable(),
  }),
});
