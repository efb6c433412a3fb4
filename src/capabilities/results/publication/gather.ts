/** Puts together what is public of a programme: aggregates only, as of the last step of its page. */
import type { Pool, PoolClient } from 'pg';
import type { Figures, Moment } from '../../../figures/figures.ts';
import type { Indicator } from '../../../figures/indicator.ts';
import { dayIn } from '../../../platform/calendar.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { ProgrammeInfo } from '../../../platform/http/route.ts';
import { deliverablesAt } from '../deliverables/routes.ts';
import { frameworkDefined, programmeDescribed } from '../entries.ts';
import { pagePublished, type PageSettings, type PublicDimension } from '../publication-entries.ts';
import { payloadAt } from '../queries.ts';
import { findDecisions, type DecisionRow } from './queries.ts';
import type { PublicResults } from './results.ts';
import { nextEnd, stepsOf, type Decision, type Step } from './steps.ts';
import { amountsOfRatio, isDivisible, isOfActivities, neverTold, standBehind, type Part } from './publishable.ts';
import { OVERLAP, toldAt, type Measured, type MeasuredStep } from './telling.ts';

export interface GatherParts {
  readonly pool: Pool;
  readonly figures: Figures;
}

/** What visitors see today; `draft`: what they would see, were this published now. null: nothing is published. */
export async function gatherResults({ pool, figures }: GatherParts, programme: ProgrammeInfo, draft: PageSettings | null): Promise<PublicResults | null> {
  const today = dayIn(figures.parts.clock.now(), programme.timeZone);
  const rows = await inProgramme(pool, programme.id, (client) => findDecisions(client, programme.id));
  const decisions = rows.map((row) => decisionOf(row, programme.timeZone));
  const { position: head } = await figures.momentAt(programme, undefined);
  if (draft !== null) {
    const open = decisions.map((one) => ({ ...one, endedOn: one.endedOn ?? today }));
    decisions.splice(0, decisions.length, ...open, { position: head, decidedOn: today, endedOn: null, settings: draft });
  }
  const standing = decisions.at(-1);
  if (standing === undefined || standing.endedOn !== null) return null;
  const steps = stepsOf(decisions, today);
  const measured: MeasuredStep[] = [];
  for (const step of steps) measured.push(await measure(figures, programme, step));
  const last = steps.at(-1);
  if (last === undefined) return null;
  const { position } = await figures.momentAt(programme, last.asOf);
  const surroundings = await inProgramme(pool, programme.id, (client) => around(client, programme, position, standing.settings));
  return {
    ...surroundings,
    settings: standing.settings,
    through: measured.at(-1)?.through ?? last.through,
    changesAfter: nextEnd(today, standing.settings.rhythm),
    indicators: toldAt(measured),
  };
}

function decisionOf({ position, decidedAt, endedAt, body }: DecisionRow, timeZone: string): Decision<PageSettings> {
  return {
    position: Number(position),
    decidedOn: dayIn(decidedAt, timeZone),
    endedOn: endedAt === null ? null : dayIn(endedAt, timeZone),
    settings: pagePublished.payload.parse(body),
  };
}

async function measure(figures: Figures, programme: ProgrammeInfo, { asOf, through, settings }: Step<PageSettings>): Promise<MeasuredStep> {
  const moment = await figures.momentAt(programme, asOf);
  const period = await inProgramme(figures.parts.pool, programme.id, (client) => figures.parts.periodAt(client, programme.id, moment.position));
  // What happened after the programme ended is not counted: the day shown is that of its end.
  const to = period === null || through < period.endsOn ? through : period.endsOn;
  const byId = new Map([...moment.indicators].map(([code, { id, indicator }]) => [id, { code, indicator }]));
  const measured: Measured[] = [];
  for (const { indicatorId, large, by } of settings.indicators) {
    const found = byId.get(indicatorId);
    if (found === undefined || neverTold(found.indicator, (id) => byId.get(id)?.indicator) !== null) continue;
    const { code, indicator } = found;
    const evaluation = figures.evaluate(moment, code, { to }, []);
    const { value, numerator, denominator, participations } = figures.summary(moment, indicator, evaluation);
    const partOf = (id: string): Part => {
      const part = byId.get(id);
      return part === undefined ? null : { of: part.indicator, value: figures.summary(moment, part.indicator, figures.evaluate(moment, part.code, { to }, [])).value };
    };
    measured.push({
      indicatorId, large, code, value,
      name: indicator.name,
      source: indicator.source,
      area: indicator.area,
      unit: indicator.unit,
      scale: indicator.aggregate.kind === 'observed' ? indicator.aggregate.scale : null,
      group: groupOf(indicatorId, indicator),
      amounts: amountsOf(indicator, { value, numerator, denominator, participations, behind: standBehind(evaluation) }, partOf),
      tables: value === null ? [] : await tablesOf(figures, programme, { moment, indicator, to }, by),
    });
  }
  return { through: to, measured };
}

type Counted = Readonly<Record<'value' | 'numerator' | 'denominator' | 'participations', number | null>> & { readonly behind: number };

/** The counts of people or organisations behind a figure; none where it counts neither. */
function amountsOf(indicator: Indicator, counted: Counted, partOf: (id: string) => Part): number[] {
  const { unit, aggregate } = indicator;
  const { value, numerator, denominator, participations, behind } = counted;
  if (aggregate.kind === 'observed' || isOfActivities(indicator)) return [];
  if (aggregate.kind === 'mean') return [behind];
  if (aggregate.kind === 'ratio') return amountsOfRatio([partOf(aggregate.numerator), partOf(aggregate.denominator)]);
  if (aggregate.kind === 'share') return [numerator ?? 0, denominator ?? 0, (denominator ?? 0) - (numerator ?? 0)];
  return [(unit === 'minutes' ? participations : value) ?? 0];
}

/** Figures of one group count the same people, so that one may be taken from another. */
function groupOf(indicatorId: string, { aggregate, unit }: Indicator): string {
  if (aggregate.kind === 'mean' || aggregate.kind === 'observed') return indicatorId;
  return aggregate.kind === 'ratio' || unit === 'percent' || unit === 'participations' ? 'people' : unit;
}

async function tablesOf(
  figures: Figures,
  programme: ProgrammeInfo,
  { moment, indicator, to }: { readonly moment: Moment; readonly indicator: Indicator; readonly to: string },
  by: readonly PublicDimension[],
): Promise<Measured['tables']> {
  // Of shares the parts would follow, and neither minutes nor means say how many people.
  if (!isDivisible(indicator)) return [];
  const tables = [];
  for (const dimension of by.filter((one) => indicator.disaggregations.includes(one))) {
    const { cells, overlap } = await figures.figure(programme, indicator.code, { asOf: `@${moment.position}`, to, by: [dimension] });
    const counts = new Map(cells.flatMap(({ keys, value }) => (value === null || value === 0 ? [] : [[keys[0] ?? 'unknown', value] as const])));
    if (overlap > 0 && indicator.unit !== 'activities') counts.set(OVERLAP, overlap);
    tables.push({ dimension, counts });
  }
  return tables;
}

type Surroundings = Pick<PublicResults, 'programme' | 'areas' | 'products' | 'totals' | 'partners' | 'funders'>;

/** What stands around the figures: the programme's own words, areas, deliverables, partners and funders. */
async function around(client: PoolClient, programme: ProgrammeInfo, position: number, settings: PageSettings): Promise<Surroundings> {
  const described = await payloadAt(client, programme.id, programmeDescribed, position);
  const framework = await payloadAt(client, programme.id, frameworkDefined, position);
  const { name, summary, startsOn, endsOn, partners, funders, demonstration } =
    described === null
      ? { name: { es: programme.name, en: programme.name }, summary: null, startsOn: null, endsOn: null, partners: [], funders: [], demonstration: programme.demonstration }
      : programmeDescribed.payload.parse(described);
  const { products, totals } = settings.withProducts ? await deliverablesAt(client, programme.id, position) : { products: [], totals: [] };
  return {
    programme: { code: programme.code, name, summary, startsOn, endsOn, demonstration: demonstration || programme.demonstration },
    areas: framework === null ? [] : frameworkDefined.payload.parse(framework).results.flatMap(({ areas }) => areas),
    products,
    totals,
    partners: settings.withPartners ? partners : [],
    funders: settings.withPartners ? funders : [],
  };
}
