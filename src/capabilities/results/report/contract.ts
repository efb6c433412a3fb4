/** Routes of the donor's reports: what they are, what they say, what became of them, and what changed since. */
import { z } from 'zod';
import { changeItem } from '../../../figures/contract.ts';
import { scaleSchema } from '../../../figures/indicator.ts';
import { contract } from '../../../platform/contract.ts';
import { reportContent, reportIndicator } from './content.ts';
import { reportPrepared } from '../report-entries.ts';
import { MISSING_KINDS } from './missing.ts';
import { REPORT_STATES, VERSION_STATES } from './rules.ts';

const programme = z.object({ programme: z.uuid() });
const { baseline } = reportIndicator.shape;
const ofVersion = programme.extend({ id: z.uuid(), version: z.uuid() });

export const versionLine = z.object({
  id: z.uuid(),
  number: z.int(),
  state: z.enum(VERSION_STATES),
  position: z.int(),
  contentSha256: z.string(),
  code: z.string(),
  note: z.string().nullable(),
  sentAt: z.string(),
  /** Null for readers who see no names of users. */
  sentBy: z.string().nullable(),
  decidedOn: z.string().nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  approvedBy: z.string().nullable(),
  document: z.string().nullable(),
});

export const reportLine = reportPrepared.payload.extend({
  id: z.uuid(),
  /** Versions of what was prepared that no other has seen: corrections must supersede all of them. */
  leaves: z.array(z.uuid()),
  conflictFields: z.array(z.string()),
  state: z.enum(REPORT_STATES),
  changedAt: z.string(),
  changedBy: z.string().nullable(),
  /** Newest first. */
  versions: z.array(versionLine),
});

export const missingLine = z.object({ kind: z.enum(MISSING_KINDS), code: z.string().nullable(), count: z.int() });

export const listReports = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reports',
  permission: 'report.read',
  params: programme,
  query: z.object({}),
  body: z.null(),
  /** Who may not write reports is told only of versions that were sent and not returned. */
  answer: z.object({ position: z.int(), reports: z.array(reportLine) }),
});

/** A report as it would be, saved or not: nothing is written. */
export const previewReport = contract({
  method: 'POST',
  path: '/api/programmes/:programme/reports/preview',
  permission: 'report.write',
  params: programme,
  query: z.object({}),
  body: z.object({ id: z.uuid(), says: reportPrepared.payload }),
  answer: z.object({ content: reportContent, missing: z.array(missingLine) }),
});

export const submitReport = contract({
  method: 'POST',
  path: '/api/programmes/:programme/reports/:id/versions',
  permission: 'report.write',
  params: programme.extend({ id: z.uuid() }),
  query: z.object({}),
  body: z.object({ note: z.string().trim().min(1).max(2000).nullable() }),
  answer: z.object({ id: z.uuid(), number: z.int(), code: z.string(), contentSha256: z.string() }),
});

/** A version as it was sent: the kept content, byte by byte what the hash is of. */
export const readVersion = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reports/:id/versions/:version',
  permission: 'report.read',
  params: ofVersion,
  query: z.object({}),
  body: z.null(),
  answer: z.object({ version: versionLine, content: reportContent }),
});

/** Computes a version again from the ledger, as of its position, and compares it with what was kept. */
export const checkVersion = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reports/:id/versions/:version/check',
  permission: 'report.read',
  params: ofVersion,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    same: z.boolean(),
    /** Of the content that was kept, and of the one computed now. */
    kept: z.string(),
    computed: z.string(),
    /** Places at which the two differ. */
    differences: z.array(z.string()),
  }),
});

export const CHANGED_PARTS = ['programme', 'results', 'indicators', 'products', 'totals', 'workplan', 'budget', 'risks', 'lessons'] as const;

export const readChanges = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reports/:id/versions/:version/changes',
  permission: 'report.read',
  params: ofVersion,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    since: z.int(),
    position: z.int(),
    indicators: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        name: z.object({ es: z.string(), en: z.string() }),
        unit: z.string(),
        unitWord: z.object({ es: z.string(), en: z.string() }).nullish(),
        scale: scaleSchema.nullish(),
        was: z.number().nullable(),
        now: z.number().nullable(),
        added: z.int(),
        gone: z.int(),
        targetThen: z.number().nullable(),
        targetNow: z.number().nullable(),
        baselineThen: baseline,
        baselineNow: baseline,
        /** Its definition is another one, or there is none any more. */
        redefined: z.boolean(),
      }),
    ),
    /** Products, totals, activities and names that differ: what they were called was and are now; null: was not there. */
    things: z.array(z.object({ part: z.enum(CHANGED_PARTS), was: z.string().nullable(), now: z.string().nullable() })),
  }),
});

export const listChanges = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reports/:id/versions/:version/changes/:indicator',
  permission: 'report.read',
  params: ofVersion.extend({ indicator: z.uuid() }),
  query: z.object({ cursor: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  body: z.null(),
  answer: z.object({ items: z.array(changeItem), next: z.number().nullable(), total: z.int() }),
});

/** What is missing for the next report, for the page of whoever coordinates. */
export const readMissing = contract({
  method: 'GET',
  path: '/api/programmes/:programme/reports/missing',
  permission: 'report.write',
  params: programme,
  query: z.object({}),
  body: z.null(),
  /** `report`: the one that is due first and not with the donor; null: none is being prepared. */
  answer: z.object({
    report: z.object({ id: z.uuid(), title: z.string(), dueOn: z.string().nullable(), state: z.enum(REPORT_STATES) }).nullable(),
    missing: z.array(missingLine),
  }),
});

/** In which approved reports an indicator stands. */
export const listApprovedWith = contract({
  method: 'GET',
  path: '/api/programmes/:programme/indicators/:code/approved-reports',
  permission: 'report.read',
  params: programme.extend({ code: z.string() }),
  query: z.object({}),
  body: z.null(),
  answer: z.object({ reports: z.array(z.object({ id: z.uuid(), title: z.string(), number: z.int() })) }),
});
