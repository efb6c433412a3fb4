/** Routes of access: sign in, sign out, who am I, first set-up, and everybody's own account. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';
import { ROLES } from './rules.ts';

const none = z.object({});
export const nothing = z.null();
const one = z.object({ id: z.uuid() });

export const username = z.string().trim().regex(/^[a-z0-9._-]{3,40}$/);
/** A secret that exists already: whatever it is, it is compared. */
const presentSecret = z.string().min(1).max(200);
/** A secret being chosen; what it must be depends on the role and is refused in its own words. */
export const newSecret = z.string().min(1).max(200);
export const personName = z.string().trim().min(2).max(120);

export const programmeOfUser = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  permissions: z.array(z.string()),
  /** Its people and organisations are invented. */
  demonstration: z.boolean(),
  timeZone: z.string(),
  /** Page of the programme at which the member arrives. */
  home: z.enum(['home', 'today', 'mine']),
  /** What members of this role hold most of the time: on a phone what they write is kept there first. */
  device: z.enum(['laptop', 'phone', 'any']),
  /** Name of the partner to which the member is narrowed; null: sees the whole programme. */
  scopeName: z.string().nullable(),
  scopeId: z.uuid().nullable(),
  /** Linked to a person of the registry: has data of their own to look at. */
  linked: z.boolean(),
  /** The programme asks for a second factor that this account does not have yet: nothing else opens before. */
  secondFactorNeeded: z.boolean(),
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
    user: z.object({ id: z.uuid(), name: z.string(), username: z.string(), usesPin: z.boolean(), secondFactor: z.boolean() }).nullable(),
    programmes: z.array(programmeOfUser),
    /** Names of programmes that the user no longer belongs to. */
    ended: z.array(z.string()),
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
  body: z.strictObject({ username: z.string().trim().min(1).max(60), password: presentSecret }),
  /** `secondFactor`: the password was right and a code is still wanted. */
  answer: z.object({ signedIn: z.boolean(), secondFactor: z.boolean() }),
});

/** The second half of a sign-in: six digits of the app, or a recovery code. */
export const passSecondFactor = contract({
  method: 'POST',
  path: '/api/sign-in/second-factor',
  permission: 'anyone',
  params: none,
  query: none,
  body: z.strictObject({ code: z.string().trim().min(6).max(20) }),
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
    name: personName,
    username,
    password: z.string().min(10).max(200),
    programmeName: z.string().trim().min(2).max(120),
    programmeCode: z.string().trim().regex(/^[a-z0-9-]{2,40}$/),
  }),
  answer: z.object({ programmeId: z.uuid() }),
});

export const listSessions = contract({
  method: 'GET',
  path: '/api/account/sessions',
  permission: 'signed-in',
  params: none,
  query: none,
  body: nothing,
  answer: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        /** What the browser called itself. */
        userAgent: z.string(),
        startedAt: z.string(),
        lastUsedAt: z.string(),
        /** The session that asks. */
        here: z.boolean(),
      }),
    ),
  }),
});

export const endSession = contract({
  method: 'DELETE',
  path: '/api/account/sessions/:id',
  permission: 'signed-in',
  params: one,
  query: none,
  body: nothing,
  answer: z.object({ ended: z.int() }),
});

/** Signs out everywhere, here too. */
export const endAllSessions = contract({
  method: 'DELETE',
  path: '/api/account/sessions',
  permission: 'signed-in',
  params: none,
  query: none,
  body: nothing,
  answer: z.object({ ended: z.int() }),
});

/** Changes the password or PIN; every other session ends. */
export const changePassword = contract({
  method: 'POST',
  path: '/api/account/password',
  permission: 'signed-in',
  params: none,
  query: none,
  body: z.strictObject({ present: presentSecret, next: newSecret }),
  answer: z.object({ otherSessionsEnded: z.int() }),
});

/** Begins to set up the second factor: what the app reads, and recovery codes that are shown this once. */
export const beginSecondFactor = contract({
  method: 'POST',
  path: '/api/account/second-factor',
  permission: 'signed-in',
  params: none,
  query: none,
  body: z.strictObject({ password: presentSecret }),
  answer: z.object({ uri: z.string(), recoveryCodes: z.array(z.string()) }),
});

export const confirmSecondFactor = contract({
  method: 'POST',
  path: '/api/account/second-factor/confirmation',
  permission: 'signed-in',
  params: none,
  query: none,
  body: z.strictObject({ code: z.string().trim().regex(/^\d{6}$/) }),
  answer: z.object({ secondFactor: z.literal(true) }),
});

export const removeSecondFactor = contract({
  method: 'POST',
  path: '/api/account/second-factor/removal',
  permission: 'signed-in',
  params: none,
  query: none,
  body: z.strictObject({ password: presentSecret }),
  answer: z.object({ secondFactor: z.literal(false) }),
});
