import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SECTORS, searchSectors, sectorName } from './sectors.ts';

const FILE = join(process.env['DIGNA_SHARED'] ?? '../shared', 'data/isic/isic_rev4_en.json');

test('every code stands once, in order, with a name in both languages', () => {
  const codes = SECTORS.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.toSorted()).toEqual(codes);
  expect(SECTORS.filter(({ code, es, en }) => !/^\d{2}(\d{2})?$/.test(code) || es === '' || en === '')).toEqual([]);
});

test('a class that is not listed reads as its division', () => {
  expect(sectorName('1079', 'es')).toBe('Café tostado y otros alimentos');
  expect(sectorName('1080', 'es')).toBe('Alimentos elaborados');
  expect(sectorName('00', 'en')).toBeNull();
});

test('an activity is found by its code or by how its words begin', () => {
  const codes = (text: string) => searchSectors(text, 'es', 10).map(({ code }) => code);
  expect(codes('cafe')).toEqual(['0127', '1079']);
  expect(codes('79')).toEqual(['79', '7911', '7912']);
  expect(codes('turismo operadores')).toEqual(['7912']);
  expect(codes('zzz')).toEqual([]);
  expect(codes('')[0]).toBe('01');
});

test.skipIf(!existsSync(FILE))('all divisions of ISIC Rev. 4 are here, and no code that it does not have', () => {
  const known = new Set([...readFileSync(FILE, 'utf8').matchAll(/"(?:division|class)"\s*:\s*"?(\d{2}|\d{4})"?\b/g)].map(([, code = '']) => code));
  const divisions = [...known].filter((code) => code.length === 2);
  expect(divisions.length).toBe(88);
  const ours = new Set(SECTORS.map(({ code }) => code));
  expect(divisions.filter((code) => !ours.has(code))).toEqual([]);
  expect([...ours].filter((code) => !known.has(code))).toEqual([]);
});
