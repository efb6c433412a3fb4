/** The route of the IATI file: what has to be mended before it goes out, and the file. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { FINDING_CODES } from './rules.ts';

export const readIati = contract({
  method: 'GET',
  path: '/api/programmes/:programme/iati',
  permission: 'report.export',
  params: z.object({ programme: z.uuid() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    fileName: z.string(),
    /** null until no error is left, and where the programme is not described yet. */
    xml: z.string().nullable(),
    described: z.boolean(),
    identifier: z.string().nullable(),
    /** The entry that says how the programme is named and classed there; null until somebody writes it. */
    publishedBy: z.uuid().nullable(),
    indicatorCount: z.int(),
    documentCount: z.int(),
    findings: z.array(
      z.object({ severity: z.enum(['error', 'missing', 'note']), code: z.enum(FINDING_CODES), about: z.string().nullable() }),
    ),
  }),
});
