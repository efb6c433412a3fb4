/** The word for a code in either language, for screens and for the files that the server makes alike. Pure. */
import type { WrittenLanguage } from '../../platform/number-text.ts';
import { en } from './texts.en.ts';
import { es } from './texts.es.ts';

const CODES = { es, en };

/** Families of codes that have words. */
export type CodeFamily = Exclude<keyof typeof es, 'missing' | 'ageOpen' | 'ageBetween'>;

/** The word; `null` and `''` mean the value is missing. A code without a word is shown as it is, never hidden. */
export function codeWord(family: CodeFamily, code: string | null | undefined, language: WrittenLanguage): string {
  const texts = CODES[language];
  if (code === null || code === undefined || code === '') return texts.missing;
  const words: Readonly<Record<string, string>> = texts[family];
  return words[code] ?? code;
}

/** The word as it stands inside a sentence: `gobierno`, but `ONG`. */
export function codeWithin(family: CodeFamily, code: string | null | undefined, language: WrittenLanguage): string {
  const word = codeWord(family, code, language);
  return word === word.toUpperCase() ? word : word.charAt(0).toLowerCase() + word.slice(1);
}

/** `16-28` as `16 a 28 años`, `60-` as `60 años o más`. */
export function bandWords(code: string, language: WrittenLanguage): string {
  const texts = CODES[language];
  const [from = '', to = ''] = code.split('-');
  return to === '' ? texts.ageOpen(from) : texts.ageBetween(from, to);
}

/** What stands where a value is not known. */
export function missingText(language: WrittenLanguage): string {
  return CODES[language].missing;
}
