/** The text of a cell: clean, in one Unicode form, numbers and dates as a person would type them. Pure. */

// Characters nobody sees: soft hyphen, zero-width signs, direction marks, byte-order mark.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
// Control characters other than the white space handled below.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;
const PLAIN = /^[\x21-\x7e]*$/;

/** Text as it is kept: NFC, no invisible or control characters, none that is half of one, every run of white space one blank, trimmed. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.toWellFormed().replace(CONTROL, '').replace(INVISIBLE, '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** A stored number without the noise of binary fractions: 0.30000000000000004 reads 0.3, 59171234567 stays whole. */
export function numberText(raw: string): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return cleanText(raw);
  return String(Number(value.toPrecision(15)));
}

export type DateStyle = 'none' | 'date' | 'time' | 'elapsed';

/** What a number format shows: a date (with or without time), a time of day, an elapsed time, or no date at all. */
export function dateStyle(formatCode: string): DateStyle {
  const bare = formatCode
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(bare)) return 'elapsed';
  const code = bare.replace(/\[[^\]]*\]/g, '').split(';')[0] ?? '';
  if (/general/.test(code) || /[0#?]/.test(code.replace(/s\.0+/g, 's'))) return 'none';
  if (/[yd]/.test(code) || /m{3,}/.test(code)) return 'date';
  if (/[hs]/.test(code)) return 'time';
  return /m/.test(code) ? 'date' : 'none';
}

/** Number formats that spreadsheets know without declaring them. */
export function builtInDateStyle(formatId: number): DateStyle {
  if ((formatId >= 14 && formatId <= 17) || formatId === 22) return 'date';
  if ((formatId >= 27 && formatId <= 36) || (formatId >= 50 && formatId <= 58)) return 'date';
  if ((formatId >= 18 && formatId <= 21) || formatId === 45 || formatId === 47) return 'time';
  return formatId === 46 ? 'elapsed' : 'none';
}

const SERIAL_MAX = 2_958_466;
const DAY_MS = 86_400_000;

/**
 * Date or time of a serial number: `YYYY-MM-DD`, `YYYY-MM-DDTHH:mm`, or `HH:mm` where there is no day.
 * A number outside the years 1900 to 9999 stays a number.
 */
export function serialText(raw: string, style: DateStyle, from1904: boolean): string {
  const serial = Number(raw);
  if (style === 'none' || raw.trim() === '' || !Number.isFinite(serial) || serial < 0 || serial >= SERIAL_MAX) {
    return numberText(raw);
  }
  const seconds = Math.round(serial * 86_400);
  if (style === 'elapsed' || serial < 1) return clockText(seconds);
  const days = Math.floor(seconds / 86_400);
  const time = clockText(seconds % 86_400);
  const day = new Date(epochMs(days, from1904) + days * DAY_MS).toISOString().slice(0, 10);
  return time === '00:00' ? day : `${day}T${time}`;
}

/** The 1900 calendar counts a 29 February 1900 that never was; days before it are one further on. */
function epochMs(days: number, from1904: boolean): number {
  if (from1904) return Date.UTC(1904, 0, 1);
  return days < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
}

function clockText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
