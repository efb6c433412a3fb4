/** Routes about who belongs to a programme: members, invitations, settings, and everybody's own page. */
import { z } from 'zod';
import { CONSENT_PURPOSES } from '../registry/entries.ts';
import { ownRequestLine } from '../registry/own-requests/contract.ts';
import { OWN_REQUESTS } from '../registry/own-requests/rules.ts';
import { contract } from '../platform/contract.ts';
import { newSecret, nothing, personName, username } from './contract.ts';
import { ROLES } from './rules.ts';

const programme = z.object({ programme: z.uuid() });
const one = z.object({ programme: z.uuid(), id: z.uuid() });
const none = z.object({});
const byToken = z.object({ token: z.string().max(80) });

/** What a member is: role, the partner it is narrowed to, the record of the registry that the member is. */
const standing = {
  role: z.enum(ROLES),
  partnerId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
};

export const memberLine = z.object({
  ...standing,
  userId: z.uuid(),
  name: z.string(),
  username: z.string(),
  partnerName: z.string().nullable(),
  personName: z.string().nullable(),
  usesPin: z.boolean(),
  secondFactor: z.boolean(),
  since: z.string(),
  endedAt: z.string().nullable(),
  /** null: never signed in since this is kept. */
  lastSeenAt: z.string().nullable(),
  /** The caller themself, and whether the caller may change this member. */
  self: z.boolean(),
  manageable: z.boolean(),
});

/** Members, live ones first, by name. */
export const listMembers = contract({
  method: 'GET',
  path: '/api/programmes/:programme/members',
  permission: 'user.read',
  params: programme,
  query: none,
  body: nothing,
  answer: z.object({
    items: z.array(memberLine),
    /** Roles the caller may give. */
    givable: z.array(z.enum(ROLES)),
  }),
});

export const changeMember = contract({
  method: 'PUT',
  path: '/api/programmes/:programme/members/:id',
  permission: 'user.write',
  params: one,
  query: none,
  body: z.strictObject(standing),
  answer: z.object({ changed: z.literal(true) }),
});

/** Ends a membership: gone within a second, everywhere. What the member recorded stays. */
export const endMembership = contract({
  method: 'POST',
  path: '/api/programmes/:programme/members/:id/ending',
  permission: 'user.write',
  params: one,
  query: none,
  body: nothing,
  answer: z.object({ ended: z.literal(true) }),
});

export const returnMembership = contract({
  method: 'POST',
  path: '/api/programmes/:programme/members/:id/return',
  permission: 'user.write',
  params: one,
  query: none,
  body: nothing,
  answer: z.object({ returned: z.literal(true) }),
});

/** Signs a member out of every device. */
export const signMemberOut = contract({
  method: 'POST',
  path: '/api/programmes/:programme/members/:id/sign-out',
  permission: 'user.write',
  params: one,
  query: none,
  body: nothing,
  answer: z.object({ sessionsEnded: z.int() }),
});

/** A link, good once and for a day, with which a member makes a new password or PIN. Only an administrator gives one. */
export const makePasswordLink = contract({
  method: 'POST',
  path: '/api/programmes/:programme/members/:id/password-link',
  permission: 'access.configure',
  params: one,
  query: none,
  body: nothing,
  answer: z.object({ token: z.string(), expiresAt: z.string() }),
});

export const invitationLine = z.object({
  id: z.uuid(),
  role: z.enum(ROLES),
  partnerName: z.string().nullable(),
  personName: z.string().nullable(),
  invitee: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  expiresAt: z.string(),
  manageable: z.boolean(),
});

/** Invitations that can still be used, the newest first. */
export const listInvitations = contract({
  method: 'GET',
  path: '/api/programmes/:programme/invitations',
  permission: 'user.read',
  params: programme,
  query: none,
  body: nothing,
  answer: z.object({ items: z.array(invitationLine) }),
});

/** The token is told this once: the server keeps a digest. */
export const invite = contract({
  method: 'POST',
  path: '/api/programmes/:programme/invitations',
  permission: 'user.write',
  params: programme,
  query: none,
  body: z.strictObject({ ...standing, invitee: personName, days: z.int().min(1).max(60) }),
  answer: z.object({ id: z.uuid(), token: z.string(), expiresAt: z.string() }),
});

export const revokeInvitation = contract({
  method: 'DELETE',
  path: '/api/programmes/:programme/invitations/:id',
  permission: 'user.write',
  params: one,
  query: none,
  body: nothing,
  answer: z.object({ revoked: z.literal(true) }),
});

/** What an invitation offers, for whoever holds the link. */
export const readInvitation = contract({
  method: 'GET',
  path: '/api/invitations/:token',
  permission: 'anyone',
  params: byToken,
  query: none,
  body: nothing,
  answer: z.object({
    programmeName: z.string(),
    programmeCode: z.string(),
    role: z.enum(ROLES),
    partnerName: z.string().nullable(),
    invitee: z.string(),
    madeBy: z.string(),
    expiresAt: z.string(),
    mayUsePin: z.boolean(),
    /** Name of whoever is signed in here, who could accept with that account; null for nobody. */
    signedInAs: z.string().nullable(),
    alreadyMember: z.boolean(),
  }),
});

/** With a new account, or (`account` null) with the one that is signed in. */
export const acceptInvitation = contract({
  method: 'POST',
  path: '/api/invitations/:token/acceptance',
  permission: 'anyone',
  params: byToken,
  query: none,
  body: z.strictObject({ account: z.strictObject({ name: personName, username, password: newSecret }).nullable() }),
  answer: z.object({ programmeCode: z.string() }),
});

export const readPasswordLink = contract({
  method: 'GET',
  path: '/api/password-links/:token',
  permission: 'anyone',
  params: byToken,
  query: none,
  body: nothing,
  answer: z.object({ name: z.string(), username: z.string(), mayUsePin: z.boolean() }),
});

/** Makes the new password; every session of the account ends. */
export const usePasswordLink = contract({
  method: 'POST',
  path: '/api/password-links/:token/use',
  permission: 'anyone',
  params: byToken,
  query: none,
  body: z.strictObject({ password: newSecret }),
  answer: z.object({ username: z.string() }),
});

const contact = z.strictObject({
  name: z.string().trim().max(120).nullable(),
  phone: z.string().trim().max(30).nullable(),
  email: z.string().trim().max(200).nullable(),
});

export const readAccessSettings = contract({
  method: 'GET',
  path: '/api/programmes/:programme/access-settings',
  permission: 'user.read',
  params: programme,
  query: none,
  body: nothing,
  answer: z.object({ secondFactorRequired: z.boolean(), contact }),
});

export const changeAccessSettings = contract({
  method: 'PUT',
  path: '/api/programmes/:programme/access-settings',
  permission: 'access.configure',
  params: programme,
  query: none,
  body: z.strictObject({ secondFactorRequired: z.boolean(), contact }),
  answer: z.object({ changed: z.literal(true) }),
});

/** What the programme holds about the person whom the caller is, and whom to ask. Nothing of anybody else. */
export const readOwnPage = contract({
  method: 'GET',
  path: '/api/programmes/:programme/own-page',
  permission: 'self.read',
  params: programme,
  query: none,
  body: nothing,
  answer: z.object({
    role: z.enum(ROLES),
    memberSince: z.string(),
    /** null: the account is not linked to anybody in the registry yet. */
    person: z
      .object({
        givenNames: z.string(),
        surnames: z.string(),
        sex: z.string(),
        birthYear: z.int().nullable(),
        department: z.string().nullable(),
        municipality: z.string().nullable(),
        document: z.string().nullable(),
        phone: z.string().nullable(),
        email: z.string().nullable(),
      })
      .nullable(),
    organisations: z.array(z.object({ name: z.string(), position: z.string().nullable() })),
    /** The latest answer for each purpose; what nobody asked is not there. */
    consents: z.array(z.object({ purpose: z.enum(CONSENT_PURPOSES), given: z.boolean(), statedOn: z.string() })),
    /** What they asked of their own data, and what was answered. */
    requests: z.array(ownRequestLine),
    attendance: z.array(
      z.object({
        processTitle: z.string(),
        firstOn: z.string(),
        lastOn: z.string(),
        sessionsAttended: z.int(),
        sessionsHeld: z.int(),
        percent: z.int(),
        thresholdPercent: z.int(),
        reached: z.boolean(),
      }),
    ),
    contact: z.object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() }),
    /** Who coordinates, by name: whom to ask where no contact was written. */
    coordinators: z.array(z.string()),
  }),
});

/** Allows something, or takes it back: the latest answer stands. */
export const stateOwnConsent = contract({
  method: 'POST',
  path: '/api/programmes/:programme/own-consents',
  permission: 'self.write',
  params: programme,
  query: none,
  body: z.strictObject({ id: z.uuid(), purpose: z.enum(CONSENT_PURPOSES), given: z.boolean() }),
  answer: z.object({ stated: z.literal(true) }),
});

/** Asks for something to be corrected, or for everything that tells who they are to be erased. */
export const askOfOwnData = contract({
  method: 'POST',
  path: '/api/programmes/:programme/own-requests',
  permission: 'self.write',
  params: programme,
  query: none,
  body: z.strictObject({ id: z.uuid(), what: z.enum(OWN_REQUESTS), words: z.string().trim().max(1000) }),
  answer: z.object({ asked: z.literal(true) }),
});
