/** Numbers, days and codes as the public page writes them, in either language. */
import { figureText } from '../../../figures/figure-value.ts';
import { en as codesEn } from '../../../web/codes/texts.en.ts';
import { es as codesEs } from '../../../web/codes/texts.es.ts';
import type { PublicDimension } from '../publication-entries.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';
import type { PublicIndicator } from './telling.ts';

export type Language = 'es' | 'en';
export type Texts = typeof es;
const NO_BREAK_SPACE = '\u00a0';
/** The value says it all. */
const NO_WORD: readonly PublicIndicator['unit'][] = ['percent', 'step', 'answer', 'level', 'times'];
const CODES = { es: codesEs, en: codesEn };

export const TEXTS: Readonly<Record<Language, Texts>> = { es, en };

/** `1.234,5` in Spanish, `1,234.5` in English. */
export function numberWords(value: number, language: Language): string {
  const [group, point] = language === 'es' ? ['.', ','] : [',', '.'];
  const [whole = '0', fraction] = String(Math.round(value * 10) / 10).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

export function percentWords(value: number, language: Language): string {
  return `${numberWords(value, language)}${language === 'es' ? `${NO_BREAK_SPACE}%` : '%'}`;
}

/** A figure as it is written large: a share with its sign. */
/** What is observed by its name, a ratio with the decimals it needs. */
export function valueWords({ value, unit, scale }: Pick<PublicIndicator, 'value' | 'unit' | 'scale'>, language: Language): string {
  if (value === null) return '—';
  if (scale !== null || unit === 'times') return figureText(value, { unit, scale }, language);
  return unit === 'percent' ? percentWords(value, language) : numberWords(value, language);
}

/** `personas`; nothing where the value carries its sign. */
export function unitWords(unit: PublicIndicator['unit'], language: Language): string {
  return NO_WORD.includes(unit) ? '' : CODES[language].units[unit];
}

/** `31/12/2021`; a date known in part as far as it is known: `2019`, `11/2020`. */
export function dayWords(day: string): string {
  return day.split('-').toReversed().join('/');
}

/** `octubre de 2019`. */
export function monthWords(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day.slice(0, 7)}-01T00:00:00Z`));
}

export function groupWords(dimension: PublicDimension, code: string, language: Language): string {
  const codes = CODES[language];
  if (dimension === 'sex') return wordIn(codes.sexesPlural, code);
  if (dimension === 'organisation-kind') return wordIn(codes.organisationKinds, code);
  if (dimension === 'department') return code === 'unknown' ? TEXTS[language].elsewhere : wordIn(codes.departments, code);
  if (dimension === 'youth' || code === 'unknown') return wordIn(TEXTS[language].youthCodes, code);
  const [from = '', to = ''] = code.split('-');
  return to === '' ? codes.ageOpen(from) : codes.ageBetween(from, to);
}

/** `más de 195 participantes`. */
export function totalWords(total: { readonly value: number; readonly bound: string; readonly unit: string; readonly unitEn: string | null }, language: Language): string {
  const unit = language === 'en' ? (total.unitEn ?? total.unit) : total.unit;
  const said = `${numberWords(total.value, language)} ${unit}`;
  return total.bound === 'exact' ? said : `${wordIn(CODES[language].bounds, total.bound)} ${said}`;
}

export function productTypeWords(type: string, language: Language): string {
  return wordIn(CODES[language].productTypes, type);
}

function wordIn(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code;
}
