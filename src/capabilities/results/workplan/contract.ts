/** The route of the workplan: activities with what was recorded of them, as of a day. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { ACTIVITY_STATES } from '../statement-entries.ts';
import { VERDICTS } from './rules.ts';

const bilingual = z.object({ es: z.string(), en: z.string() });

export const progressLine = z.object({
  id: z.uuid(),
  /** Versions that no other has seen: corrections must supersede all of them. */
  leaves: z.array(z.uuid()),
  /** Day of which it speaks. */
  on: z.string(),
  state: z.enum(ACTIVITY_STATES),
  percent: z.int().nullable(),
  note: z.string().nullable(),
  newEndsOn: z.string().nullable(),
  /** Null for readers who see no names of users. */
  recordedBy: z.string().nullable(),
});

export const activityLine = z.object({
  id: z.uuid(),
  leaves: z.array(z.uuid()),
  /** Fields in which versions contradict each other. */
  conflictFields: z.array(z.string()),
  code: z.string(),
  title: z.string(),
  titleEn: z.string().nullable(),
  area: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  responsible: z.string().nullable(),
  partnerId: z.uuid().nullable(),
  partnerName: z.string().nullable(),
  /** Events by which it is carried out, as far as the reader sees them. */
  processes: z.array(z.object({ id: z.uuid(), title: z.string() })),
  source: z.string().nullable(),
  state: z.enum(ACTIVITY_STATES),
  percent: z.int().nullable(),
  startedOn: z.string().nullable(),
  finishedOn: z.string().nullable(),
  /** Last day as it was moved last. */
  dueOn: z.string(),
  verdict: z.enum(VERDICTS),
  days: z.int(),
  expectedPercent: z.int(),
  late: z.boolean(),
  /** Newest first. */
  progress: z.array(progressLine),
});

export const readWorkplan = contract({
  method: 'GET',
  path: '/api/programmes/:programme/workplan',
  permission: 'figure.read',
  params: z.object({ programme: z.uuid() }),
  /** `asOf`: a date, an instant with offset, or `@position`. Absent: now. */
  query: z.object({ asOf: z.string().max(40).optional() }),
  body: z.null(),
  answer: z.object({
    asOf: z.string(),
    position: z.int(),
    /** Day on which states are judged. */
    day: z.string(),
    /** Partner whose activities alone are read, for a reader narrowed to it. */
    narrowedTo: z.string().nullable(),
    areas: z.array(z.object({ code: z.string(), name: bilingual, result: z.string() })),
    /** By first day, then by code. */
    activities: z.array(activityLine),
  }),
});
