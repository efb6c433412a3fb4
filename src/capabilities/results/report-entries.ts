/** Entries of the donor's reports: what a report shall say, and what became of each version of it. */
import { z } from 'zod';
import { DIMENSIONS } from '../../figures/indicator.ts';
import { entryKind, uuid } from '../../ledger/entry.ts';
import { isCode } from '../../verification/rules.ts';

/** Parts of a report, in the order in which they are printed. */
export const REPORT_SECTIONS = ['summary', 'framework', 'indicators', 'deliverables', 'workplan', 'budget', 'risks', 'evidence'] as const;

const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(20_000);

/** What a report is of and what it shall hold; its figures are computed whenever it is looked at, until it is submitted. */
export const reportPrepared = entryKind({
  kind: 'results.report-prepared',
  version: 1,
  payload: z.strictObject({
    title: line,
    titleEn: line.nullable(),
    /** For whom: the donor, as it is called on the cover. */
    recipient: line.nullable(),
    from: z.iso.date(),
    to: z.iso.date(),
    /** Day by which it is to be with the donor; null where none was agreed. */
    dueOn: z.iso.date().nullable(),
    sections: z.array(z.enum(REPORT_SECTIONS)).min(1).max(REPORT_SECTIONS.length),
    /** Which indicators, in this order; null: all, in the order of the framework. */
    indicators: z.array(uuid).max(500).nullable(),
    /** By what each indicator is broken down, where it allows it. */
    disaggregations: z.array(z.enum(DIMENSIONS)).max(4),
    summary: text.nullable(),
    /** The account of each result, by its code. */
    results: z.array(z.strictObject({ result: z.string().max(20), text })).max(20),
  }),
  permission: 'report.write',
  readPermission: 'report.read',
});

/**
 * A version of a report was sent. What it said is the attached file, by its SHA-256; how it came about is the ledger up to
 * a position, from which it can be computed again.
 */
export const reportSubmitted = entryKind({
  kind: 'results.report-submitted',
  version: 1,
  payload: z.strictObject({
    reportId: uuid,
    /** 1 for the first that was sent. */
    number: z.int().min(1).max(1000),
    position: z.int().min(1),
    contentSha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** By which anybody can verify a printed copy; see the public page. */
    code: z.string().refine(isCode),
    note: z.string().trim().min(1).max(2000).nullable(),
  }),
  permission: 'report.write',
  readPermission: 'report.read',
  references: ({ reportId }) => [{ role: 'report', target: reportId, kind: 'results.report-prepared' }],
});

const ofSubmission = ({ submissionId }: { submissionId: string }) => [{ role: 'submission', target: submissionId, kind: 'results.report-submitted' }];

/** A version came back, with what is to be mended. */
export const reportReturned = entryKind({
  kind: 'results.report-returned',
  version: 1,
  payload: z.strictObject({ submissionId: uuid, reason: z.string().trim().min(1).max(2000) }),
  permission: 'report.approve',
  readPermission: 'report.read',
  references: ofSubmission,
});

/** A version was approved. It stays as it is, whatever comes later; `since` then says what would differ today. */
export const reportApproved = entryKind({
  kind: 'results.report-approved',
  version: 1,
  payload: z.strictObject({
    submissionId: uuid,
    /** Who approved it, and the letter or message that says so. */
    approvedBy: line,
    document: line.nullable(),
  }),
  permission: 'report.approve',
  readPermission: 'report.read',
  references: ofSubmission,
});
