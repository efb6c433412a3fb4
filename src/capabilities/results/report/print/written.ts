/** Numbers, dates and codes of a report as they are written in its language, the same on every machine. */
import { figureShort, figureText, kindOf } from '../../../../figures/figure-value.ts';
import { groupWord } from '../../../../figures/group-words.ts';
import type { Dimension, Indicator } from '../../../../figures/indicator.ts';
import { dayIn } from '../../../../platform/calendar.ts';
import { numberText, percentText } from '../../../../platform/number-text.ts';
import { codeWord, missingText, type CodeFamily } from '../../../../web/codes/code-words.ts';
import { REPORT_WORDS, type Language, type ReportWords } from './report-words.ts';

export interface Writing {
  readonly language: Language;
  readonly words: ReportWords;
  number(value: number | null, decimals?: number): string;
  percent(value: number | null, decimals?: number): string;
  /** A value of an indicator, with what it means: a step or an answer by its name. */
  figure(value: number | null, of: Indicator): string;
  /** The number alone, for the bars of a chart. */
  figureShort(value: number, of: Indicator): string;
  day(day: string): string;
  instant(instant: string): string;
  /** The day of an instant in the programme's time zone. */
  dayOf(instant: string): string;
  /** The one of the two texts in the language, the Spanish one where the other is missing. */
  text(texts: { readonly es: string; readonly en?: string | null }): string;
  /** What a cell of a breakdown stands for. */
  cell(dimension: Dimension, key: string, label: string): string;
  code(family: CodeFamily, code: string): string;
}

export function writingIn(language: Language, timeZone: string): Writing {
  const words = REPORT_WORDS[language];
  return {
    language,
    words,
    number: (value, decimals = 2) => (value === null ? words.noData : numberText(value, language, decimals)),
    percent: (value, decimals = 1) => (value === null ? words.noData : percentText(value, language, decimals)),
    figure: (value, of) => figureText(value, kindOf(of), language),
    figureShort: (value, of) => figureShort(value, kindOf(of), language),
    day: dayText,
    instant: (instant) => instantText(instant, timeZone),
    dayOf: (instant) => dayText(dayIn(new Date(instant), timeZone)),
    text: (texts) => (language === 'en' && texts.en ? texts.en : texts.es),
    cell: (dimension, key, label) => (key === '' ? missingText(language) : groupWord(dimension, key, label, language)),
    code: (family, code) => codeWord(family, code, language),
  };
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
