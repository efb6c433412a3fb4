/** What the editor of indicators holds, made from a definition or new. */
import { CHANGES_AGAINST, leastOf, type FigureFilter, type Indicator, type Scale } from '../../../figures/indicator.ts';

/** How a figure is worked out, in the order offered. */
export const COUNTED = [
  'people', 'organisations', 'activities', 'participations', 'percent', 'sum', 'mean', 'median', 'ratio', 'change', 'observed',
] as const;
export type Counted = (typeof COUNTED)[number];
/** What it takes to count: any record, the minimum of each process, a share of one's own, or two measurements. */
export const NEEDS = ['any', 'process', 'own', 'pair'] as const;
export const SCALES = ['milestone', 'yes-no', 'rating', 'number'] as const;
export const TAKES = ['latest', 'sum', 'mean', 'median'] as const;
export const TIMES = ['1', '100', '1000', '100000'] as const;

export interface FilterTyped {
  sex: string[];
  organisationKind: string[];
  department: string[];
  youth: string[];
  municipality: string[];
  sector: string[];
  partner: string[];
}

export interface IndicatorTyped {
  code: string;
  nameEs: string;
  nameEn: string;
  /** `result area`, as the choice of a place in the framework. */
  place: string;
  counted: string;
  needs: string;
  percent: string;
  /** Of the records that are summed or averaged, and of pairs. */
  measure: string;
  /** Of a share by a measure: what somebody has to reach, percent; empty: being recorded is enough. */
  atLeast: string;
  before: string;
  after: string;
  filter: FilterTyped;
  part: FilterTyped;
  knownOnly: boolean;
  /** Ids of indicators. */
  numerator: string;
  denominator: string;
  times: string;
  of: string;
  against: string;
  as: string;
  scale: string;
  /** Steps or levels, one a line. */
  namesEs: string;
  namesEn: string;
  take: string;
  wordEs: string;
  wordEn: string;
  disaggregations: string[];
  sourceEs: string;
  sourceEn: string;
}

export const ATTENDANCE = 'events.attendance';
export const FOLLOW_UP = 'events.follow-up';
/** Not of one person: how long something lasted, what was asked for, forms without a name, what was observed. */
export const NOT_OF_PEOPLE: readonly string[] = ['events.session-minutes', 'events.threshold', 'events.satisfaction', 'results.observation'];

const NOTHING: FilterTyped = { sex: [], organisationKind: [], department: [], youth: [], municipality: [], sector: [], partner: [] };

/** A new one counts people who reached the minimum of a process. */
function newTyped(): IndicatorTyped {
  return {
    code: '', nameEs: '', nameEn: '', place: '', sourceEs: '', sourceEn: '',
    counted: 'people', needs: 'process', percent: '', measure: ATTENDANCE, atLeast: '', before: '', after: '',
    filter: { ...NOTHING }, part: { ...NOTHING }, knownOnly: false,
    numerator: '', denominator: '', times: '1', of: '', against: CHANGES_AGAINST[0], as: 'absolute',
    scale: 'milestone', namesEs: '', namesEn: '', take: 'latest', wordEs: '', wordEn: '',
    disaggregations: ['sex', 'organisation-kind', 'department', 'process'],
  };
}

/** A definition to be corrected, or a new one. */
export function indicatorTyped(of: Indicator | null): IndicatorTyped {
  const fresh = newTyped();
  return of === null ? fresh : {
    ...fresh,
    code: of.code,
    nameEs: of.name.es,
    nameEn: of.name.en,
    place: placeOf(of.result, of.area),
    counted: countedOf(of.aggregate),
    ...needsOf(of),
    ...composedOf(of.aggregate),
    filter: filterTyped(of.filter),
    part: of.aggregate.kind === 'share' ? filterTyped(of.aggregate.numerator) : { ...NOTHING },
    atLeast: String(leastOf(of.aggregate) ?? ''),
    knownOnly: of.aggregate.kind === 'share' && of.aggregate.denominator === 'known',
    wordEs: of.unitWord?.es ?? '',
    wordEn: of.unitWord?.en ?? '',
    disaggregations: [...of.disaggregations],
    sourceEs: of.source.es,
    sourceEn: of.source.en,
  };
}

export function placeOf(result: string, area: string): string {
  return `${result} ${area}`;
}

export function countedOf(aggregate: Indicator['aggregate']): Counted {
  if (aggregate.kind === 'share') return 'percent';
  if (aggregate.kind === 'count') return 'participations';
  if (aggregate.kind !== 'distinct') return aggregate.kind;
  return ({ person: 'people', organisation: 'organisations', activity: 'activities' } as const)[aggregate.of];
}

function needsOf({ cases, measure }: Indicator): Partial<IndicatorTyped> {
  if (cases.rule === 'each-fact') return { needs: 'any', measure };
  if (cases.rule === 'paired') return { needs: 'pair', before: cases.before, after: cases.after };
  return cases.percent === null ? { needs: 'process' } : { needs: 'own', percent: String(cases.percent) };
}

/** What figures that are worked out from others, or observed, say of themselves. */
function composedOf(aggregate: Indicator['aggregate']): Partial<IndicatorTyped> {
  switch (aggregate.kind) {
    case 'ratio':
      return { numerator: aggregate.numerator, denominator: aggregate.denominator, times: String(aggregate.times) };
    case 'change':
      return { of: aggregate.of, against: aggregate.against, as: aggregate.as };
    case 'observed':
      return scaleTyped(aggregate.scale);
    default:
      return {};
  }
}

function scaleTyped(scale: Scale): Partial<IndicatorTyped> {
  const names = scale.kind === 'milestone' ? scale.steps : scale.kind === 'rating' ? scale.levels : [];
  return {
    scale: scale.kind,
    namesEs: names.map(({ es }) => es).join('\n'),
    namesEn: names.map(({ en }) => en).join('\n'),
    take: scale.kind === 'rating' || scale.kind === 'number' ? scale.take : 'latest',
  };
}

function filterTyped(filter: FigureFilter): FilterTyped {
  const { sex = [], organisationKind = [], department = [], youth = [], municipality = [], sector = [], partner = [] } = filter;
  return {
    sex: [...sex], organisationKind: [...organisationKind], department: [...department], youth: [...youth],
    municipality: [...municipality], sector: [...sector], partner: [...partner],
  };
}

/** Definitions to begin with, of what is measured besides attendance. */
export const EXAMPLES = {
  postTest: { counted: 'mean', needs: 'any', measure: 'events.post-test', disaggregations: ['sex', 'department', 'process'] },
  gain: { counted: 'mean', needs: 'pair', before: 'events.pre-test', after: 'events.post-test', disaggregations: ['sex', 'department', 'process'] },
  applying: { counted: 'percent', needs: 'any', measure: FOLLOW_UP, atLeast: '50', disaggregations: ['sex', 'department', 'process'] },
  satisfaction: { counted: 'mean', needs: 'any', measure: 'events.satisfaction', disaggregations: ['process', 'partner'] },
} as const;
export type Example = keyof typeof EXAMPLES;

/** Whether a share may ask how much a measure says of somebody: minutes are judged by the minimum of each process. */
export function asksHowMuch({ counted, needs, measure }: IndicatorTyped): boolean {
  return counted === 'percent' && needs === 'any' && measure !== ATTENDANCE;
}
