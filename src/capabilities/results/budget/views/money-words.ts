/** Money in words, in the language in use. */
import type { AnswerOf } from '../../../../web/api.ts';
import { wordWithin } from '../../../../web/codes/codes.ts';
import { formatDate } from '../../../../web/format.ts';
import { language } from '../../../../web/words.ts';
import type { readBudget } from '../contract.ts';
import type { BudgetTexts } from '../texts.es.ts';
import { writtenApart, writtenMoney } from '../written-money.ts';

export type Budget = AnswerOf<typeof readBudget>;
export type Agreed = Budget['agreed'][number];
export type Spent = Budget['spent'][number];
export type Row = Budget['rows'][number];
type Sum = Row['agreed'];

export function moneyWords(amount: string, currency: string | null): string {
  return writtenMoney(amount, currency, language.value);
}

/** A decimal as it is stored, as people write it: `6.96` -> `6,96`. */
export function decimalWords(value: string): string {
  return language.value === 'es' ? value.replace('.', ',') : value;
}

export function apartWords(t: BudgetTexts, sum: Sum): string {
  return writtenApart(t, sum, language.value);
}

/** `a 6,96 (oficial, 03/05/2021; BCB)`. */
export function rateWords(t: BudgetTexts, { value, kind, onDate, source }: NonNullable<Agreed['rate']>): string {
  return t.atRate(decimalWords(value), wordWithin('rateKinds', kind), formatDate(onDate), source);
}
