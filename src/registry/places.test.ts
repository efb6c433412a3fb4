import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { normaliseName } from './names.ts';
import { findDepartment, findMunicipalities, findMunicipality, searchMunicipalities } from './place-search.ts';
import { DEPARTMENTS, MUNICIPALITIES, placeName } from './places.ts';

it('knows nine departments and 343 municipalities, each code once', () => {
  expect(DEPARTMENTS).toHaveLength(9);
  expect(MUNICIPALITIES).toHaveLength(343);
  expect(new Set(MUNICIPALITIES.map((place) => place.code)).size).toBe(343);
  expect(MUNICIPALITIES.every((place) => /^0[1-9]\d{4}$/.test(place.code) && place.name !== '')).toBe(true);
});

it('finds a department by name, abbreviation, code or with a slip', () => {
  const found = (text: string): string | undefined => findDepartment(text)?.name;
  const laPaz = ['LP', 'la paz', 'Depto. de La Paz', 'BO-L', '02', 'La Paz, Bolivia'];
  expect(laPaz.map(found)).toEqual(Array(6).fill('La Paz'));
  expect(['CBBA', 'Cbba.', 'Cochabanba'].map(found)).toEqual(Array(3).fill('Cochabamba'));
  expect(['SCZ', 'Sta. Cruz', 'Santa Cruz de la Sierra', 'SC'].map(found)).toEqual(Array(4).fill('Santa Cruz'));
  expect(['TJA', 'Tarjia', 'POTOSI', 'Trinidad'].map(found)).toEqual(['Tarija', 'Tarija', 'Potosí', 'Beni']);
  expect(['', 'Lima', 'X'].map(found)).toEqual([undefined, undefined, undefined]);
});

it('finds a municipality, within its department where the name is not unique', () => {
  expect(findMunicipality('El Alto')?.code).toBe('020105');
  expect(findMunicipality('ciudad de El Alto')?.code).toBe('020105');
  expect(findMunicipality('La Paz')?.code).toBe('020101');
  expect(findMunicipality('Santa Cruz')?.code).toBe('070101');
  expect(findMunicipality('Rurrenabaque')?.code).toBe('080304');
  expect(findMunicipality('Quillacoyo')?.code).toBe('030901');
  expect(findMunicipality('San Pedro')).toBeNull();
  expect(findMunicipalities('San Pedro').map((place) => place.code)).toEqual(['050501', '071005', '090202']);
  expect(findMunicipality('San Pedro', '09')?.code).toBe('090202');
  expect(findMunicipality('El Alto', '07')).toBeNull();
  expect(findMunicipality('Atlantis')).toBeNull();
});

it('names a place by its code', () => {
  expect([placeName('08'), placeName('080101'), placeName('999999')]).toEqual(['Beni', 'Trinidad', null]);
});

const official = join(process.env['DIGNA_SHARED'] ?? '../shared', 'data/geo/bolivia_municipios.csv');
it.skipIf(!existsSync(official))('has the codes of the official table (skipped where the table is absent)', () => {
  const lines = readFileSync(official, 'utf8').trim().split(/\r?\n/).slice(1);
  const differing = lines.filter((line) => {
    const [code = '', department = '', , name = ''] = line.replaceAll('"', '').split(',');
    const place = MUNICIPALITIES.find((municipality) => municipality.code === code);
    const ours = normaliseName(place?.name ?? '');
    return !normaliseName(name).includes(ours) || ours === '' || findDepartment(department)?.code !== place?.department;
  });
  expect(differing).toEqual([]);
});

describe('searching while typing', () => {
  const names = (text: string, department: string | null = null) => searchMunicipalities(text, department, 5).map(({ name }) => name);

  test('what begins so comes first, then what has a word that does, then what is nearly so', () => {
    expect(names('el al')).toEqual(['El Alto']);
    expect(names('caraca')[0]).toBe('Caracollo');
    expect(names('alto')).toContain('El Alto');
    expect(names('cochabanba')).toEqual(['Cochabamba']);
    expect(names('huaqui')).toContain('Puerto Mayor de Guaqui');
  });

  test('a department narrows it, and nothing typed gives the first by name', () => {
    expect(searchMunicipalities('san', '07', 50).every(({ department }) => department === '07')).toBe(true);
    expect(names('', '09')[0]).toBe('Bella Flor');
    expect(names('zzzz')).toEqual([]);
  });
});
