/** Money agreed and spent, by what it is for and who gives it, added up in one currency as far as rates are stated. Pure. */
import { centsOf, converted, moneyText, percentTenths, perPart, sumOf } from './money.ts';

export interface Rate {
  readonly into: string;
  readonly value: string;
}

/** One amount, agreed or spent. */
export interface Amount {
  /** For what it is: `activity:<id>` or `area:<code>`. */
  readonly under: string;
  /** Who gives it. */
  readonly funder: string;
  readonly amount: string;
  readonly currency: string;
  readonly rate: Rate | null;
}

/** What is known in the programme's currency, and what is not, by currency. */
export interface Sum {
  readonly amount: string;
  readonly apart: readonly { readonly currency: string; readonly amount: string }[];
}

export interface BudgetRow {
  readonly under: string;
  readonly funder: string;
  readonly agreed: Sum;
  readonly spent: Sum;
  /** null where an amount has no rate: the rest would be a guess. */
  readonly remaining: string | null;
  /** Spent of what was agreed; null where nothing was agreed, or an amount has no rate. */
  readonly percent: number | null;
  readonly over: boolean;
}

/** An amount in the programme's currency by its own stated rate; null where none is stated into that currency. */
export function inCurrency({ amount, currency, rate }: Pick<Amount, 'amount' | 'currency' | 'rate'>, into: string | null): string | null {
  const cents = centsOf(amount);
  if (cents === null || into === null) return null;
  if (currency === into) return amount;
  const result = rate === null || rate.into !== into ? null : converted(cents, rate.value);
  return result === null ? null : moneyText(result);
}

export function sumIn(amounts: readonly Amount[], into: string | null): Sum {
  const known: bigint[] = [];
  const apart = new Map<string, bigint>();
  for (const one of amounts) {
    const own = centsOf(inCurrency(one, into) ?? '');
    if (own === null) apart.set(one.currency, (apart.get(one.currency) ?? 0n) + (centsOf(one.amount) ?? 0n));
    else known.push(own);
  }
  return { amount: moneyText(sumOf(known)), apart: [...apart].map(([currency, cents]) => ({ currency, amount: moneyText(cents) })) };
}

/** A row for everything that money was agreed or spent for, by funder, in the order in which it was first named. */
export function budgetRows(agreed: readonly Amount[], spent: readonly Amount[], into: string | null): BudgetRow[] {
  const keys = new Map([...agreed, ...spent].map(({ under, funder }) => [`${under} ${funder}`, { under, funder }]));
  return [...keys.values()].map(({ under, funder }) => {
    const own = (amounts: readonly Amount[]): Sum => sumIn(amounts.filter((one) => one.under === under && one.funder === funder), into);
    return { under, funder, ...compared(own(agreed), own(spent)) };
  });
}

/** What is left and what share is spent, where both sides are known whole. */
export function compared(agreed: Sum, spent: Sum): Pick<BudgetRow, 'agreed' | 'spent' | 'remaining' | 'percent' | 'over'> {
  const [planned, paid] = [centsOf(agreed.amount) ?? 0n, centsOf(spent.amount) ?? 0n];
  const whole = agreed.apart.length === 0 && spent.apart.length === 0;
  const tenths = whole ? percentTenths(paid, planned) : null;
  // What was spent without agreement is over, too; what is spent without a rate can only make it more.
  const over = agreed.apart.length === 0 && paid > planned;
  return { agreed, spent, remaining: whole ? moneyText(planned - paid) : null, percent: tenths === null ? null : tenths / 10, over };
}

export type NoCost = 'no-value' | 'no-currency' | 'without-rate' | 'nothing-spent';

/** What one of what an indicator counts costs; or why that cannot be said. */
export function costOf(spent: Sum, value: number | null, into: string | null): { each: string | null; why: NoCost | null } {
  if (into === null) return { each: null, why: 'no-currency' };
  if (spent.apart.length > 0) return { each: null, why: 'without-rate' };
  const cents = centsOf(spent.amount) ?? 0n;
  if (cents === 0n) return { each: null, why: 'nothing-spent' };
  const each = value === null ? null : perPart(cents, value);
  return each === null ? { each: null, why: 'no-value' } : { each: moneyText(each), why: null };
}
