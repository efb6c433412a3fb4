import { expect, test } from 'vitest';
import { numberKeys, organisationWords, sortKey, wordsOf } from './sort-key.ts';

test('keys in order of bytes are in Spanish order: accents do not matter, ñ comes after n', () => {
  const names = ['Nuñez', 'Ñandú', 'Núñez', 'Nunca', 'Zárate', 'Ávila', 'avila', 'Oña', 'Onza', 'De la Cruz', 'Delgado'];
  const keys = names.map((name) => ({ name, key: sortKey(name, '') })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  expect(keys.map(({ name }) => name)).toEqual([
    'Ávila', 'avila', 'De la Cruz', 'Delgado', 'Nunca', 'Nuñez', 'Núñez', 'Ñandú', 'Onza', 'Oña', 'Zárate',
  ]);
});

test('surnames go before given names', () => {
  expect(sortKey('Mamani Condori', 'Lidia')).toBe('mamani condori lidia');
  expect(sortKey('', 'Lidia')).toBe('lidia');
});

test('words of names come once, without accents', () => {
  expect(wordsOf('María José', 'Peña María', null)).toEqual(['maria', 'jose', 'pena']);
});

test('a number is found by how it begins and how it ends, an address whole', () => {
  expect(numberKeys('4.831-027')).toEqual(['4831027', '<7201384']);
  expect(numberKeys('+591 71234567')).toEqual(['71234567', '<76543217']);
  expect(numberKeys(' Ana@Ejemplo.bo ')).toEqual(['ana@ejemplo.bo']);
  expect(numberKeys('sin')).toEqual([]);
});

test('an organisation is found by the words of its name and acronym and by its tax number', () => {
  expect(organisationWords({ name: 'Coop.Agua y Luz S.R.L.', acronym: 'C.A.L.', taxNumber: '10-2030' })).toEqual([
    'coop', 'agua', 'y', 'luz', 'srl', 'cal', '10', '2030', '102030', '<030201',
  ]);
  expect(organisationWords({ name: '…', acronym: null, taxNumber: null })).toEqual([]);
});
