/** What the figures of the example must say, worked out from the people themselves and not from the lists. */
import type { Constituent } from './organisations.ts';
import { constituentOf, courseOf, type Participation, type Person } from './people.ts';
import { spellingKey } from './spellings.ts';

/** The seed of the example as it is loaded. */
export const DEFAULT_SEED = 2022;

export interface Truth {
  /** People who reached the threshold in at least one process for employers, workers or government. */
  readonly trained: number;
  readonly women: number;
  readonly unknownSex: number;
  /** Person by process. */
  readonly participations: number;
  readonly organisations: number;
  /** Somebody who stood for two kinds is in both. */
  readonly byKind: Readonly<Record<Constituent, number>>;
  readonly processes: number;
  /** What one would get with a looser rule. */
  readonly loosened: {
    /** Everyone of the three kinds who was there at all. */
    readonly noThreshold: number;
    /** Returns not added: per person and session the longest stay only. */
    readonly longestStayOnly: number;
    /** Every spelling a person of its own. */
    readonly noMerge: number;
    /** Percent of women among those whose sex is known, two decimals. */
    readonly womenOfKnown: number;
  };
}

/** For `DEFAULT_SEED`. */
export const EXPECTED: Truth = {
  trained: 263,
  women: 158,
  unknownSex: 7,
  participations: 339,
  organisations: 36,
  byKind: { employers: 100, workers: 81, government: 88 },
  processes: 3,
  loosened: { noThreshold: 301, longestStayOnly: 254, noMerge: 303, womenOfKnown: 61.72 },
};

/** The figures of these people. */
export function truthOf(people: readonly Person[]): Truth {
  const completed = ({ participations }: Person): Participation[] =>
    participations.filter((one) => constituentOf(one) !== null && reaches(one, sum));
  const trained = people.filter((person) => completed(person).length > 0);
  const women = trained.filter(({ sex }) => sex === 'woman').length;
  const unknownSex = trained.filter(({ sex }) => sex === null).length;
  const all = trained.flatMap(completed);
  const ofKind = (kind: Constituent): number =>
    trained.filter((person) => completed(person).some((one) => constituentOf(one) === kind)).length;
  const longest = (stays: readonly number[]): number => Math.max(0, ...stays);
  const some = (test: (one: Participation) => boolean): number =>
    people.filter((person) => person.participations.some((one) => constituentOf(one) !== null && test(one))).length;
  return {
    trained: trained.length,
    women,
    unknownSex,
    participations: all.length,
    organisations: new Set(all.map(({ organisation }) => organisation)).size,
    byKind: { employers: ofKind('employers'), workers: ofKind('workers'), government: ofKind('government') },
    processes: new Set(all.map(({ list }) => list)).size,
    loosened: {
      noThreshold: some(({ stays }) => stays.flat().length > 0),
      longestStayOnly: some((one) => reaches(one, longest)),
      noMerge: people.flatMap(spellingsThatReach).length,
      womenOfKnown: Math.round((women / (trained.length - unknownSex)) * 10_000) / 100,
    },
  };
}

function reaches({ list, stays }: Participation, minutesOf: (stays: readonly number[]) => number): boolean {
  const { durations, thresholdPercent } = courseOf(list);
  return sum(stays.map(minutesOf)) * 100 >= sum(durations) * thresholdPercent;
}

/** Spellings of one person under which the threshold of some process is reached. */
function spellingsThatReach({ participations }: Person): string[] {
  const reached = participations
    .filter((one) => constituentOf(one) !== null)
    .flatMap((one) => {
      const keys = [...new Set(one.spellings.map(spellingKey))];
      return keys.filter((key) => {
        const stays = one.stays.map((session, at) => (spellingKeyAt(one, at) === key ? session : []));
        return reaches({ ...one, stays }, sum);
      });
    });
  return [...new Set(reached)];
}

function spellingKeyAt({ spellings }: Participation, session: number): string {
  const spelling = spellings[session];
  return spelling === undefined ? '' : spellingKey(spelling);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
