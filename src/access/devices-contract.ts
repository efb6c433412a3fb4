/** Routes about the phones people work on: one row for each person on each phone. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';
import { nothing } from './contract.ts';

const none = z.object({});
const one = z.object({ id: z.uuid() });
/** A secret of a device: 192 bits, base64url. */
const secret = z.string().length(32);

/** Makes a phone known for whoever is signed in on it. The id is the phone's; the two secrets are told this once; `instead`: one of theirs that this one takes the place of. Throws `name-taken` for an id that exists. */
export const enrolDevice = contract({
  method: 'POST',
  path: '/api/devices',
  permission: 'signed-in',
  params: none,
  query: none,
  body: z.strictObject({ id: z.uuid(), instead: z.uuid().nullable().default(null) }),
  answer: z.object({
    /** Sends what its person wrote, and does nothing else. */
    send: secret,
    /** Opens a session of its person. */
    open: secret,
  }),
});

/** Opens a session of the person of a device, in the place of the one before. Throws `device-ended`. */
export const openByDevice = contract({
  method: 'POST',
  path: '/api/devices/:id/session',
  permission: 'anyone',
  params: one,
  query: none,
  body: z.strictObject({ open: secret }),
  answer: z.object({ signedIn: z.literal(true) }),
});

/** Ends the session of a device and leaves the device: somebody else is about to take the phone in hand. Asked by the secret with which it sends. */
export const closeByDevice = contract({
  method: 'DELETE',
  path: '/api/devices/:id/session',
  permission: 'anyone',
  params: one,
  query: none,
  body: nothing,
  answer: z.object({ closed: z.literal(true) }),
});

/** The phone says how it is; by the secret with which it sends (`authorization: Device ID.SECRET`). Throws `device-ended`. */
export const contactOfDevice = contract({
  method: 'POST',
  path: '/api/devices/:id/contact',
  permission: 'anyone',
  params: one,
  query: none,
  body: z.strictObject({
    /** By the phone's own clock. */
    now: z.iso.datetime(),
    /** Entries of its person that the server does not have, and of them those it refused. */
    unsent: z.int().min(0).max(10_000_000),
    refused: z.int().min(0).max(10_000_000),
  }),
  answer: z.object({ now: z.string() }),
});

/** A phone as lists show it. */
export const deviceLine = z.object({
  id: z.uuid(),
  /** What the browser called itself. */
  userAgent: z.string(),
  madeAt: z.string(),
  seenAt: z.string(),
  unsent: z.int(),
  refused: z.int(),
  /** The phone's clock less the server's, milliseconds; null where it never said. */
  skewMs: z.int().nullable(),
  endedAt: z.string().nullable(),
});

/** Phones of the members of a programme, those seen last first; those that were signed out longer than 90 days ago are left out. */
export const listDevices = contract({
  method: 'GET',
  path: '/api/programmes/:programme/devices',
  permission: 'user.read',
  params: z.object({ programme: z.uuid() }),
  query: none,
  body: nothing,
  answer: z.object({
    items: z.array(deviceLine.extend({
      userId: z.uuid(),
      name: z.string(),
      username: z.string(),
      /** The caller may sign it out. */
      manageable: z.boolean(),
    })),
  }),
});

/** Signs a member out of one phone: it forgets what was read on it as soon as it hears of it, and keeps what is unsent. */
export const endDevice = contract({
  method: 'DELETE',
  path: '/api/programmes/:programme/devices/:id',
  permission: 'user.write',
  params: z.object({ programme: z.uuid(), id: z.uuid() }),
  query: none,
  body: nothing,
  answer: z.object({ ended: z.literal(true) }),
});
