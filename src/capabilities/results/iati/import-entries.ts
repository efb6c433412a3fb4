/** The entries of an import of an earlier phase, of what was chosen of it. Pure. */
import type { z } from 'zod';
import { textOfDecimal } from '../decimals.ts';
import { followUpSet, frameworkDefined, indicatorDefined, productDelivered, targetSet, totalDeclared } from '../entries.ts';
import type { ReadActivity, ReadIndicator, ReadResult } from './import-plan.ts';

/** An entry as the writer of batches takes it. */
export interface PlannedEntry {
  readonly id: string;
  readonly kind: string;
  readonly schemaVersion: number;
  readonly occurredOn: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly private: Readonly<Record<string, unknown>>;
}
type Framework = z.output<typeof frameworkDefined.payload>['results'];

interface Chosen {
  readonly activity: ReadActivity;
  /** Keys of results, indicators and documents that are not taken. */
  readonly left: ReadonlySet<string>;
  readonly fileName: string;
}
export interface Known {
  readonly framework: Framework;
  readonly indicatorCodes: ReadonlySet<string>;
  readonly today: string;
}
/** Measure of an indicator whose values are declared and never counted: no fact has it. */
export const DECLARED_MEASURE = 'results.declared';
/** Most results a framework holds. */
export const RESULTS_MAX = 20;

/** All entries in the order in which they are written: the framework first, because the rest stands in it. */
export function entriesOfImport(chosen: Chosen, known: Known, newId: () => string): PlannedEntry[] {
  const { activity, left } = chosen;
  const codes = new Set(known.framework.map(({ code }) => code));
  const taken = new Set(known.indicatorCodes);
  const places = activity.results.filter(({ key }) => !left.has(key)).map((result) => ({ result, code: freeCode('F', codes) }));
  const [first] = places;
  if (first === undefined) return [];
  const added = places.map(({ result: { name }, code }) => ({ code, name, areas: [{ code: `${code}.1`, name }] }));
  const write = writing(newId);
  const products = activity.documents
    .filter(({ key }) => !left.has(key))
    .map(({ name, url, since, result }) => {
      const place = places.find(({ result: { key } }) => key === result) ?? first;
      return write(productDelivered, known.today, {
        title: name.es.slice(0, 200), titleEn: name.en === name.es ? null : name.en.slice(0, 200), area: `${place.code}.1`, since: notAfter(since, known.today), until: null,
        source: sourceOf(chosen), link: url, productType: 'other', funder: null, fileSha256: null,
      });
    });
  return [
    write(frameworkDefined, known.today, { results: [...known.framework, ...added] }),
    ...places.flatMap(({ result, code }) => ofResult(result, code, { chosen, known, taken, write })),
    ...products,
  ];
}

interface Work {
  readonly chosen: Chosen;
  readonly known: Known;
  readonly taken: Set<string>;
  readonly write: ReturnType<typeof writing>;
}

function ofResult(result: ReadResult, place: string, work: Work): PlannedEntry[] {
  return result.indicators.filter(({ key }) => !work.chosen.left.has(key)).flatMap((indicator) => ofIndicator(indicator, place, work));
}

function ofIndicator(indicator: ReadIndicator, place: string, { chosen, known: { today }, taken, write }: Work): PlannedEntry[] {
  const { reference, name, percent, baseline, periods } = indicator;
  const own = reference !== null && /^[A-Za-z0-9.-]{1,20}$/.test(reference) && !taken.has(reference) ? reference : freeCode(`${place}.`, taken);
  taken.add(own);
  const source = sourceOf(chosen);
  const defined = write(indicatorDefined, today, {
    code: own, name, result: place, area: `${place}.1`, measure: DECLARED_MEASURE, cases: { rule: 'each-fact' }, aggregate: { kind: 'count' }, filter: {},
    disaggregations: [], unit: percent ? 'percent' : 'number', source: { es: source, en: source },
  });
  const indicatorId = defined.id;
  const started = baseline === null ? [] : [write(followUpSet, today, { indicatorId, baseline: { ...baseline, value: textOfDecimal(baseline.value), source }, responsible: null, frequency: null, direction: 'up' })];
  const targets = periods.flatMap(({ from, to, target }) =>
    target === null ? [] : [write(targetSet, today, { indicatorId, from, to, counting: 'per-period', value: textOfDecimal(target), reason: null, source })],
  );
  const totals = periods.flatMap(({ from, to, actual }) =>
    actual === null ? [] : [write(totalDeclared, notAfter(to, today), {
      title: `${own} ${name.es}`.slice(0, 200), titleEn: name.en === name.es ? null : `${own} ${name.en}`.slice(0, 200), area: `${place}.1`, since: from, until: to,
      source, link: null, value: textOfDecimal(actual), bound: 'exact', unit: percent ? 'por ciento' : 'unidades', unitEn: percent ? 'percent' : 'units',
    })],
  );
  return [defined, ...started, ...targets, ...totals];
}

function writing(newId: () => string) {
  return (kind: { readonly kind: string; readonly version: number }, occurredOn: string, payload: Record<string, unknown>): PlannedEntry => ({
    id: newId(), kind: kind.kind, schemaVersion: kind.version, occurredOn, payload, private: {},
  });
}

/** `F1`, `F2`… that nothing has yet; taken from then on. */
function freeCode(prefix: string, taken: Set<string>): string {
  let number = 1;
  while (taken.has(`${prefix}${number}`)) number += 1;
  taken.add(`${prefix}${number}`);
  return `${prefix}${number}`;
}

function sourceOf({ activity: { identifier }, fileName }: Chosen): string {
  return `IATI ${identifier}, ${fileName}`.slice(0, 300);
}

function notAfter(day: string, today: string): string {
  return day > today ? today : day;
}
