/** A report as one long table: a line for each figure, for whoever computes with it. */
import { quarterText } from '../../../../figures/group-words.ts';
import type { RowStream } from '../../../../platform/spreadsheet/stream-csv.ts';
import type { CellValue } from '../../../../platform/spreadsheet/write-table.ts';
import type { ReportContent, ReportIndicator } from '../content.ts';
import type { Writing } from '../print/written.ts';

/** What a line is of: the whole figure, or one group of a breakdown, or one quarter. */
export interface Line {
  readonly indicator: ReportIndicator;
  readonly from: string;
  readonly to: string;
  /** `total`, `to-date`, `quarter`, or a dimension. */
  readonly dimension: string;
  readonly key: string;
  readonly group: string;
  readonly value: number | null;
}

/** Every figure of the indicator: of the period, to date, of each group, at the end of each quarter. */
export function linesOf(indicator: ReportIndicator, { report, programme }: ReportContent, writing: Writing): Line[] {
  const { words } = writing;
  const period = { from: report.from, to: report.to };
  const { startsOn } = programme;
  return [
    { indicator, ...period, dimension: 'total', key: '', group: words.inPeriod, value: indicator.value },
    { indicator, from: startsOn, to: report.to, dimension: 'to-date', key: '', group: words.toDate, value: indicator.toDate },
    ...indicator.breakdowns.flatMap(({ by, cells }) =>
      cells.map(({ keys: [key = ''], labels: [label = ''], value }) => ({ indicator, ...period, dimension: by, key, group: writing.cell(by, key, label), value }))),
    ...indicator.series.map(({ quarter, endsOn, value }) => ({ indicator, from: startsOn, to: endsOn, dimension: 'quarter', key: quarter, group: quarterText(quarter, writing.language), value })),
  ];
}

/** The dimension in words. */
export function dimensionWord(dimension: string, { words }: Writing): string {
  const known: Readonly<Record<string, string>> = { ...words.by, total: words.inPeriod, 'to-date': words.toDate, quarter: words.chart };
  return known[dimension] ?? dimension;
}

export function longTable(content: ReportContent, writing: Writing): RowStream {
  const { words } = writing;
  const { cells } = words;
  function* rows(): Generator<CellValue[]> {
    for (const indicator of content.indicators) {
      for (const { from, to, dimension, key, group, value } of linesOf(indicator, content, writing)) {
        // A target is of the whole figure, never of a part of it.
        const target = dimension === 'total' || dimension === 'to-date' ? indicator.target : null;
        yield [indicator.code, writing.text(indicator.name), from, to, dimension, key, group, value, indicator.unit, target?.value ?? null, target?.to ?? null, content.position];
      }
    }
  }
  const head = [words.code, words.indicator, cells.from, cells.to, cells.dimension, cells.key, cells.group, words.value, cells.unit, words.target, cells.targetTo, cells.position];
  return { head, rows: rows() };
}
