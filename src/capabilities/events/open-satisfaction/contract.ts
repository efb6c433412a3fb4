/** Routes of answering by link: the public page, which is HTML and needs no JavaScript, and what staff see of it. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';

const byCode = z.object({ code: z.string().max(60) });
const ofProcess = z.object({ programme: z.uuid(), id: z.uuid() });

/** What is asked. `recibida`: shown after it was sent. */
export const askOpinion = contract({
  method: 'GET',
  path: '/opinion/:code',
  permission: 'anyone',
  params: byCode,
  query: z.object({ lang: z.string().max(10).optional(), recibida: z.string().max(4).optional() }),
  body: z.null(),
  answer: z.unknown(),
});

/** The form as a browser sends it. Its boxes follow from the questions of the process (rules.ts). */
export const sendOpinion = contract({
  method: 'POST',
  path: '/opinion/:code',
  permission: 'anyone',
  params: byCode,
  query: z.object({ lang: z.string().max(10).optional() }),
  body: z.record(z.string(), z.string()).nullable(),
  answer: z.unknown(),
});

const standing = { id: z.uuid(), leaves: z.array(z.uuid()), conflictFields: z.array(z.string()) };

/** Whether a process can be answered by link, and where. Not for those who only read figures: whoever has the link can answer. */
export const readAnswering = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/satisfaction-opening',
  permission: 'attendance.read',
  params: ofProcess,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    processId: z.uuid(),
    title: z.string(),
    lastOn: z.string().nullable(),
    opening: z
      .object({
        ...standing,
        openedOn: z.string(),
        code: z.string(),
        /** Where the public finds it. */
        address: z.string(),
        closesOn: z.string().nullable(),
        /** Whether one can answer today. */
        isOpen: z.boolean(),
      })
      .nullable(),
  }),
});

/** Answered forms one by one, to look at and to take out. In no order that tells which came first in a day. */
export const listSheets = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/satisfaction-sheets',
  permission: 'person.read',
  params: ofProcess,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    items: z.array(
      z.object({
        ...standing,
        answeredOn: z.string(),
        byLink: z.boolean(),
        answers: z.record(z.string(), z.int()),
        comment: z.string(),
      }),
    ),
  }),
});
