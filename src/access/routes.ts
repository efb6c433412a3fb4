/** Routes of access. */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import { me, setUp, signIn, signOut } from './contract.ts';
import { PERMISSIONS } from './permissions.ts';
import { hasUsers, insertMembership, insertProgramme, listMemberships, lockSetUp } from './queries.ts';
import type { SignIn } from './sign-in.ts';

/** Sign-in attempts from one address in a minute. */
const ATTEMPTS_PER_MINUTE_MAX = 20;

export function accessRoutes(app: FastifyInstance, routes: Routes, pool: Pool, signing: SignIn, clock: Clock): void {
  let settingUp = false;
  const limit = app.rateLimit({ max: ATTEMPTS_PER_MINUTE_MAX, timeWindow: '1 minute' });
  app.addHook('onRoute', (route) => {
    if (route.url === signIn.path || route.url === setUp.path) route.onRequest = limit;
  });

  routes.open(me, async ({ request }) => {
    const user = await signing.userOf(request);
    const memberships = user === null ? [] : await listMemberships(pool, user.id);
    return {
      user: user === null ? null : { name: user.name, username: user.username },
      programmes: memberships.map((item) => ({ ...item, permissions: [...PERMISSIONS[item.role]] })),
      setupNeeded: !(await hasUsers(pool)),
      now: clock.now().toISOString(),
    };
  });

  routes.open(signIn, async ({ body, request, reply }) => {
    const cookies = await signing.signIn(body.username.toLowerCase(), body.password, request);
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return { signedIn: true as const };
  });

  routes.open(signOut, async ({ request, reply }) => {
    for (const cookie of await signing.signOut(request)) reply.header('set-cookie', cookie);
    return { signedOut: true as const };
  });

  routes.open(setUp, async ({ body, request, reply }) => {
    // Asked before a connection is taken, and one at a time: a crowd at this open door must not exhaust the pool.
    if (settingUp || (await hasUsers(pool))) throw new Problem('already-set-up');
    settingUp = true;
    const programmeId = await makeFirst(pool, signing, body).finally(() => {
      settingUp = false;
    });
    for (const cookie of await signing.signIn(body.username, body.password, request)) reply.header('set-cookie', cookie);
    return { programmeId };
  });
}

/** The first administrator and the first programme, in one transaction; two servers take turns. */
async function makeFirst(pool: Pool, signing: SignIn, body: z.output<typeof setUp.body>): Promise<string> {
  const programmeId = randomUUID();
  await inProgramme(pool, programmeId, async (client) => {
    await lockSetUp(client);
    if (await hasUsers(client)) throw new Problem('already-set-up');
    const userId = await signing.addUser(body);
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
