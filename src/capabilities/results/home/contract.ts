/** The route of the home page: what waits for the reader, and the figures. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { frameworkRow } from '../contract.ts';
import { MATTER_KINDS, URGENCIES } from './rules.ts';

export const matterLine = z.object({
  kind: z.enum(MATTER_KINDS),
  urgency: z.enum(URGENCIES),
  count: z.int(),
  dueOn: z.string().nullable(),
  since: z.string().nullable(),
  id: z.uuid().nullable(),
  title: z.string().nullable(),
});

export const readHome = contract({
  method: 'GET',
  path: '/api/programmes/:programme/home',
  permission: 'figure.read',
  params: z.object({ programme: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    /** Day on which it is judged what is late. */
    day: z.string(),
    /** Only what the reader may do something about, the most urgent first. */
    matters: z.array(matterLine),
    /** Every indicator with its value, by code. */
    figures: z.array(frameworkRow),
  }),
});
