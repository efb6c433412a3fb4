/** Routes of what is planned of an indicator: its targets with their revisions, its baseline, who follows it up. */
import { z } from 'zod';
import { contract } from '../../platform/contract.ts';
import { COUNTINGS, FREQUENCIES } from './entries.ts';
import { TARGET_STATES } from './rules.ts';

/** A target with what was reached of it as of the moment asked. */
export const targetProgress = z.object({
  from: z.string(),
  to: z.string(),
  counting: z.enum(COUNTINGS),
  value: z.number(),
  source: z.string(),
  /** What counts towards it; null: no data. */
  actual: z.number().nullable(),
  percent: z.number().nullable(),
  expected: z.number().nullable(),
  state: z.enum(TARGET_STATES),
});

export const targetLine = targetProgress.extend({
  /** All that was set for this period, the one in force first. */
  history: z.array(
    z.object({
      entryId: z.uuid(),
      decidedOn: z.string(),
      value: z.number(),
      reason: z.string().nullable(),
      source: z.string(),
      recordedAt: z.string(),
      /** null for readers without personal data. */
      recordedBy: z.string().nullable(),
    }),
  ),
});

export const followUpLine = z.object({
  entryId: z.uuid(),
  baseline: z.object({ value: z.number(), measuredOn: z.string(), source: z.string() }).nullable(),
  responsible: z.string().nullable(),
  frequency: z.enum(FREQUENCIES).nullable(),
  direction: z.enum(['up', 'down']),
});

export const readPlan = contract({
  method: 'GET',
  path: '/api/programmes/:programme/indicators/:code/plan',
  permission: 'figure.read',
  params: z.object({ programme: z.uuid(), code: z.string() }),
  query: z.object({ asOf: z.string().max(40).optional() }),
  body: z.null(),
  answer: z.object({
    indicatorId: z.uuid(),
    unit: z.string(),
    /** Day the progress is judged on. */
    day: z.string(),
    /** Period of the programme, in which targets lie; null until it was described. */
    programme: z.object({ startsOn: z.string(), endsOn: z.string() }).nullable(),
    targets: z.array(targetLine),
    followUp: followUpLine.nullable(),
    /** Why nothing is compared: the reader sees what one partner runs only, and targets are of the whole. */
    narrowedTo: z.string().nullable(),
  }),
});
