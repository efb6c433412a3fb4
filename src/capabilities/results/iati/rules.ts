/**
 * What has to be right before an activity is published as IATI, and what would be good to have. Pure.
 * Source: IATI Standard 2.03, schema and standard ruleset; numbers in brackets are the ruleset's.
 */
import type { Activity } from './activity.ts';
import { suppressSmall } from './suppression.ts';

export const FINDING_CODES = [
  'no-identifier',
  'identifier-not-of-reporter',
  'identifier-is-reporter',
  'bad-character',
  'no-reporter',
  'no-funder',
  'no-implementer',
  'no-place',
  'unknown-country',
  'no-sector',
  'bad-sector',
  'sector-shares',
  'dates-reversed',
  'period-outside',
  'period-reversed',
  'budget-too-long',
  'in-the-future',
  'no-budget',
  'no-transaction',
  'money-hidden',
  'long-budgets',
  'no-results',
  'no-targets',
  'no-figures',
  'no-links',
  'suppressed',
  'figures-left-out',
  'demonstration',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export interface Finding {
  /** `error`: the file would not be valid and is not made. `missing`: the standard asks for it and the programme does not know it. */
  readonly severity: 'error' | 'missing' | 'note';
  readonly code: FindingCode;
  /** Which one: a code, a name; null where there is only one. */
  readonly about: string | null;
}
const finding = (severity: Finding['severity'], code: FindingCode, about: string | null = null): Finding => ({ severity, code, about });
const when = (is: boolean, ...found: Finding[]): Finding[] => (is ? found : []);

/** Everything worth saying before the file goes out; errors first. */
export function checkActivity(activity: Activity, today: string): Finding[] {
  const found = [...identity(activity), ...where(activity), ...times(activity, today), ...money(activity), ...results(activity)];
  const order = ['error', 'missing', 'note'];
  return found.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

/** Whether the file may be made. */
export function mayExport(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== 'error');
}

function identity({ identifier, reporting, participating, demonstration }: Activity): Finding[] {
  const reporter = reporting?.ref ?? null;
  const has = (role: string): boolean => participating.some((one) => one.role === role);
  return [
    ...when(identifier === null, finding('error', 'no-identifier')),
    ...when(reporter === null, finding('error', 'no-reporter')),
    // [1.1.3], [1.1.21], [1.3.13]
    ...when(identifier !== null && identifier === reporter, finding('error', 'identifier-is-reporter')),
    ...when(identifier !== null && reporter !== null && identifier !== reporter && !identifier.startsWith(`${reporter}-`), finding('error', 'identifier-not-of-reporter')),
    ...[identifier, reporter, ...participating.map(({ ref }) => ref)]
      .filter((ref) => ref !== null && /[\s/&|?]/.test(ref))
      .map((ref) => finding('error', 'bad-character', ref)),
    ...when(!has('1'), finding('missing', 'no-funder')),
    ...when(!has('4'), finding('missing', 'no-implementer')),
    ...when(demonstration, finding('note', 'demonstration')),
  ];
}

function where({ countries, sectors }: Activity): Finding[] {
  const shares = sectors.map(({ percentage }) => percentage);
  const known = shares.filter((share) => share !== null);
  const adds = known.length === sectors.length && Math.abs(known.reduce((sum, share) => sum + share, 0) - 100) < 0.01;
  return [
    // [3.7.1]
    ...when(countries.length === 0, finding('error', 'no-place')),
    ...countries.filter((code) => !/^[A-Z]{2}$/.test(code)).map((code) => finding('error', 'unknown-country', code)),
    // [6.2.2], [2.1.1], [2.1.2]
    ...when(sectors.length === 0, finding('error', 'no-sector')),
    ...sectors.filter(({ code }) => !/^\d{5}$/.test(code)).map(({ code }) => finding('error', 'bad-sector', code)),
    ...when(sectors.length > 1 ? !adds : known.some((share) => share !== 100), finding('error', 'sector-shares')),
  ];
}

function times({ startsOn, endsOn, budgets, transactions, results: reports }: Activity, today: string): Finding[] {
  const periods = reports.flatMap(({ indicators }) => indicators.flatMap(({ code, periods: own }) => own.map((one) => ({ code, ...one }))));
  return [
    // [11.1.2], [11.1.3]
    ...when(startsOn > endsOn, finding('error', 'dates-reversed')),
    ...[...periods.map(({ code, from, to }) => ({ code, from, to })), ...budgets.map(({ from, to }) => ({ code: from, from, to }))]
      .filter(({ from, to }) => from > to)
      .map(({ code }) => finding('error', 'period-reversed', code)),
    ...periods.filter(({ from, to }) => from < startsOn || to > endsOn).map(({ code }) => finding('error', 'period-outside', code)),
    // [7.5.3]: a budget covers a year at most.
    ...budgets.filter(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 > 366).map(({ from }) => finding('error', 'budget-too-long', from)),
    // [11.2.1], [11.2.2]
    ...transactions.filter(({ on, money: { valueDate } }) => on > today || valueDate > today).map(({ on }) => finding('error', 'in-the-future', on)),
  ];
}

function money({ budgets, transactions, budgetsLeftOut, moneyHidden, productsWithoutLink }: Activity): Finding[] {
  return [
    ...when(moneyHidden, finding('missing', 'money-hidden')),
    ...when(!moneyHidden && budgets.length === 0 && budgetsLeftOut === 0, finding('missing', 'no-budget')),
    ...when(!moneyHidden && transactions.length === 0, finding('missing', 'no-transaction')),
    ...when(budgetsLeftOut > 0, finding('missing', 'long-budgets', String(budgetsLeftOut))),
    ...when(productsWithoutLink > 0, finding('note', 'no-links', String(productsWithoutLink))),
  ];
}

function results({ results: reports, figuresLeftOut }: Activity): Finding[] {
  const indicators = reports.flatMap((one) => one.indicators);
  const without = indicators.filter(({ periods }) => periods.every(({ actual }) => actual === null));
  const untargeted = indicators.filter(({ periods }) => periods.every(({ target }) => target === null));
  const hidden = indicators.reduce((sum, one) => sum + suppressSmall(one).hidden, 0);
  return [
    ...when(indicators.length === 0, finding('missing', 'no-results')),
    ...when(untargeted.length > 0, finding('missing', 'no-targets', untargeted.map(({ code }) => code).join(', '))),
    ...when(without.length > 0, finding('missing', 'no-figures', without.map(({ code }) => code).join(', '))),
    ...when(hidden > 0, finding('note', 'suppressed', String(hidden))),
    ...when(figuresLeftOut.length > 0, finding('note', 'figures-left-out', figuresLeftOut.join(', '))),
  ];
}
