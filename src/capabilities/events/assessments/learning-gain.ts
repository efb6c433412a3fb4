/**
 * What a process taught, as far as its tests can tell: the mean of post minus pre over people who took both. Somebody
 * with one test only is named apart and changes no mean: against whom would they be compared? Pure.
 * Source: domain.md section 7, "learning gain = post - pre on paired people".
 */

/** One person's tests, percent of the most that could be scored; null where not taken. */
export interface Tested {
  readonly sex: string;
  readonly organisationKind: string | null;
  readonly pre: number | null;
  readonly post: number | null;
}

export interface LearningGain {
  /** People who took both tests: the only ones in the means. */
  readonly paired: number;
  readonly onlyPre: number;
  readonly onlyPost: number;
  /** Mean percent before and after, and mean gain in percentage points; null where nobody took both. */
  readonly before: number | null;
  readonly after: number | null;
  readonly gain: number | null;
  /** Paired people who scored more after than before. A gain may be negative, and is shown as it is. */
  readonly better: number;
  /** So few that one person moves the mean, and a mean may say what one person scored. */
  readonly small: boolean;
}

export interface GainOfGroup extends LearningGain {
  readonly key: string;
}

/** Paired people below which a group is marked as small. */
export const SMALL_GROUP_BELOW = 5;

export function learningGain(people: readonly Tested[]): LearningGain {
  const pairs = people.flatMap(({ pre, post }) => (pre === null || post === null ? [] : [{ pre, post }]));
  return {
    paired: pairs.length,
    onlyPre: people.filter(({ pre, post }) => pre !== null && post === null).length,
    onlyPost: people.filter(({ pre, post }) => pre === null && post !== null).length,
    before: mean(pairs.map(({ pre }) => pre)),
    after: mean(pairs.map(({ post }) => post)),
    gain: mean(pairs.map(({ pre, post }) => post - pre)),
    better: pairs.filter(({ pre, post }) => post > pre).length,
    small: pairs.length < SMALL_GROUP_BELOW,
  };
}

/** The same for each group with anybody tested, in the order of `keys`; what is not among them counts as unknown, last. */
export function gainsBy(people: readonly Tested[], keys: readonly string[], keyOf: (person: Tested) => string | null): GainOfGroup[] {
  const groupOf = (person: Tested): string => keys.find((key) => key === keyOf(person)) ?? UNKNOWN;
  const tested = people.filter(({ pre, post }) => pre !== null || post !== null);
  return [...keys, UNKNOWN].flatMap((key) => {
    const own = tested.filter((person) => groupOf(person) === key);
    return own.length === 0 ? [] : [{ key, ...learningGain(own) }];
  });
}

const UNKNOWN = 'unknown';

/** The counts of a small group stay, its means go: for readers who may not know what one person scored. */
export function withoutSmallMeans<Gain extends LearningGain>(gain: Gain): Gain {
  return gain.small ? withoutMeans(gain) : gain;
}

/**
 * The same for groups that add up to a total which is shown: where the small ones together are still few, the smallest
 * of the others goes too, or theirs could be worked out by subtraction.
 */
export function groupsWithoutSmallMeans(groups: readonly GainOfGroup[]): GainOfGroup[] {
  const kept = groups.filter(({ small }) => !small).toSorted((a, b) => a.paired - b.paired);
  const hidden = groups.filter(({ small }) => small).reduce((sum, { paired }) => sum + paired, 0);
  const also = hidden > 0 && hidden < SMALL_GROUP_BELOW ? kept[0] : undefined;
  return groups.map((group) => (group.small || group === also ? withoutMeans(group) : group));
}

function withoutMeans<Gain extends LearningGain>(gain: Gain): Gain {
  return { ...gain, before: null, after: null, gain: null, better: 0 };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
