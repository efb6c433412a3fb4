/** What is refused of invitations and registrations: the same one again. */
import type { PoolClient } from 'pg';
import type { Prepared } from '../../ledger/prepare.ts';
import { canonicalIdsOf } from '../../registry/duplicate-queries.ts';
import { ORGANISATIONS, PEOPLE } from '../../registry/subject.ts';
import { organisationInvited, registrationRecorded } from './entries.ts';
import { invitationsTaken, registrationsTaken } from './registration-queries.ts';

export type Refusals = Map<string, { code: string; field: string | null }>;

/** An organisation is invited to a process once: what changes is its quota, by correction. */
export async function refuseSecondInvitations(
  client: PoolClient,
  programmeId: string,
  prepared: readonly Prepared[],
  refused: Refusals,
): Promise<void> {
  const invited = prepared.flatMap((item) =>
    item.kind.kind === organisationInvited.kind ? [{ ...item, payload: organisationInvited.payload.parse(item.newest.payload) }] : [],
  );
  if (invited.length === 0) return;
  const taken = await invitationsTaken(client, programmeId, [...new Set(invited.map(({ payload }) => payload.processId))]);
  const canonical = await canonicalIdsOf(client, programmeId, ORGANISATIONS, invited.map(({ payload }) => payload.organisationId));
  for (const { draft, rootId, payload } of invited) {
    const key = `${payload.processId} ${canonical.get(payload.organisationId) ?? payload.organisationId}`;
    const holder = taken.get(key);
    if (holder !== undefined && holder !== rootId) refused.set(draft.id, { code: 'already-invited', field: 'organisation' });
    else taken.set(key, rootId);
  }
}

/** A person is registered for a process once: what changes is whom they represent, by correction. */
export async function refuseSecondRegistrations(
  client: PoolClient,
  programmeId: string,
  prepared: readonly Prepared[],
  refused: Refusals,
): Promise<void> {
  const registered = prepared.flatMap((item) =>
    item.kind.kind === registrationRecorded.kind ? [{ ...item, payload: registrationRecorded.payload.parse(item.newest.payload) }] : [],
  );
  if (registered.length === 0) return;
  const taken = await registrationsTaken(client, programmeId, [...new Set(registered.map(({ payload }) => payload.processId))]);
  const canonical = await canonicalIdsOf(client, programmeId, PEOPLE, registered.map(({ payload }) => payload.personId));
  for (const { draft, rootId, payload } of registered) {
    // A person whom this very call registers has no other record yet.
    const key = `${payload.processId} ${canonical.get(payload.personId) ?? payload.personId}`;
    const holder = taken.get(key);
    if (holder !== undefined && holder !== rootId) refused.set(draft.id, { code: 'already-registered', field: 'person' });
    else taken.set(key, rootId);
  }
}
