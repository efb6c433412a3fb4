/** Routes of a report as a file: the whole programme's of a period, one that is being prepared, one that was sent. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { DIMENSIONS } from '../../../figures/indicator.ts';

export const FORMATS = ['pdf', 'xlsx', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

const programme = z.object({ programme: z.uuid() });
const asked = z.object({ format: z.enum(FORMATS), language: z.enum(['es', 'en']).default('es') });
/** Comma-separated list in a query. */
const dimensions = z
  .string()
  .transform((text) => text.split(',').filter((part) => part !== ''))
  .pipe(z.array(z.enum(DIMENSIONS)).max(4));

/** Every indicator of the programme over a period, as of a moment: nothing has to be prepared first. */
export const readProgrammeReport = contract({
  method: 'GET',
  path: '/api/programmes/:programme/report',
  permission: 'report.read',
  params: programme,
  query: asked.extend({
    /** Absent: the beginning of the programme. */
    from: z.iso.date().optional(),
    /** Absent: its end, or today where that is earlier. */
    to: z.iso.date().optional(),
    /** A date, an instant with offset, or `@position`. Absent: now. */
    asOf: z.string().max(40).optional(),
    by: dimensions.optional(),
  }),
  body: z.null(),
  answer: z.unknown(),
});

/** What is being prepared, as it would be now: for whoever writes it. */
export const readReportFile = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reports/:id/file',
  permission: 'report.write',
  params: programme.extend({ id: z.uuid() }),
  query: asked,
  body: z.null(),
  answer: z.unknown(),
});

/** A version as it was sent, with its code. */
export const readVersionFile = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reports/:id/versions/:version/file',
  permission: 'report.read',
  params: programme.extend({ id: z.uuid(), version: z.uuid() }),
  query: asked,
  body: z.null(),
  answer: z.unknown(),
});
