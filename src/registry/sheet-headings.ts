/** The headings of a table, as people write them over one row or two, and where in a file they stand. Pure. */

/** A table of text, as a spreadsheet reader gives it: `rows[n]` is row `n + 1` of the file. */
export interface ListSheet {
  readonly name: string | null;
  readonly rows: readonly (readonly string[])[];
}

/** Where the list of a file stands. */
export interface ListPlace {
  readonly sheetIndex: number;
  readonly sheet: ListSheet;
  /** Row with the headings (the lower one of two), from 1; 0 when the list has none. */
  readonly headerRow: number;
}

/** What a person has said of the place already; the rest is looked for. */
export interface ToldPlace {
  readonly sheet?: string | null | undefined;
  readonly headerRow?: number | undefined;
}

/** A column before it is told what it holds. */
export interface SampledColumn {
  /** From 0. */
  readonly index: number;
  readonly heading: string;
  readonly samples: readonly string[];
}

/** Rows in which headings are looked for; above them stand titles, logos' texts, a block about the meeting. */
const HEADER_ROWS_MAX = 60;
/** Rows by whose content a column is judged. */
const SAMPLE_ROWS = 300;
/** The score of headings weighs above the length of any sheet. */
const HEADINGS_WEIGHT = 1_000_000;
const NO_SHEET: ListSheet = { name: null, rows: [] };

/** The sheet and the row whose headings score highest; of two sheets with like headings, the fuller one. Total. */
export function findList(sheets: readonly ListSheet[], scoreOf: (headings: readonly string[]) => number, told: ToldPlace = {}): ListPlace {
  let best = { sheetIndex: 0, headerRow: 0, score: -1 };
  sheets.forEach((sheet, sheetIndex) => {
    if (told.sheet !== undefined && told.sheet !== null && sheet.name !== told.sheet) return;
    const found = findHeaderRow(sheet, scoreOf);
    const score = found.score * HEADINGS_WEIGHT + Math.min(sheet.rows.length, HEADINGS_WEIGHT - 1);
    if (score > best.score) best = { sheetIndex, headerRow: found.row, score };
  });
  return placeIn(sheets, { sheetIndex: best.sheetIndex, headerRow: told.headerRow ?? best.headerRow });
}

/** What a change of a reading says of the place; null where it says nothing and the place stays. */
export function toldPlace(reading: { readonly sheet: string | null }, change: ToldPlace): ToldPlace | null {
  if (change.sheet === undefined && change.headerRow === undefined) return null;
  return { sheet: change.sheet ?? reading.sheet, headerRow: change.headerRow };
}

/** The place a reading was made at. */
export function placeIn(sheets: readonly ListSheet[], { sheetIndex, headerRow }: { readonly sheetIndex: number; readonly headerRow: number }): ListPlace {
  return { sheetIndex, sheet: sheets[sheetIndex] ?? NO_SHEET, headerRow };
}

function findHeaderRow(sheet: ListSheet, scoreOf: (headings: readonly string[]) => number): { row: number; score: number } {
  let best = { row: 0, score: 0 };
  for (let row = 1; row <= Math.min(HEADER_ROWS_MAX, sheet.rows.length); row += 1) {
    const score = scoreOf(headingsAt(sheet.rows, row));
    if (score > best.score) best = { row, score };
  }
  return best;
}

/** The columns at a place, each with what stands in the first rows below its heading. */
export function sampledColumns({ sheet, headerRow }: ListPlace): SampledColumn[] {
  const headings = headerRow === 0 ? [] : headingsAt(sheet.rows, headerRow);
  const data = sheet.rows.slice(headerRow, headerRow + SAMPLE_ROWS);
  const width = data.reduce((most, row) => Math.max(most, row.length), headings.length);
  return Array.from({ length: width }, (_, index) => ({
    index,
    heading: headings[index] ?? '',
    samples: data.map((row) => row[index] ?? '').filter((cell) => cell !== ''),
  }));
}

/**
 * Headings of a row, one per column. Where the row is the lower of two, an empty cell takes the heading above it, and
 * a bare number or letter is completed by the heading that spans it ("Sesiones" over 1, 2, 3; "Sexo" over F and M).
 */
export function headingsAt(rows: readonly (readonly string[])[], headerRow: number): string[] {
  const lower = rows[headerRow - 1] ?? [];
  const upper = rows[headerRow - 2] ?? [];
  const filled = upper.filter((cell) => cell !== '').length;
  const width = Math.max(lower.length, filled > 1 ? upper.length : 0);
  const headings: string[] = [];
  let spanning = '';
  for (let column = 0; column < width; column += 1) {
    const [above, here] = [filled > 1 ? (upper[column] ?? '') : '', lower[column] ?? ''];
    if (above !== '') spanning = above;
    const bare = /^(\d{1,2}|[a-z])$/i.test(here);
    headings.push(here === '' ? above : bare && spanning !== '' ? `${spanning} ${here}` : here);
  }
  return headings;
}
