/** What was typed of an amount: what is wrong with it, and the draft it makes. */
import { orNull } from '../../../../registry/views/person-draft.ts';
import type { OwnDraft } from '../../../../registry/views/use-writing.ts';
import { newDraft } from '../../../../web/drafts.ts';
import { budgetAgreed, spendingRecorded } from '../../statement-entries.ts';
import { moneyTyped } from '../money.ts';
import { decimalWords, type Agreed, type Spent } from './money-words.ts';

export type What = 'agreed' | 'spent';

export interface MoneyTyped {
  under: string;
  funderHow: string;
  funderId: string;
  funderName: string;
  amount: string;
  currency: string;
  rateValue: string;
  rateKind: string;
  rateDate: string;
  rateSource: string;
  from: string;
  to: string;
  source: string;
  paidOn: string;
  description: string;
  document: string;
}
export type MoneyFault = 'under' | 'funder' | 'amount' | 'from' | 'to' | 'source' | 'paidOn' | 'description' | 'rateValue' | 'rateDate' | 'rateSource';

export function nothingTyped(currency: string, today: string): MoneyTyped {
  return {
    under: '', funderHow: 'named', funderId: '', funderName: '', amount: '', currency, rateValue: '', rateKind: 'official', rateDate: '', rateSource: '',
    from: '', to: '', source: '', paidOn: today, description: '', document: '',
  };
}

export function typedFrom(one: Agreed | Spent, empty: MoneyTyped): MoneyTyped {
  const [how = 'named', ...rest] = one.funder.split(':');
  const name = rest.join(':');
  const own =
    'paidOn' in one
      ? { paidOn: one.paidOn, description: one.description, document: one.document ?? '' }
      : { from: one.from, to: one.to, source: one.source };
  const { rate } = one;
  const rated = rate === null ? {} : { rateValue: decimalWords(rate.value), rateKind: rate.kind, rateDate: rate.onDate, rateSource: rate.source };
  return {
    ...empty,
    under: one.under,
    funderHow: how,
    ...(how === 'organisation' ? { funderId: name } : { funderName: name }),
    amount: decimalWords(one.amount),
    currency: one.currency,
    ...rated,
    ...own,
  };
}

/** A rate as people type it, `6,96`, as it is stored; null where it is none or nothing. */
export function rateTyped(text: string): string | null {
  const plain = text.trim().replace(',', '.');
  return /^\d{1,9}(\.\d{1,8})?$/.test(plain) && /[1-9]/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : null;
}

/** Whether anything was typed of a rate: then all of it is needed. */
function isRated(typed: MoneyTyped, into: string | null): boolean {
  return into !== null && typed.currency !== into && [typed.rateValue, typed.rateDate, typed.rateSource].some((text) => text.trim() !== '');
}

export function moneyFaults(what: What, typed: MoneyTyped, into: string | null, today: string): MoneyFault[] {
  const rated = isRated(typed, into);
  const amount = moneyTyped(typed.amount);
  const funder = typed.funderHow === 'organisation' ? typed.funderId : typed.funderName;
  const checks: readonly (readonly [MoneyFault, boolean])[] = [
    ['under', typed.under === ''],
    ['funder', funder.trim() === ''],
    ['amount', amount === null || !/[1-9]/.test(amount) || (what === 'agreed' && amount.startsWith('-'))],
    ['rateValue', rated && rateTyped(typed.rateValue) === null],
    ['rateDate', rated && typed.rateDate === ''],
    ['rateSource', rated && typed.rateSource.trim() === ''],
    ['from', what === 'agreed' && typed.from === ''],
    ['to', what === 'agreed' && (typed.to === '' || typed.to < typed.from)],
    ['source', what === 'agreed' && typed.source.trim() === ''],
    ['paidOn', what === 'spent' && (typed.paidOn === '' || typed.paidOn > today)],
    ['description', what === 'spent' && typed.description.trim() === ''],
  ];
  return checks.filter(([, wrong]) => wrong).map(([box]) => box);
}

/** The entry that says what was typed. Only for what has no fault. */
export function moneyDraft(what: What, typed: MoneyTyped, before: Agreed | Spent | null, into: string | null, today: string): OwnDraft {
  const [kind = '', ...rest] = typed.under.split(':');
  const key = rest.join(':');
  const common = {
    under: kind === 'activity' ? { what: 'activity', activityId: key } : { what: 'area', code: key },
    funder: typed.funderHow === 'organisation' ? { what: 'organisation', organisationId: typed.funderId } : { what: 'named', name: typed.funderName.trim() },
    amount: moneyTyped(typed.amount),
    currency: typed.currency,
    rate: isRated(typed, into)
      ? { into, value: rateTyped(typed.rateValue), kind: typed.rateKind, onDate: typed.rateDate, source: typed.rateSource.trim() }
      : null,
  };
  const correction = before === null ? {} : { rootId: before.id, supersedes: before.leaves };
  if (what === 'agreed') return newDraft(budgetAgreed, today, { ...common, from: typed.from, to: typed.to, source: typed.source.trim() }, correction);
  return newDraft(spendingRecorded, typed.paidOn, { ...common, document: orNull(typed.document), description: typed.description.trim() }, correction);
}
