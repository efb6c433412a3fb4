/** The yardstick: invented records whose truth is known, and how well matching does on them. */
import { blockingKeys } from '../../src/registry/blocking.ts';
import { couldMatch, DOUBTFUL_SCORE_MIN, scorePair } from '../../src/registry/matching.ts';
import { organisationKeys, scoreOrganisations } from '../../src/registry/organisation-matching.ts';
import { inventFirms } from './firms.ts';
import { measure, type Measured } from './measure.ts';
import { inventPeople } from './people.ts';
import { writeFirms } from './written-firms.ts';
import { writePeople } from './written-people.ts';

/** Seed on which the points were fitted, and seeds that were only measured. */
export const TUNED_SEEDS = [1, 2] as const;
export const HELD_OUT_SEEDS = [7, 11, 23] as const;

/** How well pairs of `count` invented people are found, from `scoreMin` points on. */
export function measurePeople(seed: number, count: number, scoreMin: number = DOUBTFUL_SCORE_MIN): Measured {
  const written = writePeople(seed, inventPeople(seed, count)).map((one) => ({
    ...one,
    truth: String(one.person.id),
    keys: blockingKeys(one.record),
  }));
  return measure(
    written,
    ({ record: a }, { record: b }) => couldMatch(a, b) && scorePair(a, b).score >= scoreMin,
    ({ person: a }, { person: b }) => {
      if (a.household === b.household) return 'family';
      const [first, second] = [a.namesakeOf ?? a.id, b.namesakeOf ?? b.id];
      return first === second ? 'namesake' : 'chance';
    },
  );
}

/** The same for firms; besides, what was made to resemble another on purpose. */
export function measureFirms(seed: number, count: number, scoreMin: number = DOUBTFUL_SCORE_MIN): Measured {
  const written = writeFirms(seed, inventFirms(seed, count)).map((one) => ({
    ...one,
    truth: String(one.firm.id),
    keys: organisationKeys(one.record),
  }));
  return measure(
    written,
    ({ record: a }, { record: b }) => scoreOrganisations(a, b).score >= scoreMin,
    ({ firm: a }, { firm: b }) => a.resembles ?? b.resembles ?? 'chance',
  );
}
