/** Numbers, days and codes as the public page writes them, in either language. */
import { figureText } from '../../../figures/figure-value.ts';
import { numberText } from '../../../platform/number-text.ts';
import { bandWords } from '../../../web/codes/code-words.ts';
import { en as codesEn } from '../../../web/codes/texts.en.ts';
import { es as codesEs } from '../../../web/codes/texts.es.ts';
import type { PublicDimension } from '../publication-entries.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';
import type { PublicIndicator } from './telling.ts';

export type Language = 'es' | 'en';
export type Texts = typeof es;
const CODES = { es: codesEs, en: codesEn };
/** The value says it all. */
const NO_WORD: readonly PublicIndicator['unit'][] = ['percent', 'minutes', 'points', 'step', 'answer', 'level', 'times'];

export const TEXTS: Readonly<Record<Language, Texts>> = { es, en };

/** A figure as it is written large: a share with its sign, what is observed by its name, a ratio with the decimals it needs. */
export function valueWords({ value, ...kind }: Pick<PublicIndicator, 'value' | 'unit' | 'scale'>, language: Language): string {
  return value === null ? '—' : figureText(value, kind, language);
}

/** `personas`, or what a plain number is of; nothing where the value says it all. */
export function unitWords({ unit, unitWord }: Pick<PublicIndicator, 'unit' | 'unitWord'>, language: Language): string {
  if (NO_WORD.includes(unit)) return '';
  return unitWord === undefined ? CODES[language].units[unit] : unitWord[language];
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
  return bandWords(code, language);
}

/** `más de 195 participantes`. */
export function totalWords(total: { readonly value: number; readonly bound: string; readonly unit: string; readonly unitEn: string | null }, language: Language): string {
  const unit = language === 'en' ? (total.unitEn ?? total.unit) : total.unit;
  const said = `${numberText(total.value, language)} ${unit}`;
  return total.bound === 'exact' ? said : `${wordIn(CODES[language].bounds, total.bound)} ${said}`;
}

export function productTypeWords(type: string, language: Language): string {
  return wordIn(CODES[language].productTypes, type);
}

function wordIn(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code;
}
