import { expect, test } from 'vitest';
import fc from 'fast-check';
import { CODE_LETTERS } from '../../../verification/rules.ts';
import { BADGE_CODES, badgeCodeOf, badgeNumberOf, badgeScanned, badgeShown, badgeTyped } from './rules.ts';

const MISCOPIED = { kind: 'miscopied' };
const anybody = fc.uuid({ version: 4 });

test('a code follows from the id alone, worked out by hand', () => {
  // 0x20 = 32 = 1 + 1 × 31: the letters of 1 and 1, then five of 0. Check: 2 × 1 + 3 × 1 = 5, and 31 - 5 = 26 is the 27th letter.
  expect(badgeCodeOf('0198a000-0000-7000-8000-000000000020')).toBe('BBAAAAA5');
  expect(badgeCodeOf('ffffffff-ffff-4fff-8fff-000000000020')).toBe('BBAAAAA5');
  expect(badgeCodeOf('0198a000-0000-7000-8000-000000000000')).toBe('AAAAAAAA');
  expect(badgeShown('BBAAAAA5')).toBe('BBAA-AAA5');
});

test('it is eight letters and digits that nobody takes for another, and stands for the end of the id', () => {
  fc.assert(
    fc.property(anybody, (id) => {
      const code = badgeCodeOf(id);
      expect(code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
      expect(badgeNumberOf(code)).toBe(Number(BigInt(`0x${id.slice(-12)}`) % BigInt(BADGE_CODES)));
      expect(badgeTyped(code)).toEqual({ kind: 'badge', code });
    }),
  );
});

test('one letter taken for another is noticed, whichever', () => {
  fc.assert(
    fc.property(anybody, fc.nat(7), fc.nat(CODE_LETTERS.length - 1), (id, at, which) => {
      const code = badgeCodeOf(id);
      const letter = CODE_LETTERS.charAt(which);
      fc.pre(letter !== code.charAt(at));
      expect(badgeTyped(code.slice(0, at) + letter + code.slice(at + 1))).toEqual(MISCOPIED);
    }),
  );
});

test('two letters that changed places are noticed, side by side or not', () => {
  fc.assert(
    fc.property(anybody, fc.nat(7), fc.nat(7), (id, one, other) => {
      const letters = badgeCodeOf(id).split('');
      fc.pre(letters[one] !== letters[other]);
      [letters[one], letters[other]] = [letters[other] ?? '', letters[one] ?? ''];
      expect(badgeTyped(letters.join(''))).toEqual(MISCOPIED);
    }),
  );
});

test('it is understood as people copy it, and what cannot be one is told apart', () => {
  const read = { kind: 'badge', code: 'BBAAAAA5' };
  for (const text of ['bbaa-aaa5', ' BBAA AAA5 ', 'BBAAAAA5', 'https://digna.example/credencial/BBAA-AAA5']) expect([text, badgeTyped(text)]).toEqual([text, read]);
  for (const text of ['', 'BBAA', 'BBAAAAA5X', 'BBAAAAA0', 'BBAAAAAI', 'ABCDEFGHJKMN']) expect([text, badgeTyped(text)]).toEqual([text, MISCOPIED]);
});

test('of what a camera reads only the address of a badge is one', () => {
  const read = { kind: 'badge', code: 'BBAAAAA5' };
  for (const text of ['https://digna.example/credencial/BBAA-AAA5', 'http://10.0.0.4:4700/digna/credencial/bbaaaaa5?lang=en', 'HTTPS://DIGNA.EXAMPLE/CREDENCIAL/BBAA-AAA5/']) {
    expect([text, badgeScanned(text)]).toEqual([text, read]);
  }
  for (const text of ['BBAAAAA5', 'https://digna.example/opinion/ABCD-EFGH-JKMN', 'WIFI:S:sala;P:clave;;', 'https://example.org/?a=/credencial/BBAA-AAA5']) {
    expect([text, badgeScanned(text)]).toEqual([text, { kind: 'other' }]);
  }
  expect(badgeScanned('https://digna.example/credencial/BBAA-AAA6')).toEqual(MISCOPIED);
});

test('codes are as many as they are said to be', () => {
  expect(BADGE_CODES).toBe(27_512_614_111);
});
