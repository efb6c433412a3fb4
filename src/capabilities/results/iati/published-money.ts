/**
 * Money as IATI publishes it: budgets of a year at most, and what was spent by day. Sums only, in the currency of the agreement
 * or the payment, never converted; no description goes out, because whoever was paid may stand in it. Pure.
 */
import { centsOf, moneyText } from '../budget/money.ts';
import type { Activity } from './activity.ts';

interface Agreed {
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly currency: string;
}
interface Spent {
  readonly paidOn: string;
  readonly amount: string;
  readonly currency: string;
}
type PublishedMoney = Pick<Activity, 'budgets' | 'transactions' | 'budgetsLeftOut' | 'moneyHidden'>;

/** Code of TransactionType. Who received the money is not recorded, so it is not called a disbursement. */
const EXPENDITURE = '4';
const DAY_MS = 86_400_000;
/** Longest budget of IATI, a leap year. */
const BUDGET_DAYS_MAX = 366;

/** Where the exporter may not see money none of it goes out. */
export const HIDDEN_MONEY: PublishedMoney = { budgets: [], transactions: [], budgetsLeftOut: 0, moneyHidden: true };

export function publishedMoney({ agreed, spent }: { readonly agreed: readonly Agreed[]; readonly spent: readonly Spent[] }): PublishedMoney {
  const short = agreed.filter(({ from, to }) => (Date.parse(to) - Date.parse(from)) / DAY_MS < BUDGET_DAYS_MAX);
  return { budgets: budgetsOf(short), transactions: transactionsOf(spent), budgetsLeftOut: agreed.length - short.length, moneyHidden: false };
}

/** One budget for each calendar year and currency; what runs over the turn of a year stands alone with its own dates. */
function budgetsOf(agreed: readonly Agreed[]): Activity['budgets'] {
  const groups = grouped(agreed, ({ from, to, currency }) => (from.slice(0, 4) === to.slice(0, 4) ? `${from.slice(0, 4)} ${currency}` : `${from} ${to} ${currency}`));
  return groups
    .map(({ first, all, value }) => {
      const from = all.map((one) => one.from).sort()[0] ?? first.from;
      const to = all.map((one) => one.to).sort().at(-1) ?? first.to;
      return { from, to, money: { value, currency: first.currency, valueDate: from } };
    })
    .sort((a, b) => a.from.localeCompare(b.from));
}

/** What was spent on a day in a currency, refunds taken off; a day on which nothing remains says nothing. */
function transactionsOf(spent: readonly Spent[]): Activity['transactions'] {
  return grouped(spent, ({ paidOn, currency }) => `${paidOn} ${currency}`)
    .filter(({ value }) => value !== 0)
    .map(({ first: { paidOn, currency }, value }) => ({ type: EXPENDITURE, on: paidOn, money: { value, currency, valueDate: paidOn }, description: null }))
    .sort((a, b) => a.on.localeCompare(b.on));
}

function grouped<T extends { readonly amount: string }>(all: readonly T[], keyOf: (one: T) => string): { first: T; all: T[]; value: number }[] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const cents = group.reduce((sum, { amount }) => sum + (centsOf(amount) ?? 0n), 0n);
    return first === undefined ? [] : [{ first, all: group, value: Number(moneyText(cents)) }];
  });
}
