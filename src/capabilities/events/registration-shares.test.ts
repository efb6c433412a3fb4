/** Shares of women against a goal, worked out by hand. */
import { expect, test } from 'vitest';
import { ORGANISATION_KINDS } from '../../registry/entries.ts';
import { countOf, parityOf, shareOf, sharesByKind, type CountedPerson } from './registration-shares.ts';

const people = (sexes: readonly string[], organisationKind: string | null = 'workers'): CountedPerson[] =>
  sexes.map((sex) => ({ sex, organisationId: 'o', organisationKind }));
const invited = (organisationKind: string, quota: number, womenGoalPercent: number | null) => ({
  organisationId: organisationKind,
  organisationKind,
  quota,
  womenGoalPercent,
});

test('a sex that nobody knows is in the whole and in no part', () => {
  // Two women of five; one was not asked, one would not say, one is another.
  expect(countOf(people(['woman', 'woman', 'unknown', 'not-stated', 'other']))).toEqual({ people: 5, women: 2, unsaid: 2 });
});

test('a goal is reached, missed, or cannot be known until the unknown are asked', () => {
  const among = (women: number, unsaid: number) => parityOf({ people: 10, women, unsaid }, 50);
  expect(among(5, 0)).toBe('met');
  expect(among(4, 0)).toBe('short');
  // Four women and one of whom it is not known: 40 % or 50 %.
  expect(among(4, 1)).toBe('unsure');
  expect(among(3, 1)).toBe('short');
  expect(parityOf({ people: 0, women: 0, unsaid: 0 }, 50)).toBeNull();
  expect(parityOf({ people: 1, women: 1, unsaid: 0 }, null)).toBeNull();
});

test('goals of one kind weigh as much as their quotas; an invitation without a goal weighs nothing', () => {
  // (10 x 50 + 30 x 30) / 40 = 35.
  const all = [invited('workers', 10, 50), invited('workers', 30, 30), invited('workers', 100, null)];
  expect(shareOf(all, { registered: [], waiting: [], attended: [] })).toMatchObject({ invited: 3, quota: 140, womenGoalPercent: 35 });
});

test('the three sides are always there, then the others that are met, and last whoever has no known kind', () => {
  const rows = sharesByKind(
    [invited('academia', 4, null)],
    { registered: people(['man'], 'buyer'), waiting: people(['man'], 'buyer'), attended: [...people(['woman'], 'ngo'), ...people(['man'], null)] },
    ORGANISATION_KINDS,
  );
  expect(rows.map(({ kind, registered, waiting, attended }) => [kind, registered.people, waiting, attended.people])).toEqual([
    ['employers', 0, 0, 0],
    ['workers', 0, 0, 0],
    ['government', 0, 0, 0],
    ['buyer', 1, 1, 0],
    ['academia', 0, 0, 0],
    ['ngo', 0, 0, 1],
    ['unknown', 0, 0, 1],
  ]);
  expect(rows.map(({ quota }) => quota)).toEqual([null, null, null, null, 4, null, null]);
});
