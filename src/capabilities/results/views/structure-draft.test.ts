import { expect, test } from 'vitest';
import { noResult, structureDraft, structureFault, structureTyped } from './structure-draft.ts';

type Framework = Parameters<typeof structureTyped>[0];

/** One result of two areas; an indicator stands in the first. */
const FRAMEWORK = {
  results: [
    {
      code: 'R1',
      name: { es: 'Uno', en: 'One' },
      areas: [
        { code: '1.1', name: { es: 'A', en: 'A' }, indicators: [{ code: '1.1.1' }] },
        { code: '1.2', name: { es: 'B', en: 'B' }, indicators: [] },
      ],
    },
  ],
} as unknown as Framework;

test('what was not touched is right and comes out as it went in', () => {
  const typed = structureTyped(FRAMEWORK);
  expect(structureFault(typed, FRAMEWORK)).toBe(null);
  expect(structureDraft(typed, '2026-11-25', null).payload).toEqual({
    results: [{ code: 'R1', name: { es: 'Uno', en: 'One' }, areas: [{ code: '1.1', name: { es: 'A', en: 'A' } }, { code: '1.2', name: { es: 'B', en: 'B' } }] }],
  });
});

test('an area without indicators may go, one with them may not, nor change its code', () => {
  const [first] = structureTyped(FRAMEWORK);
  if (first === undefined) throw new Error('There is one.');
  expect(structureFault([{ ...first, areas: first.areas.slice(0, 1) }], FRAMEWORK)).toBe(null);
  expect(structureFault([{ ...first, areas: first.areas.slice(1) }], FRAMEWORK)).toEqual({ fault: 'wrongInUse', codes: '1.1.1' });
  expect(structureFault([{ ...first, code: 'R9' }], FRAMEWORK)).toEqual({ fault: 'wrongInUse', codes: '1.1.1' });
});

test('what is empty, has blanks or stands twice is named', () => {
  const typed = structureTyped(FRAMEWORK);
  expect(structureFault([...typed, noResult()], FRAMEWORK)).toEqual({ fault: 'wrongEmpty' });
  expect(structureFault([...typed, { code: 'R 2', nameEs: 'Dos', nameEn: '', areas: [] }], FRAMEWORK)).toEqual({ fault: 'wrongCode' });
  expect(structureFault([...typed, { code: 'R1', nameEs: 'Dos', nameEn: '', areas: [] }], FRAMEWORK)).toEqual({ fault: 'wrongTwice', codes: 'R1' });
});
