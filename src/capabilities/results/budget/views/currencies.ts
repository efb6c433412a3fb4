/** Currencies to choose from, those of Bolivia and its donors first. */
import { language } from '../../../../web/words.ts';

const FIRST = ['BOB', 'USD', 'EUR', 'CHF'];

export function currencyOptions(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language.value, { type: 'currency' });
  const others = Intl.supportedValuesOf('currency').filter((code) => !FIRST.includes(code));
  return [...FIRST, ...others].map((code) => ({ value: code, label: `${code} ${names.of(code) ?? ''}`.trim() }));
}
