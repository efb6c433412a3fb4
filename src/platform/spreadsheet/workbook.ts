/**
 * Reads an .xlsx workbook (Office Open XML) into sheets of text. Our own small reader rather than a library's object
 * model: a list of 100,000 rows must fit a small server, and unpacking must stop where the headers lie.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Archive, unpack } from './archive.ts';
import { builtInDateStyle, cleanText, type DateStyle, dateStyle, numberText, serialText } from './cell-text.ts';
import { decodeText } from './encoding.ts';
import { attribute, plainText, type Tag, walkTags } from './markup.ts';
import { CELLS_MAX, type MergedRange, ROWS_MAX, type Sheet, UnreadableFile } from './sheet.ts';

/** Rows read before the server may answer somebody else. */
const ROWS_PER_TURN = 2_000;
const COLUMNS_MAX = 16_384;
const MERGES_MAX = 50_000;

interface Surroundings {
  readonly strings: readonly string[];
  /** By cell style: whether its numbers are dates. */
  readonly styles: readonly DateStyle[];
  readonly from1904: boolean;
  cellsLeft: number;
}

/** Visible sheets of a workbook in their order. A formula gives the result stored with it. */
export async function readWorkbook(archive: Archive): Promise<Sheet[]> {
  const book = await readXml(archive, 'xl/workbook.xml');
  if (book === null) throw new UnreadableFile('corrupt');
  const outline = readOutline(book);
  const targets = readTargets((await readXml(archive, 'xl/_rels/workbook.xml.rels')) ?? '');
  const surroundings: Surroundings = {
    strings: readStrings((await readXml(archive, 'xl/sharedStrings.xml')) ?? ''),
    styles: readStyles((await readXml(archive, 'xl/styles.xml')) ?? ''),
    from1904: outline.from1904,
    cellsLeft: CELLS_MAX,
  };
  const sheets: Sheet[] = [];
  for (const { name, relation } of outline.sheets) {
    const xml = await readXml(archive, targets.get(relation) ?? '');
    // Chart sheets and sheets kept elsewhere have no part of their own.
    if (xml !== null) sheets.push(await readSheet(xml, name, surroundings));
  }
  if (sheets.length === 0) throw new UnreadableFile('corrupt');
  return sheets;
}

async function readXml(archive: Archive, name: string): Promise<string | null> {
  const bytes = await unpack(archive, name);
  return bytes === null ? null : decodeText(bytes);
}

function readOutline(xml: string): { sheets: { name: string; relation: string }[]; from1904: boolean } {
  const sheets: { name: string; relation: string; hidden: boolean }[] = [];
  let from1904 = false;
  for (const tag of walkTags(xml)) {
    if (tag.closing) continue;
    if (tag.name === 'workbookPr') from1904 = ['1', 'true'].includes(attribute(tag, 'date1904') ?? '');
    if (tag.name === 'sheet') {
      const hidden = ['hidden', 'veryHidden'].includes(attribute(tag, 'state') ?? '');
      const relation = /\s\w+:id\s*=\s*["']([^"']*)/.exec(tag.attributes)?.[1] ?? '';
      sheets.push({ name: cleanText(attribute(tag, 'name') ?? ''), relation, hidden });
    }
  }
  const visible = sheets.filter((sheet) => !sheet.hidden);
  return { sheets: visible.length > 0 ? visible : sheets, from1904 };
}

function readTargets(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  for (const tag of walkTags(xml)) {
    if (tag.name !== 'Relationship' || tag.closing) continue;
    if (attribute(tag, 'Type')?.endsWith('/worksheet') !== true) continue;
    const target = attribute(tag, 'Target') ?? '';
    targets.set(attribute(tag, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  return targets;
}

/** Shared texts; the reading aids of Japanese (`rPh`) are no part of a text. */
function readStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let aside = 0;
  for (const tag of walkTags(xml)) {
    if (tag.name === 'rPh' && !tag.selfClosing) aside += tag.closing ? -1 : 1;
    else if (tag.name === 't' && tag.closing && aside === 0) text += tag.textBefore;
    else if (tag.name === 'si' && (tag.closing || tag.selfClosing)) {
      strings.push(cleanText(plainText(text)));
      text = '';
    }
  }
  return strings;
}

function readStyles(xml: string): DateStyle[] {
  const formats = new Map<number, DateStyle>();
  const styles: DateStyle[] = [];
  let inCellFormats = false;
  for (const tag of walkTags(xml)) {
    if (tag.name === 'cellXfs') inCellFormats = !tag.closing;
    if (tag.closing) continue;
    if (tag.name === 'numFmt') {
      formats.set(Number(attribute(tag, 'numFmtId')), dateStyle(attribute(tag, 'formatCode') ?? ''));
    }
    if (tag.name === 'xf' && inCellFormats) {
      const id = Number(attribute(tag, 'numFmtId') ?? '0');
      styles.push(formats.get(id) ?? builtInDateStyle(id));
    }
  }
  return styles;
}

/** A sheet while it is read. */
interface OpenSheet {
  readonly rows: string[][];
  readonly merged: MergedRange[];
  readonly cell: OpenCell;
  row: string[];
  rowNumber: number;
  rowsSeen: number;
}

async function readSheet(xml: string, name: string, surroundings: Surroundings): Promise<Sheet> {
  const cell = { type: '', style: 0, column: -1, value: '', inline: '' };
  const sheet: OpenSheet = { rows: [], merged: [], cell, row: [], rowNumber: 0, rowsSeen: 0 };
  for (const tag of walkTags(xml)) {
    if (tag.name === 'row') {
      takeRow(sheet, tag, surroundings);
      if (tag.closing && sheet.rowsSeen % ROWS_PER_TURN === 0) await nextTurn();
    } else takeInside(sheet, tag, surroundings);
  }
  return { name, rows: sheet.rows, merged: sheet.merged };
}

function takeRow(sheet: OpenSheet, tag: Tag, surroundings: Surroundings): void {
  if (!tag.closing) {
    sheet.rowNumber = Number(attribute(tag, 'r') ?? String(sheet.rowNumber + 1));
    sheet.row = [];
    sheet.cell.column = -1;
    sheet.rowsSeen += 1;
  }
  if (tag.closing || tag.selfClosing) keepRow(sheet.rows, sheet.row, sheet.rowNumber, surroundings);
}

function takeInside(sheet: OpenSheet, tag: Tag, surroundings: Surroundings): void {
  const { cell } = sheet;
  if (tag.name === 'c') {
    if (tag.closing) placeText(sheet.row, cell.column, cellText(cell, surroundings));
    else beginCell(cell, tag);
  } else if (tag.closing && tag.name === 'v') cell.value = tag.textBefore;
  else if (tag.closing && tag.name === 't') cell.inline += tag.textBefore;
  else if (!tag.closing && tag.name === 'mergeCell' && sheet.merged.length < MERGES_MAX) {
    const range = mergedRange(attribute(tag, 'ref') ?? '');
    if (range !== null) sheet.merged.push(range);
  }
}

interface OpenCell {
  type: string;
  style: number;
  column: number;
  value: string;
  inline: string;
}

function beginCell(cell: OpenCell, tag: Tag): void {
  const reference = attribute(tag, 'r');
  cell.column = reference === null ? cell.column + 1 : columnIndex(reference);
  cell.type = attribute(tag, 't') ?? 'n';
  cell.style = Number(attribute(tag, 's') ?? '0');
  cell.value = '';
  cell.inline = '';
}

/** Index of the column a reference such as `AB12` names, from 0. */
function columnIndex(reference: string): number {
  let index = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return index - 1;
}

function cellText(cell: OpenCell, surroundings: Surroundings): string {
  switch (cell.type) {
    case 's':
      return surroundings.strings[Number(cell.value)] ?? '';
    case 'str':
    case 'e':
      return cleanText(plainText(cell.value));
    case 'inlineStr':
      return cleanText(plainText(cell.inline));
    case 'b':
      return cell.value === '1' ? 'TRUE' : cell.value === '' ? '' : 'FALSE';
    case 'd':
      return cell.value.slice(0, cell.value.endsWith('T00:00:00') ? 10 : 16);
    default: {
      const style = surroundings.styles[cell.style] ?? 'none';
      return style === 'none' ? numberText(cell.value) : serialText(cell.value, style, surroundings.from1904);
    }
  }
}

function placeText(row: string[], column: number, text: string): void {
  if (text === '' || column < 0 || column >= COLUMNS_MAX) return;
  while (row.length < column) row.push('');
  row[column] = text;
}

/** Keeps a row at its own number. Rows that only carry formatting, often down to the last of a sheet, are not kept. */
function keepRow(rows: string[][], row: string[], rowNumber: number, surroundings: Surroundings): void {
  if (row.length === 0) return;
  if (!Number.isSafeInteger(rowNumber) || rowNumber < 1) throw new UnreadableFile('corrupt');
  surroundings.cellsLeft -= row.length;
  if (rowNumber > ROWS_MAX || surroundings.cellsLeft < 0) throw new UnreadableFile('too-many-rows');
  while (rows.length < rowNumber - 1) rows.push([]);
  rows[rowNumber - 1] = row;
}

function mergedRange(reference: string): MergedRange | null {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference);
  if (match === null) return null;
  const [, left = '', top = '', right = '', bottom = ''] = match;
  return {
    firstRow: Number(top),
    lastRow: Number(bottom),
    firstColumn: columnIndex(left),
    lastColumn: columnIndex(right),
  };
}
