/** Routes of access: sign in, sign out, who am I, first set-up. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';

const none = z.object({});
export const nothing = z.null();

export const ROLES = ['administrator', 'coordinator', 'me-officer', 'donor'] as const;
export type Role = (typeof ROLES)[number];

export const programmeOfUser = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  permissions: z.array(z.string()),
  /** Its people and organisations are invented. */
  demonstration: z.boolean(),
  timeZone: z.string(),
});

export const me = contract({
  method: 'GET',
  path: '/api/me',
  permission: 'anyone',
  params: none,
  query: none,
  body: nothing,
  answer: z.object({
    /** null when nobody is signed in. */
    user: z.object({ name: z.string(), username: z.string() }).nullable(),
    programmes: z.array(programmeOfUser),
    /** No administrator exists yet: show the set-up page. */
    setupNeeded: z.boolean(),
    /** The server's clock, ISO 8601. */
    now: z.string(),
  }),
});

export const signIn = contract({
  method: 'POST',
  path: '/api/sign-in',
  permission: 'anyone',
  params: none,
  query: none,
  body: z.strictObject({ username: z.string().trim().min(1).max(60), password: z.string().min(1).max(200) }),
  answer: z.object({ signedIn: z.literal(true) }),
});

export const signOut = contract({
  method: 'POST',
  path: '/api/sign-out',
  permission: 'anyone',
  params: none,
  query: none,
  body: nothing,
  answer: z.object({ signedOut: z.literal(true) }),
});

/** Makes the first administrator and the first programme; refused once an administrator exists. */
export const setUp = contract({
  method: 'POST',
  path: '/api/set-up',
  permission: 'anyone',
  params: none,
  query: none,
  body: z.strictObject({
    name: z.string().trim().min(2).max(120),
    username: z.string().trim().regex(/^[a-z0-9._-]{3,40}$/),
    password: z.string().min(10).max(200),
    programmeName: z.string().trim().min(2).max(120),
    programmeCode: z.string().trim().regex(/^[a-z0-9-]{2,40}$/),
  }),
  answer: z.object({ programmeId: z.uuid() }),
});
