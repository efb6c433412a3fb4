/** What a report says, as plain data: what the screen shows, the PDF prints, the workbook holds, and a submission keeps. Pure. */
import { z } from 'zod';
import { EVIDENCE_REASONS, figureSchema } from '../../../figures/contract.ts';
import { DIMENSIONS, indicatorSchema } from '../../../figures/indicator.ts';
import { readBudget } from '../budget/contract.ts';
import { productLine, totalLine } from '../deliverables/contract.ts';
import { targetProgress } from '../plan-contract.ts';
import { lessonLine, riskLine } from '../risks/contract.ts';
import { activityLine } from '../workplan/contract.ts';
import { REPORT_SECTIONS } from '../report-entries.ts';

const bilingual = z.object({ es: z.string(), en: z.string() });
const reasonCount = z.object({ reason: z.enum(EVIDENCE_REASONS), count: z.number() });
const figureShape = figureSchema.shape;

/**
 * Fields came in: 2 says risks and lessons, and names the indicators that definitions are worked out from; 3 says the shares that
 * processes asked for.
 */
export const CONTENT_FORMATS = [1, 2, 3] as const;
export type ContentFormat = (typeof CONTENT_FORMATS)[number];
export const NEWEST_FORMAT: ContentFormat = 3;

export const reportIndicator = z.object({
  id: z.uuid(),
  code: z.string(),
  name: bilingual,
  unit: z.string(),
  source: bilingual,
  result: z.string(),
  area: z.string(),
  definedOn: z.string(),
  /** As it was defined at the position, for what it counts in words. */
  definition: indicatorSchema,
  /** Indicators that the definition names, as they were called; absent in format 1. */
  named: z.array(z.object({ id: z.uuid(), code: z.string(), name: bilingual })).optional(),
  /** Least shares of attendance, in percent, that processes asked for where the definition leaves it to them; absent before format 3. */
  thresholds: z.array(z.number()).optional(),
  /** Within the report's period; null: no data. */
  value: z.number().nullable(),
  /** From the beginning of the programme to the end of the period. */
  toDate: z.number().nullable(),
  numerator: figureShape.numerator,
  denominator: figureShape.denominator,
  sexes: figureShape.sexes,
  participations: figureShape.participations,
  /** Of the whole programme up to the end of the period; null: none was set. */
  target: targetProgress.nullable(),
  baseline: z.object({ value: z.number(), measuredOn: z.string(), source: z.string() }).nullable(),
  /** Cumulative, up to the end of the period. */
  series: figureShape.series,
  breakdowns: z.array(z.object({ by: z.enum(DIMENSIONS), cells: figureShape.cells, overlap: z.number() })),
  /** Facts behind the value: what was read, counted (and of these: with two versions in contradiction), united, left out and why. */
  evidence: z.object({ read: z.number(), counted: z.number(), inConflict: z.number(), collapsed: z.array(reasonCount), leftOut: z.array(reasonCount) }),
});

// What a report keeps says nothing of versions yet to come: it must come out the same whenever it is computed again.
const NOT_KEPT = { leaves: true, conflictFields: true } as const;
const reportActivity = activityLine.pick({
  id: true, code: true, title: true, titleEn: true, area: true, startsOn: true, endsOn: true, dueOn: true, responsible: true,
  state: true, percent: true, finishedOn: true, verdict: true, days: true, late: true,
});
const money = readBudget.answer.shape;

export const reportContent = z.object({
  /** Changes when fields do: a report that was kept is read, and computed again, in the format it was written in. */
  format: z.literal(CONTENT_FORMATS),
  programme: z.object({
    code: z.string(),
    name: bilingual,
    summary: bilingual,
    startsOn: z.string(),
    endsOn: z.string(),
    partners: z.array(z.object({ name: z.string(), role: bilingual })),
    funders: z.array(z.object({ activity: bilingual, funder: z.string(), source: z.string() })),
    demonstration: z.boolean(),
  }),
  report: z.object({
    id: z.uuid(),
    title: z.string(),
    titleEn: z.string().nullable(),
    recipient: z.string().nullable(),
    from: z.string(),
    to: z.string(),
    sections: z.array(z.enum(REPORT_SECTIONS)),
    summary: z.string().nullable(),
  }),
  /** Position of the ledger everything is as of, and when it stood there. */
  position: z.int(),
  recordedAt: z.string(),
  results: z.array(
    z.object({
      code: z.string(),
      name: bilingual,
      text: z.string().nullable(),
      areas: z.array(z.object({ code: z.string(), name: bilingual })),
    }),
  ),
  indicators: z.array(reportIndicator),
  products: z.array(productLine.omit(NOT_KEPT)),
  totals: z.array(totalLine.omit(NOT_KEPT)),
  /** As it stood on the last day of the period, or when it was computed where that is earlier; null: not in this report. */
  workplan: z.array(reportActivity).nullable(),
  /** Null: not in this report, or not for this reader. */
  budget: z.object({ currency: z.string().nullable(), lines: money.lines, funders: money.funders, rows: money.rows, total: money.total }).nullable(),
  /** As they stood at the position, lessons of the period and before; null: not in this report; absent in format 1. */
  risks: z.object({ risks: z.array(riskLine.omit(NOT_KEPT)), lessons: z.array(lessonLine.omit(NOT_KEPT)) }).nullable().optional(),
});
export type ReportContent = z.output<typeof reportContent>;
export type ReportIndicator = z.output<typeof reportIndicator>;

/** The same as an earlier format says it: what was kept in that format is compared with this. */
export function inFormat(content: ReportContent, format: ContentFormat): ReportContent {
  if (format === NEWEST_FORMAT) return content;
  const indicators = content.indicators.map(({ thresholds: _thresholds, ...one }) => one);
  if (format === 2) return { ...content, format, indicators };
  const { risks: _risks, ...said } = content;
  return { ...said, format, indicators: indicators.map(({ named: _named, ...one }) => one) };
}

/** What a reader is given of a report, by whatever door: money only where they may read it. */
export function shownTo(content: ReportContent, caller: { may(permission: string): boolean }): ReportContent {
  return caller.may('budget.read') ? content : { ...content, budget: null };
}
