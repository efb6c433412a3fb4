import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const bytesOf = (...parts: (readonly number[] | Uint8Array)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return new Uint8Array(Buffer.from(await book.xlsx.writeBuffer()));
}

async function rowsOf(bytes: Uint8Array, name = 'lista.csv'): Promise<readonly (readonly string[])[]> {
  const { tables, faults } = await readTable(bytes, name);
  expect(faults.filter((fault) => fault.blocks)).toEqual([]);
  return tables[0]?.rows ?? [];
}

async function faultOf(bytes: Uint8Array, name = 'lista.xlsx'): Promise<string[]> {
  const { tables, faults } = await readTable(bytes, name);
  expect(tables).toEqual([]);
  expect(faults.every((fault) => fault.blocks)).toBe(true);
  return faults.map((fault) => fault.code);
}

interface ZipPart {
  name: string;
  content: Uint8Array;
  /** What the headers claim, where they lie. */
  claimedBytes?: number;
  /** Not packed. */
  stored?: boolean;
}

/** A ZIP container made by hand, so that its headers can lie. */
function zip(parts: ZipPart[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const method = part.stored === true ? 0 : 8;
    const packed = method === 0 ? Buffer.from(part.content) : deflateRawSync(part.content);
    const name = Buffer.from(part.name);
    const size = part.claimedBytes ?? part.content.length;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    locals.push(local, name, packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, name);
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return bytesOf(...locals, central, end);
}

const BOOK_XML = utf8(
  '<workbook xmlns:r="r"><sheets><sheet name="Lista" sheetId="1" r:id="rId1"/></sheets></workbook>',
);
const RELS_XML = utf8(
  '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
);
const bookParts = (sheet: string): ZipPart[] => [
  { name: 'xl/workbook.xml', content: BOOK_XML },
  { name: 'xl/_rels/workbook.xml.rels', content: RELS_XML },
  { name: 'xl/worksheets/sheet1.xml', content: utf8(sheet) },
];

describe('a workbook', () => {
  it('gives the text of every kind of cell', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Lista');
      sheet.addRow(['texto', new Date(Date.UTC(2020, 7, 12)), new Date(Date.UTC(2020, 7, 12, 9, 30)), 0.1 + 0.2]);
      sheet.getCell('A2').value = { formula: 'B1&C1', result: 'Ana' };
      sheet.getCell('B2').value = { richText: [{ text: 'Ana ' }, { font: { bold: true }, text: 'Prueba' }] };
      sheet.getCell('C2').value = { text: 'ana@example.org', hyperlink: 'mailto:ana@example.org' };
      sheet.getCell('D2').value = true;
      sheet.getCell('E2').value = 59171234567;
      sheet.getCell('F2').value = { formula: '1/0', result: { error: '#DIV/0!' } };
      sheet.getCell('G2').value = 0.5;
      sheet.getCell('G2').numFmt = 'h:mm AM/PM';
      sheet.getCell('H2').value = { formula: 'A9', result: 1204.5 };
    });
    expect(await rowsOf(bytes)).toEqual([
      ['texto', '2020-08-12', '2020-08-12T09:30', '0.3'],
      ['Ana', 'Ana Prueba', 'ana@example.org', 'TRUE', '59171234567', '#DIV/0!', '12:00', '1204.5'],
    ]);
  });

  it('keeps the row numbers of the file, also across blank rows', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Lista');
      sheet.getCell('A1').value = 'Título';
      sheet.getCell('C7').value = 'Ana';
    });
    const rows = await rowsOf(bytes);
    expect(rows).toHaveLength(7);
    expect(rows[6]).toEqual(['', '', 'Ana']);
  });

  it('tells its merged cells and leaves hidden sheets aside', async () => {
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('Asistencia');
      sheet.getCell('B2').value = 'Sesiones';
      sheet.mergeCells('B2:D3');
      book.addWorksheet('Listas', { state: 'hidden' }).getCell('A1').value = 'La Paz';
    });
    const { tables } = await readTable(bytes, 'lista.xlsx');
    expect(tables.map((table) => table.name)).toEqual(['Asistencia']);
    expect(tables[0]?.merged).toEqual([{ firstRow: 2, lastRow: 3, firstColumn: 1, lastColumn: 3 }]);
  });

  it('is known by its bytes even when the name says .csv', async () => {
    const bytes = await workbook((book) => book.addWorksheet('Lista').addRow(['Ana']));
    expect(await rowsOf(bytes, 'lista.csv')).toEqual([['Ana']]);
  });

  it('is cleaned of invisible characters, and letters become one form', async () => {
    const bytes = await workbook((book) =>
      book.addWorksheet('Lista').addRow(['Jose\u0301\u200b', '\u00a0 Peña\u0007\n Quispe ', '_x000D_x']),
    );
    expect(await rowsOf(bytes)).toEqual([['José', 'Peña Quispe', 'x']]);
  });

  it('reads tags with a namespace prefix and cells without references', async () => {
    const sheet = '<x:worksheet><x:sheetData><x:row><x:c><x:v>7</x:v></x:c><x:c t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c>' +
      '</x:row></x:sheetData></x:worksheet>';
    expect(await rowsOf(zip(bookParts(sheet)))).toEqual([['7', 'b']]);
  });

  it('of 100,000 rows is read within a few seconds', async () => {
    const row = (n: number): string =>
      `<row r="${n}">${'ABCDEFGH'.split('').map((c) => `<c r="${c}${n}"><v>${n}</v></c>`).join('')}</row>`;
    const sheet = `<worksheet><sheetData>${Array.from({ length: 100_000 }, (_, i) => row(i + 1)).join('')}</sheetData></worksheet>`;
    const started = performance.now();
    const rows = await rowsOf(zip(bookParts(sheet)));
    expect(rows).toHaveLength(100_000);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});

describe('a delimited text', () => {
  it('is cut at the separator it uses', async () => {
    expect(await rowsOf(utf8('a,b\n1,2\n'))).toEqual([['a', 'b'], ['1', '2']]);
    expect(await rowsOf(utf8('Nombre;C.I.\n"Mamani, Ana";1,5\n'))).toEqual(
      [['Nombre', 'C.I.'], ['Mamani, Ana', '1,5']],
    );
    expect(await rowsOf(utf8('a\tb\n1\t2'))).toEqual([['a', 'b'], ['1', '2']]);
    expect(await rowsOf(utf8('a|b\n1|2'))).toEqual([['a', 'b'], ['1', '2']]);
    expect(await rowsOf(utf8('sep=;\na;b'))).toEqual([[], ['a', 'b']]);
  });

  it('is decoded from UTF-8, UTF-16 and Windows-1252', async () => {
    const text = 'Nombre;Año\nPeña;2020\n';
    const expected = [['Nombre', 'Año'], ['Peña', '2020']];
    const le = Buffer.from(text, 'utf16le');
    const be = Buffer.from(le).swap16();
    expect(await rowsOf(utf8(text))).toEqual(expected);
    expect(await rowsOf(bytesOf([0xef, 0xbb, 0xbf], utf8(text)))).toEqual(expected);
    expect(await rowsOf(bytesOf([0xff, 0xfe], le))).toEqual(expected);
    expect(await rowsOf(bytesOf([0xfe, 0xff], be))).toEqual(expected);
    expect(await rowsOf(new Uint8Array(le))).toEqual(expected);
    expect(await rowsOf(latin(text))).toEqual(expected);
    expect(await rowsOf(bytesOf(latin('a;b\n'), [0x93], latin('c'), [0x94], latin(';d')))).toEqual(
      [['a', 'b'], ['“c”', 'd']],
    );
  });

  it('may quote separators, quotes and line breaks; a quoted line break does not count as a row', async () => {
    expect(await rowsOf(utf8('a,b\r\n"x, ""y""\nz",2\r\n\r\nfin,3'))).toEqual([
      ['a', 'b'],
      ['x, "y" z', '2'],
      [],
      ['fin', '3'],
    ]);
  });

  it('with a quote that never closes is read all the same, and says so', async () => {
    const { tables, faults } = await readTable(utf8('a,b\n"x,2\ny,3\n'), 'lista.csv');
    expect(tables[0]?.rows).toEqual([['a', 'b'], ['"x', '2'], ['y', '3']]);
    expect(faults).toEqual([{ code: 'unclosed-quote', blocks: false, detail: null }]);
  });
});

describe('a file that is no list', () => {
  it('is refused with the reason', async () => {
    const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    const wide = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
    expect(await faultOf(new Uint8Array())).toEqual(['empty-file']);
    expect(await faultOf(utf8('\n\n  \n'))).toEqual(['no-rows']);
    expect(await faultOf(bytesOf(ole, wide('EncryptedPackage')))).toEqual(['password-protected']);
    expect(await faultOf(bytesOf(ole, wide('Workbook')))).toEqual(['old-xls']);
    const open = (kind: string) => ({ name: 'mimetype', content: utf8(`application/vnd.oasis.opendocument.${kind}`), stored: true });
    expect(await faultOf(zip([open('spreadsheet'), { name: 'content.xml', content: utf8('<x/>') }]))).toEqual(['open-document']);
    expect(await faultOf(zip([open('text'), { name: 'content.xml', content: utf8('<x/>') }]))).toEqual(['not-a-table']);
    expect(await faultOf(bytesOf(ole, wide('WordDocument')))).toEqual(['not-a-table']);
    expect(await faultOf(utf8('%PDF-1.7 ...'))).toEqual(['not-a-table']);
    expect(await faultOf(bytesOf([0x89, 0x50, 0x4e, 0x47, 0, 0]))).toEqual(['not-a-table']);
    expect(await faultOf(utf8('<!DOCTYPE html><table>'))).toEqual(['not-a-table']);
    expect(await faultOf(utf8('\n<?xml version="1.0"?><Workbook/>'))).toEqual(['not-a-table']);
    expect(await faultOf(bytesOf([0, 1, 2, 3, 0, 0, 0, 5, 6, 7, 8, 1]))).toEqual(['not-a-table']);
    expect(await faultOf(zip([{ name: 'word/document.xml', content: utf8('<w/>') }]))).toEqual(['not-a-table']);
  });

  it('is corrupt when cut off, damaged inside, or carrying a document type', async () => {
    const whole = await workbook((book) => book.addWorksheet('Lista').addRow(['Ana']));
    expect(await faultOf(whole.slice(0, whole.length - 40))).toEqual(['corrupt']);
    expect(await faultOf(whole.slice(0, 12))).toEqual(['corrupt']);
    const damaged = zip(bookParts('<worksheet></worksheet>'));
    damaged.fill(0xff, 46, 60);
    expect(await faultOf(damaged)).toEqual(['corrupt']);
    expect(await faultOf(zip(bookParts('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')))).toEqual(['corrupt']);
  });

  it('has sheets but no row', async () => {
    expect(await faultOf(await workbook((book) => book.addWorksheet('Lista')))).toEqual(['no-rows']);
  });

  it('is a bomb: too many bytes declared, too high a ratio, or headers that lie', async () => {
    const zeros = new Uint8Array(30 * 1024 * 1024);
    expect(await faultOf(zip([{ name: 'xl/workbook.xml', content: utf8('<a/>'), claimedBytes: 0x7fffffff }]))).toEqual([
      'too-large-unpacked',
    ]);
    expect(await faultOf(zip([{ name: 'xl/workbook.xml', content: zeros }]))).toEqual(['too-large-unpacked']);
    expect(await faultOf(zip([{ name: 'xl/workbook.xml', content: zeros, claimedBytes: 500 }]))).toEqual([
      'too-large-unpacked',
    ]);
  });

  it('has too many rows, or rows too wide to hold', async () => {
    expect(await faultOf(utf8('a\n'.repeat(200_001)))).toEqual(['too-many-rows']);
    expect(await rowsOf(utf8('a\n'.repeat(200_000)))).toHaveLength(200_000);
    const far = '<worksheet><sheetData><row r="200001"><c r="A200001"><v>1</v></c></row></sheetData></worksheet>';
    expect(await faultOf(zip(bookParts(far)))).toEqual(['too-many-rows']);
    const wide = Array.from({ length: 1000 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join(
      '',
    );
    expect(await faultOf(zip(bookParts(`<worksheet><sheetData>${wide}</sheetData></worksheet>`)))).toEqual(
      ['too-many-rows'],
    );
  });
});
