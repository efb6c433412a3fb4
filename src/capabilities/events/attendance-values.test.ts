import { describe, expect, it } from 'vitest';
import { meaningOfM, readBirthYear, readDocument, readHeadingDay, readMoment, readOrganisationKind, readSex, statedText } from '../../registry/cell-values.ts';
import { meaningOfMarkA, readMark, readMinutes } from './attendance-values.ts';

describe('a document', () => {
  const ci = (number: string, issuedIn: string | null = null, complement: string | null = null): object => {
    return { number, complement, issuedIn };
  };
  it('is a number, perhaps with complement and department', () => {
    expect(readDocument('4923118')).toEqual(ci('4923118'));
    expect(readDocument('4.923.118 LP')).toEqual(ci('4923118', 'LP'));
    expect(readDocument('4 923 118 Cbba.')).toEqual(ci('4923118', 'CB'));
    expect(readDocument('C.I. 4923118-1A SCZ')).toEqual(ci('4923118', 'SC', '1A'));
    expect(readDocument('4923118.0')).toEqual(ci('4923118'));
    expect(readDocument('4831027OR')).toEqual(ci('4831027', 'OR'));
    expect(readDocument('E-10234567')).toEqual(ci('10234567'));
  });
  it('with a letter O among its digits is pointed out', () => {
    expect(['4831O27 LP', '48310O7', 'O831027', '483102O LP'].map(readDocument)).toEqual(Array(4).fill('letter-o'));
  });
  it('may be no identity card, or nothing readable', () => {
    expect(readDocument('AB1234567')).toBe('not-ci');
    expect(['12', '1234567890123', 'en trámite', '49-23'].map(readDocument)).toEqual(Array(4).fill('unreadable'));
  });
});

describe('sex', () => {
  it('is what the column says, never guessed', () => {
    expect(['F', 'Femenino', 'mujer', 'Female'].map((text) => readSex(text, null))).toEqual(Array(4).fill('woman'));
    expect(['H', 'V', 'Varón', 'Masculino', 'hombre'].map((text) => readSex(text, null))).toEqual(Array(5).fill('man'));
    expect([readSex('Otro', null), readSex('Prefiero no decirlo', null)]).toEqual(['other', 'not-stated']);
    expect(readSex('?', 'man')).toBe('unreadable');
  });
  it('written M is masculino beside F, mujer beside H, and undecidable alone', () => {
    expect(readSex('M', meaningOfM(['M', 'F', 'M'], 'Sexo'))).toBe('man');
    expect(readSex('M', meaningOfM(['M', 'H', ''], 'Sexo'))).toBe('woman');
    expect(readSex('M', meaningOfM(['M', 'M'], 'Sexo'))).toBe('undecidable');
    expect(readSex('M', meaningOfM(['M', 'F', 'H'], 'Sexo'))).toBe('undecidable');
    expect(readSex('M', meaningOfM(['M'], 'M/F'))).toBe('man');
    expect(readSex('M', meaningOfM(['M'], 'H/M'))).toBe('woman');
  });
});

describe('a moment', () => {
  const day = (text: string, order: 'dmy' | 'mdy' = 'dmy'): unknown => {
    const read = readMoment(text, order);
    return typeof read === 'string' ? read : `${read.day} ${read.minute ?? '-'}`;
  };
  it('is read in the ways lists write it', () => {
    expect(day('12/08/2020')).toBe('2020-08-12 -');
    expect(day('12/08/2020', 'mdy')).toBe('2020-12-08 -');
    expect(day('2020-08-12T09:30')).toBe('2020-08-12 570');
    expect(day('10/05/2026 05:55:00 PM', 'mdy')).toBe('2026-10-05 1075');
    expect(day('10/05/2026 12:05:00 AM', 'mdy')).toBe('2026-10-05 5');
    expect(day('2026-03-20 09:58:00')).toBe('2026-03-20 598');
    expect(day('12-ago-20')).toBe('2020-08-12 -');
    expect(day('12 de agosto de 2020')).toBe('2020-08-12 -');
    expect(day('44055')).toBe('2020-08-12 -');
    expect(day('44055.5')).toBe('2020-08-12 720');
    expect(day('29/02/2020')).toBe('2020-02-29 -');
  });
  it('is impossible when no such day exists or it lies outside our years', () => {
    const impossible = ['31/02/2021', '29/02/2021', '12/13/2020', '12/08/1900', '12/08/2200', '2020-00-10', '12345'];
    expect(impossible.map((text) => day(text))).toEqual(Array(impossible.length).fill('impossible'));
    expect(['agosto', '', '12/08/2020 25:00'].map((text) => day(text))).toEqual(Array(3).fill('unreadable'));
  });
  it('in a heading may lack its year', () => {
    expect(readHeadingDay('Sesión 12/08')).toEqual({ day: 12, month: 8, year: null });
    expect(readHeadingDay('12-ago')).toEqual({ day: 12, month: 8, year: null });
    expect(readHeadingDay('2020-08-12')).toEqual({ day: 12, month: 8, year: 2020 });
    expect(readHeadingDay('Obs.')).toBeNull();
  });
});

it('minutes are read as numbers, clocks and words', () => {
  expect(['57', '57 min', '56,5', '1:20', '1 h 20 min', '2 horas', '57.0'].map(readMinutes)).toEqual(
    [57, 57, 57, 80, 80, 120, 57],
  );
  expect(['todo', '-5', '1e9'].map(readMinutes)).toEqual(Array(3).fill('unreadable'));
});

it('marks say present, absent, a share or minutes', () => {
  const read = (text: string): unknown => readMark(text, 120, null);
  expect(['X', 'sí', 'P', '✓', 'Asistió', '1', 'TRUE'].map(read)).toEqual(Array(7).fill(120));
  expect(['', 'no', '-', 'F', 'falta', '0', 'Lic.'].map(read)).toEqual(Array(7).fill(0));
  expect(['90', '50%', 'tal vez', 'A'].map(read)).toEqual([90, 60, 'unreadable', 'unreadable']);
});

it('an A as a mark is ausente beside P, asistió beside F, and neither alone', () => {
  expect([meaningOfMarkA(['P', 'A']), meaningOfMarkA(['A', 'F']), meaningOfMarkA(['A'])]).toEqual(
    ['absent', 'present', null],
  );
  expect([readMark('A', 120, 'absent'), readMark('A', 120, 'present')]).toEqual([0, 120]);
});

it('knows the kinds of organisation by their usual words', () => {
  const kinds = ['Empleadores', 'Trabajadores', 'Gobierno', 'Organización no gubernamental', 'Empresa', 'Universidad', 'workers', 'zzz'];
  expect(kinds.map(readOrganisationKind)).toEqual([
    'employers', 'workers', 'government', 'ngo', 'enterprise', 'academia', 'workers', null,
  ]);
});

it('takes a year of birth from a year, a date or a serial number', () => {
  expect(['1987', '14/03/1987', '1987-03-14', '31850', '14 de marzo de 1987', 'ayer'].map(readBirthYear)).toEqual([
    1987, 1987, 1987, 1987, 1987, null,
  ]);
});

it('hears "nothing" in the words lists use for it', () => {
  expect(['', ' - ', 'S/N', 'n/a', 'No tiene', 'sin CI', undefined].map(statedText)).toEqual(Array(7).fill(null));
  expect(statedText(' Ana ')).toBe('Ana');
});
