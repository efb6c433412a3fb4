/** Routes about the phones people work on. */
import type { FastifyInstance } from 'fastify';
import { inProgramme, inTransaction } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import { deleteSessionOfDevice, findDevicesOf, findMemberOfDevice, insertDevice, updateContact, updateDeviceEnded, updateDevicesBeyond, updateOwnDeviceEnded, updateSessionOfDevice } from './device-queries.ts';
import { closeByDevice, contactOfDevice, endDevice, enrolDevice, listDevices, openByDevice } from './devices-contract.ts';
import { deviceBy, deviceOf, hasClockMoved } from './devices.ts';
import { manageable, roleIn } from './member-routes.ts';
import { findMembers } from './member-queries.ts';
import type { AccessParts } from './routes.ts';
import { mayManage } from './rules.ts';
import { plainToken } from './tokens.ts';

/** A phone that was signed out stays in the list so long, milliseconds. */
const ENDED_SHOWN_MS = 90 * 24 * 3_600_000;
/** Phones and browsers that one person works on at a time. */
export const DEVICES_MAX = 20;
/** Requests of phones from one address in a minute: a training room shares one. */
const PER_MINUTE_MAX = 600;

export function deviceRoutes(app: FastifyInstance, routes: Routes, parts: AccessParts): void {
  const limit = app.rateLimit({ max: PER_MINUTE_MAX, timeWindow: '1 minute' });
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/api/devices')) route.onRequest = limit;
  });
  phoneRoutes(routes, parts);
  listRoutes(routes, parts);
}

function phoneRoutes(routes: Routes, { pool, signing, clock }: AccessParts): void {
  routes.signedIn(enrolDevice, async ({ account, body, request }) => {
    const [send, open] = [plainToken(), plainToken()];
    const device = { id: body.id, userId: account.id, userAgent: (request.headers['user-agent'] ?? '').slice(0, 400), sendHash: send.hash, openHash: open.hash, sessionId: account.sessionId, madeAt: clock.now() };
    if (!(await insertDevice(pool, device))) throw new Problem('name-taken', { device: body.id });
    await inTransaction(pool, async (client) => {
      if (body.instead !== null) await updateOwnDeviceEnded(client, body.instead, account.id, device.madeAt);
      await updateDevicesBeyond(client, account.id, { id: device.id, most: DEVICES_MAX, at: device.madeAt });
    });
    return { send: send.text, open: open.text };
  });

  routes.open(openByDevice, async ({ params, body, request, reply }) => {
    const device = await deviceBy(pool, params.id, 'open', body.open);
    const { cookies, sessionId } = await signing.openSession(device.userId, request);
    await inTransaction(pool, (client) => updateSessionOfDevice(client, device.id, { sessionId, at: clock.now() }));
    for (const cookie of cookies) reply.header('set-cookie', cookie);
    return { signedIn: true as const };
  });

  routes.open(closeByDevice, async ({ params, request }) => {
    const device = await deviceOf(pool, request, 'send');
    if (device.id !== params.id) throw new Problem('device-ended');
    await inTransaction(pool, (client) => deleteSessionOfDevice(client, device.id));
    return { closed: true as const };
  });

  routes.open(contactOfDevice, async ({ params, body, request }) => {
    const device = await deviceOf(pool, request, 'send');
    if (device.id !== params.id) throw new Problem('device-ended');
    const at = clock.now();
    const skewMs = Date.parse(body.now) - at.getTime();
    await inTransaction(pool, (client) => updateContact(client, device.id, { ...body, at, skewMs }, hasClockMoved(device.skewMs, skewMs)));
    return { now: at.toISOString() };
  });
}

function listRoutes(routes: Routes, { pool, clock }: AccessParts): void {
  routes.inside(listDevices, ({ programme, caller }) =>
    inProgramme(pool, programme.id, async (client) => {
      const own = await roleIn(client, programme.id, caller);
      const roles = new Map((await findMembers(client, programme.id)).map(({ userId, role }) => [userId, role]));
      const rows = await findDevicesOf(client, programme.id, new Date(clock.now().getTime() - ENDED_SHOWN_MS));
      return {
        items: rows.map((row) => {
          const role = roles.get(row.userId);
          return {
            ...row,
            madeAt: row.madeAt.toISOString(),
            seenAt: row.seenAt.toISOString(),
            endedAt: row.endedAt?.toISOString() ?? null,
            manageable: row.endedAt === null && row.userId !== caller.userId && role !== undefined && mayManage(own, role),
          };
        }),
      };
    }),
  );

  routes.inside(endDevice, ({ programme, caller, params }) =>
    inProgramme(pool, programme.id, async (client) => {
      const userId = await findMemberOfDevice(client, programme.id, params.id);
      if (userId === null) throw new Problem('not-found', { device: params.id });
      await manageable(client, programme.id, caller, userId);
      await updateDeviceEnded(client, params.id, { at: clock.now(), by: caller.userId });
      return { ended: true as const };
    }),
  );
}
