/** How days are said in the screens of processes. */
import { formatDate } from '../../../web/format.ts';

/** `12/08/2020 – 09/09/2020`, one day alone, or null where there is none. */
export function daysWords(first: string | null, last: string | null): string | null {
  if (first === null) return null;
  return last === null || last === first ? formatDate(first) : `${formatDate(first)} – ${formatDate(last)}`;
}
