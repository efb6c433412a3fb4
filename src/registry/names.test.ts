import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutLookAlikes } from './name-form.ts';
import {
  compareWords,
  editDistance,
  nameSimilarity,
  normaliseName,
  phoneticKey,
  splitFullName,
  tidyName,
  usualNameOrder,
} from './names.ts';
import { searchText } from './search-text.ts';

const split = (text: string, order?: 'given-first' | 'surnames-first'): string => {
  const { givenNames, surnames } = splitFullName(text, order);
  return `${givenNames} / ${surnames}`;
};

it('brings a name to one form', () => {
  expect(normaliseName('  Núñez  Ñusta, M.ª   José ')).toBe('nunez nusta m a jose');
  expect(normaliseName("O'Connor-Pérez")).toBe('oconnor perez');
});

describe('a full name is cut', () => {
  it('into given names and one or two surnames', () => {
    expect(split('Lidia Mamani Condori')).toBe('Lidia / Mamani Condori');
    expect(split('Lidia Mamani')).toBe('Lidia / Mamani');
    expect(split('María Elena Poma')).toBe('María Elena / Poma');
    expect(split('María Elena Poma Ticona')).toBe('María Elena / Poma Ticona');
    expect(split('Lidia')).toBe('Lidia / ');
    expect(split('Lidia Mamani C.')).toBe('Lidia / Mamani C.');
  });

  it('with the surnames first, when a comma or the words say so', () => {
    expect(split('Mamani Quispe, Juan Carlos')).toBe('Juan Carlos / Mamani Quispe');
    expect(split('Flores Rojas Nancy')).toBe('Nancy / Flores Rojas');
    expect(split('Mamani Juan')).toBe('Juan / Mamani');
    expect(split('POMA TICONA MARÍA ELENA')).toBe('María Elena / Poma Ticona');
  });

  it('with the order of its list when its own words do not say', () => {
    expect(split('Xyz Abc Def', 'surnames-first')).toBe('Def / Xyz Abc');
    expect(split('Xyz Abc Def')).toBe('Xyz / Abc Def');
    expect(usualNameOrder(['Mamani Quispe Juan', 'Flores Nancy', 'Rosa Rosa'])).toBe('surnames-first');
    expect(usualNameOrder(['Juan Mamani', 'Nancy Flores'])).toBe('given-first');
  });

  it('keeping particles with their word, and leaving titles out', () => {
    expect(split('Juan de la Cruz Mamani')).toBe('Juan / de la Cruz Mamani');
    expect(split('Lic. Ana María Poma vda. de Rojas')).toBe('Ana María / Poma vda. de Rojas');
    expect(split('Ing. Edgar Terrazas')).toBe('Edgar / Terrazas');
  });
});

it('sets capitals only where the list has none of its own', () => {
  expect(tidyName('MARÍA DE LA CRUZ')).toBe('María de la Cruz');
  expect(tidyName('mcDonald')).toBe('mcDonald');
});

it('gives one sound to spellings that sound alike', () => {
  const alike = [
    ['quispe', 'kispe'], ['vilma', 'bilma'], ['jhonny', 'joni'], ['gonzales', 'gonzalez'], ['huanca', 'wanca'],
    ['ximena', 'jimena'], ['callisaya', 'cayisaya'], ['huaman', 'guaman'], ['hilda', 'ilda'], ['gimenez', 'jimenez'],
    ['guerrero', 'gerrero'],
  ] as const;
  for (const [a, b] of alike.slice(0, -1)) expect(phoneticKey(a), `${a} ${b}`).toBe(phoneticKey(b));
  expect(phoneticKey('guerrero')).not.toBe(phoneticKey('gerrero'));
  expect(phoneticKey('rosa')).not.toBe(phoneticKey('rocha'));
});

it('counts slips of the keyboard, a swap as one', () => {
  expect(editDistance('condori', 'codnori', 2)).toBe(1);
  expect(editDistance('mamani', 'mamni', 2)).toBe(1);
  expect(editDistance('mamani', 'quispe', 2)).toBe(3);
});

it('finds with the limit of one slip what it finds without', () => {
  const letters = ['', 'a', 'b'];
  const words = letters.flatMap(
    (x) => letters.flatMap((y) => letters.flatMap((z) => letters.map((w) => x + y + z + w))),
  );
  for (const a of words) {
    for (const b of words) expect(editDistance(a, b, 1), `${a} ${b}`).toBe(Math.min(2, editDistance(a, b, 5)));
  }
});

it('does not take two usual names, or a woman’s and a man’s, for one with a slip', () => {
  expect(compareWords('condori', 'condoi')).toBe('one-typo');
  expect(compareWords('juan', 'juana')).toBe('different');
  expect(compareWords('daniel', 'daniela')).toBe('different');
  expect(compareWords('roca', 'rocha')).toBe('different');
  expect(compareWords('c', 'condori')).toBe('abbreviated');
  expect(compareWords('ana', 'eva')).toBe('different');
});

it('measures likeness whatever the order, forgiving a missing surname, an initial and a slip', () => {
  expect(nameSimilarity('Lidia Mamani Condori', 'MAMANI CONDORI LIDIA')).toBe(1);
  expect(nameSimilarity('Ma. Elena Poma', 'María Elena Poma')).toBe(1);
  expect(nameSimilarity('Lidia Mamani', 'Lidia Mamani Condori')).toBeCloseTo(0.92);
  expect(nameSimilarity('Lidia Mamani C.', 'Lidia Mamani Condori')).toBeCloseTo(0.9);
  expect(nameSimilarity('Lidia Mamni', 'Lidia Mamani')).toBeCloseTo(0.925);
  expect(nameSimilarity('Lidia Mamani', 'Juan Quispe')).toBe(0);
  expect(nameSimilarity('', 'Juan')).toBe(0);
});

it('reads through what does not show and what only looks like a letter of ours, for matching and for search', () => {
  const tricks = ['Li\u200bdia Ma\u00admani', '\u202eLidia\u202c Mamani', 'Lіdіа Маmаnі', 'ＬＩＤＩＡ ｍａｍａｎｉ', 'Lidia\u00a0\u2060Mamani'];
  for (const trick of tricks) {
    expect(normaliseName(trick), JSON.stringify(trick)).toBe('lidia mamani');
    expect(searchText(trick), JSON.stringify(trick)).toBe('lidia mamani');
  }
  expect(normaliseName('\u200f')).toBe('');
  expect(normaliseName('محمد')).toBe('محمد');
});

it('brings a text to the form of its words, whatever its letters: words met before are not looked at again', () => {
  const atOnce = (text: string): string =>
    withoutLookAlikes(text.normalize('NFKD').toLowerCase()).replace(/[\u0300-\u036f'’`´]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const letters = [...'a Ñ ñ Á é Σ ς о ’ \' ` ´ - . , 1 ½'.split(' '), ' ', '\u00a0', '\u0301', '\u200f', '\ufb03'];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...letters), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      expect(normaliseName(text)).toBe(atOnce(text));
      expect(normaliseName(text)).toBe(atOnce(text));
    }),
    { numRuns: 2000 },
  );
});
