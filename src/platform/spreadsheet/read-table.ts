/** From the bytes somebody uploaded to tables of text, or the reason why not. Decides by bytes, never by name. */
import { openArchive } from './archive.ts';
import { readDelimited } from './delimited.ts';
import { assertText, decodeText } from './encoding.ts';
import { type Fault, type FaultCode, type Sheet, type TableFile, UnreadableFile } from './sheet.ts';
import { readWorkbook } from './workbook.ts';

/**
 * Tables of an .xlsx or delimited text file. Never throws for a bad file: the answer then has no tables and a fault
 * that blocks. `fileName` only goes into the detail of a fault.
 */
export async function readTable(bytes: Uint8Array, fileName: string): Promise<TableFile> {
  try {
    const refusal = refusalByFirstBytes(bytes);
    if (refusal !== null) return refused(refusal, fileName);
    return isZip(bytes) ? withRows(await readZip(bytes), []) : readText(bytes);
  } catch (cause) {
    if (cause instanceof UnreadableFile) return refused(cause.code, cause.detail ?? fileName);
    throw cause;
  }
}

function refused(code: FaultCode, detail: string | null): TableFile {
  return { tables: [], faults: [{ code, blocks: true, detail }] };
}

function withRows(tables: Sheet[], faults: Fault[]): TableFile {
  const filled = tables.some((table) => table.rows.some((row) => row.length > 0));
  return filled ? { tables, faults } : refused('no-rows', null);
}

async function readZip(bytes: Uint8Array): Promise<Sheet[]> {
  const archive = openArchive(bytes);
  if (isOpenDocument(bytes)) throw new UnreadableFile('open-document');
  if (!archive.parts.has('xl/workbook.xml')) throw new UnreadableFile('not-a-table');
  return readWorkbook(archive);
}

/** Its first part says so, uncompressed: a spreadsheet of LibreOffice. Its texts and drawings are no tables. */
function isOpenDocument(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 120)).includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet');
}

function readText(bytes: Uint8Array): TableFile {
  const text = decodeText(bytes);
  assertText(text);
  if (looksLikeMarkup(text)) return refused('not-a-table', null);
  const { rows, unclosedQuote } = readDelimited(text);
  const faults: Fault[] = unclosedQuote ? [{ code: 'unclosed-quote', blocks: false, detail: null }] : [];
  return withRows([{ name: null, rows, merged: [] }], faults);
}

/** Pages and documents that begin with markup; some programs save an HTML page under a spreadsheet's name. */
function looksLikeMarkup(text: string): boolean {
  return /^[\uFEFF\s]*(<!doctype|<html|<\?xml|<table|<svg|<head|<body|\{\\rtf|%!PS)/i.test(text.slice(0, 500));
}

const NOT_TABLES: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x49, 0x46, 0x46], // RIFF: WebP, sound, film
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x50, 0x4b, 0x05, 0x06], // ZIP without parts
];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;
/** Workbooks of the 1990s without a container: record type 09 of their versions 2 to 4. */
const BARE_XLS: readonly (readonly number[])[] = [
  [0x09, 0x00, 0x04, 0x00],
  [0x09, 0x02, 0x06, 0x00],
  [0x09, 0x04, 0x06, 0x00],
];

function refusalByFirstBytes(bytes: Uint8Array): FaultCode | null {
  if (bytes.length === 0) return 'empty-file';
  if (startsWith(bytes, OLE)) return refusalOfOle(bytes);
  if (BARE_XLS.some((start) => startsWith(bytes, start))) return 'old-xls';
  return NOT_TABLES.some((start) => startsWith(bytes, start)) ? 'not-a-table' : null;
}

/** The container of Office until 2003, which today also wraps workbooks that ask for a password. */
function refusalOfOle(bytes: Uint8Array): FaultCode {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string): boolean => content.includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage')) return 'password-protected';
  return has('WordDocument') || has('PowerPoint Document') ? 'not-a-table' : 'old-xls';
}

function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
