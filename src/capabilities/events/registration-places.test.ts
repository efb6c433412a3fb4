/** Places and the waiting list, worked out by hand. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesOf, quotasOf, type Registered } from './registration-places.ts';

const one = (id: string, organisationId: string | null = null, personId = id): Registered => ({ id, personId, organisationId });
const words = (registered: readonly Registered[], quotas: ReadonlyMap<string, number>, capacity: number | null): string[] =>
  [...placesOf(registered, quotas, capacity).values()].map((place) => (place.state === 'waiting' ? `${place.waitingFor} ${place.turn}` : place.state));

test('whoever comes first has a place; then they wait in their turn', () => {
  expect(words([one('a'), one('b'), one('c'), one('d')], new Map(), 2)).toEqual(['place', 'place', 'capacity 1', 'capacity 2']);
  expect(words([one('a'), one('b')], new Map(), null)).toEqual(['place', 'place']);
});

test('a quota that is used up makes wait although there is room, and holds nobody else back', () => {
  const registered = [one('a', 'chamber'), one('b', 'chamber'), one('c', 'union'), one('d')];
  expect(words(registered, new Map([['chamber', 1]]), 3)).toEqual(['place', 'quota 1', 'place', 'place']);
});

test('when somebody cancels, the next whose organisation has room moves up', () => {
  const quotas = new Map([['chamber', 1]]);
  const registered = [one('a', 'union'), one('b', 'chamber'), one('c', 'chamber'), one('d', 'union')];
  expect(words(registered, quotas, 2)).toEqual(['place', 'place', 'capacity 1', 'capacity 2']);
  // Without a there is room, but the chamber's one place is taken: d moves up before c.
  expect(words(registered.slice(1), quotas, 2)).toEqual(['place', 'quota 1', 'place']);
});

test('one person has one place, however many records they had', () => {
  expect(words([one('a', null, 'ana'), one('b', null, 'ana'), one('c')], new Map(), 2)).toEqual(['place', 'repeated', 'place']);
});

test('records that are one organisation have their places together', () => {
  expect(quotasOf([{ organisationId: 'x', quota: 2 }, { organisationId: 'x', quota: 3 }, { organisationId: 'y', quota: 1 }])).toEqual(
    new Map([['x', 5], ['y', 1]]),
  );
});

test('never more places than there is room, never more than a quota, and nobody waits while there is room for them', () => {
  const registered = fc.array(fc.record({ personId: fc.constantFrom('p', 'q', 'r', 's', 't', 'u'), organisationId: fc.constantFrom('x', 'y', null) }));
  fc.assert(
    fc.property(registered, fc.nat(4), fc.nat(6), (rows, quota, capacity) => {
      const all = rows.map((row, at) => ({ ...row, id: String(at) }));
      const places = placesOf(all, new Map([['x', quota]]), capacity);
      const placed = all.filter(({ id }) => places.get(id)?.state === 'place');
      const ofX = placed.filter(({ organisationId }) => organisationId === 'x').length;
      expect(placed.length).toBeLessThanOrEqual(capacity);
      expect(ofX).toBeLessThanOrEqual(quota);
      const waits = all.filter(({ id }) => places.get(id)?.state === 'waiting');
      for (const { organisationId } of waits) expect(placed.length === capacity || (organisationId === 'x' && ofX === quota)).toBe(true);
    }),
  );
});
