/** Quarters of a year, as words and as days. */
import { language } from '../../web/words.ts';
import { quarterText } from '../group-words.ts';

/** "T1 2020" (Q1 2020 in English) from the server's name of a quarter. */
export function quarterWord(quarter: string): string {
  return quarterText(quarter, language.value);
}

/** The quarters that have begun by a day: of the others there is nothing to say yet. */
export function begunBy<Quarter extends { readonly endsOn: string }>(
  series: readonly Quarter[],
  day: string,
): Quarter[] {
  return series.filter((quarter) => startOfQuarter(quarter.endsOn) <= day);
}

/** First day of the quarter that contains a day. */
function startOfQuarter(day: string): string {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}
