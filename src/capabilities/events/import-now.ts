/** An import in one go, for the command line and the example: preview only, or written at once. */
import type { Importer, Who } from './importer.ts';
import type { PlanCounts } from './import-plan.ts';
import type { Effect } from '../../ledger/routes.ts';

export interface ImportReport {
  readonly rowCount: number;
  readonly counts: PlanCounts;
  readonly faults: readonly { code: string; blocks: boolean; detail: string | null }[];
  /** Rows that did not go in, and why. */
  readonly waiting: readonly { row: number; state: string; problems: readonly string[] }[];
  readonly effect: Awaited<ReturnType<Effect>>;
  readonly alreadyImported: { batchId: string; openedAt: string } | null;
  /** null on a dry run, and where nothing could go in. */
  readonly batchId: string | null;
}

export async function importNow(
  importer: Importer,
  who: Who,
  file: { processId: string; fileName: string; bytes: Uint8Array },
  options: { dryRun: boolean; sessionNumber: number | null; withEffect: boolean },
): Promise<ImportReport> {
  const draftId = await importer.begin(who, file);
  if (options.sessionNumber !== null) await importer.changeReading(who, draftId, { sessionNumber: options.sessionNumber });
  const draft = await importer.draft(who, draftId);
  const prepared = await importer.prepare(who, draft, options.withEffect ? 'with-effect' : 'without-effect');
  const already = await importer.alreadyImported(who, draft.sha256);
  const blocked = prepared.faults.some(({ blocks }) => blocks) || prepared.counts.ready === 0 || already !== null;
  const report = {
    rowCount: prepared.rows.length,
    counts: prepared.counts,
    faults: prepared.faults,
    waiting: prepared.rows
      .filter(({ write }) => write === null)
      .map(({ row, state }) => ({ row: row.row, state, problems: row.problems.map(({ code }) => code) })),
    effect: prepared.effect,
    alreadyImported: already,
  };
  if (options.dryRun || blocked) {
    await importer.discard(who, draftId);
    return { ...report, batchId: null };
  }
  const { batchId, done } = await importer.open(who, draftId);
  await done;
  return { ...report, batchId };
}
