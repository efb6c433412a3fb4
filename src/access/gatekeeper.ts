/** Finds out who asks: session, membership, permissions, and what the member is narrowed to. */
import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Gatekeeper } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import { listMemberships, organisationName, type Membership } from './queries.ts';
import { permits, ROLE_RULES } from './rules.ts';
import { DEVICE_SCHEME, deviceOf, userOfDevice } from './devices.ts';
import { touchSession } from './session-queries.ts';
import type { SignedIn, SignIn } from './sign-in.ts';

/** How long a caller is remembered, milliseconds: a right taken away is gone within this time, on every server. */
const REMEMBERED_MS = 900;
/** How exactly the last use of a session is known, milliseconds. */
const TOUCHED_MS = 60_000;
/** Callers remembered at most. */
const REMEMBERED_MAX = 1000;

interface Remembered {
  readonly at: number;
  readonly user: SignedIn | null;
  readonly memberships: readonly Membership[];
  /** Name of each partner the user is narrowed to. */
  readonly partnerNames: ReadonlyMap<string, string>;
}

export function gatekeeper(pool: Pool, signIn: SignIn): Gatekeeper {
  const remembered = new Map<string, Remembered>();
  const touched = new Map<string, number>();

  async function whoIs(request: FastifyRequest, sentByDevices = false): Promise<Remembered> {
    const { authorization, cookie = '', 'x-digna-user': meant = '' } = request.headers;
    const byDevice = sentByDevices && authorization?.startsWith(DEVICE_SCHEME) === true;
    const key = byDevice ? authorization : `${cookie}\n${String(meant)}`;
    const known = remembered.get(key);
    // The time before the question: what is changed while it is asked must not be remembered for longer.
    const now = performance.now();
    if (known !== undefined && now - known.at < REMEMBERED_MS) return known;
    const user = byDevice ? await userOfDevice(pool, await deviceOf(pool, request, 'send')) : await signIn.userOf(request);
    const memberships = user === null ? [] : await listMemberships(pool, user.id);
    const found = { at: now, user, memberships, partnerNames: await partnerNamesOf(pool, memberships) };
    if (remembered.size > REMEMBERED_MAX) remembered.clear();
    remembered.set(key, found);
    if (user !== null && !byDevice) await touch(user, now);
    return found;
  }

  async function touch({ sessionId, id }: SignedIn, now: number): Promise<void> {
    if (now - (touched.get(sessionId) ?? -TOUCHED_MS) < TOUCHED_MS) return;
    if (touched.size > REMEMBERED_MAX) touched.clear();
    touched.set(sessionId, now);
    await touchSession(pool, sessionId, id);
  }

  return {
    async userOf(request) {
      const { user } = await whoIs(request);
      return user;
    },
    async callerOf(request, programmeId, sentByDevices) {
      const { user, memberships, partnerNames } = await whoIs(request, sentByDevices);
      if (user === null) return null;
      const membership = memberships.find((item) => item.id === programmeId) ?? null;
      if (membership?.ended === true) throw new Problem('membership-ended');
      if (membership !== null && needsSecondFactor(membership, user)) throw new Problem('second-factor-needed');
      return {
        programme: membership,
        caller: {
          userId: user.id,
          userName: user.name,
          may: (permission) => membership !== null && permits(membership.role, permission),
          scope: membership?.partnerId ?? null,
          scopeName: partnerNames.get(membership?.partnerId ?? '') ?? null,
        },
      };
    },
  };
}

/** Whether the programme asks this member for a second factor that is not there yet. */
export function needsSecondFactor(membership: Membership, user: Pick<SignedIn, 'secondFactor'>): boolean {
  return membership.secondFactorRequired && ROLE_RULES[membership.role].staff && !user.secondFactor;
}

export async function partnerNamesOf(pool: Pool, memberships: readonly Membership[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const { id, partnerId } of memberships) {
    if (partnerId === null) continue;
    const name = await inProgramme(pool, id, (client) => organisationName(client, id, partnerId));
    names.set(partnerId, name ?? '');
  }
  return names;
}
