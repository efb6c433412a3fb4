/** Tables pasted out of spreadsheets, documents and messages, and what the importer reads of them. */
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../platform/spreadsheet/read-table.ts';
import { guessReading } from '../attendance-reading.ts';
import { readRows } from '../attendance-rows.ts';
import { tableInHtml } from './pasted-html.ts';
import { fileOf, PASTED_ROWS_MAX, readPasted, type PastedTable } from './pasted-table.ts';

const sessions = [{ id: 's1', number: 1, heldOn: '2020-10-14', durationMinutes: 100, title: null }];

function read(html: string, text = ''): PastedTable {
  const table = readPasted(html, text);
  if (typeof table === 'string') throw new Error(table);
  return table;
}
/** Name, organisation and minutes of each row, as the importer of files reads the pasted table. */
async function imported(html: string, text = '') {
  const file = await readTable(new TextEncoder().encode(fileOf(read(html, text))), 'pegada');
  const reading = { ...guessReading(file.tables, sessions), sessionNumber: 1 };
  const { rows, faults } = readRows(file.tables[0] ?? { name: null, rows: [] }, reading, sessions);
  expect(faults.filter(({ blocks }) => blocks)).toEqual([]);
  return rows.map((row) => [row.nameAsWritten, row.organisation, row.stays.map(({ minutes }) => minutes)]);
}

describe('a table with merged cells', () => {
  const excel = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-x: "<td>";}</style></head><body>
    <!--StartFragment--><table border=0><tr><td colspan=3 class=xl65>Asistencia</td></tr>
    <tr><td>Nombre completo</td><td>Instituci&oacute;n</td><td>Asisti&#243;</td></tr>
    <tr><td>Ana Quispe</td><td rowspan=2 class="xl66">C&aacute;mara de<br>Comercio</td><td>s&iacute;</td></tr>
    <tr><td>Beto&nbsp;Vaca<o:p></o:p></td><td>no</td></tr>
    <tr><td>Eva R&iacute;os</td><td>Sindicato</td><td>x</td></tr></table><!--EndFragment--></body></html>`;

  test('has what is merged downwards in every row, and what is merged sideways once', () => {
    const table = read(excel);
    expect(table).toMatchObject({ spread: 1, lines: false, saysAttendance: true });
    expect(table.rows).toEqual([
      ['Asistencia', '', ''],
      ['Nombre completo', 'Institución', 'Asistió'],
      ['Ana Quispe', 'Cámara de Comercio', 'sí'],
      ['Beto Vaca', 'Cámara de Comercio', 'no'],
      ['Eva Ríos', 'Sindicato', 'x'],
    ]);
  });

  test('is read as a list in a file is', async () => {
    expect(await imported(excel)).toEqual([
      ['Ana Quispe', 'Cámara de Comercio', [100]],
      ['Beto Vaca', 'Cámara de Comercio', []],
      ['Eva Ríos', 'Sindicato', [100]],
    ]);
  });

  test('a title that sounds like a heading says nothing of who was there', async () => {
    const html = '<table><tr><td colspan=2>Asistencia</td></tr><tr><td>Nombre</td><td>Instituci\u00f3n</td></tr><tr><td>Ana Quispe</td><td>CEPB</td></tr></table>';
    expect(read(html).saysAttendance).toBe(false);
    expect(await imported(html)).toEqual([['Ana Quispe', 'CEPB', [100]]]);
    expect(await imported('', 'Ana Quispe\tCEPB\nBeto Vaca\tSindicato')).toEqual([['Ana Quispe', 'CEPB', [100]], ['Beto Vaca', 'Sindicato', [100]]]);
  });

  test('that spans both ways, or further than the table, fills no other column', () => {
    const html = '<table><tr><td rowspan=3 colspan=2>CEPB</td><td>a</td></tr><tr><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>';
    expect(read(html).rows).toEqual([['CEPB', '', 'a'], ['CEPB', '', 'b'], ['CEPB', '', 'c', 'd']]);
    expect(read('<table><tr><td rowspan="999999999" colspan="-3">a</td></tr></table>').rows).toEqual([['a']]);
  });
});

describe('HTML as programs write it', () => {
  test('the largest table counts; one inside a cell is its text; unclosed ones are read', () => {
    const html = '<table><tr><td>x</td></tr></table><table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c<tr><td>d</table>';
    expect(tableInHtml(html)?.map((row) => row.map(({ text }) => text.replaceAll(/ +/g, ' ').trim()))).toEqual([['a b', 'c'], ['d']]);
    expect(tableInHtml('<table><tr><td>a<td>b')?.map((row) => row.map(({ text }) => text))).toEqual([['a', 'b']]);
    expect(tableInHtml('<p>Ana</p>')).toBeNull();
  });
});

describe('text', () => {
  test('in columns is a table; nobody said who was there, so everybody was', async () => {
    expect(await imported('', 'Nombre\tInstitución\nAna Quispe\tCEPB\nBeto Vaca\t\n')).toEqual([['Ana Quispe', 'CEPB', [100]], ['Beto Vaca', null, [100]]]);
    expect(await imported('', 'Nombre,Institución,Asistió\n"Quispe, Ana",CEPB,no')).toEqual([['Quispe, Ana', 'CEPB', []]]);
  });

  test('of a message is a name and an organisation a line', async () => {
    const message = '1. Ana Quispe - CEPB\n2) Beto Vaca (Sindicato de Panificadores)\n\n• Eva Ríos\n4.- Juan José Ruiz-Paz – Federación';
    expect(await imported('', message)).toEqual([
      ['Ana Quispe', 'CEPB', [100]],
      ['Beto Vaca', 'Sindicato de Panificadores', [100]],
      ['Eva Ríos', null, [100]],
      ['Juan José Ruiz-Paz', 'Federación', [100]],
    ]);
  });

  test('loses signs that nobody sees; what looks like a formula stays a text', () => {
    const table = read('', '\u202bNombre\u202c\tInstitución\nAna\u200b Quispe\t=HYPERLINK("http://x")\n\u200f\t\n');
    expect(table.rows).toEqual([['Nombre', 'Institución'], ['Ana Quispe', '=HYPERLINK("http://x")']]);
    expect(fileOf(table)).toContain('"=HYPERLINK(""http://x"")"');
  });
});

test('nothing, and too much, is said to be so', () => {
  expect(readPasted('', ' \n\u200b\n')).toBe('nothing');
  expect(readPasted('', 'Ana Quispe\tCEPB\n'.repeat(PASTED_ROWS_MAX + 1))).toBe('too-many-rows');
  expect(typeof readPasted('', 'Ana Quispe\tCEPB\n'.repeat(PASTED_ROWS_MAX))).toBe('object');
  expect(readPasted('x'.repeat(20_000_001), '')).toBe('too-long');
});
