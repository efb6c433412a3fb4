/** Imports as screens show them. */
import type { z } from 'zod';
import { stageOf } from '../../registry/import-stages.ts';
import { importState, type previewRow } from './contract.ts';
import type { PlannedRow } from './import-plan.ts';
import type { Importer, Prepared, Who } from './importer.ts';

const countsSchema = importState.shape.counts;

export async function importPage(importer: Importer, who: Who, draftId: string): Promise<z.input<typeof importState>> {
  const prepared = await importer.prepare(who, draftId);
  const { draft, reading, sheets, sessions, faults, plan } = prepared;
  const progress = importer.writingProgress(draft.id);
  const stage = stageOf(draft, progress !== null);
  return {
    id: draft.id,
    processId: draft.processId,
    processTitle: draft.processTitle,
    fileName: draft.fileName,
    sizeBytes: draft.sizeBytes,
    layout: reading?.layout ?? 'list',
    sheet: reading?.sheet ?? null,
    sheets: sheets.filter((name) => name !== null),
    headerRow: reading?.headerRow ?? 1,
    rowCount: plan.rows.length,
    columns: reading?.columns.map((column) => ({ ...column, samples: [...column.samples] })) ?? [],
    sessions: sessions.map(({ id, number, heldOn, durationMinutes, title }) => ({ id, number, heldOn, durationMinutes, title })),
    sessionNumber: reading?.sessionNumber ?? null,
    faults: [...faults],
    counts: countsSchema.nullable().parse(draft.counts) ?? plan.counts,
    alreadyImported: stage === 'open' ? null : await importer.alreadyImported(who, draft.sha256),
    effect: stage === 'ready' ? await importer.effect(who, prepared) : [],
    progress: { stage, ...(progress ?? { done: 0, total: 0 }) },
    batchId: draft.batchId,
  };
}

export async function importRows(
  importer: Importer,
  who: Who,
  draftId: string,
  query: { state: 'to-decide' | 'new' | 'recognised' | 'all'; cursor: number; limit: number },
): Promise<{ items: z.input<typeof previewRow>[]; total: number; next: number | null }> {
  const prepared = await importer.prepare(who, draftId);
  const rows = prepared.plan.rows.filter((row) => isAsked(row, query.state));
  const items = rows.slice(query.cursor, query.cursor + query.limit).map((row) => previewRowOf(row, prepared));
  const next = query.cursor + items.length;
  return { items, total: rows.length, next: next < rows.length ? next : null };
}

/** One row of the preview; null where the file has no such row. */
export async function importRow(importer: Importer, who: Who, draftId: string, row: number): Promise<z.input<typeof previewRow> | null> {
  const prepared = await importer.prepare(who, draftId);
  const found = prepared.plan.rows.find((planned) => planned.row.row === row);
  return found === undefined ? null : previewRowOf(found, prepared);
}

function isAsked({ state }: PlannedRow, asked: string): boolean {
  if (asked === 'all') return true;
  if (asked === 'to-decide') return state === 'doubtful' || state === 'problem';
  return state === asked;
}

function previewRowOf(planned: PlannedRow, { sessions, decisions }: Prepared): z.input<typeof previewRow> {
  const { row, state, organisation, candidates, decision } = planned;
  const spoken = new Set(row.stays.map(({ sessionNumber }) => sessionNumber));
  const held = sessions.reduce((sum, session) => sum + (spoken.has(session.number) ? session.durationMinutes : 0), 0);
  const minutes = row.stays.reduce((sum, stay) => sum + stay.minutes, 0);
  return {
    row: row.row,
    sheet: row.sheet,
    name: row.nameAsWritten,
    documentMasked: row.document === null ? null : `${'•'.repeat(Math.max(0, row.document.number.length - 3))}${row.document.number.slice(-3)}`,
    sex: row.sex ?? 'unknown',
    organisation: organisation?.name ?? row.organisation,
    organisationIsNew: organisation?.isNew ?? false,
    organisationKind: organisation?.organisationKind ?? row.organisationKind,
    minutes,
    percent: held === 0 ? null : Math.round((minutes * 100) / held),
    state,
    problems: [...row.problems, ...row.warnings].map(({ code, column, value }) => ({ code, column, value })),
    candidates: candidates.map((candidate) => ({ ...candidate, explanation: [...candidate.explanation] })),
    decision: decision.decision,
    decidedPersonId: decision.personId,
    edits: decisions[String(row.row)]?.edits ?? {},
  };
}
