/** Puts together what a programme knows about itself as an IATI activity: aggregates only, never a person. */
import type { Pool } from 'pg';
import { definitionOf, type Figures, type Moment } from '../../../figures/figures.ts';
import type { Dimension, Indicator } from '../../../figures/indicator.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { budgetAt } from '../budget/budget.ts';
import { deliverablesAt, type Deliverables } from '../deliverables/routes.ts';
import { frameworkDefined, programmeDescribed, publicationDescribed } from '../entries.ts';
import { amountsOfRatio, neverTold, standBehind, type Part } from '../publication/publishable.ts';
import { readPlans } from '../plan-queries.ts';
import { plansOf, type Plan } from '../plans.ts';
import { payloadAt } from '../queries.ts';
import type { FollowUp, Target } from '../rules.ts';
import { HIDDEN_MONEY, publishedMoney } from './published-money.ts';
import { DECLARED_MEASURE } from './import-entries.ts';
import type { Activity, Cell, IndicatorReport, Narrative } from './activity.ts';

/** Dimensions that name nobody and no organisation. */
const PUBLISHED: readonly Dimension[] = ['sex', 'youth', 'age-band', 'organisation-kind', 'department'];

/** The activity as of now. Throws `not-found` where the programme is not described yet. */
export async function gatherActivity(
  parts: { readonly pool: Pool; readonly figures: Figures },
  programme: ProgrammeInfo,
  today: string,
  maySeeMoney: boolean,
): Promise<Activity> {
  const { pool, figures } = parts;
  const { position } = await figures.momentAt(programme, undefined);
  const known = await inProgramme(pool, programme.id, async (client) => ({
    described: await payloadAt(client, programme.id, programmeDescribed, position),
    framework: await payloadAt(client, programme.id, frameworkDefined, position),
    published: await payloadAt(client, programme.id, publicationDescribed, position),
    delivered: await deliverablesAt(client, programme.id, position),
    money: maySeeMoney ? publishedMoney(await budgetAt(client, programme.id, position)) : HIDDEN_MONEY,
    plans: plansOf(await readPlans(client, programme.id, position, null)),
  }));
  if (known.described === null) throw new Problem('not-found', { programme: programme.code });
  const described = programmeDescribed.payload.parse(known.described);
  const framework = known.framework === null ? [] : frameworkDefined.payload.parse(known.framework).results;
  const { startsOn, endsOn } = described;
  const period = { from: startsOn, to: endsOn < today ? endsOn : today };
  const { reports, leftOut } = await indicatorReports(figures, programme, position, period, known.plans);
  return {
    ...classed(known.published),
    title: described.name,
    description: described.summary,
    startsOn,
    endsOn,
    ...known.money,
    ...documentsOf(known.delivered),
    results: framework.map(({ code, name }) => ({
      code,
      title: name,
      type: '9',
      indicators: reports.filter(({ result }) => result === code).map(({ report }) => report),
    })),
    demonstration: described.demonstration,
    figuresLeftOut: leftOut,
  };
}

type Classed = Pick<Activity, 'identifier' | 'reporting' | 'participating' | 'countries' | 'locations' | 'sectors' | 'markers'>;

/** How the programme is named and classed where it publishes; nothing, where nobody said it yet. */
function classed(payload: Record<string, unknown> | null): Classed {
  if (payload === null) {
    return { identifier: null, reporting: null, participating: [], countries: [], locations: [], sectors: [], markers: [] };
  }
  const { identifier, reporting, participating, countries, locations, sectors, markers } = publicationDescribed.payload.parse(payload);
  return {
    identifier,
    countries,
    locations,
    sectors,
    markers,
    reporting: reporting === null ? null : { ...reporting, name: same(reporting.name) },
    participating: participating.map((one) => ({ ...one, name: same(one.name) })),
  };
}

async function indicatorReports(
  figures: Figures,
  programme: ProgrammeInfo,
  position: number,
  period: { readonly from: string; readonly to: string },
  planOf: (indicatorId: string) => Plan,
): Promise<{ reports: { result: string; report: IndicatorReport }[]; leftOut: string[] }> {
  const moment = await figures.momentAt(programme, `@${position}`);
  // What an earlier phase declared stands in that phase's own file.
  const own = [...moment.indicators].filter(([, { indicator }]) => indicator.measure !== DECLARED_MEASURE).map(([code]) => code);
  const codes = own.sort(new Intl.Collator('es', { numeric: true }).compare);
  const byId = new Map([...moment.indicators.values()].map(({ id, indicator }) => [id, indicator]));
  const reports: { result: string; report: IndicatorReport }[] = [];
  const leftOut: string[] = [];
  for (const code of codes) {
    const { id, indicator } = definitionOf(moment, code);
    if (neverTold(indicator, (other) => byId.get(other)) !== null) {
      leftOut.push(code);
      continue;
    }
    const reachedIn = (asked: Span): Reached => reachedOf({ figures, moment, byId }, indicator, asked);
    const cells = period.from > period.to ? [] : await cellsOf(figures, programme, indicator, { ...period, asOf: `@${position}` });
    const { lines, followUp } = planOf(id);
    const targets = lines.map(({ inForce }) => inForce.target);
    const covering = targets.find((target) => target.from === period.from && target.to === period.to);
    const reached = ({ from, to, counting }: Target): Reached => {
      const asked = { from: counting === 'cumulative' ? period.from : from, to: to < period.to ? to : period.to };
      return from > period.to ? NOTHING : reachedIn(asked);
    };
    const periods = [
      ...(period.from > period.to
        ? []
        : [{ ...period, target: covering?.value ?? null, ...reachedIn(period), cells }]),
      ...targets
        .filter((target) => target !== covering)
        .map((target) => ({ from: target.from, to: target.to, target: target.value, ...reached(target), cells: [] })),
    ];
    reports.push({ result: indicator.result, report: { ...aboutOf(indicator), baseline: baselineOf(followUp), periods } });
  }
  return { reports, leftOut };
}

interface Span {
  readonly from: string;
  readonly to: string;
}
type Reached = Pick<IndicatorReport['periods'][number], 'actual' | 'parts' | 'behind'>;
const NOTHING: Reached = { actual: null, parts: null };

interface Ground {
  readonly figures: Figures;
  readonly moment: Moment;
  readonly byId: ReadonlyMap<string, Indicator>;
}

/** What was reached in a span, and how many people stand behind it where the value does not say so. */
function reachedOf({ figures, moment, byId }: Ground, indicator: Indicator, span: Span): Reached {
  const evaluation = figures.evaluate(moment, indicator.code, span, []);
  const { value, numerator, denominator } = figures.summary(moment, indicator, evaluation);
  const reached = { actual: value, parts: numerator === null || denominator === null ? null : { numerator, denominator } };
  const { aggregate } = indicator;
  if (aggregate.kind === 'mean') return { ...reached, behind: [standBehind(evaluation)] };
  if (aggregate.kind !== 'ratio') return reached;
  const partOf = (id: string): Part => {
    const of = byId.get(id);
    return of === undefined ? null : { of, value: figures.summary(moment, of, figures.evaluate(moment, of.code, span, [])).value };
  };
  return { ...reached, behind: amountsOfRatio([partOf(aggregate.numerator), partOf(aggregate.denominator)]) };
}

function baselineOf(followUp: FollowUp | null): IndicatorReport['baseline'] {
  const baseline = followUp?.baseline ?? null;
  return baseline === null ? null : { year: Number(baseline.measuredOn.slice(0, 4)), value: baseline.value };
}

function aboutOf(indicator: Indicator): Omit<IndicatorReport, 'periods' | 'baseline'> {
  return {
    code: indicator.code,
    title: indicator.name,
    description: indicator.source,
    measure: indicator.aggregate.kind === 'observed' ? 'ordinal' : indicator.unit === 'percent' ? 'percentage' : 'unit',
    sensitive: indicator.aggregate.kind !== 'observed' && indicator.unit !== 'activities',
  };
}

async function cellsOf(
  figures: Figures,
  programme: ProgrammeInfo,
  indicator: Indicator,
  query: { readonly from: string; readonly to: string; readonly asOf: string },
): Promise<Cell[]> {
  // How many minutes says nothing about how many people: only a cell that counts can be judged.
  if (indicator.aggregate.kind !== 'count' && indicator.aggregate.kind !== 'distinct') return [];
  const cells: Cell[] = [];
  for (const dimension of PUBLISHED.filter((one) => indicator.disaggregations.includes(one))) {
    const figure = await figures.figure(programme, indicator.code, { ...query, by: [dimension] });
    for (const { keys, value } of figure.cells) {
      if (value !== null) cells.push({ dimension, value: keys[0] ?? 'unknown', amount: value });
    }
  }
  return cells;
}

function documentsOf({ products }: Deliverables): Pick<Activity, 'documents' | 'productsWithoutLink'> {
  const documents = products.flatMap(({ title, titleEn, link, since, until }) =>
    link === null ? [] : [{ title: { es: title, en: titleEn }, url: link, publishedOn: until === null && since.length === 10 ? since : null }],
  );
  return { documents, productsWithoutLink: products.length - documents.length };
}

/** A name is the same in every language. */
function same(name: string): Narrative {
  return { es: name, en: null };
}
