/** Money in words: `Bs 1.234,50`, `USD 1.234,50`; never through a float, so that no cent is lost on the way. */
import type { AnswerOf } from '../../../../web/api.ts';
import { wordWithin } from '../../../../web/codes/codes.ts';
import { formatDate } from '../../../../web/format.ts';
import { language } from '../../../../web/words.ts';
import type { readBudget } from '../contract.ts';
import type { BudgetTexts } from '../texts.es.ts';

export type Budget = AnswerOf<typeof readBudget>;
export type Agreed = Budget['agreed'][number];
export type Spent = Budget['spent'][number];
export type Row = Budget['rows'][number];
type Sum = Row['agreed'];

const NO_BREAK_SPACE = '\u00a0';
const MINUS = '\u2212';
/** Signs people write instead of the code. */
const SIGNS: Readonly<Record<string, string>> = { BOB: 'Bs' };

export function signOf(currency: string): string {
  return SIGNS[currency] ?? currency;
}

export function moneyWords(amount: string, currency: string | null): string {
  const [whole = '0', cents = '00'] = amount.replace('-', '').split('.');
  const [group, point] = language.value === 'es' ? ['.', ','] : [',', '.'];
  const digits = `${whole.replace(/\B(?=(\d{3})+$)/g, group ?? '')}${point}${cents}`;
  const sign = currency === null ? '' : `${signOf(currency)}${NO_BREAK_SPACE}`;
  return `${amount.startsWith('-') ? MINUS : ''}${sign}${digits}`;
}

/** A decimal as it is stored, as people write it: `6.96` -> `6,96`. */
export function decimalWords(value: string): string {
  return language.value === 'es' ? value.replace('.', ',') : value;
}

/** `aparte: USD 12,00`; empty where nothing stands apart. */
export function apartWords(t: BudgetTexts, { apart }: Sum): string {
  return apart.length === 0 ? '' : t.apart(apart.map(({ amount, currency }) => moneyWords(amount, currency)).join(', '));
}

/** `a 6,96 (oficial, 03/05/2021; BCB)`. */
export function rateWords(t: BudgetTexts, { value, kind, onDate, source }: NonNullable<Agreed['rate']>): string {
  return t.atRate(decimalWords(value), wordWithin('rateKinds', kind), formatDate(onDate), source);
}
