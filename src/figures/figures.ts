/** Figures and their evidence, for routes and the command line. */
import type { Pool } from 'pg';
import type { z } from 'zod';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { quartersBetween, startOfDay, type Quarter } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { ProgrammeInfo } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import type { EntryKind } from '../ledger/entry.ts';
import { findPositions, positionBefore } from '../ledger/queries.ts';
import { KIND_OF_NUMBER, SEX_OF_NUMBER } from '../registry/facts.ts';
import { ageBandCode, ageBandCodes } from './ages.ts';
import { attainedPercent, thresholdsIn } from './attained.ts';
import type { Columns } from './columns.ts';
import type { Crew } from './crew.ts';
import type { View } from './view.ts';
import type { figureSchema } from './contract.ts';
import { radices, splitKey } from './cells.ts';
import { changeOf, ratioOf, type Part, type PartOf } from './composed.ts';
import { evaluate } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import type { Measure } from './fact.ts';
import { countsPeople, indicatorSchema, YOUTH_CODES, type Dimension, type FigureFilter, type Indicator } from './indicator.ts';
import { labelsAt } from './labels-at.ts';
import { readIndicators } from './queries.ts';
import { questionOf, type Narrowing } from './question.ts';
import type { Period } from './periods.ts';
import { FigureStore } from './store.ts';
import { valueOf, type Missing } from './value.ts';

export type Figure = z.input<typeof figureSchema>;

/** A moment resolved: everything a figure depends on stands at this position. */
export interface Moment {
  readonly store: FigureStore;
  readonly columns: Columns;
  readonly view: View;
  readonly position: number;
  readonly asOf: string;
  readonly indicators: ReadonlyMap<string, { id: string; indicator: Indicator; definedOn: Date }>;
  readonly quarters: readonly Quarter[];
  readonly positionOf: (id: string) => number | undefined;
  /** Values that indicators started from, by the entry that first defined each; asked for only where one needs them. */
  readonly baselines: ReadonlyMap<string, number>;
}

/** Where an indicator stood when it began to be followed up, by the entry that first defined it, as of a position. */
export type BaselinesAt = (
  client: Parameters<typeof readIndicators>[0],
  programmeId: string,
  position: number,
) => Promise<ReadonlyMap<string, number>>;

/** Period of the programme at a position, for the quarters of a series; null where it was not described. */
export type PeriodAt = (
  client: Parameters<typeof readIndicators>[0],
  programmeId: string,
  position: number,
) => Promise<{ startsOn: string; endsOn: string } | null>;

export interface FiguresParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly measures: ReadonlyMap<string, Measure>;
  /** Every kind of entry, to read the entries behind facts. */
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly periodAt: PeriodAt;
  readonly baselinesAt?: BaselinesAt | undefined;
  /** Threads that work large figures out together; absent: each is worked out alone. */
  readonly crew?: Crew | undefined;
  /** Facts that may stand unsorted in memory; tests lower it. */
  readonly sortedFrom?: number | undefined;
}

/** A definition and the entry that first made it. */
export interface Defined {
  readonly id: string;
  readonly indicator: Indicator;
}

/** What is asked of a definition, and what was worked out on the way. */
interface Asked {
  readonly narrowing: Narrowing;
  readonly by: readonly Dimension[];
  readonly explain: boolean;
  readonly tally: boolean;
  /** Parts evaluated already for this answer. */
  readonly known: Map<string, Evaluation>;
  /** Definitions that led to this one. */
  readonly path: readonly string[];
}

export class Figures {
  readonly parts: FiguresParts;
  private readonly stores = new Map<string, FigureStore>();

  constructor(parts: FiguresParts) {
    this.parts = parts;
  }

  /**
   * Resolves `asOf` (a day, an instant, `@position`; undefined is now). `tried`: a definition that is not in the ledger,
   * to be evaluated at this moment. Throws `bad-position`.
   */
  async momentAt(programme: ProgrammeInfo, asOf: string | undefined, narrowing: Narrowing = {}, tried: Indicator | null = null): Promise<Moment> {
    const { pool, clock, periodAt, baselinesAt } = this.parts;
    const store = this.storeOf(programme.id);
    await store.catchUp();
    const ids = [...namedIn(narrowing), ...(narrowing.within ?? [])];
    return inProgramme(
      pool,
      programme.id,
      async (client) => {
        const { position, label } = await resolveMoment(client, programme, asOf, store.position, clock);
        const rows = await readIndicators(client, programme.id, position);
        const indicators = new Map(
          rows.map((row) => [row.code, { id: row.id, indicator: indicatorSchema.parse(row.body), definedOn: row.recordedAt }]),
        );
        const all = [...[...indicators.values()].map((one) => one.indicator), ...(tried === null ? [] : [tried])];
        const observed = [...indicators.values()].filter(({ indicator }) => indicator.aggregate.kind === 'observed').map(({ id }) => id);
        const positions = await findPositions(client, programme.id, [...ids, ...observed, ...all.flatMap(namedByFilters)]);
        const needsBaselines = all.some(({ aggregate }) => aggregate.kind === 'change' && aggregate.against === 'baseline');
        const period = await periodAt(client, programme.id, position);
        return {
          store,
          columns: store.columns,
          view: store.viewAt(position),
          position,
          asOf: label,
          indicators,
          quarters: period === null ? [] : quartersBetween(period.startsOn, period.endsOn),
          positionOf: (id: string) => positions.get(id),
          baselines: needsBaselines && baselinesAt !== undefined ? await baselinesAt(client, programme.id, position) : new Map<string, number>(),
        };
      },
    );
  }

  /** Computes one indicator at a moment. Throws `not-found` for a code without definition then. */
  evaluate(moment: Moment, code: string, narrowing: Narrowing, by: readonly Dimension[], explain = false): Evaluation {
    return this.evaluateDefined(moment, definitionOf(moment, code), { narrowing, by, explain, tally: false, known: new Map(), path: [] });
  }

  /** One definition; those it names are evaluated first, each once. */
  private evaluateDefined(moment: Moment, { id, indicator }: Defined, asked: Asked): Evaluation {
    const { aggregate } = indicator;
    const { narrowing, explain } = asked;
    if (aggregate.kind !== 'ratio' && aggregate.kind !== 'change') {
      const question = this.questionFor(moment, { id, indicator }, asked);
      const { crew } = this.parts;
      const whole = () => (crew === undefined ? evaluate(moment.columns, moment.view, question, explain) : crew.evaluate(moment.columns, moment.view, question, explain));
      if (asked.by.length > 0) return whole();
      return moment.store.kept.evaluation({ ...moment, question, key: JSON.stringify([id, indicator, narrowed(narrowing), asked.tally]) }, whole, explain);
    }
    const partOf: PartOf = (part, period) => {
      const within = period === null ? { from: undefined, to: undefined } : period;
      return this.part(moment, part, { ...asked, narrowing: { ...narrowing, ...within }, path: [...asked.path, id] });
    };
    if (aggregate.kind === 'ratio') return ratioOf(aggregate, partOf);
    const change = { period: periodAsked(narrowing), isNarrowed: isNarrowed(narrowing), baseline: moment.baselines.get(aggregate.of) ?? null };
    return changeOf(aggregate, change, partOf);
  }

  private part(moment: Moment, id: string, asked: Asked): Part | Missing {
    // The ledger refuses circles; versions that came together from two devices could still make one.
    if (asked.path.includes(id)) return 'circle';
    const defined = [...moment.indicators.values()].find((one) => one.id === id);
    if (defined === undefined) return 'part-withdrawn';
    const { indicator } = defined;
    const key = `${id} ${asked.narrowing.from} ${asked.narrowing.to}`;
    const evaluation = asked.known.get(key) ?? this.evaluateDefined(moment, defined, { ...asked, tally: false });
    asked.known.set(key, evaluation);
    return { indicator, evaluation };
  }

  /** One figure with its breakdown. */
  async figure(
    programme: ProgrammeInfo,
    code: string,
    query: Narrowing & { asOf?: string | undefined; by?: readonly Dimension[] | undefined },
  ): Promise<Figure> {
    const by = query.by ?? [];
    const moment = await this.momentAt(programme, query.asOf, query);
    const defined = definitionOf(moment, code);
    const { indicator, definedOn } = defined;
    const tally = by.length === 0;
    const evaluation = this.evaluateDefined(moment, defined, { narrowing: query, by, explain: false, tally, known: new Map(), path: [] });
    return {
      ...this.summary(moment, indicator, evaluation),
      ...compositionOf(moment, evaluation),
      tally: evaluation.read === 0 ? null : evaluation.tallied,
      indicator,
      by: [...by],
      ...(await this.breakdown(programme.id, moment, indicator, evaluation, by)),
      definedOn: definedOn.toISOString(),
      ageBands: (moment.view.ageGroups?.bands ?? []).map(ageBandCode),
      narrowedTo: null,
    };
  }

  /** What a figure says without its breakdown; used by the framework page, which shows many. */
  summary(moment: Moment, indicator: Indicator, evaluation: Evaluation) {
    const { aggregate } = indicator;
    const nothing = evaluation.read === 0;
    const ofFacts = evaluation.composition === undefined && aggregate.kind !== 'observed';
    const sexes = sexesOf(evaluation);
    const value = nothing ? null : valueOf(indicator, evaluation);
    return {
      value,
      unit: indicator.unit,
      /** Why there is no value. */
      missing: value === null ? (evaluation.missing ?? (nothing ? ('no-records' as const) : ('no-cases' as const))) : null,
      numerator: aggregate.kind === 'share' && !nothing ? evaluation.numerator : null,
      denominator: aggregate.kind === 'share' && !nothing ? evaluation.count : null,
      sexes: countsPeople(aggregate) && !nothing && sexes.total > 0 ? sexes : null,
      participations: nothing || !ofFacts ? null : evaluation.cases,
      series: moment.quarters.map((quarter, index) => {
        const slot = evaluation.series[index];
        return { ...quarter, value: nothing || slot === undefined ? null : valueOf(indicator, slot) };
      }),
      position: moment.position,
      asOf: moment.asOf,
      evidenceCount: evaluation.read,
    };
  }

  /** The breakdown alone of a figure, at a moment that is at hand. */
  async brokenDown(programmeId: string, moment: Moment, code: string, period: Period, by: readonly Dimension[]): Promise<Pick<Figure, 'cells' | 'overlap'>> {
    const { indicator } = definitionOf(moment, code);
    return this.breakdown(programmeId, moment, indicator, this.evaluate(moment, code, period, by), by);
  }

  private async breakdown(
    programmeId: string,
    moment: Moment,
    indicator: Indicator,
    evaluation: Evaluation,
    by: readonly Dimension[],
  ): Promise<Pick<Figure, 'cells' | 'overlap'>> {
    if (by.length === 0) return { cells: [], overlap: 0 };
    const sizes = radices(moment.columns, by);
    const split = [...evaluation.cells].map(([key, cell]) => ({ parts: splitKey(key, sizes), cell }));
    const codes = await this.codesOf(programmeId, moment, by, split.map(({ parts }) => parts));
    const cells = split.map(({ parts, cell }) => {
      const named = parts.map((part, at) => codes.nameOf(by[at] ?? 'sex', part));
      return {
        keys: named.map(({ key }) => key),
        labels: named.map(({ label }) => label),
        value: valueOf(indicator, cell),
      };
    });
    cells.sort((a, b) => (a.keys.join('\u0000') < b.keys.join('\u0000') ? -1 : 1));
    const sum = [...evaluation.cells.values()].reduce((total, cell) => total + cell.count, 0);
    return { cells, overlap: sum - evaluation.count };
  }

  /** Codes and labels of the numbers in cell keys, as they were known at the moment. */
  private async codesOf(programmeId: string, moment: Moment, by: readonly Dimension[], keys: readonly (readonly number[])[]) {
    const things = new Set<number>();
    for (const parts of keys) {
      parts.forEach((part, at) => {
        const position = positionOfPart(moment.columns, by[at], part);
        if (position !== null) things.add(position);
      });
    }
    const labels = await inProgramme(this.parts.pool, programmeId, (client) => labelsAt(client, this.parts.kinds, programmeId, [...things], moment.position));
    return {
      nameOf(dimension: Dimension, part: number): { key: string; label: string } {
        const position = positionOfPart(moment.columns, dimension, part);
        const thing = position === null ? undefined : labels.get(position);
        if (thing !== undefined) return { key: thing.id, label: thing.label };
        const code = codeOfPart(moment.view, dimension, part);
        return { key: code, label: code };
      },
    };
  }

  /** Share of an activity's total that the person of each fact attained, whole percent, all their records together. */
  attainedPercents(moment: Moment, defined: Defined, facts: readonly number[]): (number | null)[] {
    const question = this.questionFor(moment, defined, { narrowing: {}, by: [], tally: false });
    return facts.map((fact) => attainedPercent(moment, question, fact));
  }

  /** Least shares of the total that activities ask of people, in percent, each once; none where the definition has its own, or asks for none. */
  thresholds(moment: Moment, code: string): number[] {
    const defined = definitionOf(moment, code);
    const { rule } = defined.indicator.cases;
    if (rule !== 'attainment' || defined.indicator.cases.percent !== null) return [];
    return thresholdsIn(this.questionFor(moment, defined, { narrowing: {}, by: [], tally: false }));
  }

  private questionFor(moment: Moment, { id, indicator }: Defined, { narrowing, by, tally }: Pick<Asked, 'narrowing' | 'by' | 'tally'>) {
    const { position, positionOf, quarters, view } = moment;
    const { ageGroups } = view;
    const request = { narrowing, by, position, positionOf, quarters, ageGroups, indicatorId: id, tally };
    return questionOf(moment.columns, this.parts.measures, indicator, request);
  }

  storeOf(programmeId: string): FigureStore {
    const known = this.stores.get(programmeId);
    if (known !== undefined) return known;
    const made = new FigureStore(this.parts.pool, programmeId, this.parts.sortedFrom);
    this.stores.set(programmeId, made);
    return made;
  }
}

/** The definition of an indicator at a moment. Throws `not-found`. */
export function definitionOf(moment: Moment, code: string): { id: string; indicator: Indicator; definedOn: Date } {
  const found = moment.indicators.get(code);
  if (found === undefined) throw new Problem('not-found', { indicator: code });
  return found;
}

/** People counted, by sex. */
function sexesOf({ bySex }: Evaluation) {
  const [unknown = 0, woman = 0, man = 0, other = 0, notStated = 0] = bySex;
  return { woman, man, other, notStated, unknown, total: woman + man + other + notStated + unknown };
}

/** Entry ids that a filter names. */
function namedIn({ organisation, process, partner }: Narrowing | FigureFilter): string[] {
  return [...(organisation ?? []), ...(process ?? []), ...(partner ?? [])];
}

function namedByFilters({ filter, aggregate }: Indicator): string[] {
  return [...namedIn(filter), ...(aggregate.kind === 'share' ? namedIn(aggregate.numerator) : [])];
}

/** What of a request narrows a figure: which page of its evidence is asked for does not. */
function narrowed({ sex, organisationKind, organisation, department, process, ageBand, youth, municipality, sector, partner, from, to, within }: Narrowing): Narrowing {
  return { sex, organisationKind, organisation, department, process, ageBand, youth, municipality, sector, partner, from, to, within };
}

function periodAsked({ from, to }: Narrowing): Period | null | 'half-open' {
  if (from === undefined && to === undefined) return null;
  return from === undefined || to === undefined ? 'half-open' : { from, to };
}

/** Whether a figure is of a part of the programme: a period alone is not one. */
function isNarrowed(narrowing: Narrowing): boolean {
  const { sex, organisationKind, organisation, department, process, ageBand, youth, municipality, sector, partner, within } = narrowing;
  const lists = [sex, organisationKind, organisation, department, process, ageBand, youth, municipality, sector, partner, within];
  return lists.some((list) => list !== undefined);
}

/** What a figure was worked out from, with codes and names. */
function compositionOf({ indicators }: Moment, { composition }: Evaluation): Pick<Figure, 'parts' | 'compared'> {
  if (composition === undefined) return { parts: [], compared: null };
  const parts = composition.parts.flatMap(({ role, id, value }) => {
    const found = [...indicators.values()].find((one) => one.id === id);
    if (found === undefined) return [];
    const { code, name, unit, unitWord, aggregate } = found.indicator;
    const told = value === null ? null : valueOf(found.indicator, { count: 0, numerator: 0, amount: value });
    return [{ role, id, code, name, unit, unitWord: unitWord ?? null, scale: aggregate.kind === 'observed' ? aggregate.scale : null, value: told }];
  });
  return { parts, compared: composition.compared };
}

function positionOfPart(columns: Columns, dimension: Dimension | undefined, part: number): number | null {
  if (part === 0) return null;
  if (dimension === 'organisation' || dimension === 'partner') return columns.organisations.positions[part - 1] ?? null;
  if (dimension === 'process') return columns.activities.positions[part - 1] ?? null;
  return null;
}

function codeOfPart(view: View, dimension: Dimension, part: number): string {
  if (dimension === 'age-band') return ageBandCodes(view.ageGroups)[part] ?? 'unknown';
  if (dimension === 'youth') return YOUTH_CODES[part] ?? 'unknown';
  if (dimension === 'sex') return SEX_OF_NUMBER[part] ?? 'unknown';
  if (dimension === 'organisation-kind') return KIND_OF_NUMBER[part] ?? 'unknown';
  if ((dimension === 'department' || dimension === 'sector') && part > 0) return String(part).padStart(2, '0');
  if (dimension === 'municipality' && part > 0) return String(part).padStart(6, '0');
  return 'unknown';
}

async function resolveMoment(
  client: Parameters<typeof positionBefore>[0],
  programme: ProgrammeInfo,
  asOf: string | undefined,
  head: number,
  clock: Clock,
): Promise<{ position: number; label: string }> {
  if (asOf === undefined || asOf === '') return { position: head, label: clock.now().toISOString() };
  if (/^@\d{1,15}$/.test(asOf)) return { position: Math.min(Number(asOf.slice(1)), head), label: asOf };
  const instant = instantOf(asOf, programme.timeZone);
  if (instant === null) throw new Problem('bad-position', { asOf });
  return { position: Math.min(await positionBefore(client, programme.id, instant), head), label: asOf };
}

/** The end of a day in the programme's time zone, or an instant with offset; null for anything else. */
function instantOf(asOf: string, timeZone: string): Date | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(asOf)) {
    const next = new Date(Date.parse(`${asOf}T00:00:00Z`) + 86_400_000);
    return Number.isNaN(next.getTime()) ? null : startOfDay(next.toISOString().slice(0, 10), timeZone);
  }
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(asOf)) return null;
  const instant = new Date(asOf);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
