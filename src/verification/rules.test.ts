import { expect, test } from 'vitest';
import { codeFrom, codeShown, codeTyped, initialsOf, isCode } from './rules.ts';

test('a code is twelve letters and digits that nobody confuses, all alike likely', () => {
  expect(codeFrom(Uint8Array.from({ length: 12 }, (_, index) => index))).toBe('ABCDEFGHJKMN');
  // 248 = 8 · 31: from there on a byte would favour the first letters, so it is passed over.
  expect(codeFrom(Uint8Array.from([248, 255, ...Array.from({ length: 12 }, () => 31)]))).toBe('AAAAAAAAAAAA');
  expect(codeFrom(Uint8Array.from(Array.from({ length: 40 }, () => 250)))).toBeNull();
});

test('a code is read as people copy it', () => {
  expect([codeTyped(' abcd-efgh–jkmn '), codeTyped('ABCD EFGH JKMN'), codeTyped('ABCD.EFGH.JKMN')]).toEqual(Array(3).fill('ABCDEFGHJKMN'));
  expect([codeTyped('ABCD-EFGH-JKM'), codeTyped('ABCD-EFGH-JKM0'), codeTyped('<script>'), codeTyped('')]).toEqual([null, null, null, null]);
  expect([isCode('ABCDEFGHJKMN'), isCode('abcdefghjkmn'), codeShown('ABCDEFGHJKMN')]).toEqual([true, false, 'ABCD-EFGH-JKMN']);
});

test('a name is shown by its initials', () => {
  expect(initialsOf('Ñusta  de la Quispe Ávila')).toBe('Ñ. D. L. Q. Á.');
  expect(initialsOf('(sin nombre) 7')).toBe('S. N.');
});
