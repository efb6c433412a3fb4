/** Makes the rows of an attendance list out of its cells, with what is wrong in each. Pure. */
import { splitFullName, tidyName } from '../../registry/names.ts';
import type { ListSheet } from '../../registry/sheet-headings.ts';
import { type Cells, type Findings, findingsFor, type RowContext } from './attendance-context.ts';
import type {
  AttendanceRow,
  Field,
  ListFault,
  ListSession,
  ProblemCode,
  Reading,
  ReadingColumn,
} from './attendance-file.ts';
import { type DisplayName, readDisplayName } from './attendance-names.ts';
import { readPersonCells } from './attendance-person.ts';
import { meetingStart, sessionOfMeeting } from './attendance-reading.ts';
import { readStays } from './attendance-stays.ts';
import { isTimeOfDay, statedText } from '../../registry/cell-values.ts';

const NAME_LENGTH_MAX = 120;

/** Rows of a list as its reading takes it, all at once, and what is wrong with the list. */
export function readRows(
  sheet: ListSheet,
  reading: Reading,
  sessions: readonly ListSession[],
): { rows: AttendanceRow[]; faults: ListFault[] } {
  const rows = [...rowsOf(sheet, reading, sessions)];
  return { rows, faults: faultsOfList(reading, sessions, rows.length) };
}

/** What is wrong with a list of so many rows. */
export function faultsOfList(reading: Reading, sessions: readonly ListSession[], rowCount: number): ListFault[] {
  const faults = faultsOfReading({ reading, sessions });
  return rowCount > 0 ? faults : [...faults, { code: 'no-rows', blocks: true, detail: null }];
}

/**
 * Row by row. Blank rows, repeated headings and closing lines (totals, signatures, notes) are passed over. A row with a
 * problem is given all the same, with what could be read of it.
 */
export function* rowsOf(sheet: ListSheet, reading: Reading, sessions: readonly ListSession[]): Generator<AttendanceRow> {
  const context = { reading, sessions };
  const heading = JSON.stringify(sheet.rows[reading.headerRow - 1] ?? null);
  const first = sheet.rows[reading.headerRow - 1]?.[0];
  let meeting: string | null = null;
  for (let index = reading.headerRow; index < sheet.rows.length; index += 1) {
    const line = sheet.rows[index] ?? [];
    const start = meetingStart(sheet.rows, index + 1);
    if (start !== null) {
      // The block about another meeting of the same file: its headings here, its values in the next line.
      meeting = start;
      index += 1;
      continue;
    }
    if (line.length === 0 || (reading.headerRow > 0 && line[0] === first && JSON.stringify(line) === heading)) continue;
    const cells = cellsOf(line, reading.columns);
    if (!saysSomething(cells)) continue;
    yield readRow(index + 1, meeting === null ? cells : withMeeting(cells, meeting, sessions), context);
  }
}

/**
 * The row after a person typed over some of its fields, read by the same rules. Keys are fields
 * (`session-presence:3` for a column of session 3); `given-names` and `surnames` together replace a full name.
 */
export function applyEdits(
  row: AttendanceRow,
  edits: Readonly<Record<string, string>>,
  reading: Reading,
  sessions: readonly ListSession[],
): AttendanceRow {
  const cells: Record<string, string> = { ...row.cells, ...edits };
  if ('given-names' in edits || 'surnames' in edits) {
    cells['given-names'] ??= row.givenNames;
    cells['surnames'] ??= row.surnames;
    delete cells['full-name'];
  } else if ('full-name' in edits) {
    delete cells['given-names'];
    delete cells['surnames'];
  }
  const asWritten = row.nameAsWritten;
  const mended = readRow(row.row, cells, { reading, sessions });
  return { ...mended, nameAsWritten: asWritten === '' ? mended.nameAsWritten : asWritten };
}

/** Rows below the block of another meeting are of its session, where they do not say their own day. */
function withMeeting(cells: Cells, start: string, sessions: readonly ListSession[]): Cells {
  if (['join-time', 'date', 'session-number'].some((field) => cells[field] !== undefined)) return cells;
  const number = sessionOfMeeting(start, sessions);
  return number === null ? { ...cells, date: start } : { ...cells, 'session-number': String(number) };
}

function faultsOfReading({ reading, sessions }: RowContext): ListFault[] {
  const faults: ListFault[] = [];
  const has = (...fields: Field[]): boolean => reading.columns.some((column) => fields.includes(column.field));
  if (!has('full-name', 'given-names', 'surnames')) faults.push({ code: 'no-name-column', blocks: true, detail: null });
  for (const column of reading.columns) {
    const known = sessions.some((session) => session.number === column.session);
    if (column.field === 'session-presence' && column.session === null && !known) {
      faults.push({ code: 'column-without-session', blocks: true, detail: column.heading });
    }
  }
  if (has('session-presence')) return faults;
  if (!has('minutes', 'present', 'join-time')) {
    faults.push({ code: 'no-attendance-column', blocks: true, detail: null });
  }
  if (!has('date', 'session-number') && !joinsSayDay(reading) && reading.sessionNumber === null) {
    faults.push({ code: 'session-not-said', blocks: true, detail: null });
  }
  return faults;
}

/** Times of joining say the day too in an export; in a list typed by hand often only the hour. */
function joinsSayDay(reading: Reading): boolean {
  const joins = reading.columns.filter((column) => column.field === 'join-time');
  return joins.some(({ samples }) => samples.length === 0 || samples.some((sample) => !isTimeOfDay(sample)));
}

/** Cells by field. Columns that make up one thing are joined; two columns for F and M give the letter of the mark. */
function cellsOf(line: readonly string[], columns: readonly ReadingColumn[]): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const column of columns) {
    if (column.field === 'ignore') continue;
    const text = (line[column.index] ?? '').trim();
    if (text === '') continue;
    const key = column.field === 'session-presence' ? `session-presence:${column.session ?? '?'}` : column.field;
    const value = column.field === 'sex' ? sexUnderHeading(text, column.heading) : text;
    const before = cells[key];
    cells[key] = before === undefined ? value : key.startsWith('session-presence') ? before : `${before} ${value}`;
  }
  return cells;
}

/** A mark in a column headed F or M says what its heading says. */
function sexUnderHeading(text: string, heading: string): string {
  const letter = /(?:^|\s)([fmhv])$/i.exec(heading)?.[1];
  return letter !== undefined && /^(x|1|✓|✔|si|sí)$/i.test(text) ? letter : text;
}

const CLOSING = new RegExp(
  '^(_{3,}|((sub)?total(es)?|promedio|cantidad|nota|fuente|firma|responsable|facilitador[ae]?s?|' +
    'capacitador[ae]?s?|elaborado|revisado|aprobado|observaciones|lugar y fecha|datos inventados|v[°.]? ?b[°.]?)(?![a-zñ]))',
  'i',
);

/** What a line of sums or a blank line prepared for a participant may hold. */
const WITHOUT_NAME = new Set(['minutes', 'present', 'date', 'session-number', 'age']);

/** Whether a line is about a participant: a pre-numbered blank line, a total or a signature is not. */
function saysSomething(cells: Cells): boolean {
  const keys = Object.keys(cells);
  if (keys.length === 0) return false;
  const name = cells['full-name'] ?? cells['surnames'] ?? cells['given-names'] ?? '';
  if (CLOSING.test(name) && cells['document'] === undefined && cells['email'] === undefined) return false;
  // A blank name with nothing but marks is a line of sums or of absent people.
  return name !== '' || keys.some((key) => !WITHOUT_NAME.has(key) && !key.includes(':'));
}

/** Reads one row from its cells. */
function readRow(row: number, cells: Cells, context: RowContext): AttendanceRow {
  const findings = findingsFor(context.reading);
  const { asWritten, givenNames, surnames, beside } = readName(cells, context, findings);
  const stays = readStays(cells, context, findings);
  const session = context.sessions.find((one) => one.number === stays[0]?.sessionNumber) ?? context.sessions[0];
  const year = session === undefined ? null : Number(session.heldOn.slice(0, 4));
  const person = readPersonCells(cells, beside, year, context.reading, findings);
  if (stays.length === 0 && findings.problems.length === 0) findings.warning('no-attendance', 'ignore', null);
  return {
    row,
    sheet: context.reading.sheet,
    nameAsWritten: asWritten,
    givenNames,
    surnames,
    ...person,
    stays,
    problems: findings.problems,
    warnings: findings.warnings,
    cells,
  };
}

interface NameReading {
  readonly asWritten: string;
  readonly givenNames: string;
  readonly surnames: string;
  /** Place and institution that stood beside the name. */
  readonly beside: DisplayName;
}

function readName(cells: Cells, context: RowContext, findings: Findings): NameReading {
  const whole = statedText(cells['full-name']);
  const [given, surnames] = [statedText(cells['given-names']), statedText(cells['surnames'])];
  const asWritten = whole ?? [given, surnames].filter((part) => part !== null).join(' ');
  const problem = (code: ProblemCode): void => findings.problem(code, 'full-name', asWritten === '' ? null : asWritten);
  const beside = readDisplayName(whole ?? '');
  const split =
    given !== null || surnames !== null
      ? { givenNames: tidyName(given ?? ''), surnames: tidyName(surnames ?? '') }
      : splitFullName(beside.name, context.reading.nameOrder);
  const longest = Math.max(split.givenNames.length, split.surnames.length, asWritten.length / 2);
  if (asWritten === '') problem('name-missing');
  else if (!/\p{L}{2}/u.test(asWritten) || split.givenNames === '') problem('name-unreadable');
  else if (longest > NAME_LENGTH_MAX) problem('name-too-long');
  return { asWritten, ...split, beside };
}
