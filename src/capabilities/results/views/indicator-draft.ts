/** What the editor of indicators holds, and the definition it becomes. What the editor does not show of a definition stays. */
import { DIMENSIONS, YOUTH_CODES, type FigureFilter, type Indicator } from '../../../figures/indicator.ts';
import { ORGANISATION_KINDS, SEXES } from '../../../registry/entries.ts';
import type { OwnDraft } from '../../../registry/views/use-writing.ts';
import { newDraft } from '../../../web/drafts.ts';
import { indicatorDefined } from '../entries.ts';

/** What is counted, in the order offered. */
export const COUNTED = ['people', 'organisations', 'activities', 'participations', 'percent'] as const;
type Counted = (typeof COUNTED)[number];
/** What it takes to count: any record, the minimum of each process, or a share of one's own. */
export const NEEDS = ['any', 'process', 'own'] as const;

interface FilterTyped {
  sex: string[];
  organisationKind: string[];
  department: string[];
  youth: string[];
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
  filter: FilterTyped;
  part: FilterTyped;
  knownOnly: boolean;
  disaggregations: string[];
  sourceEs: string;
  sourceEn: string;
}
export type IndicatorWrong = 'wrongCode' | 'wrongName' | 'wrongPlace' | 'wrongPercent' | 'wrongPart' | 'wrongSource';

const MEASURE = 'events.attendance';
const ATTAINMENT = { rule: 'attainment', against: 'events.session-minutes', threshold: 'events.threshold' } as const;

const NOTHING: FilterTyped = { sex: [], organisationKind: [], department: [], youth: [] };

/** A definition to be corrected; without one, people who reached the minimum of a process. */
export function indicatorTyped(of: Indicator | null): IndicatorTyped {
  return of === null ? newTyped() : {
    code: of.code,
    nameEs: of.name.es,
    nameEn: of.name.en,
    place: placeOf(of.result, of.area),
    counted: countedOf(of.aggregate),
    ...needsOf(of.cases),
    filter: filterTyped(of.filter),
    part: of.aggregate.kind === 'share' ? filterTyped(of.aggregate.numerator) : { ...NOTHING },
    knownOnly: of.aggregate.kind === 'share' && of.aggregate.denominator === 'known',
    disaggregations: [...of.disaggregations],
    sourceEs: of.source.es,
    sourceEn: of.source.en,
  };
}

function newTyped(): IndicatorTyped {
  const words = { code: '', nameEs: '', nameEn: '', place: '', sourceEs: '', sourceEn: '' };
  const disaggregations = ['sex', 'organisation-kind', 'department', 'process'];
  return { ...words, counted: 'people', needs: 'process', percent: '', filter: { ...NOTHING }, part: { ...NOTHING }, knownOnly: false, disaggregations };
}

function needsOf(cases: Indicator['cases']): { needs: (typeof NEEDS)[number]; percent: string } {
  if (cases.rule === 'each-fact') return { needs: 'any', percent: '' };
  return cases.percent === null ? { needs: 'process', percent: '' } : { needs: 'own', percent: String(cases.percent) };
}

/** The definition that was typed, or what is wrong with it first. `of`: the one it corrects. */
export function indicatorOf(typed: IndicatorTyped, of: Indicator | null): { readonly indicator: Indicator } | { readonly wrong: IndicatorWrong } {
  const [result = '', area = ''] = typed.place.split(' ');
  const name = bothOf(typed.nameEs, typed.nameEn);
  const source = bothOf(typed.sourceEs, typed.sourceEn);
  const cases = casesOf(typed);
  const aggregate = aggregateOf(typed, of);
  if (!/^[A-Za-z0-9.-]{1,20}$/.test(typed.code.trim())) return { wrong: 'wrongCode' };
  if (name === null) return { wrong: 'wrongName' };
  if (area === '') return { wrong: 'wrongPlace' };
  if (cases === null) return { wrong: 'wrongPercent' };
  if (aggregate.kind === 'share' && Object.keys(aggregate.numerator).length === 0) return { wrong: 'wrongPart' };
  if (source === null) return { wrong: 'wrongSource' };
  return {
    indicator: {
      code: typed.code.trim(),
      name,
      result,
      area,
      measure: of?.measure ?? MEASURE,
      cases,
      aggregate,
      filter: filterOf(typed.filter, of?.filter ?? {}),
      disaggregations: DIMENSIONS.filter((one) => typed.disaggregations.includes(one)),
      unit: COUNTED.find((one) => one === typed.counted) ?? 'people',
      source,
    },
  };
}

/** null where the percentage is none. */
function casesOf({ needs, percent }: IndicatorTyped): Indicator['cases'] | null {
  if (needs === 'any') return { rule: 'each-fact' };
  if (needs === 'process') return { ...ATTAINMENT, percent: null };
  return /^\d{1,3}$/.test(percent.trim()) && Number(percent) <= 100 ? { ...ATTAINMENT, percent: Number(percent) } : null;
}

export function indicatorDraft(indicator: Indicator, day: string, of: { readonly entryId: string; readonly occurredOn: string; readonly leaves: readonly string[] } | null): OwnDraft {
  return newDraft(indicatorDefined, of?.occurredOn ?? day, { ...indicator }, of === null ? {} : { rootId: of.entryId, supersedes: of.leaves });
}

export function placeOf(result: string, area: string): string {
  return `${result} ${area}`;
}

function countedOf(aggregate: Indicator['aggregate']): Counted {
  if (aggregate.kind === 'share') return 'percent';
  if (aggregate.kind === 'count') return 'participations';
  return ({ person: 'people', organisation: 'organisations', activity: 'activities' } as const)[aggregate.of];
}

function aggregateOf({ counted, part, knownOnly }: IndicatorTyped, of: Indicator | null): Indicator['aggregate'] {
  if (counted === 'participations') return { kind: 'count' };
  if (counted === 'organisations') return { kind: 'distinct', of: 'organisation' };
  if (counted === 'activities') return { kind: 'distinct', of: 'activity' };
  if (counted !== 'percent') return { kind: 'distinct', of: 'person' };
  const numerator = filterOf(part, of?.aggregate.kind === 'share' ? of.aggregate.numerator : {});
  return { kind: 'share', of: 'person', numerator, denominator: knownOnly ? 'known' : 'all' };
}

function filterTyped({ sex, organisationKind, department, youth }: FigureFilter): FilterTyped {
  return { sex: [...(sex ?? [])], organisationKind: [...(organisationKind ?? [])], department: [...(department ?? [])], youth: [...(youth ?? [])] };
}

/** Lists without anything chosen let everything through: they are not said at all. */
function filterOf(typed: FilterTyped, before: FigureFilter): FigureFilter {
  const { sex: _sex, organisationKind: _kind, department: _department, youth: _youth, ...kept } = before;
  const sex = ([...SEXES, 'unknown'] as const).filter((one) => typed.sex.includes(one));
  const organisationKind = ([...ORGANISATION_KINDS, 'unknown'] as const).filter((one) => typed.organisationKind.includes(one));
  const youth = YOUTH_CODES.filter((one) => typed.youth.includes(one));
  return {
    ...kept,
    ...(sex.length === 0 ? {} : { sex }),
    ...(organisationKind.length === 0 ? {} : { organisationKind }),
    ...(typed.department.length === 0 ? {} : { department: [...typed.department] }),
    ...(youth.length === 0 ? {} : { youth }),
  };
}

/** Both languages; where only one was written, it stands in for the other. */
function bothOf(es: string, en: string): { es: string; en: string } | null {
  const [first, second] = [es.trim(), en.trim()];
  return first === '' && second === '' ? null : { es: first || second, en: second || first };
}
