/** Imports as screens show them. */
import type { z } from 'zod';
import { finder, hidden, isAsked, pageOf } from '../../registry/import-review.ts';
import { stageOf } from '../../registry/import-stages.ts';
import { importState, type previewRow } from './contract.ts';
import { standingInPlan, type PlannedRow } from './import-plan.ts';
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
  query: { state: string; q?: string | undefined; cursor: number; limit: number },
): Promise<{ items: z.input<typeof previewRow>[]; total: number; next: number | null }> {
  const prepared = await importer.prepare(who, draftId);
  const says = finder(query.q);
  const rows = prepared.plan.rows.filter((planned) => {
    const { nameAsWritten, document, organisation } = planned.row;
    return isAsked(standingInPlan(planned), query.state) && says(() => [nameAsWritten, document?.number, organisation]);
  });
  return pageOf(rows, query, (row) => previewRowOf(row, prepared));
}

/** One row of the preview; null where the file has no such row. */
export async function importRow(importer: Importer, who: Who, draftId: string, row: number): Promise<z.input<typeof previewRow> | null> {
  const prepared = await importer.prepare(who, draftId);
  const found = prepared.plan.rows.find((planned) => planned.row.row === row);
  return found === undefined ? null : previewRowOf(found, prepared);
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
    documentMasked: row.document === null ? null : hidden(row.document.number),
    sex: row.sex ?? 'unknown',
    organisation: organisation?.name ?? row.organisation,
    organisationIsNew: organisation?.isNew ?? false,
    organisationKind: organisation?.organisationKind ?? row.organisationKind,
    minutes,
    percent: held === 0 ? null : Math.round((minutes * 100) / held),
    state,
    problems: [...row.problems, ...row.warnings].map(({ code, column, value }) => ({ code, column, value })),
    candidates: candidates.map(({ personId, ...candidate }) => ({ ...candidate, id: personId, explanation: [...candidate.explanation] })),
    decision: decision.decision,
    decidedId: decision.personId,
    edits: decisions[String(row.row)]?.edits ?? {},
  };
}
