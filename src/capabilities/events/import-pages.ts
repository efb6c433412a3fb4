/** Imports as screens show them. */
import type { z } from 'zod';
import { finder, hidden, isAsked, pageOf } from '../../registry/import-review.ts';
import { stageOf } from '../../registry/import-stages.ts';
import { NOT_BEGUN, soon } from '../../registry/kept-plans.ts';
import { importState, type previewRow } from './contract.ts';
import { countsOf, standingInPlan, type PlannedRow } from './import-plan.ts';
import type { Importer, Prepared, Who } from './importer.ts';

const countsSchema = importState.shape.counts;

type Page = z.input<typeof importState>;
type ReadingPart = Pick<Page, 'layout' | 'sheet' | 'sheets' | 'headerRow' | 'rowCount' | 'columns' | 'sessions' | 'sessionNumber' | 'faults' | 'effect'>;
const UNREAD: ReadingPart = {
  layout: 'list', sheet: null, sheets: [], headerRow: 1, rowCount: 0, columns: [], sessions: [], sessionNumber: null, faults: [], effect: [],
};
const NO_COUNTS = countsOf([]);

export async function importPage(importer: Importer, who: Who, draftId: string): Promise<Page> {
  const draft = await importer.draft(who, draftId);
  const stage = stageOf(draft, importer.writingProgress(draftId) !== null);
  const isPlanned = stage === 'ready' || stage === 'failed';
  const known = isPlanned ? await soon(importer.prepare(who, draft)) : null;
  const isReading = isPlanned && known === null;
  const progress = isReading ? importer.readingProgress(draftId) : (importer.writingProgress(draftId) ?? NOT_BEGUN);
  return {
    id: draft.id,
    processId: draft.processId,
    processTitle: draft.processTitle,
    fileName: draft.fileName,
    sizeBytes: draft.sizeBytes,
    ...readingOf(known),
    counts: known?.counts ?? countsSchema.nullable().parse(draft.counts) ?? NO_COUNTS,
    alreadyImported: stage === 'open' ? null : await importer.alreadyImported(who, draft.sha256),
    progress: { stage: isReading ? 'reading' : stage, ...progress },
    batchId: draft.batchId,
  };
}

/** How the file is read, and what was found of it. */
function readingOf(known: Prepared | null): ReadingPart {
  if (known === null) return UNREAD;
  const { reading, sheets, sessions, faults, rows, effect } = known;
  return {
    layout: reading?.layout ?? 'list',
    sheet: reading?.sheet ?? null,
    sheets: sheets.filter((name) => name !== null),
    headerRow: reading?.headerRow ?? 1,
    rowCount: rows.length,
    columns: reading?.columns.map((column) => ({ ...column, samples: [...column.samples] })) ?? [],
    sessions: sessions.map(({ id, number, heldOn, durationMinutes, title }) => ({ id, number, heldOn, durationMinutes, title })),
    sessionNumber: reading?.sessionNumber ?? null,
    faults: [...faults],
    effect,
  };
}

export async function importRows(
  importer: Importer,
  who: Who,
  draftId: string,
  query: { state: string; q?: string | undefined; cursor: number; limit: number },
): Promise<{ items: z.input<typeof previewRow>[]; total: number; next: number | null }> {
  const prepared = await importer.prepare(who, await importer.draft(who, draftId));
  const says = finder(query.q);
  const rows = prepared.rows.filter((planned) => {
    const { nameAsWritten, document, organisation } = planned.row;
    return isAsked(standingInPlan(planned), query.state) && says(() => [nameAsWritten, document?.number, organisation]);
  });
  return pageOf(rows, query, (row) => previewRowOf(row, prepared));
}

/** One row of the preview; null where the file has no such row. */
export async function importRow(importer: Importer, who: Who, draftId: string, row: number): Promise<z.input<typeof previewRow> | null> {
  const prepared = await importer.prepare(who, await importer.draft(who, draftId));
  const found = prepared.rows.find((planned) => planned.row.row === row);
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
