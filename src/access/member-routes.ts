/** Routes about members and the settings of access. */
import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Caller, Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import {
  findMembers,
  findRolesEverywhere,
  findSettings,
  lockAdministrators,
  lockMember,
  updateEnding,
  updateMember,
  updateSettings,
  type MemberNow,
} from './member-queries.ts';
import {
  changeAccessSettings,
  changeMember,
  endMembership,
  listMembers,
  makePasswordLink,
  readAccessSettings,
  returnMembership,
  signMemberOut,
} from './members-contract.ts';
import { findRights } from './queries.ts';
import type { AccessParts } from './routes.ts';
import { mayManage, ROLE_RULES, ROLES, type Role } from './rules.ts';
import { deleteSessions, insertPasswordLink } from './session-queries.ts';
import { insistOnStanding } from './standing.ts';
import { plainToken } from './tokens.ts';

/** How long a link for a new password holds, milliseconds: a day. */
const PASSWORD_LINK_MS = 24 * 3_600_000;

export function memberRoutes(routes: Routes, parts: AccessParts): void {
  const { pool } = parts;
  routes.inside(listMembers, ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const own = await roleIn(client, programme.id, caller);
      const rows = await findMembers(client, programme.id);
      return {
        items: rows.map((row) => ({
          ...row,
          since: row.since.toISOString(),
          endedAt: row.endedAt?.toISOString() ?? null,
          lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
          self: row.userId === caller.userId,
          manageable: row.userId !== caller.userId && mayManage(own, row.role),
        })),
        givable: ROLES.filter((role) => mayManage(own, role)),
      };
    }),
  );

  routes.inside(changeMember, ({ programme, caller, params, body }) =>
    inProgramme(pool, programme.id, async (client) => {
      const member = await manageable(client, programme.id, caller, params.id);
      const own = await roleIn(client, programme.id, caller);
      if (!mayManage(own, body.role)) throw new Problem('above-own-role', { role: body.role });
      await insistOnStanding(client, programme.id, body);
      if (member.usesPin && !ROLE_RULES[body.role].mayUsePin) throw new Problem('pin-not-enough');
      await updateMember(client, programme.id, params.id, body);
      return { changed: true as const };
    }),
  );

  endingRoutes(routes, parts);
  accountOfMemberRoutes(routes, parts);
  settingsRoutes(routes, parts);
}

function endingRoutes(routes: Routes, { pool, clock }: AccessParts): void {
  routes.inside(endMembership, ({ programme, caller, params }) =>
    inProgramme(pool, programme.id, async (client) => {
      const member = await manageable(client, programme.id, caller, params.id);
      if (member.ended) throw new Problem('membership-ended');
      await updateEnding(client, programme.id, params.id, { at: clock.now(), by: caller.userId });
      return { ended: true as const };
    }),
  );

  routes.inside(returnMembership, ({ programme, caller, params }) =>
    inProgramme(pool, programme.id, async (client) => {
      const member = await manageable(client, programme.id, caller, params.id);
      if (!member.ended) throw new Problem('already-member');
      await updateEnding(client, programme.id, params.id, null);
      return { returned: true as const };
    }),
  );
}

function accountOfMemberRoutes(routes: Routes, { pool, clock }: AccessParts): void {
  routes.inside(signMemberOut, ({ programme, caller, params }) =>
    inProgramme(pool, programme.id, async (client) => {
      await manageable(client, programme.id, caller, params.id);
      return { sessionsEnded: await deleteSessions(client, params.id, 'all') };
    }),
  );

  routes.inside(makePasswordLink, ({ programme, caller, params }) =>
    inProgramme(pool, programme.id, async (client) => {
      await manageable(client, programme.id, caller, params.id);
      await insistOnWholeAccount(client, caller, params.id);
      const token = plainToken();
      const madeAt = clock.now();
      const expiresAt = new Date(madeAt.getTime() + PASSWORD_LINK_MS);
      const link = { id: randomUUID(), userId: params.id, tokenHash: token.hash, madeBy: caller.userId, madeAt, expiresAt };
      await insertPasswordLink(client, link);
      return { token: token.text, expiresAt: expiresAt.toISOString() };
    }),
  );
}

function settingsRoutes(routes: Routes, { pool }: AccessParts): void {
  routes.inside(readAccessSettings, ({ programme }) =>
    inProgramme(pool, programme.id, async (client) => {
      const settings = await findSettings(client, programme.id);
      if (settings === null) throw new Problem('not-found');
      return { secondFactorRequired: settings.secondFactorRequired, contact: { ...settings.contact } };
    }),
  );

  routes.inside(changeAccessSettings, ({ programme, body }) =>
    inProgramme(pool, programme.id, async (client) => {
      await updateSettings(client, programme.id, body);
      return { changed: true as const };
    }),
  );
}

/** The caller's role as it stands in this transaction; whoever lost it a moment ago is refused. */
export async function roleIn(client: PoolClient, programmeId: string, caller: Caller): Promise<Role> {
  const right = (await findRights(client, programmeId, [caller.userId])).get(caller.userId);
  if (right === undefined) throw new Problem('membership-ended');
  return right.role;
}

/**
 * A member whom the caller may change. Throws `not-found`, `not-yourself`, `last-administrator` or `above-own-role`. Only an
 * administrator changes an administrator, and nobody themself: as the caller's own role is read after the lock, the caller
 * is the one who stays.
 */
export async function manageable(client: PoolClient, programmeId: string, caller: Caller, userId: string): Promise<MemberNow> {
  // All administrators, in one order: of two who end each other the second finds their own role gone.
  await lockAdministrators(client, programmeId);
  const member = await lockMember(client, programmeId, userId);
  if (member === null) throw new Problem('not-found', { member: userId });
  const own = await roleIn(client, programmeId, caller);
  if (userId === caller.userId) throw new Problem(own === 'administrator' ? await lastOr(client, programmeId) : 'not-yourself');
  if (!mayManage(own, member.role)) throw new Problem('above-own-role', { role: member.role });
  return member;
}

/** Why an administrator may not touch their own membership. */
async function lastOr(client: PoolClient, programmeId: string): Promise<'last-administrator' | 'not-yourself'> {
  return (await lockAdministrators(client, programmeId)).length === 1 ? 'last-administrator' : 'not-yourself';
}

/**
 * Who makes the password of an account can act as it everywhere: so every role it holds, in whatever programme, must be
 * one the caller may manage there.
 */
async function insistOnWholeAccount(client: PoolClient, caller: Caller, userId: string): Promise<void> {
  const own = new Map((await findRolesEverywhere(client, caller.userId)).map(({ programmeId, role }) => [programmeId, role]));
  for (const { programmeId, role } of await findRolesEverywhere(client, userId)) {
    const here = own.get(programmeId);
    if (here === undefined || !mayManage(here, role)) throw new Problem('in-other-programme');
  }
}
