/** Matching against invented records whose truth is known; docs/duplicates.md has the figures of the whole yardstick. */
import { describe, expect, it } from 'vitest';
import { SURE_SCORE_MIN } from '../../src/registry/matching.ts';
import { inventPeople, type TruePerson } from './people.ts';
import { measure } from './measure.ts';
import { measureFirms, measurePeople } from './yardstick.ts';
import { writePeople } from './written-people.ts';

const SEED = 31;
const PEOPLE = 8000;

describe('people', () => {
  it('are invented the same for the same seed and otherwise for another', () => {
    expect(inventPeople(3, 200)).toEqual(inventPeople(3, 200));
    expect(inventPeople(3, 200)).not.toEqual(inventPeople(4, 200));
  });

  it('bear names as unevenly as Bolivians, and several in a hundred the whole name of somebody else', () => {
    const people = inventPeople(SEED, PEOPLE);
    const mamani = people.filter(({ surnames }) => surnames[0] === 'Mamani').length / people.length;
    expect(mamani).toBeGreaterThan(0.04);
    const count = new Map<string, number>();
    const nameOf = ({ given, surnames }: TruePerson): string => [...given, ...surnames].join(' ');
    for (const person of people) count.set(nameOf(person), (count.get(nameOf(person)) ?? 0) + 1);
    const namesakes = people.filter((person) => (count.get(nameOf(person)) ?? 0) > 1);
    expect(namesakes.length / people.length).toBeGreaterThan(0.03);
  });

  it('that are one are found: precision at least 0.98 and recall at least 0.90 in the queue', () => {
    const { precision, recall, truePairs } = measurePeople(SEED, PEOPLE);
    expect(truePairs).toBeGreaterThan(2000);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it('merged without asking are wrong less than once in five hundred', () => {
    const { precision, recall } = measurePeople(SEED, PEOPLE, SURE_SCORE_MIN);
    expect(precision).toBeGreaterThan(0.998);
    expect(recall).toBeGreaterThan(0.5);
  });

  it('written with nothing but a common name are not found, and no one may claim they were', () => {
    const { recallBySlip } = measurePeople(SEED, PEOPLE);
    const bare = recallBySlip.get('name-only');
    expect((bare?.found ?? 0) / (bare?.pairs ?? 1)).toBeLessThan(0.8);
    expect(recallBySlip.get('none')).toSatisfy((all: { pairs: number; found: number }) => all.found / all.pairs > 0.95);
  });
});

describe('firms', () => {
  it('that are one are found: precision at least 0.98 and recall at least 0.90 in the queue', () => {
    const { precision, recall, truePairs } = measureFirms(SEED, 5000);
    expect(truePairs).toBeGreaterThan(2000);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.9);
  });

  it('of one number are not taken for one with their branches, nor with the sister body of another department', () => {
    const { wrongByKind, suggested } = measureFirms(SEED, 5000);
    const wrong = (wrongByKind.get('branch') ?? 0) + (wrongByKind.get('sister') ?? 0);
    expect(wrong / suggested).toBeLessThan(0.01);
  });
});

it('counts by hand: three records of one person, one pair found, one stranger suggested', () => {
  const record = (truth: string, ...keys: number[]) => ({ truth, keys, slips: new Set<string>(['typo']) });
  const records = [record('a', 1), record('a', 1), record('a', 2), record('b', 1)];
  const measured = measure(records, (a, b) => a === records[0] && (b === records[1] || b === records[3]), () => 'chance');
  // Pairs that meet under a key: 3. Of the three true pairs one is suggested; of the two suggested one is true.
  expect(measured).toMatchObject({ compared: 3, truePairs: 3, suggested: 2, right: 1, neverCompared: 2, precision: 0.5 });
  expect(measured.recall).toBeCloseTo(1 / 3);
  expect(measured.recallBySlip.get('typo')).toEqual({ pairs: 3, found: 1 });
  expect(measured.wrongByKind.get('chance')).toBe(1);
});

it('writes no person twice in the same words only: slips are there in all their kinds', () => {
  const written = writePeople(SEED, inventPeople(SEED, 3000));
  const kinds = new Set(written.flatMap(({ slips }) => [...slips]));
  expect(kinds.size).toBe(20);
});
