/** Satisfaction, worked out by hand. */
import { expect, test } from 'vitest';
import { satisfactionFormSet } from '../entries.ts';
import { meanHundredths } from '../facts.ts';
import { DEFAULT_FORM } from './default-form.ts';
import { satisfactionOf, withoutAnswers } from './satisfaction-results.ts';

const forms = [{ useful: 5, clear: 4 }, { useful: 3 }, { useful: 4, clear: 1, gone: 2 }];

test('means and distributions; a blank answer weighs nothing, a form as much as any other', () => {
  const result = satisfactionOf(forms, ['useful', 'clear'], 12);
  // Useful: (5 + 3 + 4) / 3 = 4. Clear: (4 + 1) / 2 = 2.5. Forms: 4.5, 3 and 7/3; their mean is 59/18.
  expect(result.questions).toEqual([
    { key: 'useful', answered: 3, mean: 4, distribution: [0, 0, 1, 1, 1] },
    { key: 'clear', answered: 2, mean: 2.5, distribution: [1, 0, 0, 1, 0] },
    { key: 'gone', answered: 1, mean: 2, distribution: [0, 1, 0, 0, 0] },
  ]);
  expect(result.mean).toBeCloseTo(59 / 18);
  expect(result).toMatchObject({ forms: 3, responsePercent: 25 });
});

test('nobody answered, nobody attended: nothing is known, which is not 0', () => {
  expect(satisfactionOf([], ['useful'], 0)).toEqual({
    forms: 0,
    mean: null,
    questions: [{ key: 'useful', answered: 0, mean: null, distribution: [0, 0, 0, 0, 0] }],
    responsePercent: null,
  });
});

test('kept back, only counts are left', () => {
  expect(withoutAnswers(satisfactionOf(forms, ['useful'], 3))).toMatchObject({
    forms: 3,
    mean: null,
    questions: [{ key: 'useful', answered: 3, mean: null }, { answered: 2, mean: null }, { answered: 1, mean: null }],
  });
});

test('a form counts as its mean in hundredths: 4 and 4.25 of 5', () => {
  expect(meanHundredths({ useful: 5, clear: 3 })).toBe(400);
  expect(meanHundredths({ a: 5, b: 4, c: 4, d: 4 })).toBe(425);
  expect(meanHundredths({ a: 5, b: 4, c: 4 })).toBe(433);
});

test('the form that holds until another is set is one that could be set', () => {
  const processId = '00000000-0000-4000-8000-000000000001';
  expect(satisfactionFormSet.payload.safeParse({ processId, ...DEFAULT_FORM }).success).toBe(true);
});
