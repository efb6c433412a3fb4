/** When one can check in to a session, and what of the form is wrong. Pure. */
import { instantOf } from '../../../platform/calendar.ts';
import { pathOf, type Boxes } from '../public-forms/rules.ts';

const HOUR_MS = 3_600_000;
/** People come early, and some say it only on the way out. */
const BEFORE_MS = HOUR_MS;
const AFTER_MS = 3 * HOUR_MS;

export interface SessionHours {
  readonly heldOn: string;
  /** `14:30`; null: nobody said, and one can check in all day. */
  readonly startsAt: string | null;
  readonly durationMinutes: number;
}

export interface CheckInWindow {
  readonly from: Date;
  readonly until: Date;
}

/** From an hour before the session until three hours after it. */
export function windowOf({ heldOn, startsAt, durationMinutes }: SessionHours, timeZone: string): CheckInWindow {
  const start = instantOf(heldOn, startsAt ?? '00:00', timeZone);
  if (startsAt === null) return { from: start, until: new Date(start.getTime() + 24 * HOUR_MS) };
  return { from: new Date(start.getTime() - BEFORE_MS), until: new Date(start.getTime() + durationMinutes * 60_000 + AFTER_MS) };
}

export type CheckInState = 'early' | 'open' | 'late' | 'closed';

export function stateAt(now: Date, { from, until }: CheckInWindow, closed: boolean): CheckInState {
  if (closed) return 'closed';
  if (now < from) return 'early';
  return now < until ? 'open' : 'late';
}

/** `14:30` in the programme's time zone. */
export function hourIn(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(instant);
}

/** Path of the public page of a session. */
export function publicPath(code: string): string {
  return pathOf('asistencia', code);
}

/** Whoever is signed in and expected in the session. */
export interface Self {
  readonly personId: string;
  readonly firstName: string;
}

/** The form as it was sent. */
export interface Typed {
  readonly code: string;
  /** Whether they sent it as who they are signed in as. */
  readonly asSelf: boolean;
  /** Who the sender is signed in as; null: as nobody, or as nobody who is expected. */
  readonly self: Self | null;
}

export const NOTHING_TYPED: Typed = { code: '', asSelf: false, self: null };

/** What was sent, by its boxes; who is signed in is no box. */
export function typedIn(boxes: Boxes): Typed {
  const box = (name: string): string => (Object.hasOwn(boxes, name) ? (boxes[name] ?? '') : '');
  return { ...NOTHING_TYPED, code: box('codigo').trim().slice(0, 60), asSelf: box('yo') === '1' };
}

/** `unknown`: no code, or of nobody who is expected here; which of the two is not said. */
export type Fault = 'missing' | 'unknown' | 'signed-out' | null;

export function faultOf({ code, asSelf, self }: Typed): Fault {
  if (asSelf) return self === null ? 'signed-out' : null;
  return code === '' ? 'missing' : null;
}
