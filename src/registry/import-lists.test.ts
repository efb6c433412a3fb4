/** Lists of people and organisations as they really come: headings, values, and what is wrong. Worked by hand. */
import { describe, expect, test } from 'vitest';
import { readAmount, readBirth, readCount, readLanguages, readStated } from './cell-values.ts';
import { faultsOfReading, linesOf } from './import-cells.ts';
import type { ListSheet } from './sheet-headings.ts';
import { headingsKey, readHeading } from './import-headings.ts';
import { readOrganisationRow } from './import-organisation-rows.ts';
import { PERSON_NAMES, readAges, readPersonRow, withEdits, type PersonRow } from './import-person-rows.ts';
import { guessReading } from './import-reading.ts';

const TODAY = '2021-11-26';
const sheet = (...rows: string[][]): ListSheet => ({ name: 'Hoja1', rows });

function people(...rows: string[][]): PersonRow[] {
  const list = sheet(...rows);
  const reading = guessReading('people', [list]);
  return [...linesOf(list, reading)].map(({ row, cells }) => readPersonRow(row, cells, reading, TODAY));
}

describe('headings', () => {
  test.each([
    ['Apellidos y Nombres', 'full-name'],
    ['AP. PATERNO', 'paternal'],
    ['Segundo apellido', 'maternal'],
    ['Apellido de casada', 'married'],
    ['C.I.', 'document'],
    ['Nº de cédula', 'document'],
    ['Exp.', 'issued-in'],
    ['Sexo (F/M)', 'sex'],
    ['Fecha de Nac.', 'birth'],
    ['Año de nacimiento', 'birth'],
    ['Rango de edad', 'age-band'],
    ['Edad', 'age'],
    ['Nro. de celular', 'phone'],
    ['Correo electrónico', 'email'],
    ['¿Se identifica con algún pueblo indígena?', 'indigenous'],
    ['Tiene discapacidad', 'disability'],
    ['Idiomas que habla', 'languages'],
    ['Empresa', 'organisation'],
    ['Firma', 'ignore'],
  ])('of people: %s is %s', (heading, field) => {
    expect(readHeading('people', heading)).toBe(field);
  });

  test.each([
    ['Razón Social', 'name'],
    ['Sigla', 'acronym'],
    ['NIT', 'tax-number'],
    ['Tipo de organización', 'organisation-kind'],
    ['Rubro / CAEB', 'sector'],
    ['Socios mujeres', 'members-women'],
    ['Nº de socios hombres', 'members-men'],
    ['Trabajadores', 'workers-unknown'],
    ['Ventas anuales (Bs)', 'sales'],
    ['Patrimonio (Bs)', 'equity'],
    ['¿Es formal?', 'formal'],
    ['Persona de contacto', 'contact-person'],
  ])('of organisations: %s is %s', (heading, field) => {
    expect(readHeading('organisations', heading)).toBe(field);
  });

  test('two rows of headings under a title are found, and remembered by their words only', () => {
    const list = sheet(['Registro 2021'], ['Datos', '', 'Contacto', ''], ['Nombre completo', 'C.I.', 'Celular', 'Correo'], ['Ana Prueba Luna', '9911001', '', '']);
    const reading = guessReading('people', [list]);
    expect(reading.headerRow).toBe(3);
    expect(reading.columns.map(({ field }) => field)).toEqual(['full-name', 'document', 'phone', 'email']);
    expect(headingsKey(['Nombre  completo', 'C.I.', ''])).toBe('nombre completo|c i');
  });

  test('a list without headings is read by what stands in it, and says so', () => {
    const list = sheet(['Ana Prueba Luna', '9911001 LP', 'F', '71110001'], ['Beto Prueba Sol', '9911002 LP', 'M', '71110002']);
    const reading = guessReading('people', [list]);
    expect(reading.columns.map(({ field }) => field)).toEqual(['full-name', 'document', 'sex', 'phone']);
    expect(reading.doubts).toContain('no-heading');
  });

  test('one thing in two columns blocks; surnames may have two', () => {
    const reading = guessReading('people', [sheet(['Nombres', 'Apellidos', 'Correo'], ['Ana', 'Prueba', 'a@b.bo'])]);
    const twice = { ...reading, columns: reading.columns.map((column) => ({ ...column, field: 'email' as const })) };
    expect(faultsOfReading(twice, PERSON_NAMES)).toEqual([
      { code: 'no-name-column', blocks: true, detail: null },
      { code: 'column-twice', blocks: true, detail: 'Apellidos' },
      { code: 'column-twice', blocks: true, detail: 'Correo' },
    ]);
  });
});

describe('a row of a list of people', () => {
  test('says what stands in it, and no sex where none stands', () => {
    const [row] = people(
      ['Paterno', 'Materno', 'Nombres', 'CI', 'Complemento', 'Expedido', 'Sexo', 'Fecha de nacimiento', 'Municipio', 'Departamento', 'Idiomas', 'Pueblo indígena', 'Discapacidad'],
      ['MAMANI', 'DE LA CRUZ', 'ANA MARIA', '4.923.118', '1a', 'LP', '', '3/5/1990', 'El Alto', 'La Paz', 'castellano y aymara', 'Aymara', 'Ninguna'],
    );
    expect(row).toMatchObject({
      row: 2,
      name: { givenNames: 'Ana Maria', paternal: 'Mamani', maternal: 'de la Cruz', surnames: null },
      document: { number: '4923118', complement: '1A', issuedIn: 'LP' },
      sex: null,
      birthDate: '1990-05-03',
      birthYear: 1990,
      department: '02',
      languages: ['es', 'ay'],
      indigenous: 'yes',
      disability: 'no',
      findings: [],
    });
  });

  test.each([
    [['Nombre completo', 'Fecha de nacimiento'], ['Ana Prueba Luna', '31/02/1990'], 'birth-impossible'],
    [['Nombre completo', 'Fecha de nacimiento'], ['Ana Prueba Luna', '01/01/2050'], 'birth-impossible'],
    [['Nombre completo', 'Fecha de nacimiento'], ['Ana Prueba Luna', 'no sabe'], 'birth-unreadable'],
    [['Nombre completo', 'Edad'], ['Ana Prueba Luna', '340'], 'age-impossible'],
    [['Nombre completo', 'CI'], ['Ana Prueba Luna', '49231l8O'], 'document-unreadable'],
    [['Nombre completo', 'CI'], ['', '4923118'], 'name-missing'],
    [['Nombre completo', 'CI'], ['...x', '4923118'], 'name-unreadable'],
  ])('%j: %j is %s', (head, cells, code) => {
    expect(people(head, cells)[0]?.findings.map((finding) => finding.code)).toContain(code);
  });

  test('edits take the place of what stands there', () => {
    expect(withEdits({ 'full-name': 'X', sex: 'F' }, { 'given-names': 'Ana', surnames: 'Prueba' })).toEqual({
      sex: 'F',
      'given-names': 'Ana',
      surnames: 'Prueba',
    });
  });

  test.each([
    ['34', 34, 34],
    ['34 años', 34, 34],
    ['18-29', 18, 29],
    ['de 18 a 29 años', 18, 29],
    ['60 y más', 60, null],
    ['60+', 60, null],
    ['menor de 18', 0, 17],
    ['mayor de 60', 61, null],
  ])('ages: %s', (text, fromYears, toYears) => {
    expect(readAges(text)).toEqual({ fromYears, toYears });
  });
});

test('a row of a list of organisations says its numbers, or what is wrong with them', () => {
  const list = sheet(
    ['Razón social', 'NIT', 'Tipo', 'Rubro', 'Socios mujeres', 'Trabajadores', 'Ventas anuales', 'Formal', 'Exporta'],
    ['Quinua Real', '223.344.5566', 'Asociación de productores', '0111 cereales', '1.200', '4', 'Bs 120.000,50', 'en trámite', 'no'],
    ['Otra', 'ABC', 'quién sabe', 'quinua', '-3', 'varios', 'mucho', 'tal vez', ''],
  );
  const reading = guessReading('organisations', [list]);
  const [good, bad] = [...linesOf(list, reading)].map(({ row, cells }) => readOrganisationRow(row, cells, reading));
  expect(good).toMatchObject({
    name: 'Quinua Real',
    taxNumber: '2233445566',
    organisationKind: 'producers-association',
    sector: '0111',
    membersWomen: 1200,
    workersUnknown: 4,
    sales: { minor: 12_000_050, currency: 'BOB' },
    formalStatus: 'in-process',
    exports: 'no',
    findings: [],
  });
  expect(bad?.findings.map(({ code }) => code)).toEqual([
    'tax-number-unreadable', 'organisation-kind-unknown', 'sector-unknown', 'stated-unreadable', 'number-unreadable', 'number-unreadable', 'amount-unreadable',
  ]);
});

test('equity is read beside the sales; in another currency than they it is wrong: a size has one', () => {
  const list = sheet(['Razón social', 'Ventas', 'Patrimonio'], ['Una', 'Bs 100', 'Bs 2.500'], ['Dos', '', '$us 300'], ['Tres', 'Bs 100', '$us 300']);
  const reading = guessReading('organisations', [list]);
  const rows = [...linesOf(list, reading)].map(({ row, cells }) => readOrganisationRow(row, cells, reading));
  expect(rows.map(({ equity }) => equity)).toEqual([{ minor: 250_000, currency: 'BOB' }, { minor: 30_000, currency: 'USD' }, null]);
  expect(rows.map(({ findings }) => findings.map(({ code, field }) => [code, field]))).toEqual([[], [], [['amount-unreadable', 'equity']]]);
});

describe('cells', () => {
  test('births, also as the number a spreadsheet keeps', () => {
    expect(readBirth('12/08/85', 'dmy')).toEqual({ date: '1985-08-12', year: 1985 });
    expect(readBirth('1987', 'dmy')).toEqual({ date: null, year: 1987 });
    // 24837 is 31 December 1967.
    expect(readBirth('24837', 'dmy')).toEqual({ date: '1967-12-31', year: 1967 });
    expect(readBirth('30/02/1985', 'dmy')).toBe('impossible');
  });

  test('counts and amounts', () => {
    expect(['12', '1.200', '12 socios', 'doce', '-1', '3.5'].map(readCount)).toEqual([12, 1200, 12, null, null, null]);
    expect(readAmount('$us 3,000')).toEqual({ minor: 300_000, currency: 'USD' });
    expect(readAmount('1,234,567.89')).toEqual({ minor: 123_456_789, currency: 'BOB' });
    expect(readAmount('12.5')).toEqual({ minor: 1250, currency: 'BOB' });
    expect(readAmount('mucho')).toBeNull();
  });

  test('answers and languages', () => {
    expect(['Sí', 'x', 'NO', 'Ninguna', 'prefiero no decir', 'quizás'].map(readStated)).toEqual(['yes', 'yes', 'no', 'no', 'not-stated', null]);
    expect(readLanguages('Castellano, quechua y klingon')).toEqual({ codes: ['es', 'qu'], unknown: ['klingon'] });
  });
});
