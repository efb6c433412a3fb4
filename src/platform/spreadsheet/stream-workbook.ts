/**
 * Workbooks written as their rows come. `exceljs` takes rows as fast as they are made, whether or not anybody reads the
 * file at the other end; here whoever reads sets the pace, so that memory does not grow with the table.
 */
import type { RowStream } from './stream-csv.ts';
import { CHUNK_CHARACTERS } from './stream-csv.ts';
import { disarmed, type CellValue } from './write-table.ts';
import { zipStream, type ZipPart } from './zip-stream.ts';

/** A cell that leads somewhere: `https://…`, or `#Evidencia!A7` within the workbook. */
export interface LinkedCell {
  readonly text: string | number;
  readonly link: string;
}

export interface SheetStream extends RowStream<CellValue | LinkedCell> {
  readonly name: string;
  /** In characters, by column. */
  readonly widths: readonly number[];
}

/** Rows a sheet may have, its head included: the format's own limit. */
export const SHEET_ROWS_MAX = 1_048_576;
/** Characters of one cell: the format's own limit. */
const CELL_CHARACTERS_MAX = 32_767;
const HEAD_STYLE = 1;
const LINK_STYLE = 2;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The file, chunk by chunk. Names of sheets are cut and made to differ as the format asks. */
export function workbookStream(sheets: readonly SheetStream[]): AsyncGenerator<Buffer> {
  const names = sheetNames(sheets.map(({ name }) => name));
  return zipStream(partsOf(sheets, names));
}

/** As Excel allows them: 31 characters, none of `[]:*?/\`, no two alike. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const clean = name.replaceAll(/[[\]:*?/\\]/g, ' ').replaceAll(/^'|'$/g, ' ').trim() || '-';
    let found = clean.slice(0, 31);
    for (let number = 2; taken.has(found.toLowerCase()); number += 1) found = `${clean.slice(0, 27)} ${number}`;
    taken.add(found.toLowerCase());
    return found;
  });
}

function* partsOf(sheets: readonly SheetStream[], names: readonly string[]): Generator<ZipPart> {
  yield { name: '[Content_Types].xml', content: () => once(contentTypes(sheets.length)) };
  yield { name: '_rels/.rels', content: () => once(relations([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }])) };
  yield { name: 'xl/workbook.xml', content: () => once(workbook(names)) };
  const inBook = sheets.map((_, at) => ({ id: `rId${at + 1}`, type: 'worksheet', target: `worksheets/sheet${at + 1}.xml` }));
  yield { name: 'xl/_rels/workbook.xml.rels', content: () => once(relations([...inBook, { id: `rId${sheets.length + 1}`, type: 'styles', target: 'styles.xml' }])) };
  yield { name: 'xl/styles.xml', content: () => once(STYLES) };
  for (const [at, sheet] of sheets.entries()) {
    const links: Link[] = [];
    yield { name: `xl/worksheets/sheet${at + 1}.xml`, content: () => worksheet(sheet, links) };
    const outside = links.flatMap(({ target }, index) => (target.startsWith('#') ? [] : [{ id: `rId${index + 1}`, type: 'hyperlink', target, external: true }]));
    if (outside.length > 0) yield { name: `xl/worksheets/_rels/sheet${at + 1}.xml.rels`, content: () => once(relations(outside)) };
  }
}

interface Link {
  readonly ref: string;
  readonly target: string;
}

async function* worksheet({ head, rows, widths }: SheetStream, links: Link[]): AsyncGenerator<Buffer> {
  const letters = head.map((_, at) => columnLetters(at));
  let text = `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${letters.map((_, at) => `<col min="${at + 1}" max="${at + 1}" width="${widths[at] ?? 14}" customWidth="1"/>`).join('')}</cols><sheetData>` +
    `<row r="1">${head.map((title, at) => textCell(`${letters[at]}1`, title, HEAD_STYLE)).join('')}</row>`;
  let number = 1;
  for await (const row of rows) {
    number += 1;
    if (number > SHEET_ROWS_MAX) throw new Error('A sheet has more rows than the format allows.');
    text += rowXml(row, number, letters, links);
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  const last = letters.at(-1) ?? 'A';
  yield Buffer.from(`${text}</sheetData><autoFilter ref="A1:${last}${number}"/>${hyperlinks(links)}</worksheet>`);
}

function rowXml(row: readonly (CellValue | LinkedCell)[], number: number, letters: readonly string[], links: Link[]): string {
  let text = `<row r="${number}">`;
  for (const [at, value] of row.entries()) {
    if (value === null) continue;
    const ref = `${letters[at] ?? columnLetters(at)}${number}`;
    if (typeof value === 'object') {
      links.push({ ref, target: value.link });
      text += cell(ref, value.text, LINK_STYLE);
    } else text += cell(ref, value, 0);
  }
  return `${text}</row>`;
}

function cell(ref: string, value: string | number, style: number): string {
  if (typeof value === 'string') return textCell(ref, value, style);
  const styled = style === 0 ? '' : ` s="${style}"`;
  return Number.isFinite(value) ? `<c r="${ref}"${styled}><v>${value}</v></c>` : '';
}

function textCell(ref: string, text: string, style: number): string {
  const styled = style === 0 ? '' : ` s="${style}"`;
  return `<c r="${ref}"${styled} t="inlineStr"><is><t xml:space="preserve">${xmlText(disarmed(text).slice(0, CELL_CHARACTERS_MAX))}</t></is></c>`;
}

function hyperlinks(links: readonly Link[]): string {
  if (links.length === 0) return '';
  const lines = links.map(({ ref, target }, at) =>
    target.startsWith('#') ? `<hyperlink ref="${ref}" location="${xmlText(target.slice(1))}"/>` : `<hyperlink ref="${ref}" r:id="rId${at + 1}"/>`);
  return `<hyperlinks>${lines.join('')}</hyperlinks>`;
}

function workbook(names: readonly string[]): string {
  const sheets = names.map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`);
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function contentTypes(sheetCount: number): string {
  const sheets = Array.from({ length: sheetCount }, (_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`);
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${sheets.join('')}</Types>`;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external?: boolean;
}

function relations(all: readonly Relation[]): string {
  const lines = all.map(({ id, type, target, external }) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${xmlText(target)}"${external === true ? ' TargetMode="External"' : ''}/>`);
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`;
}

/** Plain, the bold head, and links in lake blue. */
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>` +
  '<font><b/><sz val="11"/><name val="Calibri"/></font><font><u/><sz val="11"/><color rgb="FF1D5A78"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3">' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>';

/** `A`, `B`, … `Z`, `AA`, …: the letters of a column, counted from 0. */
function columnLetters(at: number): string {
  const before = Math.floor(at / 26);
  return (before === 0 ? '' : columnLetters(before - 1)) + String.fromCodePoint(65 + (at % 26));
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML cannot hold: control characters, halves of pairs, and the two that are none. */
const UNHOLDABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

function xmlText(text: string): string {
  // Nearly every cell is plain: looked at once, copied never.
  if (!/[&<>"_\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/.test(text)) return text;
  // What looks like an escape of the format (`_x0041_`) is a text like any other.
  const plain = text.replaceAll(UNHOLDABLE, '').replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return plain.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign).replaceAll('\r', '&#13;');
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}
