/** An import in one go, for the command line and the example: preview only, or written at once. */
import type { Importer, Who } from './importer.ts';
import type { ImportPlan } from './import-plan.ts';
import type { Effect } from '../../ledger/routes.ts';

export interface ImportReport {
  readonly rowCount: number;
  readonly counts: ImportPlan['counts'];
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
  const prepared = await importer.prepare(who, draftId);
  const already = await importer.alreadyImported(who, prepared.draft.sha256);
  const blocked = prepared.faults.some(({ blocks }) => blocks) || prepared.plan.entries.length === 0 || already !== null;
  const report = {
    rowCount: prepared.plan.rows.length,
    counts: prepared.plan.counts,
    faults: prepared.faults,
    waiting: prepared.plan.rows
      .filter(({ ready }) => !ready)
      .map(({ row, state }) => ({ row: row.row, state, problems: row.problems.map(({ code }) => code) })),
    effect: options.withEffect ? await importer.effect(who, prepared) : [],
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
