/** Money as plain data: for its page and for the donor's report. Whoever calls it has made sure that the reader may see money. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { organisationNamesAt } from '../../../registry/names-at.ts';
import { frameworkDefined } from '../entries.ts';
import { activityPlanned, budgetAgreed, currencySet, spendingRecorded } from '../statement-entries.ts';
import { payloadAt } from '../queries.ts';
import { findStatements, type StatementRow } from '../statement-queries.ts';
import type { agreedLine, readBudget, spentLine } from './contract.ts';
import { budgetRows, compared, costOf, inCurrency, sumIn, type Amount } from './rules.ts';

/** Units of which one more has a cost; a share, a mean or a step has none. */
const COUNTS: readonly string[] = ['people', 'organisations', 'activities', 'participations'];

type Answer = z.input<typeof readBudget.answer>;
type Agreed = z.input<typeof agreedLine>;
type Spent = z.input<typeof spentLine>;
type Line = Answer['lines'][number];
export type Budget = Omit<Answer, 'asOf' | 'position' | 'costs'>;
type Agreement = z.output<typeof budgetAgreed.payload>;

/** Everything agreed and spent as of a position, added up in the programme's currency by the rates that are stated. */
export async function budgetAt(client: PoolClient, programmeId: string, position: number): Promise<Budget> {
  const rows = await findStatements(client, programmeId, position, [currencySet, budgetAgreed, spendingRecorded, activityPlanned]);
  const ofKind = (kind: { readonly kind: string }): StatementRow[] => rows.filter((row) => row.kind === kind.kind);
  const set = ofKind(currencySet).at(-1);
  const currency = set === undefined ? null : { id: set.id, leaves: set.leaves, ...currencySet.payload.parse(set.body) };
  const into = currency?.currency ?? null;
  const agreed = ofKind(budgetAgreed).map((row): Agreed => {
    const { under, funder, ...said } = budgetAgreed.payload.parse(row.body);
    return { ...standing(row), ...said, ...keys(under, funder), inCurrency: inCurrency(said, into) };
  });
  const spent = ofKind(spendingRecorded).map((row): Spent => {
    const { under, funder, ...said } = spendingRecorded.payload.parse(row.body);
    return { ...standing(row), ...said, ...keys(under, funder), paidOn: row.occurredOn, inCurrency: inCurrency(said, into) };
  });
  return {
    currency,
    lines: await linesOf(client, programmeId, position, ofKind(activityPlanned)),
    funders: await fundersOf(client, programmeId, position, [...agreed, ...spent]),
    agreed,
    spent,
    rows: budgetRows(agreed, spent, into).map(writable),
    total: writable(compared(sumIn(agreed, into), sumIn(spent, into))),
  };
}

function standing({ id, leaves, conflictFields }: StatementRow): Pick<Agreed, 'id' | 'leaves' | 'conflictFields'> {
  return { id, leaves, conflictFields };
}

function keys(under: Agreement['under'], funder: Agreement['funder']): Pick<Amount, 'under' | 'funder'> {
  return {
    under: under.what === 'activity' ? `activity:${under.activityId}` : `area:${under.code}`,
    funder: funder.what === 'organisation' ? `organisation:${funder.organisationId}` : `named:${funder.name}`,
  };
}

/** The same, with lists that may be written to, as answers have them. */
function writable<R extends ReturnType<typeof compared>>(row: R) {
  return { ...row, agreed: { ...row.agreed, apart: [...row.agreed.apart] }, spent: { ...row.spent, apart: [...row.spent.apart] } };
}

async function linesOf(client: PoolClient, programmeId: string, position: number, activities: readonly StatementRow[]): Promise<Line[]> {
  const payload = await payloadAt(client, programmeId, frameworkDefined, position);
  const results = payload === null ? [] : frameworkDefined.payload.parse(payload).results;
  const areas = results.flatMap((result) => result.areas.map((area) => ({ ...area, result: result.code })));
  const resultOf = new Map(areas.map(({ code, result }) => [code, result]));
  return [
    ...areas.map(({ code, name, result }) => ({ key: `area:${code}`, code, name, area: code, result })),
    ...activities.map(({ id, body }) => {
      const { code, title, titleEn, area } = activityPlanned.payload.parse(body);
      return { key: `activity:${id}`, code, name: { es: title, en: titleEn ?? title }, area, result: resultOf.get(area) ?? null };
    }),
  ];
}

async function fundersOf(client: PoolClient, programmeId: string, position: number, amounts: readonly Pick<Amount, 'funder'>[]): Promise<Budget['funders']> {
  const found = [...new Set(amounts.map(({ funder }) => funder))];
  const ids = found.filter((key) => key.startsWith('organisation:')).map((key) => key.slice('organisation:'.length));
  const names = await organisationNamesAt(client, programmeId, ids, position);
  return found.map((key) => {
    const [what = '', ...rest] = key.split(':');
    const name = rest.join(':');
    return { key, name: what === 'organisation' ? (names.get(name) ?? name) : name };
  });
}

/** An indicator with its value, as the framework has it. */
export interface Counted {
  readonly result: string;
  readonly area: string;
  readonly line: { readonly code: string; readonly name: { es: string; en: string }; readonly unit: string; readonly value: number | null };
}

/** What one of what each indicator counts cost in its area and in its result. Shares count nothing one could divide by. */
export function costsOf({ currency, lines, spent }: Budget, indicators: readonly Counted[]): Answer['costs'] {
  const into = currency?.currency ?? null;
  const lineOf = new Map(lines.map((line) => [line.key, line]));
  const counted = indicators.filter(({ line }) => COUNTS.includes(line.unit));
  return (['area', 'result'] as const).flatMap((level) =>
    counted.map((indicator) => {
      const code = indicator[level];
      const sum = sumIn(spent.filter(({ under }) => lineOf.get(under)?.[level] === code), into);
      const { code: name, ...line } = indicator.line;
      return {
        level,
        code,
        indicator: name,
        name: line.name,
        unit: line.unit,
        value: line.value,
        spent: { ...sum, apart: [...sum.apart] },
        ...costOf(sum, line.value, into),
      };
    }),
  );
}
