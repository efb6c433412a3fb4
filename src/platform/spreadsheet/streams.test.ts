/** Long tables: what is written is what is read back, formulas do not run, and whoever reads sets the pace. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { openArchive, unpack } from './archive.ts';
import { readTable } from './read-table.ts';
import { csvStream } from './stream-csv.ts';
import { sheetNames, workbookStream, type SheetStream } from './stream-workbook.ts';
import type { CellValue } from './write-table.ts';

const HEAD = ['Nombre', 'Monto', 'Nada'];
const ROWS: readonly (readonly CellValue[])[] = [
  ['=HYPERLINK("http://x")', -5, null],
  ['+1', 0.25, null],
  ['-2', 3, null],
  ['@x', 1e21, null],
  ['\tx', 0, null],
  ['Ñandú, "dice" <b>&amp;</b>\nsegunda', 1234567, null],
  ['', 7, 'z'],
];
const sheet = (more: Partial<SheetStream> = {}): SheetStream => ({ name: 'Hoja', head: HEAD, rows: ROWS, widths: [20, 10], ...more });
const bytesOf = (chunks: AsyncIterable<Buffer>): Promise<Buffer> => buffer(Readable.from(chunks));

async function sheetXml(rows: SheetStream['rows']): Promise<string> {
  const bytes = await bytesOf(workbookStream([sheet({ rows })]));
  return Buffer.from((await unpack(openArchive(bytes), 'xl/worksheets/sheet1.xml')) ?? []).toString();
}

describe('a workbook written as it comes', () => {
  test('is read back by our own reader and by another program', async () => {
    const bytes = await bytesOf(workbookStream([sheet(), sheet({ name: 'Otra', head: ['Sola'], rows: [] })]));
    const { tables, faults } = await readTable(bytes, 'x.xlsx');
    expect(faults).toEqual([]);
    expect(tables.map(({ name }) => name)).toEqual(['Hoja', 'Otra']);
    expect(tables[0]?.rows[0]).toEqual(HEAD);
    expect(tables[0]?.rows[6]?.slice(0, 2)).toEqual(['Ñandú, "dice" <b>&amp;</b> segunda', '1234567']);
    expect(tables[0]?.rows[7]).toEqual(['', '7', 'z']);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    const read = book.getWorksheet('Hoja');
    // Numbers are numbers, and a negative one is no formula.
    expect(read?.getCell('B2').value).toBe(-5);
    expect(read?.getCell('B3').value).toBe(0.25);
    expect(read?.getCell('A1').font.bold).toBe(true);
  });

  test('disarms texts that begin like a formula', async () => {
    const { tables } = await readTable(await bytesOf(workbookStream([sheet()])), 'x.xlsx');
    expect(tables[0]?.rows.slice(1, 6).map(([first]) => first?.slice(0, 2))).toEqual(["'=", "'+", "'-", "'@", "' "]);
  });

  test('leads to places inside and outside', async () => {
    const rows = [[{ text: 12, link: '#Hoja!A1' }, { text: 'fuera', link: 'https://example.org/a?b=1&c="2"' }]];
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(await bytesOf(workbookStream([sheet({ rows })]))).buffer);
    expect(book.getWorksheet('Hoja')?.getCell('B2').value).toMatchObject({ text: 'fuera', hyperlink: 'https://example.org/a?b=1&c="2"' });
    expect(book.getWorksheet('Hoja')?.getCell('A2').value).toBe(12);
    expect(await sheetXml(rows)).toContain('<hyperlink ref="A2" location="Hoja!A1"/>');
  });

  test('holds whatever characters come, and cuts what the format cannot hold', async () => {
    const rows = [['a\u0000b\u000Bc\uD800d'], ['x'.repeat(40_000)], ['_x0041_ y 😀']];
    const { tables, faults } = await readTable(await bytesOf(workbookStream([sheet({ head: ['T'], rows })])), 'x.xlsx');
    expect(faults).toEqual([]);
    expect(tables[0]?.rows[1]).toEqual(['abcd']);
    expect(tables[0]?.rows[2]?.[0]?.length).toBe(32_767);
    expect(tables[0]?.rows[3]).toEqual(['_x0041_ y 😀']);
  });

  test('names of sheets are what the format allows, and differ', () => {
    expect(sheetNames(['R1: a/b', 'R1: a/b', "'x'", 'y'.repeat(40), `${'Y'.repeat(40)}z`])).toEqual([
      'R1  a b', 'R1  a b 2', 'x', 'y'.repeat(31), `${'Y'.repeat(27)} 2`,
    ]);
  });
});

describe('a CSV written as it comes', () => {
  test('has its accents, its quotes, and no formula', async () => {
    const text = (await bytesOf(csvStream({ head: HEAD, rows: ROWS }))).toString();
    expect(text.startsWith('\uFEFFNombre,Monto,Nada\r\n')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")",-5,\r\n'+1,0.25,\r\n'-2,3,\r\n`);
    expect(text).toContain('"Ñandú, ""dice"" <b>&amp;</b>\nsegunda",1234567,\r\n');
  });
});

test.each([
  ['workbook', (rows: Iterable<CellValue[]>) => workbookStream([sheet({ rows })])],
  ['CSV', (rows: Iterable<CellValue[]>) => csvStream({ head: HEAD, rows })],
])('whoever reads a %s sets the pace, and a fault of the rows is theirs', async (_what, made) => {
  let asked = 0;
  function* endless(): Generator<CellValue[]> {
    for (;;) {
      asked += 1;
      yield [`fila ${asked} ${Math.sin(asked)}`, asked, null];
    }
  }
  const chunks = made(endless());
  for (let read = 0; read < 12; read += 1) await chunks.next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const held = asked;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toBe(held);
  expect(held).toBeLessThan(60_000);
  await chunks.return(undefined);

  function* broken(): Generator<CellValue[]> {
    yield ['a', 1, null];
    throw new Error('the source broke');
  }
  await expect(bytesOf(made(broken()))).rejects.toThrow('the source broke');
});
