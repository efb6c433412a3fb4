/** A report as the template prints it: every word and number written out, nothing left to compute but where it stands. */
import { quarterText } from '../../../../figures/group-words.ts';
import { ruleSentence } from '../../../../figures/rule-words.ts';
import { en as figuresEn } from '../../../../figures/texts.en.ts';
import { es as figuresEs } from '../../../../figures/texts.es.ts';
import { isAdditive } from '../../../../figures/value.ts';
import type { ReportContent, ReportIndicator } from '../content.ts';
import { printedBudget, printedRisks, printedWorkplan } from './run-parts.ts';
import type { Writing } from './written.ts';

/** Of a submitted version: its code, and where anybody may verify it. */
export interface Verification {
  readonly code: string;
  readonly address: string;
  /** Path of the QR code among the document's files. */
  readonly qr: string;
}

/** Quarters that stand side by side in one table. */
const QUARTERS_A_ROW = 12;

export function printedReport(content: ReportContent, writing: Writing, verification: Verification | null) {
  const { report, programme } = content;
  const { words } = writing;
  const title = titleOf(content, writing);
  const name = writing.text(programme.name);
  const sections = new Set(report.sections);
  return {
    language: writing.language,
    title,
    head: name,
    words: fixedWords(writing),
    cover: {
      kind: words.kind,
      programme: name,
      lines: coverLines(content, writing),
      demonstration: programme.demonstration ? { mark: words.demonstration, words: words.demonstrationWords } : null,
      verification: verification === null ? null : { ...verification, alt: words.qr(verification.address), words: words.verify, codeLabel: words.verifyCode },
    },
    summary: sections.has('summary') ? { about: writing.text(programme.summary), text: paragraphs(report.summary), results: resultTexts(content, writing) } : null,
    framework: sections.has('framework') ? frameworkGroups(content, writing) : null,
    indicators: sections.has('indicators') ? content.indicators.map((one) => indicatorBlock(one, content, writing)) : null,
    deliverables: sections.has('deliverables') ? deliverablesOf(content, writing) : null,
    workplan: content.workplan === null ? null : printedWorkplan(content.workplan, writing),
    budget: content.budget === null ? null : printedBudget(content.budget, writing),
    risks: content.risks === null || content.risks === undefined ? null : printedRisks(content.risks, content.recordedAt, writing),
    evidence: sections.has('evidence') ? content.indicators.map((one) => evidenceLine(one, writing)) : null,
  };
}

/** The title in the language of the paper. */
export function titleOf({ report }: ReportContent, writing: Writing): string {
  return writing.text({ es: report.title, en: report.titleEn });
}

/** What the cover says under its title, and the first sheet of the workbook too. */
export function coverLines({ programme, report, position, recordedAt }: ReportContent, writing: Writing): { label: string; text: string }[] {
  const { words } = writing;
  const lines = [
    { label: words.period, text: words.periodOf(writing.day(report.from), writing.day(report.to)) },
    { label: words.for, text: report.recipient ?? '' },
    { label: words.asOf, text: words.asOfWords(writing.instant(recordedAt), writing.number(position)) },
    { label: words.programmeDates, text: words.periodOf(writing.day(programme.startsOn), writing.day(programme.endsOn)) },
    { label: words.partners, text: programme.partners.map((partner) => `${partner.name} (${writing.text(partner.role)})`).join('; ') },
    { label: words.funders, text: [...new Set(programme.funders.map(({ funder }) => funder))].join('; ') },
  ];
  return lines.filter(({ text }) => text !== '');
}

/** Words that the template sets by itself. */
function fixedWords({ words }: Writing) {
  const { contents, summary, about, framework, indicators, deliverables, evidence, code, indicator, inPeriod, toDate, target, progress, state, women } = words;
  const { definition, source, group, value, product, kindOfProduct, when, declared, declaredWords, noProducts, products, totals } = words;
  const { evidenceLead, evidenceWhere, read, counted, collapsed, leftOut, quarter, baseline, empty } = words;
  return {
    contents, summary, about, framework, indicators, deliverables, evidence, code, indicator, inPeriod, toDate, target, progress, state, women,
    definition, source, group, value, product, kindOfProduct, when, declared, declaredWords, noProducts, products, totals,
    evidenceLead, evidenceWhere, read, counted, collapsed, leftOut, quarter, baseline, empty,
    pageOf: words.page('{n}', '{of}'),
  };
}

function resultTexts({ results }: ReportContent, writing: Writing) {
  return results.flatMap(({ code, name, text }) => (text === null ? [] : [{ title: writing.words.resultOf(code, writing.text(name)), text: paragraphs(text) }]));
}

function frameworkGroups({ results, indicators }: ReportContent, writing: Writing) {
  const known = results.flatMap(({ code, name, areas }) => areas.map((area) => ({ result: code, area: area.code, title: `${code} ${writing.text(name)} · ${area.code} ${writing.text(area.name)}` })));
  const groups = known.map(({ result, area, title }) => ({ title, lines: indicators.filter((one) => one.result === result && one.area === area) }));
  const others = indicators.filter((one) => !known.some(({ result, area }) => one.result === result && one.area === area));
  return [...groups, { title: writing.words.none, lines: others }]
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => ({ title, lines: lines.map((one) => frameworkLine(one, writing)) }));
}

function frameworkLine(one: ReportIndicator, writing: Writing) {
  return {
    code: one.code,
    name: writing.text(one.name),
    value: valueWithUnit(one.value, one, writing),
    toDate: valueWithUnit(one.toDate, one, writing),
    target: one.target === null ? writing.words.noTarget : `${valueWithUnit(one.target.value, one, writing)}, ${targetWhen(one.target, writing)}`,
    progress: one.target?.percent === undefined || one.target.percent === null ? writing.words.none : writing.percent(one.target.percent),
    state: one.target === null ? null : { code: one.target.state, word: writing.words.states[one.target.state] },
    women: womenShare(one, writing) ?? writing.words.none,
  };
}

function valueWithUnit(value: number | null, one: ReportIndicator, writing: Writing): string {
  return [writing.figure(value, one.definition), value === null ? null : unitBeside(one, writing)].filter((part) => part !== null).join(' ');
}

/** Units whose word a value does not carry with it. */
const BESIDE: readonly string[] = ['people', 'organisations', 'activities', 'participations', 'times'];

function unitBeside(one: ReportIndicator, writing: Writing): string | null {
  return BESIDE.includes(one.unit) ? unitWord(one, writing) : null;
}

/** Its unit in words; of a plain number what the indicator says it is of. */
export function unitWord({ unit, definition }: ReportIndicator, writing: Writing): string {
  const known: Readonly<Record<string, string>> = writing.words.units;
  return unit === 'number' && definition.unitWord !== undefined ? writing.text(definition.unitWord) : (known[unit] ?? unit);
}

function targetWhen({ from, to, counting }: NonNullable<ReportIndicator['target']>, writing: Writing): string {
  return counting === 'cumulative' ? writing.words.targetCumulative(writing.day(to)) : writing.words.targetPeriod(writing.day(from), writing.day(to));
}

/** Percent of women among the people counted; null where it counts no people. */
export function womenPercent({ sexes }: Pick<ReportIndicator, 'sexes'>): number | null {
  return sexes === null || sexes.total === 0 ? null : (sexes.woman / sexes.total) * 100;
}

function womenShare(one: ReportIndicator, writing: Writing): string | null {
  const share = womenPercent(one);
  return share === null ? null : writing.percent(share);
}

function indicatorBlock(one: ReportIndicator, content: ReportContent, writing: Writing) {
  const { words } = writing;
  const name = writing.text(one.name);
  return {
    title: `${one.code} ${name}`,
    facts: factsOf(one, writing),
    definition: ruleSentence(one.definition, { thresholds: one.thresholds ?? [], named: namesIn(one, content, writing) }, writing.language),
    source: writing.text(one.source),
    chart: chartOf(one, name, writing),
    tables: one.breakdowns.map(({ by, cells, overlap }) => ({
      title: words.by[by],
      rows: cells.map(({ keys, labels, value }) => [writing.cell(by, keys[0] ?? '', labels[0] ?? ''), writing.figure(value, one.definition)]),
      note: isAdditive(one.definition) && overlap > 0 ? words.overlap(writing.number(overlap)) : null,
    })),
  };
}

/** What a definition calls the indicators it is worked out from; a report of format 1 knows those it holds. */
function namesIn({ named }: ReportIndicator, { indicators }: ReportContent, writing: Writing): Map<string, string> {
  const { rule } = writing.language === 'es' ? figuresEs : figuresEn;
  return new Map((named ?? indicators).map(({ id, code, name }) => [id, rule.named(code, writing.text(name))]));
}

/** The large numbers at the head of an indicator: what, how much, and what stands under it. */
function factsOf(one: ReportIndicator, writing: Writing): { label: string; value: string; under: string; state: string | null }[] {
  const { words } = writing;
  const under = [
    one.numerator === null || one.denominator === null ? null : words.divided(writing.number(one.numerator), writing.number(one.denominator)),
    unitBeside(one, writing),
    one.participations === null || one.participations === one.value || one.unit !== 'people' ? null : words.participations(writing.number(one.participations)),
  ].flatMap((part) => part ?? []);
  const facts = [
    { label: words.inPeriod, value: writing.figure(one.value, one.definition), under: under.join(' · '), state: null },
    { label: words.toDate, value: writing.figure(one.toDate, one.definition), under: unitBeside(one, writing) ?? '', state: null },
  ];
  const { target, baseline, sexes } = one;
  const women = womenShare(one, writing);
  return [
    ...facts,
    target === null
      ? { label: words.target, value: words.none, under: words.noTarget, state: null }
      : {
          label: words.target,
          value: writing.figure(target.value, one.definition),
          under: [targetWhen(target, writing), target.percent === null ? null : `${words.progress} ${writing.percent(target.percent)}`, words.states[target.state]].flatMap((part) => part ?? []).join(' · '),
          state: target.state,
        },
    ...(women === null || sexes === null ? [] : [{
      label: words.women,
      value: women,
      under: [words.womenOf(writing.number(sexes.woman), writing.number(sexes.total)), sexes.unknown === 0 ? null : words.unknownSex(writing.number(sexes.unknown))].flatMap((part) => part ?? []).join(' · '),
      state: null,
    }]),
    ...(baseline === null ? [] : [{ label: words.baseline, value: writing.figure(baseline.value, one.definition), under: writing.day(baseline.measuredOn), state: null }]),
  ];
}

function chartOf({ series, target, unit, definition }: ReportIndicator, name: string, writing: Writing) {
  // Of answers there is no course to draw.
  if (unit === 'answer') return null;
  const points = series.flatMap(({ quarter, value }) => (value === null ? [] : [{ label: quarterText(quarter, writing.language), value }]));
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return null;
  const goal = target !== null && target.counting === 'cumulative' && target.value > 0 ? target.value : null;
  const top = Math.max(goal ?? 0, ...points.map(({ value }) => value));
  if (top <= 0) return null;
  const { words } = writing;
  const written = points.map(({ label, value }) => ({ label, text: writing.figureShort(value, definition), says: writing.figure(value, definition), share: Math.max(0, value) / top }));
  const rows = [];
  for (let from = 0; from < written.length; from += QUARTERS_A_ROW) rows.push(written.slice(from, from + QUARTERS_A_ROW).map(({ label, text }) => ({ label, text })));
  return {
    title: words.chart,
    says: words.chartSays(writing.figure(first.value, definition), first.label, writing.figure(last.value, definition), last.label),
    alt: words.chartAlt(name, written.map(({ label, says }) => `${label}: ${says}`).join('; ')),
    bars: written.map(({ text, share }) => ({ text, share })),
    target: goal === null ? null : { share: goal / top, text: words.targetLine(writing.figure(goal, definition)) },
    rows,
  };
}

function deliverablesOf({ products, totals }: ReportContent, writing: Writing) {
  const when = (since: string, until: string | null): string => (until === null || until === since ? writing.day(since) : `${writing.day(since)} – ${writing.day(until)}`);
  return {
    products: products.map((one) => ({
      area: one.area, title: writing.text({ es: one.title, en: one.titleEn }), type: writing.code('productTypes', one.productType), when: when(one.since, one.until), source: one.source, link: one.link,
    })),
    totals: totals.map((one) => ({
      area: one.area,
      title: writing.text({ es: one.title, en: one.titleEn }),
      value: `${writing.code('bounds', one.bound)} ${writing.number(one.value)} ${writing.text({ es: one.unit, en: one.unitEn })}`,
      when: when(one.since, one.until),
      source: one.source,
    })),
  };
}

function evidenceLine({ code, name, evidence }: ReportIndicator, writing: Writing): string[] {
  const reasons = (lines: ReportIndicator['evidence']['leftOut']): string => {
    const said = lines.map(({ reason, count }) => `${writing.number(count)} ${writing.words.reasons[reason]}`);
    return said.length === 0 ? writing.words.none : said.join('; ');
  };
  return [`${code} ${writing.text(name)}`, writing.number(evidence.read), writing.number(evidence.counted), reasons(evidence.collapsed), reasons(evidence.leftOut)];
}

/** Text as it was typed, its lines as paragraphs. */
function paragraphs(text: string | null): string[] {
  return (text ?? '').split(/\n+/).map((line) => line.trim()).filter((line) => line !== '');
}
