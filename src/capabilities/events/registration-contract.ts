/** Routes of who is invited to a process and who is registered for it. Writing is appending entries. */
import { z } from 'zod';
import { onPhone } from '../../phone/contract.ts';
import { contract } from '../../platform/contract.ts';

const one = z.object({ programme: z.uuid(), id: z.uuid() });

/** People, women among them, and those whose sex nobody knows or who would not say. */
const count = z.object({ people: z.int(), women: z.int(), unsaid: z.int() });

const share = z.object({
  /** Organisations invited. */
  invited: z.int(),
  quota: z.int().nullable(),
  womenGoalPercent: z.int().nullable(),
  /** Of the registered, those with a place. None of them counts as having come. */
  registered: count,
  waiting: z.int(),
  attended: count,
});

/** Who was invited to a process, who is registered and who came, against quota and parity goal. Nobody is named. */
export const readInvited = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/invited',
  permission: 'process.read',
  params: one,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    organisations: z.array(
      z.object({
        id: z.uuid(),
        leaves: z.array(z.uuid()),
        conflictFields: z.array(z.string()),
        /** Day on which it was invited: a correction says the same. */
        invitedOn: z.string(),
        organisationId: z.uuid(),
        organisationName: z.string(),
        organisationKind: z.string(),
        quota: z.int(),
        womenGoalPercent: z.int().nullable(),
        registered: count,
        waiting: z.int(),
        attended: count,
      }),
    ),
    kinds: z.array(share.extend({ kind: z.string() })),
    total: share,
  }),
});

/** Everybody registered for a process, in the order in which they were, with their place or their turn. */
export const readRegistrations = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/registrations',
  permission: 'attendance.read',
  params: one,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    processId: z.uuid(),
    title: z.string(),
    capacity: z.int().nullable(),
    items: z.array(
      z.object({
        id: z.uuid(),
        onPhone: onPhone.optional(),
        leaves: z.array(z.uuid()),
        conflictFields: z.array(z.string()),
        registeredOn: z.string(),
        personId: z.uuid(),
        givenNames: z.string(),
        surnames: z.string(),
        sex: z.string(),
        organisationId: z.uuid().nullable(),
        organisationName: z.string().nullable(),
        organisationKind: z.string().nullable(),
        state: z.enum(['place', 'waiting', 'repeated']),
        waitingFor: z.enum(['quota', 'capacity']).nullable(),
        /** 1: the next of those who wait. */
        turn: z.int().nullable(),
      }),
    ),
  }),
});

/** The sessions of a process as a calendar file (RFC 5545). */
export const readCalendar = contract({
  method: 'GET',
  path: '/api/programmes/:programme/processes/:id/calendar',
  permission: 'process.read',
  params: one,
  query: z.object({}),
  body: z.null(),
  answer: z.object({ fileName: z.string(), text: z.string() }),
});
