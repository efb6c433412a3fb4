/** What people ask about their own data, as whoever answers sees it. */
import { z } from 'zod';
import { contract } from '../../platform/contract.ts';
import { OWN_REQUEST_ANSWERS, OWN_REQUESTS } from './rules.ts';

export const ownRequestLine = z.object({
  id: z.uuid(),
  what: z.enum(OWN_REQUESTS),
  requestedOn: z.string(),
  /** As they wrote it; null: nothing, or erased since. */
  words: z.string().nullable(),
  answer: z.enum(OWN_REQUEST_ANSWERS).nullable(),
  answeredOn: z.string().nullable(),
  answerWords: z.string().nullable(),
});

export const readOwnRequests = contract({
  method: 'GET',
  path: '/api/programmes/:programme/data-requests',
  permission: 'request.answer',
  params: z.object({ programme: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({ items: z.array(ownRequestLine.extend({ personId: z.uuid(), name: z.string() })) }),
});
