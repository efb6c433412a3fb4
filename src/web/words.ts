/**
 * The language of the screens. Spanish is the source; English must have the same keys, which the compiler checks.
 * A text is a string or a function that makes one, so that each language keeps its own plural rules.
 */
import { computed, ref, type ComputedRef } from 'vue';
import { isEnglishHere, loadEnglish } from './english.ts';

export type Language = 'es' | 'en';

/** Languages a user can choose, each named in itself. */
export const LANGUAGES: readonly { readonly code: Language; readonly name: string }[] = [
  { code: 'es', name: 'Español' },
  { code: 'en', name: 'English' },
];

const STORAGE_KEY = 'digna.language';

/** Language in use. Change it with `chooseLanguage`. */
export const language = ref<Language>('es');
let wanted = rememberedLanguage();

/** Takes the remembered language into use. Where its words cannot be fetched, the screens are in Spanish this time. */
export async function openLanguage(): Promise<void> {
  if (wanted === 'en') await loadEnglish().catch(() => undefined);
  if (isEnglishHere()) language.value = wanted;
}

/** Changes the language, once its words are there, and remembers it on this device. */
export function chooseLanguage(chosen: Language): void {
  wanted = chosen;
  if (chosen === 'es' || isEnglishHere()) language.value = chosen;
  else void openLanguage();
  try {
    localStorage.setItem(STORAGE_KEY, chosen);
  } catch {
    // Storage may be forbidden; the choice then lasts until the page is closed.
  }
}

/** The texts of one place in the language in use. Read a text as `t.key` in a template, `t.value.key` in a script. */
export function useWords<Texts>(texts: { es: Texts; en: NoInfer<Texts> }): ComputedRef<Texts> {
  return computed(() => texts[language.value]);
}

/** The text of a statement that is kept in both languages. */
export function inLanguage(text: { es: string; en: string }): string {
  return text[language.value];
}

function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'es';
  } catch {
    return 'es';
  }
}
