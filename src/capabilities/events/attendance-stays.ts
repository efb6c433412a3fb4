/** Which sessions a row of an attendance list was in, and for how many minutes. Pure. */
import { headingOf, type Cells, type Findings, type RowContext } from './attendance-context.ts';
import type { Field, ListSession, Stay } from './attendance-file.ts';
import { isTimeOfDay, type Moment, readMoment, statedText } from '../../registry/cell-values.ts';
import { readMark, readMinutes } from './attendance-values.ts';

/** Stated minutes and the clock may differ by so much before it is worth a look: exports round up. */
const MINUTES_APART_MAX = 1;
/** A meeting opens before its session: minutes this little above the session are cut to it where times are given. */
const EARLY_MINUTES_MAX = 15;
const MINUTES_OF_DAY = 1440;

/** Stays of one row; a session not attended gives none. */
export function readStays(cells: Cells, context: RowContext, findings: Findings): Stay[] {
  const wide = context.reading.columns.some((column) => column.field === 'session-presence');
  return wide ? readWideStays(cells, context, findings) : readSingleStay(cells, context, findings);
}

function readWideStays(cells: Cells, context: RowContext, findings: Findings): Stay[] {
  const stays: Stay[] = [];
  for (const [key, text] of Object.entries(cells)) {
    const [field, number] = key.split(':');
    if (field !== 'session-presence') continue;
    const session = context.sessions.find((one) => one.number === Number(number));
    // Of a session nobody knows only a mark of presence is a loss.
    const minutes = readMark(text, session?.durationMinutes ?? 1, context.reading.meaningOfA);
    const place = { session: Number(number) };
    if (minutes === 'unreadable') findings.problem('mark-unreadable', field, text, place);
    else if (minutes > 0 && session === undefined) findings.problem('session-unknown', field, number ?? null, place);
    else if (minutes > 0 && session !== undefined) {
      const column = headingOf(context.reading, field, session.number);
      stays.push(stay(session, minutes, column, null, null));
      if (minutes > session.durationMinutes) {
        findings.problem('more-than-session', field, String(minutes), { ...place, limit: session.durationMinutes });
      }
    }
  }
  return stays.sort((a, b) => a.sessionNumber - b.sessionNumber);
}

function stay(
  session: ListSession,
  minutes: number,
  column: string | null,
  from: string | null,
  to: string | null,
): Stay {
  return { sessionNumber: session.number, minutes, column, from, to };
}

function readSingleStay(cells: Cells, context: RowContext, findings: Findings): Stay[] {
  const joined = momentOf(cells, 'join-time', context, findings);
  const left = momentOf(cells, 'leave-time', context, findings);
  const session = sessionOf(cells, joined, context, findings);
  const byClock = clockMinutes(joined, left);
  if (byClock !== null && byClock < 0) {
    findings.problem('leave-before-join', 'leave-time', cells['leave-time'] ?? null);
    return [];
  }
  const counted = countedMinutes(cells, byClock, session, context, findings);
  if (counted === null || counted.minutes === 0 || session === null) return [];
  const limit = session.durationMinutes;
  const early = joined !== null && counted.minutes <= limit + EARLY_MINUTES_MAX;
  if (counted.minutes > limit && !early) {
    findings.problem('more-than-session', counted.field, String(counted.minutes), { limit });
  }
  const minutes = early ? Math.min(counted.minutes, limit) : counted.minutes;
  return [stay(session, minutes, headingOf(context.reading, counted.field), instant(joined), instant(left))];
}

/** Moment in a cell. A time of day takes its day from the column of dates, or from the session the row is of. */
function momentOf(cells: Cells, field: Field, context: RowContext, findings: Findings): Moment | null {
  const text = statedText(cells[field]);
  if (text === null) return null;
  const timeOnly = isTimeOfDay(text);
  const day = timeOnly ? dayOf(cells, context) : null;
  if (timeOnly && day === null) return null;
  const read = readMoment(day === null ? text : `${day} ${text}`, context.reading.dateOrder);
  if (typeof read !== 'string') return read;
  findings.problem(read === 'impossible' ? 'date-impossible' : 'date-unreadable', field, text);
  return null;
}

function dayOf(cells: Cells, { reading, sessions }: RowContext): string | null {
  const date = statedText(cells['date']);
  if (date !== null) {
    const read = readMoment(date, reading.dateOrder);
    return typeof read === 'string' ? null : read.day;
  }
  const number = numberIn(cells) ?? reading.sessionNumber;
  return sessions.find((session) => session.number === number)?.heldOn ?? null;
}

/** Number in the column of sessions ("Sesión 2"); null where the row has none, 0 where it is no number. */
function numberIn(cells: Cells): number | null {
  const text = statedText(cells['session-number']);
  return text === null ? null : Number(/\d+/.exec(text)?.[0] ?? '0');
}

function clockMinutes(joined: Moment | null, left: Moment | null): number | null {
  if (joined === null || left === null || joined.minute === null || left.minute === null) return null;
  const nextDay = left.day > joined.day ? MINUTES_OF_DAY : 0;
  return left.day < joined.day ? -1 : left.minute + nextDay - joined.minute;
}

function instant(moment: Moment | null): string | null {
  if (moment === null || moment.minute === null) return null;
  const hour = String(Math.floor(moment.minute / 60)).padStart(2, '0');
  return `${moment.day}T${hour}:${String(moment.minute % 60).padStart(2, '0')}`;
}

/** The session a row is about: by its number, by its day, or the one the whole list is for. */
function sessionOf(cells: Cells, joined: Moment | null, context: RowContext, findings: Findings): ListSession | null {
  const { reading, sessions } = context;
  const number = numberIn(cells);
  if (number !== null) {
    const session = sessions.find((one) => one.number === number) ?? null;
    if (session === null) findings.problem('session-unknown', 'session-number', cells['session-number'] ?? null);
    return session;
  }
  const join = statedText(cells['join-time']);
  const field = join !== null && joined !== null ? 'join-time' : 'date';
  if (statedText(cells[field]) === null) {
    // Neither a number nor a day. A day of joining that could not be read has been reported already.
    const told = join === null || isTimeOfDay(join);
    return told ? (sessions.find((one) => one.number === reading.sessionNumber) ?? null) : null;
  }
  const moment = field === 'join-time' ? joined : momentOf(cells, 'date', context, findings);
  return moment === null ? null : sessionOnDay(moment.day, field, cells, context, findings);
}

/** Of two sessions on one day the one the list is for, else the first. */
function sessionOnDay(
  day: string,
  field: Field,
  cells: Cells,
  { reading, sessions }: RowContext,
  findings: Findings,
): ListSession | null {
  const sameDay = sessions.filter((session) => session.heldOn === day);
  const chosen = sameDay.find((session) => session.number === reading.sessionNumber) ?? sameDay[0] ?? null;
  if (chosen === null) findings.problem('date-without-session', field, cells[field] ?? null);
  return chosen;
}

/** Minutes of the row and the column they come from. Stated minutes stand before the clock, the clock before a mark. */
function countedMinutes(
  cells: Cells,
  byClock: number | null,
  session: ListSession | null,
  context: RowContext,
  findings: Findings,
): { minutes: number; field: Field } | null {
  const stated = statedText(cells['minutes']);
  if (stated !== null) {
    const minutes = readMinutes(stated);
    if (minutes === 'unreadable') {
      findings.problem('minutes-unreadable', 'minutes', stated);
      return null;
    }
    if (byClock !== null && Math.abs(byClock - minutes) > MINUTES_APART_MAX) {
      findings.warning('minutes-differ', 'minutes', `${minutes} / ${byClock}`);
    }
    return { minutes, field: 'minutes' };
  }
  if (byClock !== null) return { minutes: byClock, field: 'leave-time' };
  const mark = cells['present'];
  if (mark === undefined) return null;
  const minutes = readMark(mark, session?.durationMinutes ?? 1, context.reading.meaningOfA);
  if (minutes !== 'unreadable') return { minutes, field: 'present' };
  findings.problem('mark-unreadable', 'present', mark);
  return null;
}
