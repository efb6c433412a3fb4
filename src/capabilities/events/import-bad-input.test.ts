/** Bad files over real HTTP: each says what is wrong with it by a code, none leaves anything half written. */
import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { process, session } from '../../../test/cast/drafts.ts';
import { servedHouse, type Actor, type Reply, type ServedHouse } from '../../../test/cast/house.ts';
import { UPLOAD_BYTES_MAX } from '../../platform/http/server.ts';

let served: ServedHouse;
let alicia: Actor;
const course = process('MALOS');
const sessions = [session(course.id, 1), session(course.id, 2)];
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeAll(async () => {
  served = await servedHouse();
  alicia = await served.as('alicia');
  await alicia.post(`${served.base}/entries`, { entries: [course, ...sessions] });
});
afterAll(() => served.close());

async function upload(bytes: Uint8Array, name = 'lista.xlsx'): Promise<Reply & { id: string }> {
  const reply = await alicia.upload(`${served.base}/processes/${course.id}/imports`, name, bytes);
  const id = /^\{"id":"([0-9a-f-]{36})"/.exec(reply.text)?.[1] ?? '';
  return { ...reply, id };
}

/** Where the ledger stands, and who is in the registry: what a refused file must not change. */
async function written(): Promise<string> {
  const [head, people, organisations, batches] = await Promise.all([
    served.database.app.query('select count(*)::int as n from entry'),
    alicia.get(`${served.base}/people`),
    alicia.get(`${served.base}/organisations`),
    alicia.get(`${served.base}/batches`),
  ]);
  return JSON.stringify([head.rows, people.text, organisations.text, batches.text]);
}

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Lista'));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A ZIP container of one part, whose headers may lie about its size. */
function zipOf(name: string, content: Uint8Array, claimedBytes = content.length): Uint8Array {
  const packed = deflateRawSync(content);
  const sizes = (buffer: Buffer, at: number): void => {
    buffer.writeUInt32LE(packed.length, at);
    buffer.writeUInt32LE(claimedBytes, at + 4);
    buffer.writeUInt16LE(name.length, at + 8);
  };
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  sizes(local, 18);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  sizes(entry, 20);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]));
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const zeros = (): Uint8Array => new Uint8Array(30 * 1024 * 1024);

describe('a file that cannot be read', () => {
  const files: readonly (readonly [string, () => Uint8Array | Promise<Uint8Array>, string])[] = [
    ['empty', () => new Uint8Array(0), 'empty-file'],
    ['of blank lines', () => utf8('\n   \n\n'), 'no-rows'],
    ['cut off', async () => (await workbook((sheet) => sheet.addRow(['Nombre']))).slice(0, -60), 'corrupt'],
    ['with a password', () => new Uint8Array([...OLE, ...Buffer.from('EncryptedPackage', 'utf16le')]), 'password-protected'],
    ['that unpacks to far more than it is', () => zipOf('xl/workbook.xml', zeros()), 'too-large-unpacked'],
    ['that lies about what it unpacks to', () => zipOf('xl/workbook.xml', zeros(), 500), 'too-large-unpacked'],
    ['that claims two gigabytes', () => zipOf('xl/workbook.xml', utf8('<a/>'), 0x7fffffff), 'too-large-unpacked'],
    ['with more than 200,000 rows', () => utf8(`Nombre;Minutos\n${'Ana Prueba;1\n'.repeat(200_000)}`), 'too-many-rows'],
    ['that is a page of the web', () => utf8('<!DOCTYPE html><table><tr><td>Nombre</td></tr></table>'), 'not-a-table'],
  ];
  for (const [what, content, code] of files) {
    test(`${what}: ${code}, and nothing is written`, async () => {
      const before = await written();
      const { status, body, id } = await upload(await content());
      expect([status, body]).toMatchObject([200, { rowCount: 0, faults: [{ code, blocks: true }], effect: [] }]);
      const opened = await alicia.post(`${served.base}/imports/${id}/opening`);
      expect([opened.status, opened.body]).toMatchObject([409, { code: 'nothing-to-import' }]);
      expect(await written()).toBe(before);
    });
  }

  test('larger than the limit: 413, and no import is begun', async () => {
    const drafts = (await alicia.get(`${served.base}/imports`)).text;
    const reply = await upload(new Uint8Array(UPLOAD_BYTES_MAX + 1).fill(97), 'enorme.csv');
    expect([reply.status, reply.body]).toMatchObject([413, { code: 'too-large', details: { bytesMax: UPLOAD_BYTES_MAX } }]);
    expect((await alicia.get(`${served.base}/imports`)).text).toBe(drafts);
  });

  test('missing from the request: 400', async () => {
    const reply = await alicia.post(`${served.base}/processes/${course.id}/imports`, {});
    expect([reply.status, reply.body]).toMatchObject([400, { code: 'not-a-file' }]);
  });
});

describe('a list in an odd shape', () => {
  const LIST = 'Sesión;Nombre completo;Institución;Minutos\n1;Íñigo Peña Núñez;Unión Agrícola;100\n';
  test('in Windows-1252 or UTF-16 reads the same as in UTF-8', async () => {
    const wide = Buffer.from(LIST, 'utf16le');
    const encodings = [
      utf8(LIST), new Uint8Array(Buffer.from(LIST, 'latin1')), new Uint8Array([0xff, 0xfe, ...wide]),
      new Uint8Array([0xfe, 0xff, ...Buffer.from(wide).swap16()]),
    ];
    for (const bytes of encodings) {
      const { id } = await upload(bytes, 'lista.csv');
      const { body } = await alicia.get(`${served.base}/imports/${id}/rows`);
      const row = { name: 'Íñigo Peña Núñez', organisation: 'Unión Agrícola', state: 'new', minutes: 100 };
      expect(body).toMatchObject({ items: [row] });
    }
  });

  test('with formulas, dates as text and merged headings is understood', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['Registro', '', '', '']);
      sheet.mergeCells('A1:D1');
      sheet.addRow(['Nombre', 'Datos', '', 'Minutos']);
      sheet.addRow(['', 'C.I.', 'Fecha', '']);
      for (const range of ['B2:C2', 'A2:A3', 'D2:D3']) sheet.mergeCells(range);
      sheet.addRow(['Ana Prueba', '4923118', '11/10/2020', { formula: '50*2', result: 100 }]);
      sheet.addRow(['Eva Poma', 4923119, new Date(Date.UTC(2020, 9, 12)), '60']);
    });
    const { body, id } = await upload(bytes);
    expect(body).toMatchObject({ headerRow: 3, rowCount: 2, counts: { new: 2, problem: 0 } });
    const rows = await alicia.get(`${served.base}/imports/${id}/rows`);
    expect(rows.body).toMatchObject({ items: [{ row: 4, minutes: 100 }, { row: 5, minutes: 60 }] });
  });

  test('with two columns of one heading takes the fuller and says so', async () => {
    const list = 'Sesión;Nombre;Nombre;Minutos\n1;;Ana Prueba;100\n1;x;Eva Poma;100\n';
    const { body } = await upload(utf8(list), 'doble.csv');
    expect(body).toMatchObject({ counts: { new: 2 }, faults: [{ code: 'duplicate-heading', blocks: false }] });
  });

  test('that does not say the session waits for somebody to say it', async () => {
    const { body, id } = await upload(utf8('Nombre;Minutos\nAna Prueba;100\n'), 'sin-sesion.csv');
    expect(body).toMatchObject({ faults: [{ code: 'session-not-said', blocks: true }] });
    expect((await alicia.post(`${served.base}/imports/${id}/opening`)).body).toMatchObject({ code: 'nothing-to-import' });
    const told = await alicia.put(`${served.base}/imports/${id}/reading`, { sessionNumber: 2 });
    expect(told.body).toMatchObject({ faults: [], counts: { new: 1, ready: 1 } });
  });

  test('with headings and a sheet named beyond measure goes in whole', async () => {
    const heading = `Minutos ${'conectados '.repeat(20)}`;
    const row = `1;Larga Cabecera Sola;Ñ${'🌾'.repeat(150)};100`;
    const { id } = await upload(utf8(`Sesión;Nombre;Institución;${heading}\n${row}\n`), 'larga.csv');
    const opened = await alicia.post(`${served.base}/imports/${id}/opening`);
    expect([opened.status, opened.body]).toMatchObject([200, { progress: { stage: 'open' } }]);
  });

  test('with markup and formulas in its cells keeps them as text', async () => {
    const rows = '1;<img src=x onerror=alert(1)> Ana;100\n1;"=HYPERLINK(""x"") Eva";100\n';
    const { id } = await upload(utf8(`Sesión;Nombre;Minutos\n${rows}`), 'marcas.csv');
    const { body } = await alicia.get(`${served.base}/imports/${id}/rows`);
    const items = [{ name: '<img src=x onerror=alert(1)> Ana' }, { name: '=HYPERLINK("x") Eva' }];
    expect(body).toMatchObject({ items });
  });
});

test('the same file again says that it is in already, and which import it was', async () => {
  const bytes = utf8('Sesión;Nombre;Minutos\n1;Repetida Prueba Sola;100\n');
  const first = await upload(bytes, 'una.csv');
  expect(first.body).toMatchObject({ alreadyImported: null });
  await alicia.post(`${served.base}/imports/${first.id}/opening`);
  const again = await upload(bytes, 'otro-nombre.csv');
  const { body } = await alicia.get(`${served.base}/imports/${first.id}`);
  const batchId = typeof body === 'object' && body !== null && 'batchId' in body ? body.batchId : null;
  expect(again.body).toMatchObject({ alreadyImported: { batchId } });
  const before = await written();
  await alicia.get(`${served.base}/imports/${again.id}/rows`);
  expect(await written()).toBe(before);
});
