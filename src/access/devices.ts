/** Whose phone asks: by one of the two secrets that it holds for its person. */
import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { Problem } from '../platform/problem.ts';
import { findDevice, findUserOfDevice, type DeviceRow } from './device-queries.ts';
import type { SignedIn } from './sign-in.ts';
import { readPlainToken } from './tokens.ts';

/** What stands before `ID.SECRET` in the header of what a phone sends. */
export const DEVICE_SCHEME = 'Device ';
/** A clock that is off by so much more or less than before has moved, milliseconds. */
const MOVED_MS = 30_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The device of a request, by its header. Throws `device-ended` where there is none, or where it was signed out. */
export async function deviceOf(pool: Pool, request: FastifyRequest, secret: 'send'): Promise<DeviceRow> {
  const [id = '', text = ''] = (request.headers.authorization ?? '').slice(DEVICE_SCHEME.length).split('.');
  return deviceBy(pool, id, secret, text);
}

/** The device with this id and secret. Throws `device-ended` as well where there never was one: whoever guesses learns nothing. */
export async function deviceBy(pool: Pool, id: string, secret: 'send' | 'open', text: string): Promise<DeviceRow> {
  const hash = readPlainToken(text);
  const device = hash === null || !UUID.test(id) ? null : await findDevice(pool, id, secret, hash);
  if (device === null || device.endedAt !== null) throw new Problem('device-ended');
  return device;
}

/** The person of a device as whoever is signed in. */
export async function userOfDevice(pool: Pool, { userId, sessionId }: DeviceRow): Promise<SignedIn> {
  const user = await findUserOfDevice(pool, userId);
  if (user === null) throw new Problem('device-ended');
  return { id: userId, sessionId: sessionId ?? '', ...user };
}

/** Whether a phone's clock is off by another amount than it was, milliseconds each; `before` null: it never said. */
export function hasClockMoved(before: number | null, now: number): boolean {
  return Math.abs(now - (before ?? 0)) > MOVED_MS;
}
