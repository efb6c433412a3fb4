/** The sessions of a day in the field, and what of them is still to be done. Pure. */

/** A session as the day's page shows it. */
export interface AgendaSession {
  readonly id: string;
  readonly processId: string;
  readonly processTitle: string;
  readonly number: number;
  readonly title: string | null;
  readonly heldOn: string;
  /** `14:30`; null: nobody said. */
  readonly startsAt: string | null;
  readonly durationMinutes: number;
  readonly modality: string;
  readonly venue: string | null;
  readonly department: string | null;
  readonly municipality: string | null;
  /** Who is in the list, and who of them is marked present. */
  readonly listed: number;
  readonly present: number;
  /** It, or a change of it, is on this phone and the server does not have it. */
  readonly isUnsent: boolean;
}

/** The present in the programme's time zone: `2026-11-23` and `14:05`. */
export interface Now {
  readonly day: string;
  readonly time: string;
}

export interface Agenda {
  /** The session that is held now or next today; null: there is none today. */
  readonly main: AgendaSession | null;
  /** The others of today, by hour. */
  readonly also: readonly AgendaSession[];
  /** Held before today and nobody is marked present, the latest first. */
  readonly lacking: readonly AgendaSession[];
  /** The nearest after today. */
  readonly next: readonly AgendaSession[];
  /** The latest with attendance. */
  readonly last: readonly AgendaSession[];
}

/** A list that nobody took for so long is not taken from memory any more; the process still offers it. */
const LACKING_DAYS = 45;
const NEXT_SHOWN = 4;
const LAST_SHOWN = 3;
/** Further ahead than this, the hour says more than the minutes to it. */
const SOON_MINUTES = 90;

export function agendaOf(sessions: readonly AgendaSession[], now: Now): Agenda {
  const sorted = sessions.toSorted(byMoment);
  const today = sorted.filter(({ heldOn }) => heldOn === now.day);
  const main = today.find((one) => !isOver(one, now)) ?? today.at(-1) ?? null;
  const before = sorted.filter(({ heldOn }) => heldOn < now.day).toReversed();
  const since = daysBefore(now.day, LACKING_DAYS);
  return {
    main,
    also: today.filter((one) => one !== main),
    lacking: before.filter(({ present, heldOn }) => present === 0 && heldOn >= since),
    next: sorted.filter(({ heldOn }) => heldOn > now.day).slice(0, NEXT_SHOWN),
    last: before.filter(({ present }) => present > 0).slice(0, LAST_SHOWN),
  };
}

/** Where a session of today is: its minutes to go where it is soon, or that it is held now; null: neither. */
export function nearness(session: AgendaSession, now: Now): { readonly inMinutes: number } | 'now' | null {
  if (session.startsAt === null || session.heldOn !== now.day) return null;
  const inMinutes = minutesOf(session.startsAt) - minutesOf(now.time);
  if (inMinutes > 0) return inMinutes <= SOON_MINUTES ? { inMinutes } : null;
  return isOver(session, now) ? null : 'now';
}

/** `09:00–12:00` of a session with an hour; past midnight the end is not said. */
export function hoursOf({ startsAt, durationMinutes }: Pick<AgendaSession, 'startsAt' | 'durationMinutes'>): string | null {
  if (startsAt === null) return null;
  const end = minutesOf(startsAt) + durationMinutes;
  return end >= 24 * 60 ? startsAt : `${startsAt}–${twoDigits(Math.floor(end / 60))}:${twoDigits(end % 60)}`;
}

/** A session without an hour is held all day. */
function isOver({ startsAt, durationMinutes }: AgendaSession, now: Now): boolean {
  return startsAt !== null && minutesOf(startsAt) + durationMinutes <= minutesOf(now.time);
}

function byMoment(a: AgendaSession, b: AgendaSession): number {
  return `${a.heldOn} ${a.startsAt ?? '99'}`.localeCompare(`${b.heldOn} ${b.startsAt ?? '99'}`) || a.number - b.number;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
