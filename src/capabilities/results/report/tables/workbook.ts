/** A report as a workbook: figures are numbers, and each leads to the entries it counts. */
import { sheetNames, SHEET_ROWS_MAX, type LinkedCell, type SheetStream } from '../../../../platform/spreadsheet/stream-workbook.ts';
import type { CellValue } from '../../../../platform/spreadsheet/write-table.ts';
import type { ReportContent, ReportIndicator } from '../content.ts';
import { coverLines, titleOf, unitWord, womenPercent } from '../print/printed.ts';
import type { Writing } from '../print/written.ts';
import { dimensionWord, linesOf } from './long-table.ts';
import { runSheets } from './run-sheets.ts';
import type { EvidenceLine } from './evidence-rows.ts';

type Cell = CellValue | LinkedCell;

/** Entries that one sheet takes; the next go on in another. */
const EVIDENCE_A_SHEET = SHEET_ROWS_MAX - 1;

interface Book {
  readonly content: ReportContent;
  readonly writing: Writing;
  /** Address of the page of an indicator in the system, as of the report. */
  readonly pageOf: (code: string) => string;
  /** Where in the workbook the entries of an indicator begin; null where it counts none. */
  readonly evidenceOf: (code: string) => string | null;
}

/** Sheets in their order. `evidence` is read once, when its sheet is written. */
export function reportSheets(content: ReportContent, writing: Writing, address: string, evidence: AsyncIterable<EvidenceLine>): SheetStream[] {
  const { sheets } = writing.words;
  const groups = groupsOf(content, writing);
  const run = runSheets(content, writing);
  const fixed = [sheets.summary, sheets.framework, ...groups.map(({ title }) => title), ...run.map((sheet) => sheet.name)];
  const total = content.indicators.reduce((sum, one) => sum + one.evidence.counted, 0);
  const evidenceCount = Math.max(1, Math.ceil(total / EVIDENCE_A_SHEET));
  const evidenceNames = Array.from({ length: evidenceCount }, (_, at) => (at === 0 ? sheets.evidence : `${sheets.evidence} ${at + 1}`));
  // Reserved first: links name these sheets.
  const names = sheetNames([...evidenceNames, ...fixed]);
  const book: Book = { content, writing, pageOf: pagesOf(content, address), evidenceOf: placesOf(content, names.slice(0, evidenceCount)) };
  const nameOf = (at: number): string => names[evidenceCount + at] ?? '';
  return [
    summarySheet(book, nameOf(0)),
    frameworkSheet(book, nameOf(1)),
    ...groups.map(({ lines }, at) => groupSheet(book, nameOf(2 + at), lines)),
    ...run.map((sheet, at) => ({ ...sheet, name: nameOf(2 + groups.length + at) })),
    ...evidenceSheets(book, names.slice(0, evidenceCount), evidence),
  ];
}

/** Indicators by area of the framework, in the order of the report. */
function groupsOf({ indicators, results }: ReportContent, writing: Writing): { title: string; lines: ReportIndicator[] }[] {
  const groups = new Map<string, ReportIndicator[]>();
  for (const one of indicators) groups.set(one.area, [...(groups.get(one.area) ?? []), one]);
  const areas = results.flatMap((result) => result.areas);
  return [...groups].map(([code, lines]) => {
    const area = areas.find((one) => one.code === code);
    return { title: area === undefined ? code : `${code} ${writing.text(area.name)}`, lines };
  });
}

function pagesOf({ programme, report, position }: ReportContent, address: string): Book['pageOf'] {
  const query = new URLSearchParams({ al: `@${position}`, desde: report.from, hasta: report.to }).toString();
  return (code) => `${address}/${encodeURIComponent(programme.code)}/indicadores/${encodeURIComponent(code)}?${query}`;
}

function placesOf({ indicators }: ReportContent, names: readonly string[]): Book['evidenceOf'] {
  const places = new Map<string, string>();
  let before = 0;
  for (const { code, evidence } of indicators) {
    const name = names[Math.floor(before / EVIDENCE_A_SHEET)] ?? '';
    if (evidence.counted > 0) places.set(code, `#'${name}'!A${(before % EVIDENCE_A_SHEET) + 2}`);
    before += evidence.counted;
  }
  return (code) => places.get(code) ?? null;
}

function summarySheet({ content, writing }: Book, name: string): SheetStream {
  const { words } = writing;
  const { programme, report } = content;
  const rows: Cell[][] = [
    [words.cells.title, titleOf(content, writing)],
    [words.cells.programme, writing.text(programme.name)],
    ...coverLines(content, writing).map(({ label, text }) => [label, text]),
    ...(programme.demonstration ? [[words.demonstration, words.demonstrationWords]] : []),
    ...(report.summary === null ? [] : [[words.summary, report.summary]]),
    ...content.results.flatMap((result) => (result.text === null ? [] : [[words.resultOf(result.code, writing.text(result.name)), result.text]])),
    ...content.totals.map((one) => [
      words.declared,
      `${writing.text({ es: one.title, en: one.titleEn })}: ${writing.code('bounds', one.bound)} ${writing.number(one.value)} ${writing.text({ es: one.unit, en: one.unitEn })}. ${words.declaredWords}`,
    ]),
  ];
  return { name, head: [words.cells.item, words.cells.content], widths: [28, 90], rows };
}

function frameworkSheet(book: Book, name: string): SheetStream {
  const { content, writing } = book;
  const { words } = writing;
  const head = [
    words.code, words.indicator, words.inPeriod, words.toDate, words.cells.unit, words.target, words.cells.targetTo, words.progress, words.state,
    words.cells.womenPercent, words.cells.reads, words.cells.countedRecords, words.cells.position, words.cells.evidenceLink, words.cells.inApp,
  ];
  const rows = content.indicators.map((one): Cell[] => [
    one.code,
    writing.text(one.name),
    valueCell(one.value, one, writing),
    valueCell(one.toDate, one, writing),
    unitWord(one, writing),
    valueCell(one.target?.value ?? null, one, writing),
    one.target?.to ?? null,
    one.target?.percent ?? null,
    one.target === null ? words.noTarget : words.states[one.target.state],
    rounded(womenPercent(one)),
    one.evidence.read,
    one.evidence.counted,
    ...linksOf(book, one),
  ]);
  return { name, head, widths: [10, 44, 14, 14, 16, 12, 12, 12, 14, 12, 14, 14, 12, 16, 14], rows };
}

/** A number to compute with; steps, answers and levels by their names. */
function valueCell(value: number | null, { definition: { aggregate }, definition }: ReportIndicator, writing: Writing): CellValue {
  const isNamed = aggregate.kind === 'observed' && aggregate.scale.kind !== 'number';
  return isNamed && value !== null ? writing.figure(value, definition) : value;
}

/** The position, and where the entries behind a figure stand. */
function linksOf({ content, writing, evidenceOf, pageOf }: Book, { code }: ReportIndicator): Cell[] {
  const { cells } = writing.words;
  const place = evidenceOf(code);
  return [content.position, place === null ? cells.noEvidence : { text: cells.evidenceLink, link: place }, { text: cells.openInApp, link: pageOf(code) }];
}

function groupSheet(book: Book, name: string, indicators: readonly ReportIndicator[]): SheetStream {
  const { content, writing } = book;
  const { words } = writing;
  const head = [words.code, words.indicator, words.cells.dimension, words.group, words.cells.from, words.cells.to, words.value, words.cells.unit, words.cells.position, words.cells.evidenceLink, words.cells.inApp];
  const rows = indicators.flatMap((one) =>
    linesOf(one, content, writing).map(({ dimension, group, from, to, value }): Cell[] => [
      one.code, writing.text(one.name), dimensionWord(dimension, writing), group, from, to, valueCell(value, one, writing), unitWord(one, writing), ...linksOf(book, one),
    ]));
  return { name, head, widths: [10, 44, 26, 34, 12, 12, 12, 16, 12, 16, 14], rows };
}

function evidenceSheets({ writing }: Book, names: readonly string[], evidence: AsyncIterable<EvidenceLine>): SheetStream[] {
  const { words } = writing;
  const { cells } = words;
  const head = [words.code, cells.entry, cells.date, cells.person, cells.process, cells.organisationKind, cells.quantity];
  const lines = evidence[Symbol.asyncIterator]();
  return names.map((name) => ({ name, head, widths: [10, 38, 12, 12, 44, 22, 10], rows: { [Symbol.asyncIterator]: () => someOf(lines, writing) } }));
}

/** As many as one sheet takes; what is left stays for the next. */
async function* someOf(lines: AsyncIterator<EvidenceLine>, writing: Writing): AsyncGenerator<Cell[]> {
  for (let count = 0; count < EVIDENCE_A_SHEET; count += 1) {
    const { value, done } = await lines.next();
    if (done === true) return;
    const { code, entryId, occurredOn, pseudonym, processTitle, organisationKind, quantity } = value;
    yield [code, entryId, occurredOn, pseudonym, processTitle, organisationKind === null ? null : writing.code('organisationKinds', organisationKind), quantity];
  }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}
