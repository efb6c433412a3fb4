/** How numbers, dates and instants are written. Missing is never a zero: it is said in words. */
import { bytesText, numberText, percentText } from '../platform/number-text.ts';
import { missingWord } from './codes/codes.ts';
import { language } from './words.ts';
import { currentTimeZone } from './session.ts';

/** `1.234,5` in Spanish, `1,234.5` in English; at most `decimals` decimals, none of them padding. */
export function formatNumber(value: number | null | undefined, decimals = 1): string {
  if (value === null || value === undefined) return missingWord();
  return numberText(value, language.value, decimals);
}

/** `60,1 %` in Spanish, `60.1%` in English. The value is already a percentage. */
export function formatPercent(value: number | null | undefined, decimals = 1): string {
  if (value === null || value === undefined) return missingWord();
  return percentText(value, language.value, decimals);
}

/** `23/11/2026` from `2026-11-23` (also from the date part of an instant, as written). */
export function formatDate(day: string | null | undefined): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? '');
  if (match === null) return missingWord();
  return `${match[3]}/${match[2]}/${match[1]}`;
}

/** `23/11/2026 14:05` in the programme's time zone. */
export function formatInstant(instant: string | null | undefined, options: { seconds?: boolean } = {}): string {
  const parts = instantParts(instant);
  if (parts === null) return missingWord();
  const seconds = options.seconds === true ? `:${parts.second}` : '';
  return `${parts.day}/${parts.month}/${parts.year} ${parts.hour}:${parts.minute}${seconds}`;
}

/** The date of an instant in the programme's time zone, `2026-11-23`. */
export function dayOfInstant(instant: string): string {
  const parts = instantParts(instant);
  return parts === null ? instant.slice(0, 10) : `${parts.year}-${parts.month}-${parts.day}`;
}

/** An instant as a `datetime-local` field wants it, in the programme's time zone. */
export function wallTimeOfInstant(instant: string): string {
  const parts = instantParts(instant);
  if (parts === null) return '';
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

/** The instant, with offset, at which the clocks of the programme's time zone show this date and time. */
export function instantOfWallTime(wallTime: string): string | null {
  const asUtc = Date.parse(`${wallTime.length === 16 ? `${wallTime}:00` : wallTime}Z`);
  if (Number.isNaN(asUtc)) return null;
  const shown = Date.parse(`${wallTimeOfInstant(new Date(asUtc).toISOString())}Z`);
  const offsetMinutes = Math.round((shown - asUtc) / 60_000);
  return `${new Date(asUtc).toISOString().slice(0, 19)}${offsetText(offsetMinutes)}`;
}

/** `38 kB` for a file. */
export function formatBytes(bytes: number): string {
  return bytesText(bytes, language.value);
}

function offsetText(minutes: number): string {
  const sign = minutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
  return `${sign}${hours}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
}

interface InstantParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

/** One for each time zone: making one takes longer than all that it writes on a page. */
const wallClocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(timeZone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(timeZone);
  if (known !== undefined) return known;
  const two = '2-digit';
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: two, day: two, hour: two, minute: two, second: two, hourCycle: 'h23' });
  wallClocks.set(timeZone, made);
  return made;
}

function instantParts(instant: string | null | undefined): InstantParts | null {
  const moment = Date.parse(instant ?? '');
  if (Number.isNaN(moment)) return null;
  const format = wallClock(currentTimeZone());
  const found = new Map(format.formatToParts(moment).map((part) => [part.type, part.value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? '';
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}
