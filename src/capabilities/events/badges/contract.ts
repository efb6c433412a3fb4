/** Routes of badges: those of a process to print, whose one is, and the page that a strange camera opens. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';

/** Everybody with a place in a process or seen in it, each with the code of their badge. By surname. */
export const readBadges = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/badges',
  permission: 'attendance.read',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    processId: z.uuid(),
    title: z.string(),
    partnerName: z.string().nullable(),
    /** What stands in a QR code before the code. */
    address: z.string(),
    people: z.array(
      z.object({
        personId: z.uuid(),
        givenNames: z.string(),
        surnames: z.string(),
        organisationName: z.string().nullable(),
        /** As it is printed. */
        code: z.string(),
      }),
    ),
  }),
});

/**
 * Whose badge this is, as far as the caller sees people: nobody, one, or, seldom, several. Of a person with several records
 * every one has a badge, and all lead to the person.
 */
export const findBadge = contract({
  method: 'GET',
  path: '/api/programmes/:programme/badges/:code',
  permission: 'person.read',
  params: z.object({ programme: z.uuid(), code: z.string().max(60) }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    people: z.array(
      z.object({
        personId: z.uuid(),
        givenNames: z.string(),
        surnames: z.string(),
        sex: z.string(),
        /** The organisation they represented the last time. */
        organisationId: z.uuid().nullable(),
        organisationName: z.string().nullable(),
        organisationKind: z.string().nullable(),
      }),
    ),
  }),
});

/** What the QR code of a badge opens in any camera: what a badge is, and nothing of whose it is. */
export const explainBadge = contract({
  method: 'GET',
  path: '/credencial/:code',
  permission: 'anyone',
  params: z.object({ code: z.string() }),
  query: z.object({ lang: z.string().max(10).optional() }),
  body: z.null(),
  answer: z.unknown(),
});
