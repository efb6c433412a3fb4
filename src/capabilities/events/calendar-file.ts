/** The sessions of a process as a calendar file, for the calendar of a phone or a laptop. */
import ical, { ICalCalendarMethod } from 'ical-generator';
import { instantOf } from '../../platform/calendar.ts';

export interface CalendarSession {
  readonly id: string;
  /** What it is called in a calendar. */
  readonly summary: string;
  readonly heldOn: string;
  /** `14:30`; null: the whole day, as nobody said at what hour. */
  readonly startsAt: string | null;
  readonly durationMinutes: number;
  readonly place: string | null;
  /** Where one registers; null: nowhere. */
  readonly url: string | null;
}

/** Hours go out in UTC, so that every calendar shows them in its own. `stamp`: when the file is made. */
export function calendarFile(sessions: readonly CalendarSession[], name: string, timeZone: string, stamp: Date): string {
  const calendar = ical({ name, prodId: { company: 'Digna', product: 'Digna', language: 'ES' }, method: ICalCalendarMethod.PUBLISH });
  for (const { id, summary, heldOn, startsAt, durationMinutes, place, url } of sessions) {
    const start = startsAt === null ? new Date(`${heldOn}T00:00:00Z`) : instantOf(heldOn, startsAt, timeZone);
    const end = startsAt === null ? {} : { end: new Date(start.getTime() + durationMinutes * 60_000) };
    calendar.createEvent({ id: `${id}@digna`, summary, stamp, start, ...end, allDay: startsAt === null, location: place, url });
  }
  return calendar.toString();
}
