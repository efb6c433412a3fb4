/** The route of risks and lessons. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { RISK_STATES } from '../statement-entries.ts';
import { SEVERITIES } from './rules.ts';

const line = z.object({
  id: z.uuid(),
  leaves: z.array(z.uuid()),
  conflictFields: z.array(z.string()),
  title: z.string(),
  area: z.string().nullable(),
  /** Day of the latest review, or on which it was learned. */
  on: z.string(),
});
export const riskLine = line.extend({
  description: z.string(),
  likelihood: z.int(),
  impact: z.int(),
  severity: z.enum(SEVERITIES),
  response: z.string(),
  responsible: z.string().nullable(),
  riskState: z.enum(RISK_STATES),
});
export const lessonLine = line.extend({ happened: z.string(), learned: z.string(), recommendation: z.string(), source: z.string().nullable() });

export const listRisks = contract({
  method: 'GET',
  path: '/api/programmes/:programme/risks',
  permission: 'figure.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({ asOf: z.string().max(40).optional() }),
  body: z.null(),
  answer: z.object({
    asOf: z.string(),
    position: z.int(),
    /** Partner to which the reader is narrowed: risks and lessons are of the whole programme, and none are shown. */
    narrowedTo: z.string().nullable(),
    areas: z.array(z.object({ code: z.string(), name: z.object({ es: z.string(), en: z.string() }) })),
    /** Gravest first, those that are closed last. */
    risks: z.array(riskLine),
    /** Latest first. */
    lessons: z.array(lessonLine),
  }),
});
