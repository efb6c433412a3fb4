/** Learning gain, worked out by hand. */
import { describe, expect, test } from 'vitest';
import { gainsBy, groupsWithoutSmallMeans, learningGain, withoutSmallMeans, type Tested } from './learning-gain.ts';

const tested = (sex: string, pre: number | null, post: number | null, organisationKind: string | null = null): Tested => ({ sex, organisationKind, pre, post });

describe('learning gain', () => {
  test('is the mean of post minus pre over those who took both', () => {
    // 40 -> 70 and 50 -> 60: before 45, after 65, gain (30 + 10) / 2 = 20. The 100 without a pre-test changes nothing.
    const people = [tested('woman', 40, 70), tested('man', 50, 60), tested('woman', null, 100), tested('man', 10, null)];
    expect(learningGain(people)).toEqual({ paired: 2, onlyPre: 1, onlyPost: 1, before: 45, after: 65, gain: 20, better: 2, small: true });
  });

  test('may be negative, and is nothing where nobody took both', () => {
    expect(learningGain([tested('woman', 80, 60), tested('man', 50, 50)])).toMatchObject({ gain: -10, better: 0 });
    expect(learningGain([tested('woman', null, 90)])).toMatchObject({ paired: 0, onlyPost: 1, before: null, after: null, gain: null });
    expect(learningGain([])).toMatchObject({ paired: 0, onlyPre: 0, onlyPost: 0, gain: null, small: true });
  });

  test('by group: in the order of the codes, unknown last, groups without tests left out', () => {
    const people = [tested('unknown', 10, 20), tested('man', 20, 20), tested('woman', 0, 50), tested('woman', null, null)];
    const groups = gainsBy(people, ['woman', 'man', 'other'], ({ sex }) => sex);
    expect(groups.map(({ key, paired, gain }) => [key, paired, gain])).toEqual([['woman', 1, 50], ['man', 1, 0], ['unknown', 1, 10]]);
  });

  test('a group of five is not small; of fewer, the means can be kept back and the counts stay', () => {
    const five = Array.from({ length: 5 }, () => tested('woman', 10, 30));
    expect(withoutSmallMeans(learningGain(five))).toMatchObject({ small: false, gain: 20 });
    expect(withoutSmallMeans(learningGain(five.slice(1)))).toMatchObject({ small: true, paired: 4, before: null, after: null, gain: null, better: 0 });
  });

  test('what is kept back of a small group cannot be worked out from the others', () => {
    // Six women, seven men and one who does not say: with the total shown, the one is total minus the other two.
    const six = Array.from({ length: 6 }, () => tested('woman', 10, 30));
    const seven = Array.from({ length: 7 }, () => tested('man', 10, 40));
    const groups = gainsBy([...six, ...seven, tested('not-stated', 0, 90)], ['woman', 'man', 'not-stated'], ({ sex }) => sex);
    expect(groupsWithoutSmallMeans(groups).map(({ key, gain }) => [key, gain])).toEqual([['woman', null], ['man', 30], ['not-stated', null]]);
    expect(groupsWithoutSmallMeans(groups.slice(0, 2)).map(({ gain }) => gain)).toEqual([20, 30]);
  });
});
