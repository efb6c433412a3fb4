/** Guesses how an attendance list is to be read: which sheet, where the headings are, what each column holds. Pure. */
import { normaliseName, usualNameOrder } from '../../registry/names.ts';
import { byContent, givenBesideSurnames, oneColumnEach, PERSON_SIGNS, sexInTwoColumns } from '../../registry/column-guesses.ts';
import type { DateOrder } from '../../registry/cell-values.ts';
import type {
  DoubtCode,
  Field,
  Layout,
  ListSession,
  ListSheet,
  Reading,
  ReadingColumn,
} from './attendance-file.ts';
import { headingsAt } from '../../registry/sheet-headings.ts';
import { readHeading } from './attendance-headings.ts';
import { meaningOfM, readMoment } from '../../registry/cell-values.ts';
import { meaningOfMarkA } from './attendance-values.ts';

/** Rows in which headings are looked for; above them stand titles, logos' texts, a block about the meeting. */
const HEADER_ROWS_MAX = 60;
/** Rows by whose content a column is judged. */
const SAMPLE_ROWS = 300;
const SAMPLES_SHOWN = 5;

/** What a person has fixed already; the rest is guessed around it. */
export interface FixedReading {
  readonly sheet?: string | null;
  readonly headerRow?: number;
}

/** What a person changes in a reading. */
export interface ReadingChange {
  readonly sheet?: string | null | undefined;
  readonly headerRow?: number | undefined;
  readonly columns?: readonly { index: number; field: Field; session: number | null }[] | undefined;
  readonly sessionNumber?: number | null | undefined;
}

/**
 * The most likely reading. Total: a table without recognisable headings is read by its content, and says so in
 * `doubts`. The process's sessions tell which session a date means; without them only numbers are understood.
 */
export function guessReading(
  sheets: readonly ListSheet[],
  sessions: readonly ListSession[] = [],
  fixed: FixedReading = {},
): Reading {
  let best = { sheetIndex: 0, headerRow: 0, score: -1 };
  sheets.forEach((sheet, sheetIndex) => {
    if (fixed.sheet !== undefined && fixed.sheet !== null && sheet.name !== fixed.sheet) return;
    const found = findHeaderRow(sheet, sessions);
    // Of two sheets with like headings, the fuller one.
    const score = found.score * 1_000_000 + Math.min(sheet.rows.length, 900_000);
    if (score > best.score) best = { sheetIndex, headerRow: found.row, score };
  });
  const sheet = sheets[best.sheetIndex] ?? { name: null, rows: [] };
  const headerRow = fixed.headerRow ?? best.headerRow;
  return judged(sheet, best.sheetIndex, headerRow, guessColumns(sheet, headerRow, sessions), sessions, null);
}

/** The reading after a person's change: another sheet or header row is guessed anew, columns are taken as told. */
export function changeReading(
  sheets: readonly ListSheet[],
  reading: Reading,
  change: ReadingChange,
  sessions: readonly ListSession[],
): Reading {
  const anew = change.sheet !== undefined || change.headerRow !== undefined;
  const fixed = {
    sheet: change.sheet ?? reading.sheet,
    ...(change.headerRow === undefined ? {} : { headerRow: change.headerRow }),
  };
  const base = anew ? guessReading(sheets, sessions, fixed) : reading;
  const columns = base.columns.map((column) => {
    const told = change.columns?.find((one) => one.index === column.index);
    return told === undefined ? column : { ...column, field: told.field, session: told.session };
  });
  const sheet = sheets[base.sheetIndex] ?? { name: null, rows: [] };
  // Another row of headings does not change what a person said about the whole list; another sheet is another list.
  const before = base.sheetIndex === reading.sheetIndex ? reading.sessionNumber : null;
  const sessionNumber = change.sessionNumber === undefined ? (before ?? base.sessionNumber) : change.sessionNumber;
  const again = judged(sheet, base.sheetIndex, base.headerRow, columns, sessions, sessionNumber);
  return change.sessionNumber === null ? { ...again, sessionNumber: null } : again;
}

function findHeaderRow(sheet: ListSheet, sessions: readonly ListSession[]): { row: number; score: number } {
  let best = { row: 0, score: 0 };
  for (let row = 1; row <= Math.min(HEADER_ROWS_MAX, sheet.rows.length); row += 1) {
    const score = headerScore(headingsAt(sheet.rows, row), sessions);
    if (score > best.score) best = { row, score };
  }
  return best;
}

/** Different fields a row names; without a name among them it can hardly be the heading of a list. */
function headerScore(headings: readonly string[], sessions: readonly ListSession[]): number {
  const fields = new Set<Field>();
  let sessionColumns = 0;
  for (const heading of headings) {
    const found = readHeading(heading, sessions);
    if (found === null || found.field === 'ignore') continue;
    fields.add(found.field);
    if (found.field === 'session-presence') sessionColumns += 1;
  }
  const named = fields.has('full-name') || fields.has('given-names') || fields.has('surnames');
  if (!named) return fields.size >= 3 ? 1 : 0;
  return 10 + fields.size * 2 + Math.min(sessionColumns, 5);
}

function guessColumns(sheet: ListSheet, headerRow: number, sessions: readonly ListSession[]): ReadingColumn[] {
  const headings = headerRow === 0 ? [] : headingsAt(sheet.rows, headerRow);
  const data = sheet.rows.slice(headerRow, headerRow + SAMPLE_ROWS);
  const width = data.reduce((most, row) => Math.max(most, row.length), headings.length);
  const columns: ReadingColumn[] = [];
  for (let index = 0; index < width; index += 1) {
    const heading = headings[index] ?? '';
    const samples = data.map((row) => row[index] ?? '').filter((cell) => cell !== '');
    const found = readHeading(heading, sessions) ?? { field: 'ignore' as const, session: null };
    columns.push({ index, heading, samples, ...found });
  }
  const beside = givenBesideSurnames(sexInTwoColumns(columns));
  return oneColumnEach(byContent(beside, PERSON_SIGNS, (heading) => readHeading(heading, []) !== null), MANY);
}

/** Fields that several columns may make up together. */
const MANY = new Set<Field>(['ignore', 'surnames', 'given-names', 'session-presence', 'sex']);

/** The questions that only the whole list answers: order of names and dates, what M and A mean, which session. */
function judged(
  sheet: ListSheet,
  sheetIndex: number,
  headerRow: number,
  columns: readonly ReadingColumn[],
  sessions: readonly ListSession[],
  sessionNumber: number | null,
): Reading {
  const data = sheet.rows.slice(headerRow);
  const cellsOf = (fields: readonly Field[]): string[] =>
    columns
      .filter((column) => fields.includes(column.field))
      .flatMap((column) => data.map((row) => row[column.index] ?? ''))
      .filter((cell) => cell !== '');
  const headingOf = (field: Field): string => columns.find((column) => column.field === field)?.heading ?? '';
  const doubts: DoubtCode[] = headerRow === 0 ? ['no-heading'] : [];
  if (hasDuplicate(columns)) doubts.push('duplicate-heading');
  // Where F and M have a column each, the headings are what is stated; the cells only hold marks.
  const sexColumns = columns.filter((column) => column.field === 'sex');
  const letters = sexColumns.map(({ heading }) => /(?:^|\s)([fmhv])$/i.exec(heading)?.[1] ?? '');
  const sexes = [...cellsOf(['sex']), ...letters];
  const sexOfM = meaningOfM(sexes, headingOf('sex'));
  if (sexOfM === null && sexes.some((cell) => normaliseName(cell) === 'm')) doubts.push('sex-m-undecidable');
  const marks = cellsOf(['session-presence', 'present']);
  const meaningOfA = meaningOfMarkA(marks);
  if (meaningOfA === null && marks.some((mark) => normaliseName(mark) === 'a')) doubts.push('mark-a-undecidable');
  const dates = guessDateOrder(cellsOf(['join-time', 'date']), sessions);
  if (dates.assumed) doubts.push('date-order-assumed');
  const surnamesFirst = normaliseName(headingOf('full-name')).startsWith('apellido');
  return {
    sheetIndex,
    sheet: sheet.name,
    headerRow,
    layout: layoutOf(sheet, headerRow, columns),
    columns: columns.map((column) => ({ ...column, samples: column.samples.slice(0, SAMPLES_SHOWN) })),
    sessionNumber: sessionNumber ?? sessionOfList(sheet, headerRow, sessions),
    nameOrder: surnamesFirst ? 'surnames-first' : usualNameOrder(cellsOf(['full-name']).slice(0, 2000)),
    dateOrder: dates.order,
    sexOfM,
    meaningOfA,
    doubts,
  };
}

function hasDuplicate(columns: readonly ReadingColumn[]): boolean {
  const headings = columns.map((column) => normaliseName(column.heading)).filter((heading) => heading !== '');
  return new Set(headings).size < headings.length;
}

/**
 * Day or month first: the order in which more dates exist and fall on days of sessions. Where both do equally, times
 * with AM and PM mean the American order of Zoom; otherwise the Bolivian one.
 */
export function guessDateOrder(
  values: readonly string[],
  sessions: readonly ListSession[],
): { order: DateOrder; assumed: boolean } {
  const days = new Set(sessions.map((session) => session.heldOn));
  const score = (order: DateOrder): number => {
    let sum = 0;
    for (const value of values) {
      const read = readMoment(value, order);
      if (typeof read !== 'string') sum += days.has(read.day) ? 3 : 1;
    }
    return sum;
  };
  const [dmy, mdy] = [score('dmy'), score('mdy')];
  if (dmy !== mdy) return { order: dmy > mdy ? 'dmy' : 'mdy', assumed: false };
  const ambiguous = values.some((value) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d/.test(value));
  const american = values.some((value) => /\d\s*[AP]M\b/.test(value));
  return { order: american ? 'mdy' : 'dmy', assumed: ambiguous };
}

function layoutOf(sheet: ListSheet, headerRow: number, columns: readonly ReadingColumn[]): Layout {
  const has = (field: Field): boolean => columns.some((column) => column.field === field);
  if (has('session-presence')) return 'wide-list';
  const headings = columns.map((column) => normaliseName(column.heading));
  const zoom = headings.some((heading) => /original name|nombre original|^guest$|recording consent/.test(heading));
  if (has('join-time') && has('leave-time')) {
    return meetingBlock(sheet, headerRow) === null ? 'zoom-joins' : 'zoom-report';
  }
  return zoom && has('minutes') ? 'zoom-totals' : 'list';
}

/** Start of the meeting in the block that some exports put above the list; null when there is none. */
function meetingBlock(sheet: ListSheet, headerRow: number): string | null {
  for (let row = 1; row < headerRow - 1; row += 1) {
    const start = meetingStart(sheet.rows, row);
    if (start !== null) return start;
  }
  return null;
}

/** Start of the meeting whose block has its headings in this row (from 1) and its values below; null for other rows. */
export function meetingStart(rows: ListSheet['rows'], row: number): string | null {
  const cells = rows[row - 1] ?? [];
  const id = cells.some((cell) => /meeting id|id de (la )?reuni/i.test(cell));
  const start = cells.findIndex((cell) => /start time|hora de inicio/i.test(cell));
  return id && start !== -1 ? (rows[row]?.[start] ?? '') : null;
}

/** Number of the session held on the day a meeting began; null where no session was. */
export function sessionOfMeeting(start: string, sessions: readonly ListSession[]): number | null {
  const read = readMoment(start, guessDateOrder([start], sessions).order);
  if (typeof read === 'string') return null;
  return sessions.find((session) => session.heldOn === read.day)?.number ?? null;
}

/** The only session there is, or the one on the day the meeting block names. */
function sessionOfList(sheet: ListSheet, headerRow: number, sessions: readonly ListSession[]): number | null {
  const [only] = sessions;
  if (sessions.length === 1 && only !== undefined) return only.number;
  const start = meetingBlock(sheet, headerRow);
  return start === null ? null : sessionOfMeeting(start, sessions);
}
