/** The route of the qualitative account: notes per indicator, result and area. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';

export const noteAbout = z.discriminatedUnion('what', [
  z.object({ what: z.literal('indicator'), indicatorId: z.uuid() }),
  z.object({ what: z.literal('result'), code: z.string() }),
  z.object({ what: z.literal('area'), code: z.string() }),
]);

export const noteLine = z.object({
  id: z.uuid(),
  leaves: z.array(z.uuid()),
  conflictFields: z.array(z.string()),
  about: noteAbout,
  from: z.string(),
  to: z.string(),
  text: z.string(),
  textEn: z.string().nullable(),
  recordedAt: z.string(),
  /** Null for readers who see no names of users. */
  recordedBy: z.string().nullable(),
});

export const listNotes = contract({
  method: 'GET',
  path: '/api/programmes/:programme/notes',
  permission: 'figure.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({ asOf: z.string().max(40).optional() }),
  body: z.null(),
  answer: z.object({
    asOf: z.string(),
    position: z.int(),
    /** Ids of the indicators, so that a note can be told of one. */
    indicators: z.array(z.object({ id: z.uuid(), code: z.string() })),
    /** Latest period first. Empty for a reader narrowed to a partner: notes speak of the whole programme. */
    notes: z.array(noteLine),
  }),
});
