/** The word for a code. A code without a word is shown as it is, never hidden. */
import { language } from '../words.ts';
import { es } from './texts.es.ts';
import { en } from './texts.en.ts';

/** Families of codes that have words. */
export type CodeFamily = Exclude<keyof typeof es, 'missing' | 'ageOpen' | 'ageBetween'>;

/** The word, in the language in use; `null` and `''` mean the value is missing. */
export function wordOf(family: CodeFamily, code: string | null | undefined): string {
  const texts = language.value === 'es' ? es : en;
  if (code === null || code === undefined || code === '') return texts.missing;
  const words: Readonly<Record<string, string>> = texts[family];
  return words[code] ?? code;
}

/** The word as it stands inside a sentence: `gobierno`, but `ONG`. */
export function wordWithin(family: CodeFamily, code: string | null | undefined): string {
  const word = wordOf(family, code);
  return word === word.toUpperCase() ? word : word.charAt(0).toLowerCase() + word.slice(1);
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
  const texts = language.value === 'es' ? es : en;
  const [from = '', to = ''] = code.split('-');
  return to === '' ? texts.ageOpen(from) : texts.ageBetween(from, to);
}

/** What stands where a value is not known. */
export function missingWord(): string {
  return language.value === 'es' ? es.missing : en.missing;
}
