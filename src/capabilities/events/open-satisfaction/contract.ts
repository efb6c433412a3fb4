/** Routes of answering by link: the public page, which is HTML and needs no JavaScript, and what staff see of it. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { formAt, ofProcess, opening, pageAt, standing } from '../public-forms/contract.ts';

/** What is asked. */
export const askOpinion = pageAt('/opinion/:code');

/** Boxes follow from the questions of the process (rules.ts). */
export const sendOpinion = formAt('/opinion/:code', z.record(z.string(), z.string()).nullable());

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
    opening: z.object(opening).nullable(),
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
