/** Routes of invitations and of links for a new password. */
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { inProgramme, inTransaction } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import {
  findInvitation,
  findOpenInvitations,
  findSettings,
  insertInvitation,
  lockMember,
  markInvitation,
  type AccessSettings,
  type InvitationRow,
} from './member-queries.ts';
import { roleIn } from './member-routes.ts';
import {
  acceptInvitation,
  invite,
  listInvitations,
  readInvitation,
  readPasswordLink,
  revokeInvitation,
  usePasswordLink,
} from './members-contract.ts';
import { findUser, insertMembership, listMemberships } from './queries.ts';
import { mayUsePin, type AccessParts } from './routes.ts';
import { mayManage, ROLE_RULES, secretFault } from './rules.ts';
import { deleteSessions, findPasswordLink, usePasswordLink as useLink } from './session-queries.ts';
import { insistOnStanding } from './standing.ts';
import { readPlainToken, readToken, tokenFor } from './tokens.ts';

const DAY_MS = 24 * 3_600_000;

export function invitationRoutes(routes: Routes, parts: AccessParts): void {
  managingRoutes(routes, parts);
  routes.open(readInvitation, async ({ params, request }) => {
    const user = await parts.signing.userOf(request);
    return withInvitation(parts, params.token, 'look', async (client, { invitation, settings, programmeId }) => {
      const member = user === null ? null : await lockMember(client, programmeId, user.id);
      return {
        programmeName: settings.name,
        programmeCode: settings.code,
        role: invitation.role,
        partnerName: invitation.partnerName,
        invitee: invitation.invitee,
        madeBy: invitation.madeBy,
        expiresAt: invitation.expiresAt.toISOString(),
        mayUsePin: ROLE_RULES[invitation.role].mayUsePin,
        signedInAs: user?.name ?? null,
        alreadyMember: member !== null && !member.ended,
      };
    });
  });

  routes.open(acceptInvitation, async ({ params, body, request, reply }) => {
    // Asked before the transaction, which must not wait for a second connection.
    const signedIn = body.account === null ? await parts.signing.userOf(request) : null;
    const programmeCode = await withInvitation(parts, params.token, 'lock', async (client, opened) => {
      const userId = await acceptingUser(client, parts, opened.invitation, body.account, signedIn);
      const member = await lockMember(client, opened.programmeId, userId);
      if (member !== null && !member.ended) throw new Problem('already-member');
      await insertMembership(client, userId, opened.programmeId, opened.invitation.role, opened.invitation);
      await markInvitation(client, opened.programmeId, opened.invitation.id, { usedBy: userId, at: parts.clock.now() });
      return opened.settings.code;
    });
    if (body.account !== null) await enter(parts, body.account.username, body.account.password, request, reply);
    return { programmeCode };
  });

  passwordLinkRoutes(routes, parts);
}

function managingRoutes(routes: Routes, { pool, clock }: AccessParts): void {
  routes.inside(listInvitations, ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const own = await roleIn(client, programme.id, caller);
      const rows = await findOpenInvitations(client, programme.id, clock.now());
      return {
        items: rows.map(({ id, role, partnerName, personName, invitee, madeBy, madeAt, expiresAt }) => ({
          id, role, partnerName, personName, invitee, madeBy,
          madeAt: madeAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          manageable: mayManage(own, role),
        })),
      };
    }),
  );

  routes.inside(invite, ({ programme, caller, body }) =>
    inProgramme(pool, programme.id, async (client) => {
      if (!mayManage(await roleIn(client, programme.id, caller), body.role)) throw new Problem('above-own-role', { role: body.role });
      await insistOnStanding(client, programme.id, body);
      const token = tokenFor(programme.id);
      const id = randomUUID();
      const madeAt = clock.now();
      const expiresAt = new Date(madeAt.getTime() + body.days * DAY_MS);
      await insertInvitation(client, programme.id, { ...body, id, hash: token.hash, madeBy: caller.userId, madeAt, expiresAt });
      return { id, token: token.text, expiresAt: expiresAt.toISOString() };
    }),
  );

  routes.inside(revokeInvitation, ({ programme, caller, params }) =>
    inProgramme(pool, programme.id, async (client) => {
      const found = await findInvitation(client, programme.id, { id: params.id }, 'lock');
      if (found === null) throw new Problem('not-found', { invitation: params.id });
      if (!mayManage(await roleIn(client, programme.id, caller), found.role)) throw new Problem('above-own-role', { role: found.role });
      if (found.usedAt !== null) throw new Problem('invitation-used');
      await markInvitation(client, programme.id, params.id, { revokedAt: clock.now() });
      return { revoked: true as const };
    }),
  );
}

interface Opened {
  readonly programmeId: string;
  readonly invitation: InvitationRow;
  readonly settings: AccessSettings;
}

/** Works with the invitation of a token that still holds; each way in which it does not has its own problem. */
function withInvitation<T>(
  { pool, clock }: AccessParts,
  text: string,
  lock: 'lock' | 'look',
  work: (client: PoolClient, opened: Opened) => Promise<T>,
): Promise<T> {
  const token = readToken(text);
  if (token === null) throw new Problem('invitation-unknown');
  const { programmeId, hash } = token;
  return inProgramme(pool, programmeId, async (client) => {
    const invitation = await findInvitation(client, programmeId, { hash }, lock);
    const settings = await findSettings(client, programmeId);
    if (invitation === null || settings === null) throw new Problem('invitation-unknown');
    if (invitation.usedAt !== null) throw new Problem('invitation-used');
    if (invitation.revokedAt !== null) throw new Problem('invitation-revoked');
    if (invitation.expiresAt <= clock.now()) throw new Problem('invitation-expired');
    return work(client, { programmeId, invitation, settings });
  });
}

/** The user who accepts: a new one, or whoever is signed in. */
async function acceptingUser(
  client: PoolClient,
  { signing }: AccessParts,
  { role }: InvitationRow,
  account: z.output<typeof acceptInvitation.body>['account'],
  signedIn: { readonly id: string } | null,
): Promise<string> {
  if (account !== null) {
    const fault = secretFault(account.password, ROLE_RULES[role].mayUsePin);
    if (fault !== null) throw new Problem(fault);
    return signing.addUserIn(client, account);
  }
  if (signedIn === null) throw new Problem('not-signed-in');
  const known = await findUser(client, signedIn.id);
  if (known?.usesPin === true && !ROLE_RULES[role].mayUsePin) throw new Problem('pin-not-enough');
  return signedIn.id;
}

async function enter({ signing }: AccessParts, username: string, password: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { cookies } = await signing.signIn(username, password, request);
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}

function passwordLinkRoutes(routes: Routes, parts: AccessParts): void {
  const { pool, clock, signing } = parts;
  routes.open(readPasswordLink, async ({ params }) => {
    const hash = readPlainToken(params.token);
    const userId = hash === null ? null : await findPasswordLink(pool, hash, clock.now());
    const user = userId === null ? null : await findUser(pool, userId);
    if (user === null) throw new Problem('link-not-valid');
    const memberships = await listMemberships(pool, user.id);
    return { name: user.name, username: user.username, mayUsePin: mayUsePin(memberships.filter(({ ended }) => !ended)) };
  });

  routes.open(usePasswordLink, async ({ params, body, request, reply }) => {
    const hash = readPlainToken(params.token);
    if (hash === null) throw new Problem('link-not-valid');
    const username = await inTransaction(pool, async (client) => {
      const userId = await useLink(client, hash, clock.now());
      const user = userId === null ? null : await findUser(client, userId);
      if (user === null) throw new Problem('link-not-valid');
      const memberships = await listMemberships(client, user.id);
      const fault = secretFault(body.password, mayUsePin(memberships.filter(({ ended }) => !ended)));
      // Thrown inside the transaction: the link is not used up by a password that cannot stand.
      if (fault !== null) throw new Problem(fault);
      await signing.changeSecret(client, user.id, body.password);
      await deleteSessions(client, user.id, 'all');
      return user.username;
    });
    await enter(parts, username, body.password, request, reply);
    return { username };
  });
}
