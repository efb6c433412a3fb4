/** Finds out who asks: session, membership, permissions. */
import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Gatekeeper } from '../platform/http/route.ts';
import { permits } from './permissions.ts';
import { listMemberships, type Membership } from './queries.ts';
import type { SignIn } from './sign-in.ts';

/** How long a caller is remembered, milliseconds: a right taken away is gone within this time. */
const REMEMBERED_MS = 1000;

interface Remembered {
  readonly at: number;
  readonly user: { id: string; name: string } | null;
  readonly memberships: readonly Membership[];
}

export function gatekeeper(pool: Pool, signIn: SignIn): Gatekeeper {
  const remembered = new Map<string, Remembered>();

  async function whoIs(request: FastifyRequest): Promise<Remembered> {
    const key = request.headers.cookie ?? '';
    const known = remembered.get(key);
    const now = performance.now();
    if (known !== undefined && now - known.at < REMEMBERED_MS) return known;
    const user = await signIn.userOf(request);
    const found = { at: now, user, memberships: user === null ? [] : await listMemberships(pool, user.id) };
    if (remembered.size > 1000) remembered.clear();
    remembered.set(key, found);
    return found;
  }

  return {
    async callerOf(request, programmeId) {
      const { user, memberships } = await whoIs(request);
      if (user === null) return null;
      const membership = memberships.find((item) => item.id === programmeId);
      return {
        programme: membership ?? null,
        caller: {
          userId: user.id,
          userName: user.name,
          may: (permission) => membership !== undefined && permits(membership.role, permission),
        },
      };
    },
  };
}
