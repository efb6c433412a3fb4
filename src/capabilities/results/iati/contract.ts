/** The route of the IATI file: what has to be mended before it goes out, and the file. */
import { z } from 'zod';
import { contract } from '../../../platform/contract.ts';
import { publicationDescribed } from '../entries.ts';
import { IMPORT_FAULTS } from './import-plan.ts';
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
    published: publicationDescribed.payload.nullable(),
    indicatorCount: z.int(),
    documentCount: z.int(),
    findings: z.array(
      z.object({ severity: z.enum(['error', 'missing', 'note']), code: z.enum(FINDING_CODES), about: z.string().nullable() }),
    ),
  }),
});

const bilingual = z.object({ es: z.string(), en: z.string() });
const UNREADABLE = ['file-empty', 'too-large', 'has-doctype', 'not-xml', 'too-deep', 'too-many-elements', 'not-iati', 'wrong-version', 'no-activities'] as const;

/** Which activity of the file, from 0. Absent: the only one there is. */
const whichActivity = { activity: z.coerce.number().int().min(0).max(100_000).optional() };

/** What an IATI file would become here. Multipart: one `file`; nothing is written. */
export const previewIatiImport = contract({
  method: 'POST',
  path: '/api/programmes/:programme/iati-imports/preview',
  permission: 'framework.write',
  params: z.object({ programme: z.uuid() }),
  query: z.object(whichActivity),
  body: z.unknown(),
  answer: z.object({
    /** Why it cannot be read at all; null where it can. */
    unreadable: z.object({ code: z.enum(UNREADABLE), about: z.string().nullable() }).nullable(),
    activities: z.array(z.object({ identifier: z.string(), title: bilingual })),
    /** Which of them all that follows speaks of; null: there are several, and none was chosen. */
    activity: z.int().nullable(),
    results: z.array(
      z.object({
        key: z.string(),
        name: bilingual,
        indicators: z.array(z.object({ key: z.string(), name: bilingual, targetCount: z.int(), actualCount: z.int() })),
      }),
    ),
    documents: z.array(z.object({ key: z.string(), name: bilingual, url: z.string() })),
    faults: z.array(z.object({ grade: z.enum(['error', 'missing', 'note']), code: z.enum(IMPORT_FAULTS), about: z.string() })),
    /** When this activity of this very file came in, where it stands. */
    openedAt: z.string().nullable(),
  }),
});

/** Takes what was chosen in, as one import that can be withdrawn whole. Multipart: the same `file`. */
export const openIatiImport = contract({
  method: 'POST',
  path: '/api/programmes/:programme/iati-imports',
  permission: 'framework.write',
  params: z.object({ programme: z.uuid() }),
  /** `left`: keys of what is not taken, with commas between. */
  query: z.object({ ...whichActivity, left: z.string().max(8000).default('') }),
  body: z.unknown(),
  answer: z.object({ batchId: z.uuid(), entryCount: z.int() }),
});
