/** Puts a report together as of a position: every figure computed, nothing typed. */
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { summariesAt } from '../../../figures/evidence.ts';
import { definitionOf, type Figures, type Moment } from '../../../figures/figures.ts';
import { namedBy, type Dimension, type Indicator } from '../../../figures/indicator.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { dayIn } from '../../../platform/calendar.ts';
import { Problem } from '../../../platform/problem.ts';
import { budgetAt, type Budget } from '../budget/budget.ts';
import { deliverablesAt } from '../deliverables/routes.ts';
import { frameworkDefined, programmeDescribed } from '../entries.ts';
import { readPlans, recordedAt } from '../plan-queries.ts';
import { mainTarget, plansOf, type Plan } from '../plans.ts';
import { payloadAt } from '../queries.ts';
import { risksAt, type Risks } from '../risks/risks.ts';
import { workplanAt, type Activity } from '../workplan/workplan.ts';
import { NEWEST_FORMAT, type ReportContent, type ReportIndicator } from './content.ts';
import { reportPrepared } from '../report-entries.ts';

export interface Prepared extends z.output<typeof reportPrepared.payload> {
  readonly id: string;
}

interface Parts {
  readonly pool: Pool;
  readonly figures: Figures;
}

/** The report as of a position. Throws `not-found` where the programme is not described yet. */
export async function gatherReport(parts: Parts, programme: ProgrammeInfo, prepared: Prepared, position: number): Promise<ReportContent> {
  const moment = await parts.figures.momentAt(programme, `@${position}`);
  const known = await inProgramme(parts.pool, programme.id, async (client) => ({
    described: await payloadAt(client, programme.id, programmeDescribed, position),
    framework: await payloadAt(client, programme.id, frameworkDefined, position),
    delivered: await deliverablesAt(client, programme.id, position),
    plans: await readPlans(client, programme.id, position, null),
    ...(await runAt(client, { programme, prepared, position, now: parts.figures.parts.clock.now() })),
  }));
  if (known.described === null) throw new Problem('not-found', { programme: programme.code });
  const { sectors: _, ...described } = programmeDescribed.payload.parse(known.described);
  const framework = known.framework === null ? [] : frameworkDefined.payload.parse(known.framework).results;
  const textOf = new Map(prepared.results.map(({ result, text }) => [result, text]));
  const planOf = plansOf(known.plans);
  const indicators: ReportIndicator[] = [];
  const summaryOf = await summariesAt(parts.figures, programme, moment);
  for (const code of codesOf(moment, prepared, framework)) indicators.push(await indicatorOf(parts, { programme, moment, prepared, planOf, summaryOf }, code));
  return {
    format: NEWEST_FORMAT,
    programme: { ...described, code: programme.code, partners: described.partners.map(({ name, role }) => ({ name, role })) },
    report: headOf(prepared),
    position,
    recordedAt: known.recorded.toISOString(),
    results: framework.map((result) => ({ ...result, text: textOf.get(result.code) ?? null })),
    indicators,
    products: known.delivered.products.filter(({ since }) => isBy(since, prepared.to)).map(kept),
    totals: known.delivered.totals.filter(({ since }) => isBy(since, prepared.to)).map(kept),
    workplan: known.workplan,
    budget: known.budget,
    risks: known.risks,
  };
}

interface Run {
  readonly programme: ProgrammeInfo;
  readonly prepared: Prepared;
  readonly position: number;
  readonly now: Date;
}

/** How the programme is run, as far as the report holds it: what was done by the end of its period, and with what money. */
async function runAt(client: PoolClient, { programme, prepared, position, now }: Run) {
  const recorded = (await recordedAt(client, programme.id, position)) ?? now;
  const known = dayIn(recorded, programme.timeZone);
  const day = prepared.to < known ? prepared.to : known;
  const holds = (section: (typeof prepared.sections)[number]): boolean => prepared.sections.includes(section);
  const workplan = holds('workplan') ? (await workplanAt(client, programme.id, position, day)).map(activityOf) : null;
  const budget = holds('budget') ? budgetOf(await budgetAt(client, programme.id, position)) : null;
  const risks = holds('risks') ? notedOf(await risksAt(client, programme.id, position), prepared.to) : null;
  return { recorded, workplan, budget, risks };
}

function activityOf(one: Activity): NonNullable<ReportContent['workplan']>[number] {
  const { id, code, title, titleEn, area, startsOn, endsOn, dueOn, responsible, state, percent, finishedOn, verdict, days, late } = one;
  return { id, code, title, titleEn, area, startsOn, endsOn, dueOn, responsible, state, percent, finishedOn, verdict, days, late };
}

function budgetOf({ currency, lines, funders, rows, total }: Budget): NonNullable<ReportContent['budget']> {
  return { currency: currency?.currency ?? null, lines, funders, rows, total };
}

/** Risks as they stand, for they are looked at again and again; lessons learned by the end of the period. */
function notedOf({ risks, lessons }: Risks, to: string): NonNullable<ReportContent['risks']> {
  return { risks: risks.map(kept), lessons: lessons.filter(({ on }) => on <= to).map(kept) };
}

function kept<Line extends { readonly leaves: unknown; readonly conflictFields: unknown }>(line: Line): Omit<Line, 'leaves' | 'conflictFields'> {
  const { leaves: _leaves, conflictFields: _conflicts, ...said } = line;
  return said;
}

function headOf({ id, title, titleEn, recipient, from, to, sections, summary }: Prepared): ReportContent['report'] {
  return { id, title, titleEn, recipient, from, to, sections, summary };
}

/** Whether what began on a day known in part (`2020`, `2020-11`) had begun by a day. */
function isBy(since: string, day: string): boolean {
  return since <= day.slice(0, since.length);
}

type Framework = z.output<typeof frameworkDefined.payload>['results'];

/** The indicators asked for that stand at the moment; all of them in the order of the framework where none are named. */
function codesOf(moment: Moment, { indicators }: Prepared, framework: Framework): string[] {
  const defined = [...moment.indicators.values()];
  if (indicators !== null) return indicators.flatMap((id) => defined.filter((one) => one.id === id).map(({ indicator }) => indicator.code));
  const places = framework.flatMap(({ code, areas }) => areas.map((area) => `${code} ${area.code}`));
  const placeOf = (result: string, area: string): number => places.indexOf(`${result} ${area}`);
  const { compare } = new Intl.Collator('es', { numeric: true });
  return defined
    .map(({ indicator }) => indicator)
    .toSorted((a, b) => placeOf(a.result, a.area) - placeOf(b.result, b.area) || compare(a.code, b.code))
    .map(({ code }) => code);
}

interface Asked {
  readonly programme: ProgrammeInfo;
  readonly moment: Moment;
  readonly prepared: Prepared;
  readonly planOf: (indicatorId: string) => Plan;
  readonly summaryOf: Awaited<ReturnType<typeof summariesAt>>;
}

async function indicatorOf({ figures }: Parts, { programme, moment, prepared, planOf, summaryOf }: Asked, code: string): Promise<ReportIndicator> {
  const { id, indicator, definedOn } = definitionOf(moment, code);
  const { from, to } = prepared;
  // Explained, for its evidence is told as well: read at once, before facts that come in may be sorted anew.
  const evaluation = figures.evaluate(moment, code, { from, to }, [], true);
  const { read, counted, inConflict, collapsed, leftOut } = summaryOf(evaluation.status ?? new Uint8Array(0));
  const inPeriod = figures.summary(moment, indicator, evaluation);
  const upTo = figures.evaluate(moment, code, { to }, []);
  const toDate = figures.summary(moment, indicator, upTo);
  const breakdowns: ReportIndicator['breakdowns'] = [];
  for (const by of brokenDownBy(prepared, indicator)) {
    const { cells, overlap } = await figures.brokenDown(programme.id, moment, code, { from, to }, [by]);
    breakdowns.push({ by, cells, overlap });
  }
  const plan = planOf(id);
  return {
    id,
    code,
    name: indicator.name,
    unit: inPeriod.unit,
    source: indicator.source,
    result: indicator.result,
    area: indicator.area,
    definedOn: definedOn.toISOString(),
    definition: indicator,
    named: namedIn(moment, indicator),
    thresholds: figures.thresholds(moment, code),
    value: inPeriod.value,
    toDate: toDate.value,
    numerator: inPeriod.numerator,
    denominator: inPeriod.denominator,
    sexes: inPeriod.sexes,
    participations: inPeriod.participations,
    target: mainTarget(figures, { moment, indicator, day: to, until: to }, plan, upTo),
    baseline: plan.followUp?.baseline ?? null,
    series: toDate.series.filter(({ endsOn }) => endsOn <= to),
    breakdowns,
    evidence: { read, counted, inConflict, collapsed, leftOut },
  };
}

/** Indicators that a definition names, as they stand; one that was withdrawn has no name any more. */
function namedIn({ indicators }: Moment, indicator: Indicator): NonNullable<ReportIndicator['named']> {
  const defined = [...indicators.values()];
  return namedBy(indicator).flatMap((id) => defined.filter((one) => one.id === id).map((one) => ({ id, code: one.indicator.code, name: one.indicator.name })));
}

/** What was asked for and the indicator allows, in the order asked. A share of women by sex says nothing. */
function brokenDownBy({ disaggregations }: Prepared, { disaggregations: allowed, unit }: Indicator): Dimension[] {
  return disaggregations.filter((dimension) => allowed.includes(dimension) && (unit !== 'percent' || dimension !== 'sex'));
}
