/** Delimited text (CSV and its kin), after RFC 4180, forgiving about separators and stray quotes. Pure. */
import { cleanText } from './cell-text.ts';
import { CELLS_MAX, ROWS_MAX, UnreadableFile } from './sheet.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const SAMPLE_CHARACTERS = 60_000;
const SAMPLE_ROWS = 200;

export interface DelimitedTable {
  readonly rows: string[][];
  /** A quote was opened and never closed; quotes were then read as plain characters. */
  readonly unclosedQuote: boolean;
}

/** Rows of a delimited text. Row numbers are those a spreadsheet shows: a quoted line break does not count. */
export function readDelimited(text: string): DelimitedTable {
  const declared = /^\uFEFF?sep=(.)\r?\n/i.exec(text);
  const separator = declared?.[1] ?? guessSeparator(text);
  const quoted = split(text, separator, true, ROWS_MAX);
  const table = quoted ?? split(text, separator, false, ROWS_MAX) ?? [];
  // The line that names the separator keeps its row number but is not data.
  if (declared !== null && table.length > 0) table[0] = [];
  while (table.length > 0 && table[table.length - 1]?.length === 0) table.pop();
  return { rows: table, unclosedQuote: quoted === null };
}

/** The separator that cuts most rows into the same, largest number of cells. A text without any: a comma. */
export function guessSeparator(text: string): string {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  let best: string = SEPARATORS[0];
  let bestScore = 0;
  for (const separator of SEPARATORS) {
    const rows = (split(sample, separator, true, null) ?? split(sample, separator, false, null) ?? [])
      .slice(0, SAMPLE_ROWS)
      .filter((row) => row.length > 0);
    const tally = new Map<number, number>();
    for (const row of rows) tally.set(row.length, (tally.get(row.length) ?? 0) + 1);
    const score = Math.max(0, ...[...tally].map(([width, count]) => (width - 1) * count));
    if (score > bestScore) [best, bestScore] = [separator, score];
  }
  return best;
}

/** null when a quote stays open to the end. `rowsMax` null: stop at nothing (a sample). */
function split(text: string, separator: string, quotes: boolean, rowsMax: number | null): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let cells = 0;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const endRow = (): void => {
    while (row.length > 0 && row[row.length - 1] === '') row.pop();
    rows.push(row);
    cells += row.length;
    if (rowsMax !== null && (rows.length > rowsMax || cells > CELLS_MAX)) throw new UnreadableFile('too-many-rows');
    row = [];
  };
  while (at < text.length) {
    if (quotes && text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === -1) return null;
      const tail = fieldEnd(text, close + 1, separator);
      row.push(cleanText(text.slice(at + 1, close).replaceAll('""', '"') + text.slice(close + 1, tail)));
      at = tail;
    } else {
      const end = fieldEnd(text, at, separator);
      row.push(cleanText(text.slice(at, end)));
      at = end;
    }
    if (at >= text.length) break;
    const stop = text[at];
    at += 1;
    if (stop === separator) {
      if (at >= text.length) row.push('');
    } else {
      if (stop === '\r' && text[at] === '\n') at += 1;
      endRow();
    }
  }
  if (row.length > 0) endRow();
  return rows;
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function fieldEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === separator || character === '\n' || character === '\r') break;
    at += 1;
  }
  return at;
}
