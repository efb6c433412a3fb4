/** Money as it is written on screens and on paper: `Bs 1.234,50`; never through a float, so that no cent is lost on the way. Pure. */
import type { WrittenLanguage } from '../../../platform/number-text.ts';
import type { Sum } from './rules.ts';
import type { BudgetTexts } from './texts.es.ts';

const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
/** Signs people write instead of the code. */
const SIGNS: Readonly<Record<string, string>> = { BOB: 'Bs' };

export function signOf(currency: string): string {
  return SIGNS[currency] ?? currency;
}

export function writtenMoney(amount: string, currency: string | null, language: WrittenLanguage): string {
  const [whole = '0', cents = '00'] = amount.replace('-', '').split('.');
  const [group, point] = language === 'es' ? ['.', ','] : [',', '.'];
  const digits = `${whole.replace(/\B(?=(\d{3})+$)/g, group ?? '')}${point}${cents}`;
  const sign = currency === null ? '' : `${signOf(currency)}${NO_BREAK_SPACE}`;
  return `${amount.startsWith('-') ? MINUS : ''}${sign}${digits}`;
}

/** `aparte: USD 12,00`; empty where nothing stands apart. */
export function writtenApart(t: BudgetTexts, { apart }: Sum, language: WrittenLanguage): string {
  return apart.length === 0 ? '' : t.apart(apart.map(({ amount, currency }) => writtenMoney(amount, currency, language)).join(', '));
}
