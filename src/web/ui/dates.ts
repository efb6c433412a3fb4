/** Dates as people type them. */

/** `2021-06-30` from `30/06/2021`, `30-6-2021`, or the ISO form; null for no such day. */
export function dayFromTyped(typed: string): string | null {
  const text = typed.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text);
  if (iso !== null) return realDay(iso[1], iso[2], iso[3]);
  return local === null ? null : realDay(local[3], local[2], local[1]);
}

/** `14:05:00` from `14:05`, `9:05` or `14:05:30`; null for no such time. */
export function timeFromTyped(typed: string): string | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(typed.trim());
  if (match === null) return null;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? '0')];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return [hours, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
}

function realDay(year = '', month = '', day = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${text}T00:00:00Z`);
  // The 31st of a month that has 30 days would roll over into the next.
  return Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== text ? null : text;
}
