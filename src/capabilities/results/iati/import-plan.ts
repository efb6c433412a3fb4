/**
 * What an IATI file of an earlier phase would become here: its results a part of the framework, its indicators definitions
 * that count nothing by themselves, targets and actual values declared history, documents products. Pure.
 */
import { z } from 'zod';
import { COUNTRIES, isKnown, ORGANISATION_ROLES, ORGANISATION_TYPES, POLICY_MARKERS, SECTORS, SIGNIFICANCES, type Code } from './code-lists.ts';

export interface XmlNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlNode[];
  text: string;
}
export const IMPORT_FAULTS = [
  'unknown-code', 'unknown-measure', 'no-title', 'no-indicators', 'period-broken', 'value-not-number', 'value-too-fine', 'value-negative', 'target-twice',
  'document-without-link', 'document-without-date', 'disaggregated', 'left-aside',
] as const;
type ImportFault = (typeof IMPORT_FAULTS)[number];
/** `error`: the thing cannot be taken; `missing`: something of it cannot; `note`: to know. */
interface Fault {
  readonly grade: 'error' | 'missing' | 'note';
  readonly code: ImportFault;
  readonly about: string;
}
interface Named {
  readonly es: string;
  readonly en: string;
}
interface ReadPeriod {
  readonly from: string;
  readonly to: string;
  readonly target: number | null;
  readonly actual: number | null;
}
export interface ReadIndicator {
  readonly key: string;
  readonly reference: string | null;
  readonly name: Named;
  readonly percent: boolean;
  readonly baseline: { readonly value: number; readonly measuredOn: string } | null;
  readonly periods: readonly ReadPeriod[];
}
export interface ReadResult {
  readonly key: string;
  readonly name: Named;
  readonly indicators: readonly ReadIndicator[];
}
interface ReadDocument {
  readonly key: string;
  readonly name: Named;
  readonly url: string;
  readonly since: string;
  /** Key of the result it belongs to; null: of the activity. */
  readonly result: string | null;
}
export interface ReadActivity {
  readonly identifier: string;
  readonly title: Named;
  readonly results: readonly ReadResult[];
  readonly documents: readonly ReadDocument[];
  readonly faults: readonly Fault[];
}

const MEASURES = ['1', '2'];
const RESULT_TYPES = ['1', '2', '3', '9'];
const NAME_MAX = 400;
const VALUE_MAX = 1e12;
/** Where codes stand, by element and attribute, with the list they are of. */
const CODED: readonly (readonly [element: string, attribute: string, list: readonly Code[]])[] = [
  ['reporting-org', 'type', ORGANISATION_TYPES],
  ['participating-org', 'type', ORGANISATION_TYPES],
  ['participating-org', 'role', ORGANISATION_ROLES],
  ['recipient-country', 'code', COUNTRIES],
];
/** What stays out, and is said to. */
const ASIDE = ['participating-org', 'recipient-country', 'location', 'sector', 'policy-marker', 'budget', 'planned-disbursement', 'transaction', 'contact-info', 'related-activity'];

/** One activity as it would come in, and everything that is wrong with it. */
export function readActivity(activity: XmlNode): ReadActivity {
  const faults: Fault[] = [];
  const language = activity.attributes.get('xml:lang') ?? '';
  const reading: Reading = { language, faults, since: sinceOf(activity) };
  const results = children(activity, 'result').flatMap((node, at) => resultOf(node, `r${at}`, reading));
  const own = children(activity, 'document-link').map((node) => ({ node, result: null }));
  const ofResults = children(activity, 'result').flatMap((node, at) => children(node, 'document-link').map((link) => ({ node: link, result: `r${at}` })));
  const documents = [...own, ...ofResults].flatMap(({ node, result }, at) => documentOf(node, `d${at}`, result, reading));
  faults.push(...unknownCodes(activity), ...leftAside(activity));
  const grades = ['error', 'missing', 'note'];
  return {
    identifier: (child(activity, 'iati-identifier')?.text ?? '').trim().slice(0, 100),
    title: nameOf(child(activity, 'title'), language) ?? { es: '?', en: '?' },
    results,
    documents,
    faults: faults.sort((a, b) => grades.indexOf(a.grade) - grades.indexOf(b.grade)),
  };
}

interface Reading {
  readonly language: string;
  readonly faults: Fault[];
  /** Year in which the activity ended, or began: what is known of a document without date. */
  readonly since: string | null;
}

function resultOf(node: XmlNode, key: string, reading: Reading): ReadResult[] {
  const { faults, language } = reading;
  const name = nameOf(child(node, 'title'), language);
  if (name === null) {
    faults.push({ grade: 'error', code: 'no-title', about: key });
    return [];
  }
  const type = node.attributes.get('type') ?? '';
  if (!RESULT_TYPES.includes(type)) faults.push({ grade: 'note', code: 'unknown-code', about: `result/@type ${type} (${name.es})` });
  const indicators = children(node, 'indicator').flatMap((one, at) => indicatorOf(one, `${key}i${at}`, reading));
  if (indicators.length === 0) faults.push({ grade: 'note', code: 'no-indicators', about: name.es });
  return [{ key, name, indicators }];
}

function indicatorOf(node: XmlNode, key: string, { faults, language }: Reading): ReadIndicator[] {
  const name = nameOf(child(node, 'title'), language);
  if (name === null) {
    faults.push({ grade: 'error', code: 'no-title', about: key });
    return [];
  }
  const measure = node.attributes.get('measure') ?? '';
  if (!MEASURES.includes(measure)) {
    faults.push({ grade: 'error', code: 'unknown-measure', about: `indicator/@measure ${measure} (${name.es})` });
    return [];
  }
  const about = name.es;
  const baselines = children(node, 'baseline').map((one) => ({ value: valueOf(one, `${about}, baseline`, faults), measuredOn: measuredOn(one) }));
  const baseline = baselines.flatMap(({ value, measuredOn: on }) => (value === null || on === null ? [] : [{ value, measuredOn: on }]))[0] ?? null;
  const periods = children(node, 'period').flatMap((one) => periodOf(one, about, faults));
  const reference = child(node, 'reference')?.attributes.get('code')?.trim() ?? null;
  return [{ key, reference, name, percent: measure === '2', baseline, periods: withoutRepeated(periods, about, faults) }];
}

function periodOf(node: XmlNode, about: string, faults: Fault[]): ReadPeriod[] {
  const from = dayOf(child(node, 'period-start'));
  const to = dayOf(child(node, 'period-end'));
  if (from === null || to === null || from > to) {
    faults.push({ grade: 'missing', code: 'period-broken', about: `${about}: ${from ?? '?'} – ${to ?? '?'}` });
    return [];
  }
  const where = `${about}, ${from} – ${to}`;
  const whole = (name: string): XmlNode | undefined => children(node, name).find((one) => child(one, 'dimension') === undefined);
  const parts = [...children(node, 'target'), ...children(node, 'actual')].filter((one) => child(one, 'dimension') !== undefined).length;
  if (parts > 0) faults.push({ grade: 'note', code: 'disaggregated', about: `${where}: ${parts}` });
  const target = valueOf(whole('target'), where, faults);
  const said = valueOf(whole('actual'), where, faults);
  if (said !== null && said < 0) faults.push({ grade: 'missing', code: 'value-negative', about: `${where}: ${said}` });
  return [{ from, to, target, actual: said !== null && said < 0 ? null : said }];
}

/** Of two targets for the same days only the first is one: which of them held nobody says. */
function withoutRepeated(periods: readonly ReadPeriod[], about: string, faults: Fault[]): ReadPeriod[] {
  const seen = new Set<string>();
  return periods.map((period) => {
    const days = `${period.from} – ${period.to}`;
    if (period.target === null) return period;
    if (!seen.has(days)) {
      seen.add(days);
      return period;
    }
    faults.push({ grade: 'missing', code: 'target-twice', about: `${about}, ${days}` });
    return { ...period, target: null };
  });
}

/** The ledger keeps four decimals: what has more is named, never rounded. */
function valueOf(node: XmlNode | undefined, about: string, faults: Fault[]): number | null {
  const text = node?.attributes.get('value')?.trim() ?? '';
  if (text === '') return null;
  const value = /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
  if (value !== null && /^[+-]?\d+(\.\d{1,4}0*)?$/.test(text) && Math.abs(value) <= VALUE_MAX) return value;
  faults.push({ grade: 'missing', code: value === null ? 'value-not-number' : 'value-too-fine', about: `${about}: ${text.slice(0, 40)}` });
  return null;
}

function documentOf(node: XmlNode, key: string, result: string | null, { faults, language, since }: Reading): ReadDocument[] {
  const name = nameOf(child(node, 'title'), language);
  const url = (node.attributes.get('url') ?? '').trim();
  const about = name?.es ?? url;
  if (name === null || !/^https?:\/\/[^\s/]+\.[^\s]+$/.test(url) || url.length > 500 || !z.url().safeParse(url).success) {
    faults.push({ grade: 'error', code: name === null ? 'no-title' : 'document-without-link', about: about || key });
    return [];
  }
  const on = dayOf(child(node, 'document-date')) ?? since;
  if (on === null) {
    faults.push({ grade: 'error', code: 'document-without-date', about });
    return [];
  }
  return [{ key, name, url, since: on, result }];
}

function unknownCodes(activity: XmlNode): Fault[] {
  const coded = CODED.flatMap(([element, attribute, list]) =>
    children(activity, element).flatMap((node) => unknownIn(element, attribute, node.attributes.get(attribute), list)),
  );
  const dac = children(activity, 'sector').filter(({ attributes }) => (attributes.get('vocabulary') ?? '1') === '1');
  const markers = children(activity, 'policy-marker').filter(({ attributes }) => (attributes.get('vocabulary') ?? '1') === '1');
  return [
    ...coded,
    ...dac.flatMap((node) => unknownIn('sector', 'code', node.attributes.get('code'), SECTORS)),
    ...markers.flatMap((node) => unknownIn('policy-marker', 'code', node.attributes.get('code'), POLICY_MARKERS)),
    ...markers.flatMap((node) => unknownIn('policy-marker', 'significance', node.attributes.get('significance'), SIGNIFICANCES)),
  ];
}

function unknownIn(element: string, attribute: string, code: string | undefined, list: readonly Code[]): Fault[] {
  return code === undefined || isKnown(list, code) ? [] : [{ grade: 'note', code: 'unknown-code', about: `${element}/@${attribute} ${code.slice(0, 40)}` }];
}

function leftAside(activity: XmlNode): Fault[] {
  return ASIDE.flatMap((element) => {
    const count = children(activity, element).length;
    return count === 0 ? [] : [{ grade: 'note' as const, code: 'left-aside' as const, about: `${element}: ${count}` }];
  });
}

function child(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((one) => one.name === name);
}
function children(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((one) => one.name === name);
}

/** Spanish and English where they are there; either stands in for the other, and whatever language for both. */
function nameOf(node: XmlNode | undefined, language: string): Named | null {
  const said = (node === undefined ? [] : children(node, 'narrative'))
    .map((one) => ({ language: one.attributes.get('xml:lang') ?? language, text: one.text.replaceAll(/\s+/g, ' ').trim().slice(0, NAME_MAX) }))
    .filter(({ text }) => text !== '');
  const [first] = said;
  if (first === undefined) return null;
  const inLanguage = (wanted: string): string | undefined => said.find((one) => one.language.startsWith(wanted))?.text;
  return { es: inLanguage('es') ?? first.text, en: inLanguage('en') ?? first.text };
}

/** A day as the standard writes it, with or without a time; none before programmes were kept like this. */
function dayOf(node: XmlNode | undefined): string | null {
  const day = (node?.attributes.get('iso-date') ?? '').trim().slice(0, 10);
  if (!/^(199\d|20\d\d)-\d\d-\d\d$/.test(day)) return null;
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? day : null;
}

function measuredOn(node: XmlNode): string | null {
  const year = node.attributes.get('year') ?? '';
  return dayOf(node) ?? (/^(199\d|20\d\d)$/.test(year) ? `${year}-12-31` : null);
}

/** Year of the end that came about or is planned, else of the beginning. */
function sinceOf(activity: XmlNode): string | null {
  const dates = children(activity, 'activity-date');
  for (const type of ['4', '3', '2', '1']) {
    const day = dayOf(dates.find(({ attributes }) => attributes.get('type') === type));
    if (day !== null) return day.slice(0, 4);
  }
  return null;
}
