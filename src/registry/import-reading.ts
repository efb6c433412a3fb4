/** Guesses how a list of people or organisations is to be read: sheet, headings, what each column holds. Pure. */
import { meaningOfM, readBirth, type DateOrder } from './cell-values.ts';
import { byContent, givenBesideSurnames, oneColumnEach, PERSON_SIGNS, sexInTwoColumns, type ContentSign } from './column-guesses.ts';
import type { DoubtCode, Field, Imported, ListSheet, Reading, ReadingColumn } from './import-file.ts';
import { readHeading } from './import-headings.ts';
import { normaliseName, usualNameOrder } from './names.ts';
import { headingsAt } from './sheet-headings.ts';

/** Rows in which headings are looked for; above them stand titles and the texts of logos. */
const HEADER_ROWS_MAX = 40;
/** Rows by whose content a column is judged. */
const SAMPLE_ROWS = 300;
const SAMPLES_SHOWN = 5;

/** What a person changes in a reading. */
export interface ReadingChange {
  readonly sheet?: string | null | undefined;
  readonly headerRow?: number | undefined;
  readonly columns?: readonly { index: number; field: Field }[] | undefined;
}

/** The most likely reading. Total: a table without recognisable headings is read by its content, and says so. */
export function guessReading(
  imported: Imported,
  sheets: readonly ListSheet[],
  fixed: { sheet?: string | null; headerRow?: number } = {},
): Reading {
  let best = { sheetIndex: 0, headerRow: 0, score: -1 };
  sheets.forEach((sheet, sheetIndex) => {
    if (fixed.sheet !== undefined && fixed.sheet !== null && sheet.name !== fixed.sheet) return;
    const found = findHeaderRow(imported, sheet);
    // Of two sheets with like headings, the fuller one.
    const score = found.score * 1_000_000 + Math.min(sheet.rows.length, 900_000);
    if (score > best.score) best = { sheetIndex, headerRow: found.row, score };
  });
  const sheet = sheets[best.sheetIndex] ?? { name: null, rows: [] };
  const headerRow = fixed.headerRow ?? best.headerRow;
  return judged(sheet, best.sheetIndex, headerRow, guessColumns(imported, sheet, headerRow), false);
}

/** The reading after a person's change: another sheet or header row is guessed anew, columns are taken as told. */
export function changeReading(imported: Imported, sheets: readonly ListSheet[], reading: Reading, change: ReadingChange): Reading {
  const anew = change.sheet !== undefined || change.headerRow !== undefined;
  const fixed = {
    sheet: change.sheet ?? reading.sheet,
    ...(change.headerRow === undefined ? {} : { headerRow: change.headerRow }),
  };
  const base = anew ? guessReading(imported, sheets, fixed) : reading;
  return change.columns === undefined ? base : withFields(sheets, base, new Map(change.columns.map((it) => [it.index, it.field])));
}

/** The reading with the fields a person chose for an earlier file with the same headings. */
export function recallReading(sheets: readonly ListSheet[], reading: Reading, fields: readonly Field[]): Reading {
  return { ...withFields(sheets, reading, new Map(fields.map((field, index) => [index, field]))), remembered: true };
}

function withFields(sheets: readonly ListSheet[], reading: Reading, fields: ReadonlyMap<number, Field>): Reading {
  const sheet = sheets[reading.sheetIndex] ?? { name: null, rows: [] };
  const columns = reading.columns.map((column) => ({ ...column, field: fields.get(column.index) ?? column.field }));
  return judged(sheet, reading.sheetIndex, reading.headerRow, columns, reading.remembered);
}

function findHeaderRow(imported: Imported, sheet: ListSheet): { row: number; score: number } {
  let best = { row: 0, score: 0 };
  for (let row = 1; row <= Math.min(HEADER_ROWS_MAX, sheet.rows.length); row += 1) {
    const score = headerScore(imported, headingsAt(sheet.rows, row));
    if (score > best.score) best = { row, score };
  }
  return best;
}

/** Different fields a row names; without a name among them it can hardly be the heading of a list. */
function headerScore(imported: Imported, headings: readonly string[]): number {
  const fields = new Set<Field>(headings.flatMap((heading) => readHeading(imported, heading) ?? []));
  fields.delete('ignore');
  const named = NAMES.some((field) => fields.has(field));
  if (!named) return fields.size >= 3 ? 1 : 0;
  return 10 + fields.size * 2;
}

const NAMES: readonly Field[] = ['full-name', 'given-names', 'surnames', 'paternal', 'name'];

function guessColumns(imported: Imported, sheet: ListSheet, headerRow: number): ReadingColumn[] {
  const headings = headerRow === 0 ? [] : headingsAt(sheet.rows, headerRow);
  const data = sheet.rows.slice(headerRow, headerRow + SAMPLE_ROWS);
  const width = data.reduce((most, row) => Math.max(most, row.length), headings.length);
  const columns: ReadingColumn[] = [];
  for (let index = 0; index < width; index += 1) {
    const heading = headings[index] ?? '';
    const samples = data.map((row) => row[index] ?? '').filter((cell) => cell !== '');
    columns.push({ index, heading, samples, field: readHeading(imported, heading) ?? 'ignore' });
  }
  if (imported !== 'people') return oneColumnEach(columns, JOINED_FIELDS);
  const beside = givenBesideSurnames(sexInTwoColumns(columns));
  return oneColumnEach(byContent(beside, SIGNS, (heading) => readHeading(imported, heading) !== null), JOINED_FIELDS);
}

/** Lists of the registry may hold a date of birth beside what every list of people holds. */
const SIGNS: readonly ContentSign[] = [
  ...PERSON_SIGNS,
  ['birth', 0.8, (cell) => /^\d{1,2}[/.-]\d{1,2}[/.-](19\d\d|20[01]\d)$|^(19|20)\d\d-\d\d-\d\d$/.test(cell)],
];

/** Fields that several columns may make up together. */
export const JOINED_FIELDS: ReadonlySet<Field> = new Set(['ignore', 'surnames', 'given-names', 'sex', 'phone', 'languages']);

/** The questions that only the whole list answers: order of names and dates, what M means. */
function judged(
  sheet: ListSheet,
  sheetIndex: number,
  headerRow: number,
  columns: readonly ReadingColumn[],
  remembered: boolean,
): Reading {
  const cellsOf = (field: Field, rows: number): string[] => {
    const indexes = columns.filter((column) => column.field === field).map(({ index }) => index);
    const data = indexes.length === 0 ? [] : sheet.rows.slice(headerRow, headerRow + rows);
    return data.flatMap((row) => indexes.map((index) => row[index] ?? '')).filter((cell) => cell !== '');
  };
  const headingOf = (field: Field): string => columns.find((column) => column.field === field)?.heading ?? '';
  const doubts: DoubtCode[] = headerRow === 0 ? ['no-heading'] : [];
  const headings = columns.map((column) => normaliseName(column.heading)).filter((heading) => heading !== '');
  if (new Set(headings).size < headings.length) doubts.push('duplicate-heading');
  const letters = columns.filter(({ field }) => field === 'sex').map(({ heading }) => /(?:^|\s)([fmhv])$/i.exec(heading)?.[1] ?? '');
  const sexes = [...new Set([...cellsOf('sex', Infinity), ...letters])];
  const sexOfM = meaningOfM(sexes, headingOf('sex'));
  if (sexOfM === null && sexes.some((cell) => normaliseName(cell) === 'm')) doubts.push('sex-m-undecidable');
  const dates = guessBirthOrder(cellsOf('birth', 2000));
  if (dates.assumed) doubts.push('date-order-assumed');
  const surnamesFirst = normaliseName(headingOf('full-name')).startsWith('apellido');
  return {
    sheetIndex,
    sheet: sheet.name,
    headerRow,
    columns: columns.map((column) => ({ ...column, samples: column.samples.slice(0, SAMPLES_SHOWN) })),
    remembered,
    nameOrder: surnamesFirst ? 'surnames-first' : usualNameOrder(cellsOf('full-name', 2000)),
    dateOrder: dates.order,
    sexOfM,
    doubts,
  };
}

/** Day or month first: the order in which more dates exist. The Bolivian one where both do equally. */
export function guessBirthOrder(values: readonly string[]): { order: DateOrder; assumed: boolean } {
  const score = (order: DateOrder): number => values.filter((value) => typeof readBirth(value, order) !== 'string').length;
  const [dmy, mdy] = [score('dmy'), score('mdy')];
  if (dmy !== mdy) return { order: dmy > mdy ? 'dmy' : 'mdy', assumed: false };
  return { order: 'dmy', assumed: values.some((value) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d/.test(value)) };
}
