/** Numbers, dates and codes of a report as they are written in its language, the same on every machine. */
import { en as codesEn } from '../../../../web/codes/texts.en.ts';
import { es as codesEs } from '../../../../web/codes/texts.es.ts';
import type { Dimension } from '../../../../figures/indicator.ts';
import { REPORT_WORDS, type Language, type ReportWords } from './report-words.ts';

export interface Writing {
  readonly language: Language;
  readonly words: ReportWords;
  number(value: number | null, decimals?: number): string;
  percent(value: number | null, decimals?: number): string;
  /** A figure with the sign of its unit. */
  figure(value: number | null, unit: string): string;
  unit(unit: string): string;
  day(day: string): string;
  instant(instant: string): string;
  /** The one of the two texts in the language, the Spanish one where the other is missing. */
  text(texts: { readonly es: string; readonly en?: string | null }): string;
  /** What a cell of a breakdown stands for. */
  cell(dimension: Dimension, key: string, label: string): string;
  code(family: CodeFamily, code: string): string;
}

/** Families of codes that a report words. */
export type CodeFamily = 'sexes' | 'sexesPlural' | 'organisationKinds' | 'departments' | 'productTypes' | 'bounds' | 'youthGroups';

const NO_BREAK_SPACE = '\u00A0';
const FAMILY: Readonly<Partial<Record<string, CodeFamily>>> = {
  sex: 'sexesPlural', 'organisation-kind': 'organisationKinds', department: 'departments', youth: 'youthGroups',
};

export function writingIn(language: Language, timeZone: string): Writing {
  const words = REPORT_WORDS[language];
  const codes = language === 'es' ? codesEs : codesEn;
  const code = (family: CodeFamily, one: string): string => {
    const known: Readonly<Record<string, string>> = codes[family];
    return known[one] ?? one;
  };
  const number = (value: number | null, decimals = 2): string => (value === null ? words.noData : numberText(value, decimals, language));
  const percent = (value: number | null, decimals = 1): string =>
    value === null ? words.noData : `${numberText(value, decimals, language, decimals)}${language === 'es' ? NO_BREAK_SPACE : ''}%`;
  return {
    language,
    words,
    number,
    percent,
    figure: (value, unit) => (unit === 'percent' ? percent(value) : number(value)),
    unit(unit) {
      const known: Readonly<Record<string, string>> = words.units;
      return known[unit] ?? unit;
    },
    day: dayText,
    instant: (instant) => instantText(instant, timeZone),
    text: (texts) => (language === 'en' && texts.en ? texts.en : texts.es),
    cell(dimension, key, label) {
      if (key === 'unknown' || key === '') return codes.missing;
      const family = FAMILY[dimension];
      if (family !== undefined) return code(family, key);
      return dimension === 'age-band' ? ageText(key, codes) : label;
    },
    code,
  };
}

function numberText(value: number, decimals: number, language: Language, padded = 0): string {
  const locale = language === 'es' ? 'es-BO' : 'en-GB';
  return new Intl.NumberFormat(locale, { minimumFractionDigits: padded, maximumFractionDigits: decimals, useGrouping: 'always' }).format(value);
}

/** `26/11/2021`; days known in part as they are: `11/2021`, `2021`. */
function dayText(day: string): string {
  return day.split('-').toReversed().join('/');
}

function instantText(instant: string, timeZone: string): string {
  const shown = new Intl.DateTimeFormat('en-GB', {
    timeZone, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  });
  return shown.format(new Date(instant)).replace(',', '');
}

function ageText(band: string, codes: typeof codesEs): string {
  const [from = '', to = ''] = band.split('-');
  return to === '' ? codes.ageOpen(from) : codes.ageBetween(from, to);
}
