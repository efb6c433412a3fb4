/** Writes an activity as an IATI 2.03 file: elements in the order of the schema, aggregates only. Pure. */
import type { Activity, Cell, IndicatorReport, Money, Narrative, Organisation, ResultReport } from './activity.ts';
import { suppressSmall } from './suppression.ts';
import { element, xmlText, type XmlElement } from './xml.ts';

const LANGUAGE = 'es';
/** Codes of the lists of IATI that never vary here. */
const DAC = '1';
/** IndicatorMeasure. */
const MEASURES = { unit: '1', percentage: '2', ordinal: '4' } as const;
const RESULTS_DOCUMENT = 'A08';
const MADE_BY_US = '99';

/** The file. `generatedAt`: an instant; `today`: which dates have come about. Only for activities without errors. */
export function iatiDocument(activities: readonly Activity[], generatedAt: string, today: string): string {
  const root = element(
    'iati-activities',
    { version: '2.03', 'generated-datetime': generatedAt },
    activities.map((one) => element('iati-activity', { 'xml:lang': LANGUAGE, 'last-updated-datetime': generatedAt }, partsOf(one, today))),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlText(root)}`;
}

function partsOf(activity: Activity, today: string): XmlElement[] {
  const { reporting } = activity;
  return [
    element('iati-identifier', {}, [activity.identifier ?? '']),
    ...(reporting === null ? [] : [organisation('reporting-org', reporting, {})]),
    element('title', {}, narratives(activity.title)),
    element('description', { type: '1' }, narratives(activity.description)),
    ...activity.participating.map((one) => organisation('participating-org', one, { role: one.role })),
    element('activity-status', { code: statusOf(activity, today) }),
    date(activity.startsOn, today, { planned: '1', actual: '2' }),
    date(activity.endsOn, today, { planned: '3', actual: '4' }),
    ...activity.countries.map((code) => element('recipient-country', { code })),
    ...activity.locations.map((name) =>
      element('location', {}, [element('location-reach', { code: '1' }), element('name', {}, narratives(name))]),
    ),
    ...activity.sectors.map(({ code, percentage }) =>
      element('sector', { vocabulary: DAC, code, percentage: percentage === null ? null : String(percentage) }),
    ),
    ...activity.markers.map(({ code, significance }) => element('policy-marker', { vocabulary: '1', code, significance })),
    ...activity.budgets.map(({ from, to, money }) => element('budget', {}, [...period(from, to), value(money)])),
    ...activity.transactions.map(({ type, on, money, description }) =>
      element('transaction', {}, [
        element('transaction-type', { code: type }),
        element('transaction-date', { 'iso-date': on }),
        value(money),
        ...(description === null ? [] : [element('description', {}, narratives(description))]),
      ]),
    ),
    ...activity.documents.map(({ title, url, publishedOn }) =>
      element('document-link', { url, format: formatOf(url) }, [
        element('title', {}, narratives(title)),
        element('category', { code: RESULTS_DOCUMENT }),
        ...(publishedOn === null ? [] : [element('document-date', { 'iso-date': publishedOn })]),
      ]),
    ),
    ...activity.results.filter(({ indicators }) => indicators.length > 0).map(result),
  ];
}

function result({ type, title, indicators }: ResultReport): XmlElement {
  return element('result', { type }, [element('title', {}, narratives(title)), ...indicators.map(indicator)]);
}

function indicator(whole: IndicatorReport): XmlElement {
  const { report, hidden } = suppressSmall(whole);
  const described = withNote(report.description, hidden);
  return element('indicator', { measure: MEASURES[report.measure] }, [
    element('title', {}, narratives({ es: `${report.code} ${report.title.es}`, en: report.title.en === null ? null : `${report.code} ${report.title.en}` })),
    ...(described === null ? [] : [element('description', {}, narratives(described))]),
    element('reference', { vocabulary: MADE_BY_US, code: report.code }),
    ...(report.baseline === null
      ? []
      : [element('baseline', { year: String(report.baseline.year), value: String(report.baseline.value) })]),
    ...report.periods
      .filter(({ target, actual }) => target !== null || actual !== null)
      .map(({ from, to, target, actual, cells }) =>
        element('period', {}, [
          ...period(from, to),
          ...(target === null ? [] : [element('target', { value: String(target) })]),
          ...(actual === null ? [] : [element('actual', { value: String(actual) }), ...cells.map(actualOf)]),
        ]),
      ),
  ]);
}

function actualOf({ dimension, value: of, amount }: Cell): XmlElement {
  return element('actual', { value: String(amount) }, [element('dimension', { name: dimension, value: of })]);
}

/** What is not shown is said, so that the cells are not taken for the whole. */
function withNote(description: Narrative | null, hidden: number): Narrative | null {
  if (hidden === 0) return description;
  const es = `Valores suprimidos para proteger a las personas, los menores que 5 y los que permitirían deducirlos: ${hidden}.`;
  const en = `Values suppressed to protect people, those under 5 and those from which they could be deduced: ${hidden}.`;
  return { es: [description?.es, es].filter(Boolean).join(' '), en: [description?.en, en].filter(Boolean).join(' ') };
}

function organisation(name: string, { ref, type, name: called }: Organisation, more: Readonly<Record<string, string>>): XmlElement {
  return element(name, { ref, type, ...more }, narratives(called));
}

function narratives({ es, en }: Narrative): XmlElement[] {
  return [element('narrative', {}, [es]), ...(en === null ? [] : [element('narrative', { 'xml:lang': 'en' }, [en])])];
}

function period(from: string, to: string): XmlElement[] {
  return [element('period-start', { 'iso-date': from }), element('period-end', { 'iso-date': to })];
}

function value({ value: amount, currency, valueDate }: Money): XmlElement {
  return element('value', { currency, 'value-date': valueDate }, [String(amount)]);
}

function date(on: string, today: string, type: { readonly planned: string; readonly actual: string }): XmlElement {
  return element('activity-date', { type: on <= today ? type.actual : type.planned, 'iso-date': on });
}

/** Code of ActivityStatus: 1 pipeline, 2 implementation, 4 closed. */
function statusOf({ startsOn, endsOn }: Activity, today: string): string {
  if (today < startsOn) return '1';
  return today <= endsOn ? '2' : '4';
}

function formatOf(url: string): string {
  return /\.pdf($|[?#])/i.test(url) ? 'application/pdf' : 'text/html';
}
