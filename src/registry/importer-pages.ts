/** Imports of people and organisations as screens show them. */
import type { z } from 'zod';
import { importCounts, type importedRow, type registryImport } from './import-contract.ts';
import { blocks } from './import-cells.ts';
import { IMPORTED } from './import-file.ts';
import type { Change } from './import-person-changes.ts';
import { finder, hidden, isAsked, pageOf, standingOf } from './import-review.ts';
import { stageOf } from './import-stages.ts';
import { soon } from './kept-plans.ts';
import { countsOf, type PlannedRow } from './importer-plan.ts';
import type { Prepared, RegistryImporter, Who } from './importer.ts';

type Page = z.input<typeof registryImport>;
type Row = z.input<typeof importedRow>;

export async function importPage(importer: RegistryImporter, who: Who, id: string): Promise<Page> {
  const draft = await importer.draft(who, id);
  const stage = stageOf(draft, importer.writingProgress(id) !== null);
  const isPlanned = stage === 'ready' || stage === 'failed';
  const known = isPlanned ? await soon(importer.prepare(who, draft)) : null;
  const isReading = isPlanned && known === null;
  const progress = isReading ? importer.readingProgress(id) : (importer.writingProgress(id) ?? { done: 0, total: 0 });
  return {
    id: draft.id,
    what: IMPORTED.find((one) => one === draft.what) ?? 'people',
    fileName: draft.fileName,
    sizeBytes: draft.sizeBytes,
    ...readingOf(known),
    counts: known?.counts ?? importCounts.nullable().parse(draft.counts) ?? NO_COUNTS,
    alreadyImported: stage === 'open' ? null : await importer.alreadyImported(who, draft),
    progress: { stage: isReading ? 'reading' : stage, ...progress },
    batchId: draft.batchId,
  };
}

const NO_COUNTS = countsOf({ what: 'people', rows: [] });
type ReadingPart = Pick<Page, 'sheet' | 'sheets' | 'headerRow' | 'rowCount' | 'columns' | 'remembered' | 'replaced' | 'faults' | 'effect'>;
const UNREAD: ReadingPart = { sheet: null, sheets: [], headerRow: 1, rowCount: 0, columns: [], remembered: false, replaced: [], faults: [], effect: [] };

/** How the file is read, and what was found of it. */
function readingOf(known: Prepared | null): ReadingPart {
  if (known === null) return UNREAD;
  const { reading, policy, sheets, plan, faults, effect } = known;
  const found = { sheets: [...sheets], rowCount: plan.rows.length, faults: [...faults], effect };
  if (reading === null) return { ...UNREAD, ...found };
  const fields = new Set(reading.columns.map(({ field }) => field));
  return {
    ...found,
    sheet: reading.sheet,
    headerRow: reading.headerRow,
    columns: reading.columns.map((column) => ({ ...column, samples: [...column.samples] })),
    remembered: reading.remembered,
    replaced: [...fields].filter((field) => policy[field] === 'replace'),
  };
}

export async function importRows(
  importer: RegistryImporter,
  who: Who,
  id: string,
  query: { state: string; q?: string | undefined; cursor: number; limit: number },
): Promise<{ items: Row[]; total: number; next: number | null }> {
  const prepared = await importer.prepare(who, await importer.draft(who, id));
  const says = finder(query.q);
  const rows: PlannedRow[] = [];
  for (const row of prepared.plan.rows) if (isAsked(standingOf(row, 'update'), query.state) && says(() => foundBy(row))) rows.push(row);
  return pageOf(rows, query, (row) => rowOf(row, prepared));
}

/** One row of the preview; null where the file has no such row. */
export async function importRow(importer: RegistryImporter, who: Who, id: string, row: number): Promise<Row | null> {
  const prepared = await importer.prepare(who, await importer.draft(who, id));
  const rows: readonly PlannedRow[] = prepared.plan.rows;
  const found = rows.find((planned) => planned.row.row === row);
  return found === undefined ? null : rowOf(found, prepared);
}

/** What a row is found by. */
function foundBy(planned: PlannedRow): (string | null | undefined)[] {
  if ('organisation' in planned) return [planned.row.nameAsWritten, planned.row.document?.number, planned.row.organisation];
  return [planned.row.name, planned.row.acronym, planned.row.taxNumber];
}

function rowOf(planned: PlannedRow, { decisions }: Prepared): Row {
  const { state, decision, changes, candidates, findings } = planned;
  const base = {
    row: planned.row.row,
    department: planned.row.department,
    municipality: planned.row.municipality,
    state,
    findings: findings.map((finding) => ({ ...finding, blocks: blocks(finding) })),
    changes: changes.map(masked),
    candidates: candidates.map((candidate) => ({ ...candidate, explanation: [...candidate.explanation] })),
    decision: decision.decision,
    decidedId: decision.personId,
    edits: decisions[String(planned.row.row)]?.edits ?? {},
  };
  if (!('organisation' in planned)) {
    const { name, taxNumber } = planned.row;
    return { ...base, name, documentMasked: taxNumber, sex: null, organisation: null, organisationIsNew: false };
  }
  const { row, organisation } = planned;
  return {
    ...base,
    name: row.nameAsWritten,
    documentMasked: row.document === null ? null : hidden(row.document.number),
    sex: row.sex ?? 'unknown',
    organisation: organisation?.name ?? null,
    organisationIsNew: organisation?.isNew ?? false,
  };
}

const PRIVATE: ReadonlySet<string> = new Set(['document', 'phone', 'email', 'address', 'contact-person']);

/** What the registry has of a person's documents and contacts is opened on the person's page, where it is noted. */
function masked(change: Change): Change {
  return PRIVATE.has(change.field) && change.before !== null ? { ...change, before: hidden(change.before) } : change;
}
