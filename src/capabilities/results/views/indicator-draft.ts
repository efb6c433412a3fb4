/** The definition that the editor of indicators makes of what was typed. What the editor does not show of one stays. */
import {
  CHANGES_AGAINST,
  DIMENSIONS,
  OBSERVATION,
  YOUTH_CODES,
  type Dimension,
  type FigureFilter,
  type Indicator,
  type Scale,
} from '../../../figures/indicator.ts';
import { ORGANISATION_KINDS, SEXES } from '../../../registry/entries.ts';
import type { OwnDraft } from '../../../registry/views/use-writing.ts';
import { newDraft } from '../../../web/drafts.ts';
import { indicatorDefined } from '../entries.ts';
import { asksHowMuch, ATTENDANCE, COUNTED, countedOf, NOT_OF_PEOPLE, TAKES, type Counted, type FilterTyped, type IndicatorTyped } from './indicator-typed.ts';

export type IndicatorWrong =
  | 'wrongCode' | 'wrongName' | 'wrongPlace' | 'wrongPercent' | 'wrongPart' | 'wrongLeast' | 'wrongPair' | 'wrongRatio' | 'wrongChange' | 'wrongNames' | 'wrongSource';

const ATTAINMENT = { rule: 'attainment', against: 'events.session-minutes', threshold: 'events.threshold' } as const;
/** Measures in minutes and in per cent; others are points of whatever was measured. */
const MINUTES: readonly string[] = [ATTENDANCE, 'events.session-minutes'];
const PERCENTS: readonly string[] = ['events.pre-test', 'events.post-test', 'events.follow-up'];
const UNIT_OF_SCALE: Readonly<Record<string, Indicator['unit']>> = { milestone: 'step', 'yes-no': 'answer', rating: 'level' };
/** Dimensions of people and of processes: what is observed has neither. */
const OF_PEOPLE: readonly Dimension[] = ['sex', 'age-band', 'youth'];
/** What is of nobody is of no organisation either. */
const OF_SOMEBODY: readonly Dimension[] = [...OF_PEOPLE, 'organisation-kind', 'organisation', 'sector'];
const OF_PROCESSES: readonly Dimension[] = ['process', 'partner'];

/** The definition that was typed, or what is wrong with it first. `of`: the one it corrects. */
export function indicatorOf(typed: IndicatorTyped, of: Indicator | null): { readonly indicator: Indicator } | { readonly wrong: IndicatorWrong } {
  const [result = '', area = ''] = typed.place.split(' ');
  const name = bothOf(typed.nameEs, typed.nameEn);
  const source = bothOf(typed.sourceEs, typed.sourceEn);
  if (!/^[A-Za-z0-9.-]{1,20}$/.test(typed.code.trim())) return { wrong: 'wrongCode' };
  if (name === null) return { wrong: 'wrongName' };
  if (area === '') return { wrong: 'wrongPlace' };
  const rule = ruleOf(typed, of);
  if (typeof rule === 'string') return { wrong: rule };
  if (source === null) return { wrong: 'wrongSource' };
  const unitWord = bothOf(typed.wordEs, typed.wordEn);
  const filter = isComposed(typed) ? (of?.filter ?? {}) : filterOf(typed.filter, of?.filter ?? {});
  const disaggregations = DIMENSIONS.filter((one) => typed.disaggregations.includes(one) && unfitOf(typed, one) === null);
  const unit = unitOf(typed, of);
  return {
    indicator: { code: typed.code.trim(), name, result, area, ...rule, filter, disaggregations, unit, ...(unitWord === null ? {} : { unitWord }), source },
  };
}

export function indicatorDraft(indicator: Indicator, day: string, of: { readonly entryId: string; readonly occurredOn: string; readonly leaves: readonly string[] } | null): OwnDraft {
  return newDraft(indicatorDefined, of?.occurredOn ?? day, { ...indicator }, of === null ? {} : { rootId: of.entryId, supersedes: of.leaves });
}

/** Why a figure cannot be seen by a dimension; null where it can. */
export function unfitOf(typed: IndicatorTyped, dimension: Dimension): 'ofPeople' | 'ofProcesses' | 'ofBaseline' | 'ofNobody' | null {
  const { counted, against, needs, measure } = typed;
  if (isOfAmounts(typed) && needs === 'any' && NOT_OF_PEOPLE.includes(measure) && OF_SOMEBODY.includes(dimension)) return 'ofNobody';
  if (counted === 'change' && against === 'baseline') return 'ofBaseline';
  if (counted !== 'observed') return null;
  if (OF_PEOPLE.includes(dimension)) return 'ofPeople';
  return OF_PROCESSES.includes(dimension) ? 'ofProcesses' : null;
}

/** Whether a figure is worked out from other figures. */
export function isComposed({ counted }: IndicatorTyped): boolean {
  return counted === 'ratio' || counted === 'change';
}

export function isOfAmounts({ counted }: IndicatorTyped): boolean {
  return counted === 'sum' || counted === 'mean' || counted === 'median';
}

type Rule = Pick<Indicator, 'measure' | 'cases' | 'aggregate'>;

function ruleOf(typed: IndicatorTyped, of: Indicator | null): Rule | IndicatorWrong {
  const aggregate = aggregateOf(typed, of);
  if (typeof aggregate === 'string') return aggregate;
  if (aggregate.kind === 'observed') return { measure: OBSERVATION, cases: { rule: 'each-fact' }, aggregate };
  if (aggregate.kind === 'ratio' || aggregate.kind === 'change') return { measure: of?.measure ?? ATTENDANCE, cases: of?.cases ?? { rule: 'each-fact' }, aggregate };
  const cases = casesOf(typed);
  if (typeof cases === 'string') return cases;
  return { measure: cases.rule === 'each-fact' ? typed.measure : (of?.measure ?? ATTENDANCE), cases, aggregate };
}

function casesOf({ needs, percent, before, after }: IndicatorTyped): Indicator['cases'] | IndicatorWrong {
  if (needs === 'any') return { rule: 'each-fact' };
  if (needs === 'process') return { ...ATTAINMENT, percent: null };
  if (needs === 'pair') return before === '' || after === '' || before === after ? 'wrongPair' : { rule: 'paired', before, after };
  return /^\d{1,3}$/.test(percent.trim()) && Number(percent) <= 100 ? { ...ATTAINMENT, percent: Number(percent) } : 'wrongPercent';
}

function aggregateOf(typed: IndicatorTyped, of: Indicator | null): Indicator['aggregate'] | IndicatorWrong {
  const counted: Counted = COUNTED.find((one) => one === typed.counted) ?? 'people';
  switch (counted) {
    case 'people':
      return { kind: 'distinct', of: 'person' };
    case 'organisations':
      return { kind: 'distinct', of: 'organisation' };
    case 'activities':
      return { kind: 'distinct', of: 'activity' };
    case 'participations':
      return { kind: 'count' };
    case 'percent':
      return shareOf(typed, of);
    case 'ratio':
    case 'change':
      return composedOf(typed);
    case 'observed': {
      const scale = scaleOf(typed);
      return scale === null ? 'wrongNames' : { kind: 'observed', scale };
    }
    default:
      return { kind: counted };
  }
}

/** A share says who stands in its part, or how much they reach. */
function shareOf(typed: IndicatorTyped, of: Indicator | null): Indicator['aggregate'] | IndicatorWrong {
  const numerator = filterOf(typed.part, of?.aggregate.kind === 'share' ? of.aggregate.numerator : {});
  const least = asksHowMuch(typed) ? typed.atLeast.trim() : '';
  if (least !== '' && (!/^\d{1,3}$/.test(least) || Number(least) > 100)) return 'wrongLeast';
  if (least === '' && Object.keys(numerator).length === 0) return 'wrongPart';
  const denominator = typed.knownOnly ? 'known' : 'all';
  return { kind: 'share', of: 'person', numerator, denominator, ...(least === '' ? {} : { atLeast: Number(least) }) };
}

function composedOf({ counted, numerator, denominator, times, of, against, as }: IndicatorTyped): Indicator['aggregate'] | IndicatorWrong {
  if (counted === 'ratio') {
    return numerator === '' || denominator === '' ? 'wrongRatio' : { kind: 'ratio', numerator, denominator, times: Number(times) };
  }
  if (of === '') return 'wrongChange';
  const chosen = CHANGES_AGAINST.find((one) => one === against) ?? 'previous-period';
  return { kind: 'change', of, against: chosen, as: as === 'percent' ? 'percent' : 'absolute' };
}

/** null where a step or a level has no name, or there are too few. */
function scaleOf(typed: IndicatorTyped): Scale | null {
  const take = TAKES.find((one) => one === typed.take) ?? 'latest';
  if (typed.scale === 'yes-no') return { kind: 'yes-no' };
  if (typed.scale === 'number') return { kind: 'number', take };
  const english = linesOf(typed.namesEn);
  const names = linesOf(typed.namesEs).map((es, at) => ({ es, en: english[at] ?? es }));
  if (names.length < 2) return null;
  if (typed.scale === 'rating') return names.length > 10 ? null : { kind: 'rating', levels: names, take: take === 'mean' ? 'mean' : 'latest' };
  return names.length > 20 ? null : { kind: 'milestone', steps: names };
}

function linesOf(text: string): string[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

/** What the values are of. A change that stays one keeps the unit it had. */
function unitOf(typed: IndicatorTyped, of: Indicator | null): Indicator['unit'] {
  const { counted, times, as, scale } = typed;
  switch (counted) {
    case 'organisations':
    case 'activities':
    case 'participations':
    case 'percent':
      return counted;
    case 'sum':
    case 'mean':
    case 'median':
      return amountUnit(typed);
    case 'ratio':
      return times === '100' ? 'percent' : 'times';
    case 'change':
      if (as === 'percent') return 'percent';
      return of !== null && countedOf(of.aggregate) === 'change' && of.unit !== 'percent' ? of.unit : 'number';
    case 'observed':
      return UNIT_OF_SCALE[scale] ?? 'number';
    default:
      return 'people';
  }
}

/** A gain is in points, also between two percentages; what each person attended is in minutes. */
function amountUnit({ counted, needs, measure }: IndicatorTyped): Indicator['unit'] {
  if (needs === 'pair') return 'points';
  if (needs !== 'any' || MINUTES.includes(measure)) return 'minutes';
  return counted !== 'sum' && PERCENTS.includes(measure) ? 'percent' : 'points';
}

/** Lists without anything chosen let everything through: they are not said at all. */
function filterOf(typed: FilterTyped, before: FigureFilter): FigureFilter {
  const { ageBand, organisation, process } = before;
  const kept: FigureFilter = { ...(ageBand === undefined ? {} : { ageBand }), ...(organisation === undefined ? {} : { organisation }), ...(process === undefined ? {} : { process }) };
  const sex = ([...SEXES, 'unknown'] as const).filter((one) => typed.sex.includes(one));
  const organisationKind = ([...ORGANISATION_KINDS, 'unknown'] as const).filter((one) => typed.organisationKind.includes(one));
  const youth = YOUTH_CODES.filter((one) => typed.youth.includes(one));
  const { department, municipality, sector, partner } = typed;
  return {
    ...kept,
    ...(sex.length === 0 ? {} : { sex }),
    ...(organisationKind.length === 0 ? {} : { organisationKind }),
    ...(department.length === 0 ? {} : { department: [...department] }),
    ...(youth.length === 0 ? {} : { youth }),
    ...(municipality.length === 0 ? {} : { municipality: [...municipality] }),
    ...(sector.length === 0 ? {} : { sector: [...sector] }),
    ...(partner.length === 0 ? {} : { partner: [...partner] }),
  };
}

/** Both languages; where only one was written, it stands in for the other. */
function bothOf(es: string, en: string): { es: string; en: string } | null {
  const [first, second] = [es.trim(), en.trim()];
  return first === '' && second === '' ? null : { es: first || second, en: second || first };
}
