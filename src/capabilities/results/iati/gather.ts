/** Puts together what a programme knows about itself as an IATI activity: aggregates only, never a person. */
import type { Pool } from 'pg';
import { definitionOf, type Figures } from '../../../figures/figures.ts';
import type { Dimension, Indicator } from '../../../figures/indicator.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { deliverablesAt, type Deliverables } from '../deliverables/routes.ts';
import { frameworkDefined, programmeDescribed, publicationDescribed } from '../entries.ts';
import { readPlans } from '../plan-queries.ts';
import { plansOf, type Plan } from '../plans.ts';
import { payloadAt } from '../queries.ts';
import type { FollowUp, Target } from '../rules.ts';
import type { Activity, Cell, IndicatorReport, Narrative } from './activity.ts';

/** Dimensions that name nobody and no organisation. */
const PUBLISHED: readonly Dimension[] = ['sex', 'youth', 'age-band', 'organisation-kind', 'department'];

/** The activity as of now. Throws `not-found` where the programme is not described yet. */
export async function gatherActivity(
  parts: { readonly pool: Pool; readonly figures: Figures },
  programme: ProgrammeInfo,
  today: string,
): Promise<Activity> {
  const { pool, figures } = parts;
  const { position } = await figures.momentAt(programme, undefined);
  const known = await inProgramme(pool, programme.id, async (client) => ({
    described: await payloadAt(client, programme.id, programmeDescribed, position),
    framework: await payloadAt(client, programme.id, frameworkDefined, position),
    published: await payloadAt(client, programme.id, publicationDescribed, position),
    delivered: await deliverablesAt(client, programme.id, position),
    plans: plansOf(await readPlans(client, programme.id, position, null)),
  }));
  if (known.described === null) throw new Problem('not-found', { programme: programme.code });
  const described = programmeDescribed.payload.parse(known.described);
  const framework = known.framework === null ? [] : frameworkDefined.payload.parse(known.framework).results;
  const { startsOn, endsOn } = described;
  const period = { from: startsOn, to: endsOn < today ? endsOn : today };
  const reports = await indicatorReports(figures, programme, position, period, known.plans);
  return {
    ...classed(known.published),
    title: described.name,
    description: described.summary,
    startsOn,
    endsOn,
    budgets: [],
    transactions: [],
    ...documentsOf(known.delivered),
    results: framework.map(({ code, name }) => ({
      code,
      title: name,
      type: '9',
      indicators: reports.filter(({ result }) => result === code).map(({ report }) => report),
    })),
    demonstration: described.demonstration,
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
): Promise<{ result: string; report: IndicatorReport }[]> {
  const moment = await figures.momentAt(programme, `@${position}`);
  const codes = [...moment.indicators.keys()].sort(new Intl.Collator('es', { numeric: true }).compare);
  const reports: { result: string; report: IndicatorReport }[] = [];
  for (const code of codes) {
    const { id, indicator } = definitionOf(moment, code);
    const whole = figures.summary(moment, indicator, figures.evaluate(moment, code, period, []));
    const cells = period.from > period.to ? [] : await cellsOf(figures, programme, indicator, { ...period, asOf: `@${position}` });
    const { lines, followUp } = planOf(id);
    const own = lines.map(({ inForce }) => inForce.target);
    const covering = own.find((target) => target.from === period.from && target.to === period.to);
    const reached = ({ from, to, counting }: Target): Reached => {
      const asked = { from: counting === 'cumulative' ? period.from : from, to: to < period.to ? to : period.to };
      return from > period.to ? NOTHING : reachedOf(figures.summary(moment, indicator, figures.evaluate(moment, code, asked, [])));
    };
    const periods = [
      ...(period.from > period.to
        ? []
        : [{ ...period, target: covering?.value ?? null, ...reachedOf(whole), cells }]),
      ...own
        .filter((target) => target !== covering)
        .map((target) => ({ from: target.from, to: target.to, target: target.value, ...reached(target), cells: [] })),
    ];
    reports.push({ result: indicator.result, report: { ...aboutOf(indicator), baseline: baselineOf(followUp), periods } });
  }
  return reports;
}

type Reached = Pick<IndicatorReport['periods'][number], 'actual' | 'parts'>;
const NOTHING: Reached = { actual: null, parts: null };

function reachedOf({ value, numerator, denominator }: { readonly value: number | null; readonly numerator: number | null; readonly denominator: number | null }): Reached {
  return { actual: value, parts: numerator === null || denominator === null ? null : { numerator, denominator } };
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
    measure: indicator.unit === 'percent' ? 'percentage' : 'unit',
    sensitive: indicator.unit !== 'activities',
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
