/** How long a row says somebody stayed, and in which session. Pure. */
import type { Field, ListSession, ProblemCode, Stay } from './attendance-file.ts';
import { headingOf, type Findings, type RowContext } from './attendance-row-context.ts';
import { readMark, readMinutes, readMoment, statedText, type Moment } from './attendance-values.ts';

type Cells = Readonly<Record<string, string>>;

/** Minutes by which the stated duration and the times of joining and leaving may differ without a word. */
const MINUTES_DIFFER_MAX = 1;
/** Zoom counts from before the start: this much above the session's length is cut, not refused. */
const EARLY_MINUTES_MAX = 15;

/** The stays of one row; none where the list says the person was absent. Problems are collected, nothing is guessed. */
export function readStays(cells: Cells, context: RowContext, findings: Findings): Stay[] {
  const marks = Object.keys(cells).filter((key) => key.startsWith('session-presence:'));
  if (marks.length > 0 || context.reading.columns.some((column) => column.field === 'session-presence')) {
    return marks.flatMap((key) => markedStay(key, cells, context, findings));
  }
  return singleStay(cells, context, findings);
}

/** A mark in the column of one session. */
function markedStay(key: string, cells: Cells, context: RowContext, findings: Findings): Stay[] {
  const session = context.sessions.find(({ number }) => String(number) === key.slice('session-presence:'.length));
  if (session === undefined) return [];
  const text = cells[key] ?? '';
  const column = headingOf(context.reading, 'session-presence', session.number);
  const minutes = readMark(text, session.durationMinutes, context.reading.meaningOfA);
  if (minutes === 'unreadable') {
    findings.problems.push({ code: 'mark-unreadable', column, value: text });
    return [];
  }
  if (minutes === 0) return [];
  if (minutes > session.durationMinutes) {
    findings.problems.push({ code: 'more-than-session', column, value: text, limit: session.durationMinutes });
    return [];
  }
  return [{ sessionNumber: session.number, minutes, column, from: null, to: null }];
}

/** One stay said by times, minutes or a mark of presence. */
function singleStay(cells: Cells, context: RowContext, findings: Findings): Stay[] {
  const problem = (code: ProblemCode, field: Field, value: string): Stay[] => {
    findings.problems.push({ code, column: headingOf(context.reading, field), value });
    return [];
  };
  const join = momentOf('join-time', cells, context);
  const leave = momentOf('leave-time', cells, context);
  for (const [field, read] of [['join-time', join], ['leave-time', leave]] as const) {
    if (read === 'impossible') return problem('date-impossible', field, cells[field] ?? '');
    if (read === 'unreadable') return problem('date-unreadable', field, cells[field] ?? '');
  }
  const session = sessionOf(cells, join, context, problem);
  if (session === null) return [];
  const minutes = minutesOf(cells, join, leave, session, context, findings);
  if (minutes === null || minutes.value === 0) return [];
  const limit = session.durationMinutes;
  if (minutes.value > limit + (minutes.early ? EARLY_MINUTES_MAX : 0)) {
    findings.problems.push({ code: 'more-than-session', column: minutes.column, value: String(minutes.value), limit });
    return [];
  }
  return [
    {
      sessionNumber: session.number,
      minutes: Math.min(minutes.value, limit),
      column: minutes.column,
      from: textOf(join),
      to: textOf(leave),
    },
  ];
}

type ReadMoment = Moment | 'impossible' | 'unreadable' | null;

function momentOf(field: Field, cells: Cells, { reading }: RowContext): ReadMoment {
  const text = statedText(cells[field]);
  if (text === null) return null;
  // A bare time of day belongs to the day in the column of dates.
  const read = readMoment(text, reading.dateOrder);
  const day = statedText(cells['date']);
  return read === 'unreadable' && day !== null ? readMoment(`${day} ${text}`, reading.dateOrder) : read;
}

/** The session a row speaks of: by number, by day, or the one chosen for the whole list. */
function sessionOf(
  cells: Cells,
  join: ReadMoment,
  { reading, sessions }: RowContext,
  problem: (code: ProblemCode, field: Field, value: string) => Stay[],
): ListSession | null {
  const stated = statedText(cells['session-number']);
  if (stated !== null) {
    const number = Number(/\d+/.exec(stated)?.[0]);
    const found = sessions.find((session) => session.number === number);
    if (found === undefined) problem('session-unknown', 'session-number', stated);
    return found ?? null;
  }
  const dateText = statedText(cells['date']);
  const date = dateText === null ? join : readMoment(dateText, reading.dateOrder);
  const field: Field = dateText === null ? 'join-time' : 'date';
  const text = cells[field] ?? '';
  if (date === 'impossible' || date === 'unreadable') {
    problem(date === 'impossible' ? 'date-impossible' : 'date-unreadable', field, text);
    return null;
  }
  if (date !== null) {
    const found = sessions.find((session) => session.heldOn === date.day);
    if (found === undefined && reading.sessionNumber === null) problem('date-without-session', field, text);
    if (found !== undefined || reading.sessionNumber === null) return found ?? null;
  }
  return sessions.find((session) => session.number === reading.sessionNumber) ?? null;
}

/** Minutes attended; null where a problem was found or nothing says that the person was there. */
function minutesOf(
  cells: Cells,
  join: ReadMoment,
  leave: ReadMoment,
  session: ListSession,
  context: RowContext,
  findings: Findings,
): { value: number; column: string | null; early: boolean } | null {
  const between = minutesBetween(join, leave);
  if (between !== null && between < 0) {
    findings.problems.push({ code: 'leave-before-join', column: headingOf(context.reading, 'leave-time'), value: cells['leave-time'] ?? '' });
    return null;
  }
  const text = statedText(cells['minutes']);
  if (text !== null) {
    const column = headingOf(context.reading, 'minutes');
    const value = readMinutes(text);
    if (value === 'unreadable') {
      findings.problems.push({ code: 'minutes-unreadable', column, value: text });
      return null;
    }
    if (between !== null && Math.abs(between - value) > MINUTES_DIFFER_MAX) {
      findings.warnings.push({ code: 'minutes-differ', column, value: text });
    }
    return { value, column, early: join !== null };
  }
  if (between !== null) return { value: between, column: headingOf(context.reading, 'join-time'), early: true };
  const column = headingOf(context.reading, 'present');
  const mark = cells['present'];
  if (mark === undefined) return null;
  const value = readMark(mark, session.durationMinutes, context.reading.meaningOfA);
  if (value !== 'unreadable') return { value, column, early: false };
  findings.problems.push({ code: 'mark-unreadable', column, value: mark });
  return null;
}

function minutesBetween(join: ReadMoment, leave: ReadMoment): number | null {
  if (join === null || leave === null || typeof join === 'string' || typeof leave === 'string') return null;
  if (join.minute === null || leave.minute === null) return null;
  const nextDay = leave.day > join.day ? 1440 : 0;
  return leave.minute - join.minute + nextDay;
}

/** `YYYY-MM-DDTHH:mm` of a moment with a time of day. */
function textOf(moment: ReadMoment): string | null {
  if (moment === null || typeof moment === 'string' || moment.minute === null) return null;
  const [hour, minute] = [Math.floor(moment.minute / 60), moment.minute % 60];
  return `${moment.day}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
