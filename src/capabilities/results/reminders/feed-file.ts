/** The reminders of one member as a calendar that phones and calendar programs read again and again (RFC 5545). */
import ical, { ICalAlarmRelatesTo, ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { MISSING_KINDS, type Missing } from '../report/missing.ts';
import { en as reportEn } from '../report/texts.en.ts';
import { es as reportEs } from '../report/texts.es.ts';
import type { FeedLanguage } from './queries.ts';
import type { Reminded } from './reminded.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

/** Calendars that ask the file how often to come again are told this. */
const READ_AGAIN_SECONDS = 6 * 3600;
/** The alarm of a day rings at nine in the morning, by the clock of whoever has it. */
const ALARM_SECONDS = 9 * 3600;
const WORDS = { es: { feed: es.feed, kinds: reportEs.missing.kinds }, en: { feed: en.feed, kinds: reportEn.missing.kinds } };

export interface FeedAsked {
  readonly reminded: Reminded;
  readonly language: FeedLanguage;
  readonly programmeName: string;
  /** Where what is missing is seen, by whoever may. */
  readonly url: string;
  /** When the file is made: what is missing is as of then. */
  readonly stamp: Date;
}

/** One event on each day of reminding and one on the due day, of every report still to be sent; each keeps its UID whatever changes. */
export function feedFile({ reminded: { day, reports }, language, programmeName, url, stamp }: FeedAsked): string {
  const { feed, kinds } = WORDS[language];
  const calendar = ical({
    name: feed.calendar(programmeName),
    prodId: { company: 'Digna', product: 'Digna', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: READ_AGAIN_SECONDS,
  });
  for (const report of reports) {
    const title = language === 'en' ? (report.titleEn ?? report.title) : report.title;
    const description = [feed.due(title, written(report.dueOn)), feed.asOf(written(day), report.missing.length), ...linesOf(report.missing, kinds)].join('\n');
    // A reminder on the due day is the event of the due day.
    const days = report.reminders.filter(({ daysBefore }) => daysBefore > 0).map(({ daysBefore, on }) => ({ key: String(daysBefore), on, summary: feed.reminder(title, daysBefore, report.missing.length) }));
    for (const { key, on, summary } of [...days, { key: 'due', on: report.dueOn, summary: feed.dueToday(title, report.missing.length) }]) {
      const event = calendar.createEvent({
        id: `reminder-${report.id}-${key}@digna`,
        summary,
        description,
        url,
        stamp,
        start: new Date(`${on}T00:00:00Z`),
        allDay: true,
        // Nobody is busy the whole day because of it.
        transparency: ICalEventTransparency.TRANSPARENT,
      });
      // Left to itself the library counts what comes after from the end of the event, a day later.
      event.createAlarm({ type: ICalAlarmType.display, triggerAfter: ALARM_SECONDS, description: summary }).relatesTo(ICalAlarmRelatesTo.start);
    }
  }
  return calendar.toString();
}

/** What is missing, kind by kind, with how many. */
function linesOf(missing: readonly Missing[], kinds: Readonly<Record<Missing['kind'], string>>): string[] {
  return MISSING_KINDS.flatMap((kind) => {
    const count = missing.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [`- ${kinds[kind]}: ${count}`];
  });
}

/** `30/11/2021`. */
function written(day: string): string {
  return day.split('-').toReversed().join('/');
}
