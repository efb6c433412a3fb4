/**
 * What somebody pasted as a list of attendance, made into the file that the importer reads: from a table in HTML, with its
 * merged cells; from text in columns; or from lines as they are written in a message ("1. Ana Quispe - CEPB"). Pure.
 */
import { readHeading } from '../attendance-headings.ts';
import { tableInHtml, type PastedCell } from './pasted-html.ts';

export interface PastedTable {
  readonly rows: readonly (readonly string[])[];
  /** Merged cells whose text was written into every row they span. */
  readonly spread: number;
  /** Whether the table was lines of a message, which were given headings. */
  readonly lines: boolean;
  /** Whether any column says who was there, or for how long; else everybody in it is taken to have been. */
  readonly saysAttendance: boolean;
}

export type PasteFault = 'nothing' | 'too-many-rows' | 'too-long';

/** A list longer than this is a file, and is imported as one. */
export const PASTED_ROWS_MAX = 20_000;
const PASTED_CHARACTERS_MAX = 20_000_000;
/** Rows in which headings are looked for, as in files. */
const HEADING_ROWS = 20;

/** Headings that the importer knows, for lists that have none. */
const NAME = 'Nombre completo';
const ORGANISATION = 'Institución';
const PRESENT = 'Asistió';
const WAS_THERE = 'sí';
/** Spreadsheets and the reader of files understand it: names have commas. */
const SEPARATOR_LINE = 'sep=\t';

/** `html` and `text`: what the clipboard holds of each; empty where it has none. */
export function readPasted(html: string, text: string): PastedTable | PasteFault {
  if (html.length + text.length > PASTED_CHARACTERS_MAX) return 'too-long';
  const cells = tableInHtml(html);
  const read = cells === null ? textRows(text) : spreadCells(cells);
  const rows = read.rows.map((row) => row.map(clean)).filter((row) => row.some((cell) => cell !== ''));
  if (rows.length === 0) return 'nothing';
  if (rows.length > PASTED_ROWS_MAX) return 'too-many-rows';
  const saysAttendance = rows[headingRow(rows)]?.some(isOfAttendance) === true;
  return { rows, spread: read.spread, lines: read.lines, saysAttendance };
}

/** The file to import: the table as it was read, everybody marked as present where it says nothing of it. */
export function fileOf(table: PastedTable): string {
  const headed = headingRow(table.rows) >= 0;
  const rows = headed ? table.rows : [[NAME, ORGANISATION].slice(0, widthOf(table.rows)), ...table.rows];
  const width = widthOf(rows);
  const heading = Math.max(0, headingRow(rows));
  const marked = table.saysAttendance
    ? rows
    : rows.map((row, index) => [...Array.from({ length: width }, (_, column) => row[column] ?? ''), index < heading ? '' : index === heading ? PRESENT : WAS_THERE]);
  return [SEPARATOR_LINE, ...marked.map((row) => row.map(quoted).join('\t'))].join('\r\n');
}

interface Read {
  readonly rows: string[][];
  readonly spread: number;
  readonly lines: boolean;
}

/**
 * Merged cells taken apart. Downwards a merge means "the same for all of these", so its text goes into every row: the
 * organisation beside three people. Sideways it is a title or one value over several columns, so its text stays in the first:
 * repeated, it would fill columns that it does not speak of.
 */
function spreadCells(cells: readonly (readonly PastedCell[])[]): Read {
  const rows: string[][] = [];
  /** By column, the merged cell that still reaches down into the rows below. */
  const reaching = new Map<number, { text: string; left: number }>();
  let spread = 0;
  for (const line of cells) {
    const row: string[] = [];
    const fill = (): void => {
      for (let above = reaching.get(row.length); above !== undefined && above.left > 0; above = reaching.get(row.length)) {
        above.left -= 1;
        row.push(above.text);
      }
    };
    for (const cell of line) {
      fill();
      if (cell.rows > 1 && clean(cell.text) !== '') spread += 1;
      for (let column = 0; column < cell.columns; column += 1) {
        const text = column === 0 ? cell.text : '';
        reaching.set(row.length, { text, left: cell.rows - 1 });
        row.push(text);
      }
    }
    fill();
    rows.push(row);
  }
  return { rows, spread, lines: false };
}

function textRows(text: string): Read {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n');
  const separator = ['\t', ';', '|'].find((one) => lines.filter((line) => line.includes(one)).length * 2 > lines.filter((line) => clean(line) !== '').length);
  if (separator !== undefined) return { rows: lines.map((line) => line.split(separator).map(unquoted)), spread: 0, lines: false };
  const hasHeadings = lines.slice(0, HEADING_ROWS).some((line) => line.split(',').filter((cell) => readHeading(cell, []) !== null).length > 1);
  if (hasHeadings) return { rows: lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map(unquoted)), spread: 0, lines: false };
  const rows = lines.filter((line) => clean(line) !== '').map(messageLine);
  return { rows: rows.length === 0 ? [] : [[NAME, ORGANISATION], ...rows], spread: 0, lines: true };
}

/** `1. Ana Quispe - CEPB`, `• Ana Quispe (CEPB)`, `Ana Quispe`: a name, and the organisation where there is one. */
function messageLine(line: string): string[] {
  const bare = clean(line).replace(/^(\[[^\]]*\]\s*)?[^:]{0,40}\d{1,2}:\d{2}[^:]*:\s*/, '').replace(/^(\(?\d{1,4}\s*[.)°º-]|[-•*·✓✔])+\s*/u, '');
  const bracketed = /^(.{3,}?)\s*\(([^()]{2,})\)$/.exec(bare);
  if (bracketed !== null) return [bracketed[1] ?? '', bracketed[2] ?? ''];
  const [name = '', ...organisation] = bare.split(/\s+[-–—/]\s+|\s*[–—]\s*|\s*\t\s*/);
  return [name, organisation.join(' - ')];
}

/**
 * Index of the row that says most of what the columns hold, or -1. One word that could be a heading is not enough beside
 * other columns: "Asistencia" over a table is its title.
 */
function headingRow(rows: readonly (readonly string[])[]): number {
  const known = rows.slice(0, HEADING_ROWS).map((row) => row.filter((cell) => readHeading(cell, []) !== null).length);
  const most = Math.max(0, ...known);
  return most >= Math.min(2, widthOf(rows)) ? known.indexOf(most) : -1;
}

function isOfAttendance(cell: string): boolean {
  const field = readHeading(cell, [])?.field;
  return field === 'present' || field === 'minutes' || field === 'join-time' || field === 'session-presence';
}

/** Without signs that nobody sees (zero width, direction of writing), every run of white space one blank. */
function clean(text: string): string {
  return text.replaceAll(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g, '').normalize('NFC').replaceAll(/\s+/g, ' ').trim();
}

function unquoted(text: string): string {
  const plain = text.trim();
  return /^".*"$/.test(plain) ? plain.slice(1, -1).replaceAll('""', '"') : plain;
}

function quoted(cell: string): string {
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function widthOf(rows: readonly (readonly string[])[]): number {
  return rows.reduce((most, row) => Math.max(most, row.length), 0);
}
