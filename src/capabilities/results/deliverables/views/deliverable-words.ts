/** Products and declared totals in words: dates as exact as they are known, values with their bound. */
import { wordOf, wordWithin } from '../../../../web/codes/codes.ts';
import { formatDate, formatNumber } from '../../../../web/format.ts';
import { language } from '../../../../web/words.ts';
import type { es } from '../texts.es.ts';
import type { Product, Total } from './deliverable-draft.ts';

type Texts = typeof es;
type Value = Pick<Total, 'value' | 'bound' | 'unit' | 'unitEn'>;
const SIGNS: Readonly<Record<string, string>> = { 'more-than': '>', 'at-least': '≥', about: '≈', 'at-most': '≤', 'less-than': '<' };
const NO_BREAK_SPACE = '\u00a0';

export function titleOf(one: Pick<Product | Total, 'title' | 'titleEn'>): string {
  return language.value === 'en' ? (one.titleEn ?? one.title) : one.title;
}

function unitOf({ unit, unitEn }: Value): string {
  return language.value === 'en' ? (unitEn ?? unit) : unit;
}

/** `más de 195 participantes`; at the beginning of a sentence `Más de …`. */
export function valueSentence(t: Texts, total: Value, within = false): string {
  const value = formatNumber(total.value, 2);
  if (total.bound === 'exact') return t.exactly(value, unitOf(total));
  const bound = within ? wordWithin('bounds', total.bound) : wordOf('bounds', total.bound);
  return t.boundedBy(bound, value, unitOf(total));
}

/** `> 195`, for a column of numbers; who hears the page hears the sentence. */
export function valueSign(total: Total): string {
  const sign = SIGNS[total.bound];
  const value = formatNumber(total.value, 2);
  return sign === undefined ? value : `${sign}${NO_BREAK_SPACE}${value}`;
}

/** `2019`, `noviembre de 2020`, `26/11/2021`, `De 2020 a 2021`. */
export function whenWords(t: Texts, { since, until }: Pick<Product | Total, 'since' | 'until'>): string {
  const from = dateWords(t, since);
  return until === null ? from : t.between(from, dateWords(t, until));
}

function dateWords(t: Texts, date: string): string {
  if (date.length === 10) return formatDate(date);
  if (date.length === 4) return date;
  const month = new Intl.DateTimeFormat(language.value, { month: 'long', timeZone: 'UTC' }).format(new Date(`${date}-01T00:00:00Z`));
  return t.monthOf(month, date.slice(0, 4));
}
