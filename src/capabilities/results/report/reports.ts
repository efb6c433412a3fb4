/** Reports with their versions as plain data: for routes, the refuser and the public page. */
import type { PoolClient } from 'pg';
import { findStatements, type StatementRow } from '../statement-queries.ts';
import { reportApproved, reportPrepared, reportReturned, reportSubmitted } from '../report-entries.ts';
import type { Preparation, Submission, Version } from './rules.ts';

/** A version with when it was sent and decided, and by whom. */
export interface SentVersion extends Version {
  readonly sentAt: Date;
  readonly sentBy: string | null;
  /** Day of the decision, null while there is none. */
  readonly decidedOn: string | null;
  readonly decidedBy: string | null;
  /** Why it was returned. */
  readonly reason: string | null;
  readonly approvedBy: string | null;
  readonly document: string | null;
}

export interface Report {
  readonly id: string;
  readonly leaves: string[];
  readonly conflictFields: string[];
  readonly says: Preparation;
  readonly changedAt: Date;
  readonly changedBy: string | null;
  readonly versions: readonly SentVersion[];
}

/** The reports as they stood at a position, the one of the latest period first. */
export async function reportsAt(client: PoolClient, programmeId: string, position: number): Promise<Report[]> {
  const rows = await findStatements(client, programmeId, position, [reportPrepared, reportSubmitted, reportReturned, reportApproved]);
  const decisions = new Map(rows.flatMap((row) => decisionOf(row)));
  const versions = new Map<string, SentVersion[]>();
  for (const row of rows) {
    if (row.kind !== reportSubmitted.kind) continue;
    const submission = reportSubmitted.payload.parse(row.body);
    versions.set(submission.reportId, [...(versions.get(submission.reportId) ?? []), versionOf(row, submission, decisions.get(row.id))]);
  }
  return rows
    .filter(({ kind }) => kind === reportPrepared.kind)
    .map(({ id, leaves, conflictFields, recordedAt, recordedBy, body }) => ({
      id,
      leaves,
      conflictFields,
      says: reportPrepared.payload.parse(body),
      changedAt: recordedAt,
      changedBy: recordedBy,
      versions: versions.get(id) ?? [],
    }))
    .toReversed()
    .toSorted((a, b) => (a.says.to < b.says.to ? 1 : -Number(a.says.to > b.says.to)));
}

interface Decision {
  readonly id: string;
  readonly state: 'returned' | 'approved';
  readonly on: string;
  readonly by: string | null;
  readonly reason: string | null;
  readonly approvedBy: string | null;
  readonly document: string | null;
}

function decisionOf({ id, kind, body, occurredOn: on, recordedBy: by }: StatementRow): [string, Decision][] {
  if (kind === reportReturned.kind) {
    const { submissionId, reason } = reportReturned.payload.parse(body);
    return [[submissionId, { id, state: 'returned', on, by, reason, approvedBy: null, document: null }]];
  }
  if (kind !== reportApproved.kind) return [];
  const { submissionId, approvedBy, document } = reportApproved.payload.parse(body);
  return [[submissionId, { id, state: 'approved', on, by, reason: null, approvedBy, document }]];
}

function versionOf({ id, recordedAt, recordedBy }: StatementRow, submission: Submission, decision: Decision | undefined): SentVersion {
  return {
    id,
    submission,
    state: decision?.state ?? 'submitted',
    decisionId: decision?.id ?? null,
    sentAt: recordedAt,
    sentBy: recordedBy,
    decidedOn: decision?.on ?? null,
    decidedBy: decision?.by ?? null,
    reason: decision?.reason ?? null,
    approvedBy: decision?.approvedBy ?? null,
    document: decision?.document ?? null,
  };
}
