/** Routes of access: signing in and out, the first set-up, and everybody's own account. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { inProgramme, inTransaction } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endAllSessions,
  endSession,
  listSessions,
  me,
  passSecondFactor,
  removeSecondFactor,
  setUp,
  signIn,
  signOut,
} from './contract.ts';
import { needsSecondFactor, partnerNamesOf } from './gatekeeper.ts';
import { findUser, hasUsers, insertMembership, insertProgramme, listMemberships, lockSetUp } from './queries.ts';
import { ROLE_RULES, secretFault } from './rules.ts';
import { deleteSessions, findSessions } from './session-queries.ts';
import type { SignedIn, SignIn } from './sign-in.ts';

/** Requests at the open doors from one address in a minute; the buckets of attempts.ts limit guesses far below it. */
const OPEN_DOOR_PER_MINUTE_MAX = 120;

export interface AccessParts {
  readonly pool: Pool;
  readonly signing: SignIn;
  readonly clock: Clock;
}

export function accessRoutes(app: FastifyInstance, routes: Routes, parts: AccessParts): void {
  const limit = app.rateLimit({ max: OPEN_DOOR_PER_MINUTE_MAX, timeWindow: '1 minute' });
  app.addHook('onRoute', (route) => {
    if (/^\/api\/(sign-in|set-up|invitations|password-links)/.test(route.url)) route.onRequest = limit;
  });
  openRoutes(routes, parts);
  setUpRoute(routes, parts);
  accountRoutes(routes, parts);
  secondFactorRoutes(routes, parts);
}

function openRoutes(routes: Routes, parts: AccessParts): void {
  const { pool, signing, clock } = parts;
  routes.open(me, async ({ request }) => {
    const user = await signing.userOf(request);
    return {
      ...(user === null ? { user: null, programmes: [], ended: [] } : await whoIs(pool, user)),
      setupNeeded: !(await hasUsers(pool)),
      now: clock.now().toISOString(),
    };
  });

  routes.open(signIn, async ({ body, request, reply }) => {
    const { cookies, secondFactor } = await signing.signIn(body.username.toLowerCase(), body.password, request);
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return { signedIn: !secondFactor, secondFactor };
  });

  routes.open(passSecondFactor, async ({ body, request, reply }) => {
    for (const cookie of await signing.passSecondFactor(body.code, request)) reply.header('set-cookie', cookie);
    return { signedIn: true as const };
  });

  routes.open(signOut, async ({ request, reply }) => {
    const user = await signing.userOf(request);
    // What the phone was given for this session goes with it.
    if (user !== null) await deleteSessions(pool, user.id, { only: user.sessionId });
    for (const cookie of await signing.signOut(request)) reply.header('set-cookie', cookie);
    return { signedOut: true as const };
  });
}

async function whoIs(pool: Pool, user: SignedIn): Promise<Pick<z.input<typeof me.answer>, 'user' | 'programmes' | 'ended'>> {
  const memberships = await listMemberships(pool, user.id);
  const live = memberships.filter(({ ended }) => !ended);
  const names = await partnerNamesOf(pool, live);
  const known = await findUser(pool, user.id);
  return {
    user: { id: user.id, name: user.name, username: user.username, usesPin: known?.usesPin ?? false, secondFactor: user.secondFactor },
    programmes: live.map((item) => ({
      id: item.id,
      code: item.code,
      name: item.name,
      role: item.role,
      permissions: [...ROLE_RULES[item.role].permissions],
      demonstration: item.demonstration,
      timeZone: item.timeZone,
      home: ROLE_RULES[item.role].home,
      scopeId: item.partnerId,
      scopeName: item.partnerId === null ? null : (names.get(item.partnerId) ?? ''),
      device: ROLE_RULES[item.role].device,
      linked: item.personId !== null,
      secondFactorNeeded: needsSecondFactor(item, user),
    })),
    ended: memberships.filter(({ ended }) => ended).map(({ name }) => name),
  };
}

function setUpRoute(routes: Routes, { pool, signing }: AccessParts): void {
  let settingUp = false;
  routes.open(setUp, async ({ body, request, reply }) => {
    // Asked before a connection is taken, and one at a time: a crowd at this open door must not exhaust the pool.
    if (settingUp || (await hasUsers(pool))) throw new Problem('already-set-up');
    settingUp = true;
    const programmeId = await makeFirst(pool, signing, body).finally(() => {
      settingUp = false;
    });
    const { cookies } = await signing.signIn(body.username, body.password, request);
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return { programmeId };
  });
}

/** The first administrator and the first programme, in one transaction; two servers take turns. */
async function makeFirst(pool: Pool, signing: SignIn, body: z.output<typeof setUp.body>): Promise<string> {
  const programmeId = randomUUID();
  await inProgramme(pool, programmeId, async (client) => {
    await lockSetUp(client);
    if (await hasUsers(client)) throw new Problem('already-set-up');
    const userId = await signing.addUserIn(client, body);
    await insertProgramme(client, {
      id: programmeId,
      code: body.programmeCode,
      name: body.programmeName,
      timeZone: 'America/La_Paz',
      demonstration: false,
    });
    await insertMembership(client, userId, programmeId, 'administrator');
  });
  return programmeId;
}

function accountRoutes(routes: Routes, { pool, signing }: AccessParts): void {
  routes.signedIn(listSessions, async ({ account }) => ({
    items: (await findSessions(pool, account.id)).map(({ id, userAgent, createdAt, lastUsedAt }) => ({
      id,
      userAgent: userAgent ?? '',
      startedAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      here: id === account.sessionId,
    })),
  }));

  routes.signedIn(endSession, async ({ account, params }) => {
    const ended = await deleteSessions(pool, account.id, { only: params.id });
    if (ended === 0) throw new Problem('not-found', { session: params.id });
    return { ended };
  });

  routes.signedIn(endAllSessions, async ({ account, request, reply }) => {
    for (const cookie of await signing.signOut(request)) reply.header('set-cookie', cookie);
    return { ended: await deleteSessions(pool, account.id, 'all') };
  });

  routes.signedIn(changePassword, async ({ account, body, request }) => {
    await signing.insistOnSecret(account, body.present, request);
    const memberships = await listMemberships(pool, account.id);
    const fault = secretFault(body.next, mayUsePin(memberships.filter(({ ended }) => !ended)));
    if (fault !== null) throw new Problem(fault);
    return inTransaction(pool, async (client) => {
      await signing.changeSecret(client, account.id, body.next);
      return { otherSessionsEnded: await deleteSessions(client, account.id, { except: account.sessionId }) };
    });
  });
}

/** A PIN is enough only where no programme gives the account a role that needs a password. */
export function mayUsePin(memberships: readonly { readonly role: keyof typeof ROLE_RULES }[]): boolean {
  return memberships.length > 0 && memberships.every(({ role }) => ROLE_RULES[role].mayUsePin);
}

function secondFactorRoutes(routes: Routes, { pool, signing }: AccessParts): void {
  routes.signedIn(beginSecondFactor, async ({ account, body, request }) => {
    await signing.insistOnSecret(account, body.password, request);
    return signing.beginSecondFactor(body.password, request);
  });

  routes.signedIn(confirmSecondFactor, async ({ body, request, reply }) => {
    for (const cookie of await signing.confirmSecondFactor(body.code, request)) reply.header('set-cookie', cookie);
    return { secondFactor: true as const };
  });

  routes.signedIn(removeSecondFactor, async ({ account, body, request, reply }) => {
    await signing.insistOnSecret(account, body.password, request);
    const memberships = await listMemberships(pool, account.id);
    const required = memberships.some((item) => !item.ended && needsSecondFactor(item, { secondFactor: false }));
    if (required) throw new Problem('second-factor-required');
    for (const cookie of await signing.removeSecondFactor(body.password, request)) reply.header('set-cookie', cookie);
    return { secondFactor: false as const };
  });
}
