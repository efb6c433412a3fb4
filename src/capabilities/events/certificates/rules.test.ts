import { describe, expect, test } from 'vitest';
import { certifiedMinutes, filled, folioOf, isWording, reachesShare, strangeField, whyNot } from './rules.ts';
import { datesWords, hoursWords } from './sheet-words.ts';

const VALUES = { process: '{horas}', dates: 'el 3', hours: '24', partner: 'CAI' };

describe('a wording', () => {
  test('has its fields filled in, bold, in either language; a value is never read again', () => {
    expect(filled('Por {proceso}, {Horas} h.', VALUES)).toEqual([
      { text: 'Por ', strong: false },
      { text: '{horas}', strong: true },
      { text: ', ', strong: false },
      { text: '24', strong: true },
      { text: ' h.', strong: false },
    ]);
    expect(filled('{process}', VALUES)).toEqual([{ text: '{horas}', strong: true }]);
  });

  test('holds no field that there is none of, and no brace alone', () => {
    expect(strangeField('Por {nota} y {proceso}')).toBe('{nota}');
    expect(strangeField('a { b')).toBe('{');
    expect([isWording('Sin campos'), isWording('{}'), isWording('{proceso}}')]).toEqual([true, false, false]);
  });
});

test('the share is the figures’ own: exactly the threshold reaches it, nothing held reaches nothing', () => {
  // 160 of 200 is 80 %; 159 is 79.5 %.
  expect([reachesShare(160, 200, 80), reachesShare(159, 200, 80), reachesShare(0, 0, 0)]).toEqual([true, false, false]);
});

test('whoever gets none is told the first reason', () => {
  const asked = { heldMinutes: 200, thresholdPercent: 80 };
  const person = { personId: 'x', minutes: 200, hasName: true, certified: false };
  expect(whyNot(person, asked)).toBeNull();
  expect(whyNot({ ...person, certified: true, minutes: 0 }, asked)).toBe('already-certified');
  expect(whyNot({ ...person, minutes: 159, hasName: false }, asked)).toBe('below-threshold');
  expect(whyNot({ ...person, hasName: false }, asked)).toBe('nameless');
});

test('hours, folios and dates as they are printed', () => {
  expect([certifiedMinutes(null, 90), certifiedMinutes(24, 90)]).toEqual([90, 1440]);
  expect([hoursWords(90, 'es'), hoursWords(90, 'en'), hoursWords(1440, 'es')]).toEqual(['1,5', '1.5', '24']);
  expect([folioOf('CBD', 12), folioOf('CBD', 12_345)]).toEqual(['CBD-0012', 'CBD-12345']);
  expect(datesWords('2021-05-18', '2021-06-02', 'es')).toBe('del 18 de mayo de 2021 al 2 de junio de 2021');
  expect(datesWords('2021-05-18', '2021-05-18', 'en')).toBe('on 18 May 2021');
});
