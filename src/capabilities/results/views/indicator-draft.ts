/** What the editor of indicators holds, and the definition it becomes. What the editor does not show of a definition stays. */
import { DIMENSIONS, YOUTH_CODES, type Dimension, type FigureFilter, type Indicator } from '../../../figures/indicator.ts';
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

const ATTENDANCE = { measure: 'events.attendance', against: 'events.session-minutes', threshold: 'events.threshold' };

/** A definition to be corrected; without one, people who reached the minimum of a process. */
export function indicatorTyped(of: Indicator | null): IndicatorTyped {
  const cases = of?.cases ?? null;
  const needs = cases === null || (cases.rule === 'attainment' && cases.percent === null) ? 'process' : cases.rule === 'attainment' ? 'own' : 'any';
  const share = of?.aggregate.kind === 'share' ? of.aggregate : null;
  return {
    code: of?.code ?? '',
    nameEs: of?.name.es ?? '',
    nameEn: of?.name.en ?? '',
    place: of === null ? '' : placeOf(of.result, of.area),
    counted: of === null ? 'people' : countedOf(of.aggregate),
    needs,
    percent: cases?.rule === 'attainment' && cases.percent !== null ? String(cases.percent) : '',
    filter: filterTyped(of?.filter ?? {}),
    part: filterTyped(share?.numerator ?? {}),
    knownOnly: share?.denominator === 'known',
    disaggregations: [...(of?.disaggregations ?? ['sex', 'organisation-kind', 'department', 'process'])],
    sourceEs: of?.source.es ?? '',
    sourceEn: of?.source.en ?? '',
  };
}

/** The definition that was typed, or what is wrong with it first. `of`: the one it corrects. */
export function indicatorOf(typed: IndicatorTyped, of: Indicator | null): { readonly indicator: Indicator } | { readonly wrong: IndicatorWrong } {
  const [result = '', area = ''] = typed.place.split(' ');
  if (!/^[A-Za-z0-9.-]{1,20}$/.test(typed.code.trim())) return { wrong: 'wrongCode' };
  const name = bothOf(typed.nameEs, typed.nameEn);
  if (name === null) return { wrong: 'wrongName' };
  if (area === '') return { wrong: 'wrongPlace' };
  const percent = /^\d{1,3}$/.test(typed.percent.trim()) ? Number(typed.percent) : null;
  if (typed.needs === 'own' && (percent === null || percent > 100)) return { wrong: 'wrongPercent' };
  const counted = COUNTED.find((one) => one === typed.counted) ?? 'people';
  const numerator = filterOf(typed.part, of?.aggregate.kind === 'share' ? of.aggregate.numerator : {});
  if (counted === 'percent' && Object.keys(numerator).length === 0) return { wrong: 'wrongPart' };
  const source = bothOf(typed.sourceEs, typed.sourceEn);
  if (source === null) return { wrong: 'wrongSource' };
  const { measure, ...attainment } = ATTENDANCE;
  return {
    indicator: {
      code: typed.code.trim(),
      name,
      result,
      area,
      measure: of?.measure ?? measure,
      cases: typed.needs === 'any' ? { rule: 'each-fact' } : { ...attainment, rule: 'attainment', percent: typed.needs === 'own' ? percent : null },
      aggregate: aggregateOf(counted, numerator, typed.knownOnly),
      filter: filterOf(typed.filter, of?.filter ?? {}),
      disaggregations: DIMENSIONS.filter((one) => typed.disaggregations.includes(one)) satisfies Dimension[],
      unit: counted,
      source,
    },
  };
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

function aggregateOf(counted: Counted, numerator: FigureFilter, knownOnly: boolean): Indicator['aggregate'] {
  if (counted === 'percent') return { kind: 'share', of: 'person', numerator, denominator: knownOnly ? 'known' : 'all' };
  if (counted === 'participations') return { kind: 'count' };
  const of = ({ people: 'person', organisations: 'organisation', activities: 'activity' } as const)[counted];
  return { kind: 'distinct', of };
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
