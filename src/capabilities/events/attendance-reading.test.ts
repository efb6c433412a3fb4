import { describe, expect, it } from 'vitest';
import type { ListSession, Reading } from './attendance-file.ts';
import { headingsAt, type ListSheet } from '../../registry/sheet-headings.ts';
import { readHeading } from './attendance-headings.ts';
import { changeReading, guessDateOrder, guessReading } from './attendance-reading.ts';

const SESSIONS: readonly ListSession[] = [
  { number: 1, heldOn: '2020-08-12', durationMinutes: 120 },
  { number: 2, heldOn: '2020-08-19', durationMinutes: 120 },
  { number: 3, heldOn: '2020-08-26', durationMinutes: 120 },
];

const sheet = (...rows: string[][]): ListSheet => ({ name: 'Lista', rows });
const fields = (reading: Reading): string[] =>
  reading.columns.map((column) => (column.session === null ? column.field : `${column.field}:${column.session}`));

describe('headings', () => {
  const field = (heading: string): string => {
    const read = readHeading(heading, SESSIONS);
    return read === null ? '?' : read.session === null ? read.field : `${read.field}:${read.session}`;
  };
  it('of people are known in Spanish and English', () => {
    const known = {
      'Nombres y Apellidos': 'full-name', 'NOMBRE COMPLETO': 'full-name', 'Name (Original Name)': 'full-name',
      'Participante': 'full-name', 'Apellido paterno': 'surnames', 'First Name': 'given-names', 'C.I.': 'document',
      'Nro. de carnet': 'document', 'M/F': 'sex', 'Género': 'sex', 'Institución': 'organisation',
      'Tipo de organización': 'organisation-kind', 'Cargo': 'position', 'Depto.': 'department', 'Municipio': 'municipality',
      'Celular': 'phone', 'Correo electrónico': 'email', 'User Email': 'email', 'Fecha de nacimiento': 'birth-year',
      'Edad': 'age', 'Min. conectado': 'minutes', 'Total Duration (Minutes)': 'minutes', 'Join Time': 'join-time',
      'Hora de salida': 'leave-time', 'Fecha': 'date', 'Sesión': 'session-number', 'Asistencia': 'present',
      'N°': 'ignore', 'Obs.': 'ignore', 'Guest': 'ignore', 'Zodiaco': '?', '': '?',
    };
    for (const [heading, expected] of Object.entries(known)) expect(field(heading), heading).toBe(expected);
  });
  it('of sessions are known by number, ordinal, Roman number or date', () => {
    const known = {
      'Sesión 1': 1, 'S2': 2, 'Día 3': 3, '2da sesión': 2, 'Taller III': 3, 'Sesión N° 2': 2, '12/08/2020': 1,
      '19-ago': 2, '2020-08-26': 3, 'Sesión 1 (19/08)': 1, 'Día 19/08': 2, 'Sesiones 3': 3,
    };
    for (const [heading, number] of Object.entries(known)) expect(field(heading), heading).toBe(
      `session-presence:${number}`,
    );
    expect(field('05/11/2020')).toBe('session-presence');
  });
  it('in two rows are read together', () => {
    const rows = [
      ['LISTA DE ASISTENCIA'],
      ['Nombre', 'Sexo', '', 'Sesiones', '', ''],
      ['', 'F', 'M', '1', '2', '3'],
    ];
    expect(headingsAt(rows, 3)).toEqual(['Nombre', 'Sexo F', 'Sexo M', 'Sesiones 1', 'Sesiones 2', 'Sesiones 3']);
  });
});

describe('the reading', () => {
  it('finds the headings below titles and takes the sheet that holds a list', () => {
    const cover = { name: 'Portada', rows: [['Programa'], ['Taller 1'], ['La Paz, agosto de 2020']] };
    const list = sheet(['Registro de participantes'], [], ['N°', 'Nombre y apellido', 'C.I.', 'Sesión 1', 'Sesión 2'], [
      '1', 'Ana Prueba', '4923118', 'X', '',
    ]);
    const reading = guessReading([cover, list], SESSIONS);
    expect([reading.sheetIndex, reading.sheet, reading.headerRow, reading.layout]).toEqual(
      [1, 'Lista', 3, 'wide-list'],
    );
    expect(fields(reading)).toEqual(['ignore', 'full-name', 'document', 'session-presence:1', 'session-presence:2']);
    expect(reading.columns[1]?.samples).toEqual(['Ana Prueba']);
  });
  it('takes columns without a telling heading by what stands in them', () => {
    const reading = guessReading([
      sheet(['Nombre', 'A', 'B', 'C', 'D'], ...Array.from({ length: 4 }, (_, n) => [
        'Ana Prueba', `a${n}@example.org`, `7123456${n}`, `492311${n}`, n % 2 === 0 ? 'F' : 'H',
      ])),
    ]);
    expect(fields(reading)).toEqual(['full-name', 'email', 'phone', 'document', 'sex']);
  });
  it('reads a list without any headings, and says so', () => {
    const reading = guessReading([sheet(['Ana Prueba', '4923118', 'LP'], ['Juan Mamani', '6120448', 'OR'])]);
    expect([reading.headerRow, reading.doubts]).toEqual([0, ['no-heading']]);
    expect(fields(reading)).toEqual(['full-name', 'document', 'department']);
  });
  it('takes "Nombres" for given names beside surnames, and joins both surnames', () => {
    const reading = guessReading(
      [sheet(['Nombres', 'Apellido paterno', 'Apellido materno'], ['Ana', 'Poma', 'Ticona'])],
    );
    expect(fields(reading)).toEqual(['given-names', 'surnames', 'surnames']);
  });
  it('keeps the fuller of two columns with one heading', () => {
    const reading = guessReading(
      [sheet(['Nombre', 'Celular', 'Celular'], ['Ana', '', '71234567'], ['Eva', '', '71234568'])],
    );
    expect(fields(reading)).toEqual(['full-name', 'ignore', 'phone']);
    expect(reading.doubts).toContain('duplicate-heading');
  });
  it('says when an M or an A cannot be understood', () => {
    const reading = guessReading(
      [sheet(['Nombre', 'Sexo', 'Sesión 1'], ['Ana', 'M', 'A'], ['Eva', 'M', 'A'])], SESSIONS,
    );
    expect([reading.sexOfM, reading.meaningOfA]).toEqual([null, null]);
    expect(reading.doubts).toEqual(['sex-m-undecidable', 'mark-a-undecidable']);
  });
  it('knows the session of a list when there is only one', () => {
    const list = sheet(['Nombre', 'Minutos'], ['Ana', '90']);
    expect(guessReading([list], SESSIONS).sessionNumber).toBeNull();
    expect(guessReading([list], SESSIONS.slice(1, 2)).sessionNumber).toBe(2);
  });
});

describe('the order of dates', () => {
  it('is the one in which the dates exist', () => {
    expect(guessDateOrder(['05/18/2021', '06/01/2021'], [])).toEqual({ order: 'mdy', assumed: false });
    expect(guessDateOrder(['18/05/2021'], [])).toEqual({ order: 'dmy', assumed: false });
  });
  it('is the one that falls on days of sessions', () => {
    const held = [{ number: 1, heldOn: '2021-06-01', durationMinutes: 120 }];
    expect(guessDateOrder(['06/01/2021'], held)).toEqual({ order: 'mdy', assumed: false });
    expect(guessDateOrder(['01/06/2021'], held)).toEqual({ order: 'dmy', assumed: false });
  });
  it('is American with AM and PM, else Bolivian, and then assumed', () => {
    expect(guessDateOrder(['06/01/2021 05:55:00 PM'], [])).toEqual({ order: 'mdy', assumed: true });
    expect(guessDateOrder(['06/01/2021 17:55'], [])).toEqual({ order: 'dmy', assumed: true });
    expect(guessDateOrder(['2021-06-01'], [])).toEqual({ order: 'dmy', assumed: false });
  });
});

describe('a person’s change', () => {
  const list = sheet(['Curso', 'x'], ['Nombre', 'Nota', 'Mins'], ['Ana Prueba', '90', '80']);
  it('of a column is taken as told', () => {
    const reading = guessReading([list], SESSIONS);
    const changed = changeReading(
      [list], reading, { columns: [{ index: 1, field: 'minutes', session: null }] }, SESSIONS,
    );
    expect(changed.columns[1]?.field).toBe('minutes');
    expect(changed.columns[0]).toEqual(reading.columns[0]);
  });
  it('of the header row is guessed anew, of the session kept', () => {
    const reading = guessReading([list], SESSIONS);
    expect(reading.headerRow).toBe(2);
    const changed = changeReading([list], reading, { headerRow: 1 }, SESSIONS);
    expect([changed.headerRow, changed.columns[0]?.heading]).toEqual([1, 'Curso']);
    const told = changeReading([list], reading, { sessionNumber: 3 }, SESSIONS);
    expect(told.sessionNumber).toBe(3);
    const again = changeReading([list], told, { columns: [{ index: 2, field: 'ignore', session: null }] }, SESSIONS);
    expect(again.sessionNumber).toBe(3);
    expect(changeReading([list], told, { sessionNumber: null }, SESSIONS).sessionNumber).toBeNull();
  });
});
