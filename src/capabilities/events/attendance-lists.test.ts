/** Lists as they come, from file to rows: exports of Zoom, tables typed in workshops, and what stands around them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../platform/spreadsheet/read-table.ts';
import type { AttendanceRow, ListFault, ListSession, Reading } from './attendance-file.ts';
import { readHeading } from './attendance-headings.ts';
import type { ListSheet } from '../../registry/sheet-headings.ts';
import { changeReading, guessReading } from './attendance-reading.ts';
import { applyEdits, readRows } from './attendance-rows.ts';
import { isTimeOfDay, readBirthYear, readDocument } from '../../registry/cell-values.ts';

const held = (number: number, heldOn: string, durationMinutes = 120): ListSession => ({ number, heldOn, durationMinutes });
const SESSIONS = [held(1, '2020-08-12'), held(2, '2020-08-19'), held(3, '2020-08-26')];

interface ReadList {
  readonly reading: Reading;
  readonly rows: AttendanceRow[];
  readonly faults: ListFault[];
  readonly sheets: readonly ListSheet[];
}

function readSheets(sheets: readonly ListSheet[], sessions: readonly ListSession[]): ReadList {
  const reading = guessReading(sheets, sessions);
  return { reading, sheets, ...readRows(sheets[reading.sheetIndex] ?? { name: null, rows: [] }, reading, sessions) };
}

async function read(text: string, sessions: readonly ListSession[] = SESSIONS): Promise<ReadList> {
  return readSheets((await readTable(new TextEncoder().encode(text), 'lista.csv')).tables, sessions);
}

async function readWorkbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<ReadList> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Lista'));
  return readSheets((await readTable(new Uint8Array(await book.xlsx.writeBuffer()), 'lista.xlsx')).tables, SESSIONS);
}

/** Each stay as `row:session=minutes`. */
const stays = ({ rows }: ReadList): string[] =>
  rows.flatMap((row) => row.stays.map((stay) => `${row.row}:${stay.sessionNumber}=${stay.minutes}`));
const codes = (row: AttendanceRow | undefined): string[] =>
  [...(row?.problems ?? []), ...(row?.warnings ?? [])].map(({ code }) => code);

const ZOOM_FILE = join(env['DIGNA_SHARED'] ?? '../shared', 'data/formats/zoom_attendance_variants.txt');

describe.skipIf(!existsSync(ZOOM_FILE))('the collection of Zoom layouts (skipped where DIGNA_SHARED is absent)', () => {
  const variants = existsSync(ZOOM_FILE) ? readFileSync(ZOOM_FILE, 'utf8').split(/^## .*\n/m).slice(1) : [];
  const sessions = [held(1, '2026-10-11', 60), held(2, '2026-10-05', 65), held(3, '2026-03-20', 60)];
  const expected: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['zoom-joins', ['2:1=57'], []],
    ['zoom-totals', [], ['session-not-said']],
    ['zoom-report', ['5:2=30', '6:2=18'], []],
    ['zoom-totals', [], ['session-not-said']],
    ['zoom-joins', ['2:3=58'], []],
  ];
  expected.forEach(([layout, minutes, faults], at) => {
    test(`${'ABCDE'[at] ?? ''} is ${layout}`, async () => {
      expect(variants).toHaveLength(5);
      const list = await read(variants[at] ?? '', sessions);
      expect([list.reading.layout, stays(list), list.faults.map(({ code }) => code)]).toEqual([layout, minutes, faults]);
      for (const row of list.rows) expect([row.nameAsWritten, row.problems]).toEqual(['Ana Prueba', []]);
    });
  });

  test('B and D go in once a person says the session', async () => {
    for (const [at, minutes] of [[1, 57], [3, 45]] as const) {
      const { reading, sheets } = await read(variants[at] ?? '', sessions);
      const told = changeReading(sheets, reading, { sessionNumber: 1 }, sessions);
      const { rows, faults } = readRows(sheets[0] ?? { name: null, rows: [] }, told, sessions);
      expect([faults, rows[0]?.stays[0]?.minutes]).toEqual([[], minutes]);
    }
  });
});

describe('two meetings in one file', () => {
  const block = (start: string): string => `Meeting ID,Topic,Start Time,End Time\n812,Webinar,${start},\n\n`;
  test('with times: each row is of the session of its own day, and the second block is no participant', async () => {
    const heading = 'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n';
    const list = await read(
      `${block('08/12/2020 05:55:00 PM')}${heading}Ana Prueba,,08/12/2020 06:00:00 PM,08/12/2020 06:40:00 PM,40,Yes\n` +
        `${block('08/19/2020 05:55:00 PM')}${heading}Ana Prueba,,08/19/2020 12:10:00 PM,08/19/2020 12:40:00 PM,30,Yes\n`,
    );
    expect([stays(list), list.rows.flatMap(codes)]).toEqual([['5:1=40', '10:2=30'], []]);
    expect(list.rows[1]?.stays[0]?.from).toBe('2020-08-19T12:10');
  });
  test('with totals only: each row is of the meeting it stands below, also after it is mended', async () => {
    const heading = 'Name (Original Name),User Email,Total Duration (Minutes),Guest\n';
    const first = `${block('2020-08-12 18:00')}${heading}Ana Prueba,,40,Yes\n\n`;
    const text = `${first}${block('2020-08-19 18:00')}${heading}Ana Prueba,,30,Yes\n`;
    const list = await read(text);
    expect([stays(list), list.faults]).toEqual([['5:1=40', '11:2=30'], []]);
    const last = list.rows[1];
    if (last === undefined) throw new Error('No second row.');
    const mended = applyEdits(last, { minutes: '35' }, list.reading, SESSIONS);
    expect(mended.stays[0]).toMatchObject({ sessionNumber: 2, minutes: 35 });
    const unknown = await read(text.replace('2020-08-19', '2020-09-19'));
    expect(codes(unknown.rows[1])).toEqual(['date-without-session']);
  });
});

describe('a wide list', () => {
  test('with dates as headings, marks and minutes', async () => {
    const list = await read('Nombre;12/08;19/08/2020;26-ago\nAna Prueba;X;90;no\nEva Poma;sí;;100%\n');
    expect([list.reading.layout, stays(list)]).toEqual(['wide-list', ['2:1=120', '2:2=90', '3:1=120', '3:3=120']]);
  });
  test('with merged headings above the sessions and the sexes, and titles over all', async () => {
    const list = await readWorkbook((sheet) => {
      sheet.addRow(['Lista de participantes']);
      sheet.mergeCells('A1:G1');
      sheet.addRow(['N°', 'Nombres y apellidos', 'Sexo', '', 'Sesiones', '', '']);
      sheet.addRow(['', '', 'F', 'M', 1, 2, 3]);
      for (const range of ['C2:D2', 'E2:G2', 'A2:A3', 'B2:B3']) sheet.mergeCells(range);
      sheet.addRow([1, 'Ana Prueba', 'x', '', 'X', '', 60]);
      sheet.addRow([2, 'Juan Poma', '', 'x', '', 'X', '']);
    });
    expect([list.reading.headerRow, stays(list)]).toEqual([3, ['4:1=120', '4:3=60', '5:2=120']]);
    expect(list.rows.map(({ sex }) => sex)).toEqual(['woman', 'man']);
  });
  test('closes with totals, signatures and notes that are no participants', async () => {
    const list = await read(
      'N°;Nombre;C.I.;Sesión 1\n1;Ana Prueba;4923118;X\n2;;;\n;TOTAL;;1\n;Promedio:;;1\n' +
        ';______________;;\n;Facilitadora;;\n;V°B°;;\n',
    );
    expect(list.rows.map(({ row }) => row)).toEqual([2]);
  });
  test('with one session headed twice counts it once, and says so', async () => {
    const list = await read('Nombre;Sesión 1;Sesión 1\nAna Prueba;X;X\nEva Poma;;50\n');
    expect([stays(list), list.reading.doubts]).toEqual([['2:1=120', '3:1=50'], ['duplicate-heading']]);
  });
});

describe('a list with times of day', () => {
  const TIMES = 'Nombre;Hora de ingreso;Hora de salida\nAna Prueba;09:00;10:30\n';
  test('takes the day from the session somebody names, and asks while nobody has', async () => {
    const { reading, faults, sheets } = await read(TIMES);
    expect(faults.map(({ code }) => code)).toEqual(['session-not-said']);
    const told = changeReading(sheets, reading, { sessionNumber: 2 }, SESSIONS);
    const { rows } = readRows(sheets[0] ?? { name: null, rows: [] }, told, SESSIONS);
    expect(rows[0]?.stays).toMatchObject([{ sessionNumber: 2, minutes: 90, from: '2020-08-19T09:00' }]);
  });
  test('takes the day from a column of dates, however written, or of sessions', async () => {
    const dated = 'Nombre;Fecha;Entrada;Salida\nAna Prueba;26 de agosto de 2020;6:00 p.m.;7:15 p.m.\n';
    expect(stays(await read(dated))).toEqual(['2:3=75']);
    expect(stays(await read('Nombre;Sesión;Entrada;Salida\nAna Prueba;Sesión 2;18:00;19:00\n'))).toEqual(['2:2=60']);
  });
  test('knows a time from a date', () => {
    expect(['09:00', '6:05 p. m.', '18.30'].map(isTimeOfDay)).toEqual([true, true, true]);
    expect(['12.08.2020', '2020-08-12 09:00', '44055.5', ''].map(isTimeOfDay)).toEqual([false, false, false, false]);
  });
});

describe('a workbook', () => {
  test('gives numbers, formulas and dates whether they are values or text', async () => {
    const list = await readWorkbook((sheet) => {
      sheet.addRow(['Nombre', 'C.I.', 'Celular', 'Fecha de nacimiento', 'Fecha', 'Minutos']);
      sheet.addRow(['Ana Prueba', 4923118, 71234567, new Date(Date.UTC(1987, 2, 14)), new Date(Date.UTC(2020, 7, 12)), 90]);
      sheet.addRow(['Eva Poma', '4923119', '71234568', '14/03/87', '19/08/2020', { formula: '60+30', result: 90 }]);
    });
    expect([stays(list), list.rows.flatMap(codes)]).toEqual([['2:1=90', '3:2=90'], []]);
    expect(list.rows.map(({ document, phone, birthYear }) => [document?.number, phone, birthYear])).toEqual([
      ['4923118', '71234567', 1987], ['4923119', '71234568', 1987],
    ]);
  });
});

test('headings that resemble others are told apart', () => {
  const field = (heading: string): string => readHeading(heading, SESSIONS)?.field ?? '?';
  const known = {
    'Cargo en la institución': 'position', 'Apellido(s)': 'surnames', 'Ap. Paterno': 'surnames', 'Nombre(s)': 'full-name',
    'Firma del participante': '?', 'Tipo de participante': '?', 'Nombre de la empresa': 'organisation', Si: '?',
    S1: 'session-presence',
  };
  for (const [heading, expected] of Object.entries(known)) expect(field(heading), heading).toBe(expected);
});

test('a document issued in L.P., and a year of birth with two digits, are read', () => {
  expect(readDocument('4923118 L.P.')).toEqual({ number: '4923118', complement: null, issuedIn: 'LP' });
  expect(['14/03/87', '14-mar-85', '1/1/05'].map(readBirthYear)).toEqual([1987, 1985, 2005]);
});

test('another row of headings keeps the session a person named; another sheet is another list', () => {
  const rows = [['Curso'], ['Nombre', 'Minutos'], ['Ana Prueba', '90']];
  const sheets = [{ name: 'A', rows }, { name: 'B', rows }];
  const told = changeReading(sheets, guessReading(sheets, SESSIONS), { sessionNumber: 3 }, SESSIONS);
  expect(changeReading(sheets, told, { headerRow: 1 }, SESSIONS).sessionNumber).toBe(3);
  const other = changeReading(sheets, told, { sheet: 'B' }, SESSIONS);
  expect([other.sheet, other.sessionNumber]).toEqual(['B', null]);
});
