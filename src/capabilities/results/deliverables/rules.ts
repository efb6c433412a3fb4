/** What a date that is only partly known means, and how a declared value is bounded. Pure. */

/** `2019`, `2020-11` or `2021-11-26`: a source often gives no more than a year. */
const PARTIAL_DATE = /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Whether it is a date, as exact as it claims to be: the 31st of April is none. */
export function isPartialDate(text: string): boolean {
  return PARTIAL_DATE.test(text) && (text.length < 10 || dayNumberToText(Date.parse(`${text}T00:00:00Z`)) === text);
}

/** First day the date can mean. */
function firstDayOf(date: string): string {
  return `${date}${'0000-01-01'.slice(date.length)}`;
}

/** Last day the date can mean. */
function lastDayOf(date: string): string {
  if (date.length >= 10) return date;
  if (date.length === 4) return `${date}-12-31`;
  const [year = 0, month = 0] = date.split('-').map(Number);
  return dayNumberToText(Date.UTC(year, month, 0));
}

/** Whether what began by one date can have ended by the other. */
export function areInOrder(since: string, until: string): boolean {
  return firstDayOf(since) <= lastDayOf(until);
}

/** Day on which something known by these dates is entered as having happened: its last, but none still to come. */
export function occurredOnOf(since: string, until: string | null, today: string): string {
  const last = lastDayOf(until ?? since);
  return last > today ? today : last;
}

function dayNumberToText(instant: number): string {
  return Number.isNaN(instant) ? '' : new Date(instant).toISOString().slice(0, 10);
}

/** `2019`, `11/2020` or `26/11/2021`, as people type a date they know partly; null where it is none. */
export function partialDateTyped(text: string): string | null {
  const parts = text.trim().split('/');
  const date = parts
    .reverse()
    .map((part, at) => (at === 0 ? part : part.padStart(2, '0')))
    .join('-');
  return isPartialDate(date) ? date : null;
}

/** A partial date as people type it. */
export function partialDateToType(date: string): string {
  return date.split('-').reverse().join('/');
}

/** A number as people type it, dots or spaces between thousands and a comma or a point before four decimals at most; null for none. */
export function valueTyped(text: string): number | null {
  const plain = text.trim().replaceAll(/[\s\u00a0]/g, '');
  if (/^\d{1,3}(\.\d{3}){1,4}(,\d{1,4})?$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'));
  if (/^\d{1,3}(,\d{3}){2,4}$/.test(plain)) return Number(plain.replaceAll(',', ''));
  return /^\d{1,12}([.,]\d{1,4})?$/.test(plain) ? Number(plain.replace(',', '.')) : null;
}
