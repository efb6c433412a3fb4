/** What may become of a report, in its order: draft, submitted, returned and submitted again, approved. Pure. */
import type { z } from 'zod';
import type { reportApproved, reportPrepared, reportReturned, reportSubmitted } from '../report-entries.ts';

export const VERSION_STATES = ['submitted', 'returned', 'approved'] as const;
export type VersionState = (typeof VERSION_STATES)[number];
export const REPORT_STATES = ['draft', ...VERSION_STATES] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export type Preparation = z.output<typeof reportPrepared.payload>;
export type Submission = z.output<typeof reportSubmitted.payload>;
type Return = z.output<typeof reportReturned.payload>;
type Approval = z.output<typeof reportApproved.payload>;

/** A version of a report that was sent, and what became of it. */
export interface Version {
  readonly id: string;
  readonly submission: Submission;
  readonly state: VersionState;
  /** The entry that returned or approved it; null while none did. */
  readonly decisionId: string | null;
}

/** A report with its versions, first to last. */
export interface Standing {
  readonly id: string;
  readonly versions: readonly Version[];
}

/** A report stands as its last version does. */
export function stateOf({ versions }: Pick<Standing, 'versions'>): ReportState {
  return versions.at(-1)?.state ?? 'draft';
}

export type ReportFault =
  | 'report-turned'
  | 'report-outside-programme'
  | 'report-open'
  | 'report-approved'
  | 'report-number'
  | 'report-not-kept'
  | 'report-code-taken'
  | 'report-not-open'
  | 'report-was-sent'
  | 'report-version-stays';

interface Period {
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Why a report cannot be prepared like this, or be changed any more. `before` is how it stood; null for a new one. */
export function preparationFault({ from, to }: Preparation, programme: Period | null, before: Standing | null): ReportFault | null {
  if (from > to) return 'report-turned';
  if (programme !== null && (from < programme.startsOn || to > programme.endsOn)) return 'report-outside-programme';
  if (before === null) return null;
  const state = stateOf(before);
  if (state === 'approved') return 'report-approved';
  return state === 'submitted' ? 'report-open' : null;
}

/** Why a version cannot be sent: one is with the donor already, the report is approved, or it is not the next. */
export function submissionFault({ number }: Submission, report: Standing): ReportFault | null {
  const state = stateOf(report);
  if (state === 'submitted') return 'report-open';
  if (state === 'approved') return 'report-approved';
  return number === report.versions.length + 1 ? null : 'report-number';
}

/** Why a version cannot be returned or approved: it was already. */
export function decisionFault(_decision: Return | Approval, version: Version | null): ReportFault | null {
  return version?.state === 'submitted' ? null : 'report-not-open';
}

/** Why something cannot be taken back: a report that was sent stays, and what was sent, returned or approved does too. */
export function withdrawalFault(report: Standing | null): ReportFault | null {
  if (report === null) return 'report-version-stays';
  return report.versions.length > 0 ? 'report-was-sent' : null;
}
