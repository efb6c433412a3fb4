/** What a report says, as plain data: what the screen shows, the PDF prints, the workbook holds, and a submission keeps. Pure. */
import { z } from 'zod';
import { EVIDENCE_REASONS, figureSchema } from '../../../figures/contract.ts';
import { DIMENSIONS, indicatorSchema } from '../../../figures/indicator.ts';
import { productLine, totalLine } from '../deliverables/contract.ts';
import { targetProgress } from '../plan-contract.ts';
import { REPORT_SECTIONS } from './entries.ts';

const bilingual = z.object({ es: z.string(), en: z.string() });
const reasonCount = z.object({ reason: z.enum(EVIDENCE_REASONS), count: z.number() });
const figureShape = figureSchema.shape;

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
  /** Facts behind the value: what was read, counted, united, left out and why. */
  evidence: z.object({ read: z.number(), counted: z.number(), collapsed: z.array(reasonCount), leftOut: z.array(reasonCount) }),
});

export const reportContent = z.object({
  /** Changes when fields do: a report that was kept is read by the shape it was written in. */
  format: z.literal(1),
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
  products: z.array(productLine),
  totals: z.array(totalLine),
});
export type ReportContent = z.output<typeof reportContent>;
export type ReportIndicator = z.output<typeof reportIndicator>;
