/** What the cells of attendance lists say of attendance: minutes and marks. Pure. */
import { normaliseName } from '../../registry/names.ts';

/** Minutes of "57", "57 min", "56,5", "1:20", "1 h 20 min". Rounded to whole minutes. */
export function readMinutes(text: string): number | 'unreadable' {
  const plain = text.trim().toLowerCase().replace(/\s*(minutos?|mins?|min\.|m|')$/, '');
  if (/^\d{1,6}([.,]\d+)?$/.test(plain)) return Math.round(Number(plain.replace(',', '.')));
  const clock = /^(\d{1,3}):(\d{2})(?::\d{2})?$/.exec(plain);
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2]);
  const worded = /^(\d{1,2})\s*h(?:oras?|rs?|r)?\.?(?:\s*(?:y|con)?\s*(\d{1,2}))?$/.exec(plain);
  return worded === null ? 'unreadable' : Number(worded[1]) * 60 + Number(worded[2] ?? 0);
}

const PRESENT = /^(x|si|s|p|presente|present|✓|✔|☑|√|asistio|asiste|ok|true|verdadero|yes|y|1|v|100 ?%)$/;
const ABSENT =
  /^(|no|n|0|-+|–|—|f|fj|falta|falto|ausente|absent|false|falso|✗|✘|licencia|lic|permiso|no asistio|0 ?%)$/;

/**
 * What a mark in a column of presence says: all of the session's minutes, none, or a number of minutes. A bare A is
 * asistió or ausente: `meaningOfA` says which in this list.
 */
export function readMark(
  text: string,
  sessionMinutes: number,
  meaningOfA: 'present' | 'absent' | null,
): number | 'unreadable' {
  const mark = text.trim().toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/\.$/, '');
  if (mark === 'a' && meaningOfA !== null) return meaningOfA === 'present' ? sessionMinutes : 0;
  if (PRESENT.test(mark)) return sessionMinutes;
  if (ABSENT.test(mark)) return 0;
  const share = /^(\d{1,3}) ?%$/.exec(mark);
  if (share !== null && Number(share[1]) <= 100) return Math.round((sessionMinutes * Number(share[1])) / 100);
  return readMinutes(mark);
}

/** A beside P is ausente; beside F or falta it is asistió; beside both or neither, nobody knows. */
export function meaningOfMarkA(marks: readonly string[]): 'present' | 'absent' | null {
  const seen = new Set(marks.map((mark) => normaliseName(mark)));
  const other = ['p', 'x', 'si', 'presente', '1'].some((mark) => seen.has(mark));
  const missed = ['f', 'falta', 'no', 'n'].some((mark) => seen.has(mark));
  return other === missed ? null : other ? 'absent' : 'present';
}
