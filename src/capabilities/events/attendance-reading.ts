/** Guesses how an attendance list is to be read: which sheet, where the headings are, what each column holds. Pure. */
import { readMoment, type DateOrder } from '../../registry/cell-values.ts';
import {
  byContent,
  cellsOf,
  givenBesideSurnames,
  judgeList,
  NAMED_SCORE_MIN,
  oneColumnEach,
  orderOfDates,
  PERSON_SIGNS,
  scoreOfFields,
  sexInTwoColumns,
  withFewSamples,
} from '../../registry/column-guesses.ts';
import { normaliseName } from '../../registry/names.ts';
import { findList, placeIn, sampledColumns, toldPlace, type ListPlace, type ListSheet, type ToldPlace } from '../../registry/sheet-headings.ts';
import type { DoubtCode, Field, Layout, ListSession, Reading, ReadingColumn } from './attendance-file.ts';
import { readHeading } from './attendance-headings.ts';
import { meaningOfMarkA } from './attendance-values.ts';

/** Columns of sessions that speak for a row of headings; more of them prove no more. */
const SESSION_COLUMNS_SCORED_MAX = 5;

/** What a person changes in a reading. */
export interface ReadingChange extends ToldPlace {
  readonly columns?: readonly { index: number; field: Field; session: number | null }[] | undefined;
  readonly sessionNumber?: number | null | undefined;
}

/**
 * The most likely reading. Total: a table without recognisable headings is read by its content, and says so in
 * `doubts`. The process's sessions tell which session a date means; without them only numbers are understood.
 */
export function guessReading(sheets: readonly ListSheet[], sessions: readonly ListSession[] = [], told: ToldPlace = {}): Reading {
  const place = findList(sheets, (headings) => headerScore(headings, sessions), told);
  return judged(place, guessColumns(place, sessions), sessions, null);
}

/** The reading after a person's change: another sheet or header row is guessed anew, columns are taken as told. */
export function changeReading(
  sheets: readonly ListSheet[],
  reading: Reading,
  change: ReadingChange,
  sessions: readonly ListSession[],
): Reading {
  const told = toldPlace(reading, change);
  const base = told === null ? reading : guessReading(sheets, sessions, told);
  const columns = base.columns.map((column) => {
    const said = change.columns?.find((one) => one.index === column.index);
    return said === undefined ? column : { ...column, field: said.field, session: said.session };
  });
  // Another row of headings does not change what a person said about the whole list; another sheet is another list.
  const before = base.sheetIndex === reading.sheetIndex ? reading.sessionNumber : null;
  const sessionNumber = change.sessionNumber === undefined ? (before ?? base.sessionNumber) : change.sessionNumber;
  const again = judged(placeIn(sheets, base), columns, sessions, sessionNumber);
  return change.sessionNumber === null ? { ...again, sessionNumber: null } : again;
}

function headerScore(headings: readonly string[], sessions: readonly ListSession[]): number {
  const found = headings.flatMap((heading) => readHeading(heading, sessions)?.field ?? []);
  const score = scoreOfFields(found);
  const sessionColumns = found.filter((field) => field === 'session-presence').length;
  return score < NAMED_SCORE_MIN ? score : score + Math.min(sessionColumns, SESSION_COLUMNS_SCORED_MAX);
}

function guessColumns(place: ListPlace, sessions: readonly ListSession[]): ReadingColumn[] {
  const columns = sampledColumns(place).map((column) => ({
    ...column,
    ...(readHeading(column.heading, sessions) ?? { field: 'ignore' as const, session: null }),
  }));
  const beside = givenBesideSurnames(sexInTwoColumns(columns));
  return oneColumnEach(byContent(beside, PERSON_SIGNS, (heading) => readHeading(heading, []) !== null), MANY);
}

/** Fields that several columns may make up together. */
const MANY = new Set<Field>(['ignore', 'surnames', 'given-names', 'session-presence', 'sex']);

/** What the whole list answers: beside what every list does, the order of its dates, what A means, which session. */
function judged(
  place: ListPlace,
  columns: readonly ReadingColumn[],
  sessions: readonly ListSession[],
  sessionNumber: number | null,
): Reading {
  const { sheet, sheetIndex, headerRow } = place;
  const { nameOrder, sexOfM, doubts: common } = judgeList(place, columns);
  const doubts: DoubtCode[] = [...common];
  const marks = cellsOf(place, columns, ['session-presence', 'present']);
  const meaningOfA = meaningOfMarkA(marks);
  if (meaningOfA === null && marks.some((mark) => normaliseName(mark) === 'a')) doubts.push('mark-a-undecidable');
  const dates = guessDateOrder(cellsOf(place, columns, ['join-time', 'date']), sessions);
  if (dates.assumed) doubts.push('date-order-assumed');
  return {
    sheetIndex,
    sheet: sheet.name,
    headerRow,
    layout: layoutOf(sheet, headerRow, columns),
    columns: withFewSamples(columns),
    sessionNumber: sessionNumber ?? sessionOfList(sheet, headerRow, sessions),
    nameOrder,
    dateOrder: dates.order,
    sexOfM,
    meaningOfA,
    doubts,
  };
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
  const american = values.some((value) => /\d\s*[AP]M\b/.test(value));
  return orderOfDates(values, score, american ? 'mdy' : 'dmy');
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
