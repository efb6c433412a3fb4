/** Who is registered for a process, with the place each has: read, and then worked out. */
import type { PoolClient } from 'pg';
import type { ProcessRow } from './queries.ts';
import { placesOf, quotasOf, type Place } from './registration-places.ts';
import { findInvitations, findRegistrations, type InvitationRow, type RegistrationRow } from './registration-queries.ts';

/** The registered who have a place: whom a session expects. */
export async function expectedOf(client: PoolClient, programmeId: string, process: ProcessRow): Promise<RegistrationRow[]> {
  const placed = await placedOf(client, programmeId, process, await findInvitations(client, programmeId, process.id));
  return placed.filter(({ place }) => place.state === 'place');
}

/** Everybody registered, in their order, with their place. */
export async function placedOf(
  client: PoolClient,
  programmeId: string,
  process: ProcessRow,
  invited: readonly InvitationRow[],
): Promise<(RegistrationRow & { readonly place: Place })[]> {
  const registered = await findRegistrations(client, programmeId, process.id);
  const places = placesOf(registered, quotasOf(invited), process.capacity);
  return registered.map((row) => ({ ...row, place: places.get(row.id) ?? { state: 'repeated' } }));
}
