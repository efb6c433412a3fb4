/** Whether a role, a partner and a person go together in a programme. */
import type { PoolClient } from 'pg';
import { Problem } from '../platform/problem.ts';
import { organisationName, personExists } from './queries.ts';
import { ROLE_RULES, type Role } from './rules.ts';

export interface Standing {
  readonly role: Role;
  readonly partnerId: string | null;
  readonly personId: string | null;
}

/** Throws `bad-reach`, `unknown-partner` or `unknown-person`. */
export async function insistOnStanding(client: PoolClient, programmeId: string, standing: Standing): Promise<void> {
  const { role, partnerId, personId } = standing;
  const { reaches } = ROLE_RULES[role];
  if (!reaches.includes(partnerId === null ? 'programme' : 'partner')) throw new Problem('bad-reach', { role });
  if (partnerId !== null && (await organisationName(client, programmeId, partnerId)) === null) throw new Problem('unknown-partner');
  if (personId !== null && !(await personExists(client, programmeId, personId))) throw new Problem('unknown-person');
}
