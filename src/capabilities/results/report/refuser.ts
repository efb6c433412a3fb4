/** Refuses what cannot become of a report. Whoever comes in by another door than the page meets the same rules. */
import type { PoolClient } from 'pg';
import type { Refuser } from '../../../ledger/append.ts';
import { WITHDRAWAL } from '../../../ledger/fold.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import type { Prepared } from '../../../ledger/prepare.ts';
import { programmeDescribed } from '../entries.ts';
import { payloadAt } from '../queries.ts';
import { reportApproved, reportPrepared, reportReturned, reportSubmitted } from '../report-entries.ts';
import { contentName, isCodeTaken, isContentKept } from './queries.ts';
import { reportsAt } from './reports.ts';
import { decisionFault, preparationFault, submissionFault, withdrawalFault, type ReportFault, type Standing, type Submission, type Version } from './rules.ts';

const KINDS: ReadonlySet<string> = new Set([reportPrepared, reportSubmitted, reportReturned, reportApproved].map(({ kind }) => kind));

export const reportRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  if (!prepared.some(({ kind }) => KINDS.has(kind.kind) || kind.kind === WITHDRAWAL)) return refused;
  const reports = new Map<string, Standing>((await reportsAt(client, programmeId, Number.MAX_SAFE_INTEGER)).map((one) => [one.id, one]));
  const described = await payloadAt(client, programmeId, programmeDescribed, Number.MAX_SAFE_INTEGER);
  const programme = described === null ? null : programmeDescribed.payload.parse(described);
  for (const item of prepared) {
    const code = await faultOf({ client, programmeId, programme, reports }, item);
    if (code !== null) refused.set(item.draft.id, { code, field: null });
  }
  return refused;
};

interface Ground {
  readonly client: PoolClient;
  readonly programmeId: string;
  readonly programme: { readonly startsOn: string; readonly endsOn: string } | null;
  /** As they stand after what was accepted of the same call. */
  readonly reports: Map<string, Standing>;
}

async function faultOf(ground: Ground, { kind, draft, newest, rootId }: Prepared): Promise<ReportFault | null> {
  const { reports, programme } = ground;
  if (kind.kind === WITHDRAWAL) return withdrawn(reports, draft.rootId);
  if (kind.kind === reportPrepared.kind) {
    const before = reports.get(rootId) ?? null;
    const fault = preparationFault(reportPrepared.payload.parse(newest.payload), programme, before);
    if (fault === null && before === null) reports.set(rootId, { id: rootId, versions: [] });
    return fault;
  }
  if (!KINDS.has(kind.kind)) return null;
  if (draft.rootId !== null) return 'report-version-stays';
  if (kind.kind === reportSubmitted.kind) return submitted(ground, draft.id, reportSubmitted.payload.parse(newest.payload));
  const isApproval = kind.kind === reportApproved.kind;
  const decision = isApproval ? reportApproved.payload.parse(newest.payload) : reportReturned.payload.parse(newest.payload);
  const { report, version } = versionOf(reports, decision.submissionId);
  const fault = decisionFault(decision, version);
  if (fault !== null || report === null || version === null) return fault;
  const state = isApproval ? ('approved' as const) : ('returned' as const);
  reports.set(report.id, { ...report, versions: report.versions.map((one) => (one === version ? { ...one, state, decisionId: draft.id } : one)) });
  return null;
}

/** Sent is only what the server computed of this very report at this very position. */
async function submitted({ client, programmeId, reports }: Ground, id: string, submission: Submission): Promise<ReportFault | null> {
  const report = reports.get(submission.reportId);
  // A report that there is not is an unknown reference, and refused as that.
  if (report === undefined) return null;
  const fault = submissionFault(submission, report);
  if (fault !== null) return fault;
  const { contentSha256, reportId, position, code } = submission;
  if (!(await isContentKept(client, programmeId, contentSha256, contentName(reportId, position)))) return 'report-not-kept';
  if (await isCodeTaken(client, programmeId, code)) return 'report-code-taken';
  reports.set(report.id, { ...report, versions: [...report.versions, { id, submission, state: 'submitted', decisionId: null }] });
  return null;
}

function withdrawn(reports: Map<string, Standing>, rootId: string | null): ReportFault | null {
  if (rootId === null) return null;
  const report = reports.get(rootId) ?? null;
  const ofVersion = versionOf(reports, rootId).version !== null;
  if (report === null && !ofVersion) return null;
  const fault = withdrawalFault(report);
  if (fault === null) reports.delete(rootId);
  return fault;
}

function versionOf(reports: ReadonlyMap<string, Standing>, id: string): { report: Standing | null; version: Version | null } {
  for (const report of reports.values()) {
    const version = report.versions.find((one) => one.id === id || one.decisionId === id);
    if (version !== undefined) return { report, version };
  }
  return { report: null, version: null };
}
