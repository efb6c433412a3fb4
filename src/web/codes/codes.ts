/** The word for a code, in the language in use. */
import { language } from '../words.ts';
import { bandWords, codeWithin, codeWord, missingText, type CodeFamily } from './code-words.ts';
import { es } from './texts.es.ts';
import { en } from './texts.en.ts';

/** `null` and `''` mean the value is missing. */
export function wordOf(family: CodeFamily, code: string | null | undefined): string {
  return codeWord(family, code, language.value);
}

/** The word as it stands inside a sentence: `gobierno`, but `ONG`. */
export function wordWithin(family: CodeFamily, code: string | null | undefined): string {
  return codeWithin(family, code, language.value);
}

/** Codes of a family with their words, in the order in which they are declared. */
export function optionsOf(family: CodeFamily): { value: string; label: string }[] {
  const texts = language.value === 'es' ? es : en;
  return Object.keys(texts[family])
    .toSorted((a, b) => (family === 'departments' ? a.localeCompare(b) : 0))
    .map((code) => ({ value: code, label: wordOf(family, code) }));
}

/** `16-28` as `16 a 28 años`, `60-` as `60 años o más`. */
export function ageBandWord(code: string): string {
  return bandWords(code, language.value);
}

/** What stands where a value is not known. */
export function missingWord(): string {
  return missingText(language.value);
}
