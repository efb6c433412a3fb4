/** Versions of a report: sent and kept, read as they were sent, computed again, and compared with what is known now. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { z } from 'zod';
import { changesPage, compareFigure, twoMoments } from '../../../figures/changes.ts';
import { kindOf } from '../../../figures/figure-value.ts';
import type { Figures } from '../../../figures/figures.ts';
import { draftSchema } from '../../../ledger/entry.ts';
import type { Ledger } from '../../../ledger/ledger.ts';
import { readHead } from '../../../ledger/queries.ts';
import { insertAttachment } from '../../../ledger/read-queries.ts';
import { contextOf } from '../../../ledger/routes.ts';
import { canonicalText } from '../../../ledger/sealed.ts';
import type { Files } from '../../../platform/attachments/files.ts';
import { dayIn } from '../../../platform/calendar.ts';
import { inProgramme } from '../../../platform/database/programme-transaction.ts';
import type { Caller, ProgrammeInfo } from '../../../platform/http/route.ts';
import { Problem } from '../../../platform/problem.ts';
import { codeFrom } from '../../../verification/rules.ts';
import { inFormat, reportContent, shownTo, type ReportContent } from './content.ts';
import type { checkVersion, listChanges, readChanges, readVersion, submitReport } from './contract.ts';
import { differingPaths } from './difference.ts';
import { reportSubmitted } from '../report-entries.ts';
import { gatherReport } from './gather.ts';
import { lineOf, versionOf } from './panel.ts';
import { contentName, CONTENT_TYPE } from './queries.ts';
import { reportsAt, type Report, type SentVersion } from './reports.ts';
import { changedThings } from './things.ts';

const CODE_BYTES = 32;

export interface ReportParts {
  readonly pool: Pool;
  readonly figures: Figures;
  readonly ledger: Ledger;
  readonly files: Files;
}

export interface Asking {
  readonly programme: ProgrammeInfo;
  readonly caller: Caller;
}

/** Computes the report as of now, keeps it, and records that it was sent. Throws `report-refused` with the code of the refusal. */
export async function submit(parts: ReportParts, { programme, caller }: Asking, reportId: string, note: string | null): Promise<z.input<typeof submitReport.answer>> {
  const { pool, files, figures, ledger } = parts;
  const { clock } = figures.parts;
  const { position, report } = await inProgramme(pool, programme.id, async (client) => {
    const head = await readHead(client, programme.id);
    return { position: head.position, report: (await reportsAt(client, programme.id, head.position)).find(({ id }) => id === reportId) };
  });
  if (report === undefined) throw new Problem('not-found', { report: reportId });
  const content = await gatherReport(parts, programme, { ...report.says, id: report.id }, position);
  const bytes = bytesOf(content);
  const sha256 = await files.keep(programme.id, bytes);
  const kept = { sha256, sizeBytes: bytes.length, mediaType: CONTENT_TYPE, fileName: contentName(report.id, position), storedAt: clock.now() };
  await inProgramme(pool, programme.id, (client) => insertAttachment(client, programme.id, kept));
  const said = { number: report.versions.length + 1, code: newCode(), contentSha256: sha256 };
  const draft = draftSchema.parse({
    id: randomUUID(),
    kind: reportSubmitted.kind,
    schemaVersion: reportSubmitted.version,
    occurredOn: dayIn(clock.now(), programme.timeZone),
    payload: { reportId, position, note, ...said },
  });
  const [answer] = await ledger.append(contextOf(programme, caller), [draft]);
  if (answer === undefined || answer.answer === 'refused') throw new Problem('report-refused', { code: answer?.code ?? null });
  return { id: draft.id, ...said };
}

function newCode(): string {
  for (;;) {
    const code = codeFrom(randomBytes(CODE_BYTES));
    if (code !== null) return code;
  }
}

/** RFC 8785, so that the same report is the same bytes wherever it is computed. */
function bytesOf(content: ReportContent): Buffer {
  return Buffer.from(canonicalText(content), 'utf8');
}

interface Sent {
  readonly report: Report;
  readonly version: SentVersion;
  readonly kept: Buffer;
  readonly content: ReportContent;
}

/** A version that the reader may see. Throws `not-found`. */
export async function sentOf({ pool, files }: ReportParts, { programme, caller }: Asking, reportId: string, versionId: string): Promise<Sent> {
  const reports = await inProgramme(pool, programme.id, (client) => reportsAt(client, programme.id, Number.MAX_SAFE_INTEGER));
  const report = reports.find(({ id }) => id === reportId);
  const version = report?.versions.find(({ id }) => id === versionId);
  const seen = report === undefined ? null : lineOf(report, caller);
  if (report === undefined || version === undefined || seen?.versions.some(({ id }) => id === versionId) !== true) {
    throw new Problem('not-found', { version: versionId });
  }
  const kept = await files.read(programme.id, version.submission.contentSha256);
  if (kept === null) throw new Problem('report-not-kept', { sha256: version.submission.contentSha256 });
  return { report, version, kept, content: reportContent.parse(JSON.parse(kept.toString('utf8'))) };
}

export async function readSent(parts: ReportParts, asking: Asking, reportId: string, versionId: string): Promise<z.input<typeof readVersion.answer>> {
  const { version, content } = await sentOf(parts, asking, reportId, versionId);
  return { version: versionOf(version, asking.caller.may('person.read')), content: shownTo(content, asking.caller) };
}

/** What the ledger says of the same report as of the same position, computed anew. */
export async function checkSent(parts: ReportParts, asking: Asking, reportId: string, versionId: string): Promise<z.input<typeof checkVersion.answer>> {
  const { kept, content, version } = await sentOf(parts, asking, reportId, versionId);
  const { position } = version.submission;
  const then = await inProgramme(parts.pool, asking.programme.id, (client) => reportsAt(client, asking.programme.id, position));
  const report = then.find(({ id }) => id === reportId);
  if (report === undefined) throw new Problem('not-found', { report: reportId });
  const again = inFormat(await gatherReport(parts, asking.programme, { ...report.says, id: reportId }, position), content.format);
  const bytes = bytesOf(again);
  const hashes = { kept: hashOf(kept), computed: hashOf(bytes) };
  return { same: hashes.kept === hashes.computed, ...hashes, differences: differingPaths(content, again) };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What would differ if the same report were computed now, of figures and of things. */
export async function changesSince(parts: ReportParts, asking: Asking, reportId: string, versionId: string): Promise<z.input<typeof readChanges.answer>> {
  const { content, version } = await sentOf(parts, asking, reportId, versionId);
  const { from, to } = content.report;
  const { position: since } = version.submission;
  const moments = await twoMoments(parts.figures, asking.programme, since);
  const [, { position }] = moments;
  const { id, title, titleEn, recipient, sections, summary } = content.report;
  const said = {
    id, title, titleEn, recipient, from, to, sections, summary, dueOn: null, disaggregations: [], indicators: content.indicators.map((one) => one.id),
    results: content.results.flatMap(({ code, text }) => (text === null ? [] : [{ result: code, text }])),
  };
  const now = await gatherReport(parts, asking.programme, said, position);
  const nowById = new Map(now.indicators.map((one) => [one.id, one]));
  return {
    since,
    position,
    indicators: content.indicators.map(({ id: indicatorId, code, name, definition, value, target, baseline }) => {
      const { now: valueNow, redefined, differences } = compareFigure(parts.figures, moments, { indicatorId, from, to });
      const added = differences.filter(({ isAdded }) => isAdded).length;
      return {
        id: indicatorId, code, name, ...kindOf(definition), was: value, now: valueNow, added, gone: differences.length - added,
        targetThen: target?.value ?? null,
        targetNow: nowById.get(indicatorId)?.target?.value ?? null,
        baselineThen: baseline,
        baselineNow: nowById.get(indicatorId)?.baseline ?? null,
        redefined,
      };
    }),
    things: changedThings(shownTo(content, asking.caller), inFormat(shownTo(now, asking.caller), content.format)),
  };
}

/** Fact by fact, what brought one figure of a version to another value since. */
export async function listChangesOf(
  parts: ReportParts,
  asking: Asking,
  { id, version: versionId, indicator }: { readonly id: string; readonly version: string; readonly indicator: string },
  page: { readonly cursor: number; readonly limit: number },
): Promise<z.input<typeof listChanges.answer>> {
  const { content, version } = await sentOf(parts, asking, id, versionId);
  if (!content.indicators.some((one) => one.id === indicator)) throw new Problem('not-found', { indicator });
  const { from, to } = content.report;
  const moments = await twoMoments(parts.figures, asking.programme, version.submission.position);
  const comparison = compareFigure(parts.figures, moments, { indicatorId: indicator, from, to });
  return changesPage(parts.figures, asking.programme, comparison, page, asking.caller.may('person.read'));
}
