/**
 * Who of the registered has a place and who waits. Whoever comes first is served first: a place is had while the process
 * has room and the organisation's quota is not used up; whoever waits moves up when a place comes free. Nothing of this is
 * stored: it follows from who is registered, in which order. Pure.
 */

export interface Registered {
  readonly id: string;
  /** Canonical: one person has one place, however many records they had. */
  readonly personId: string;
  readonly organisationId: string | null;
}

export type Place =
  | { readonly state: 'place' }
  /** `quota`: their organisation's is used up; `capacity`: there is no more room. `turn`: 1 is the next of those who wait. */
  | { readonly state: 'waiting'; readonly waitingFor: 'quota' | 'capacity'; readonly turn: number }
  /** Another registration of the same person came before. */
  | { readonly state: 'repeated' };

/** The place of each registration, given in the order in which they came. `capacity` null: there is room for everybody. */
export function placesOf(
  registered: readonly Registered[],
  quotas: ReadonlyMap<string, number>,
  capacity: number | null,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const people = new Set<string>();
  const used = new Map<string, number>();
  let taken = 0;
  let waiting = 0;
  for (const { id, personId, organisationId } of registered) {
    if (people.has(personId)) {
      places.set(id, { state: 'repeated' });
      continue;
    }
    people.add(personId);
    const own = organisationId === null ? 0 : (used.get(organisationId) ?? 0);
    const quota = organisationId === null ? undefined : quotas.get(organisationId);
    const isFull = capacity !== null && taken >= capacity;
    if (isFull || (quota !== undefined && own >= quota)) {
      waiting += 1;
      places.set(id, { state: 'waiting', waitingFor: isFull ? 'capacity' : 'quota', turn: waiting });
      continue;
    }
    taken += 1;
    if (organisationId !== null) used.set(organisationId, own + 1);
    places.set(id, { state: 'place' });
  }
  return places;
}

/** Places of each organisation; records that are one organisation have theirs together. */
export function quotasOf(invited: readonly { readonly organisationId: string; readonly quota: number }[]): ReadonlyMap<string, number> {
  const quotas = new Map<string, number>();
  for (const { organisationId, quota } of invited) quotas.set(organisationId, (quotas.get(organisationId) ?? 0) + quota);
  return quotas;
}
