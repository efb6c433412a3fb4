/** An import of people or organisations in one go, for the command line: preview only, or written at once. */
import { blocks } from './import-cells.ts';
import type { Imported } from './import-file.ts';
import type { Counts, Fault } from './importer-plan.ts';
import type { EffectLines, RegistryImporter, Who } from './importer.ts';

export interface RegistryReport {
  readonly rowCount: number;
  readonly counts: Counts;
  readonly faults: readonly Fault[];
  /** Rows that a person must decide or mend, and why; doubtful rows without a problem. */
  readonly waiting: readonly { row: number; state: string; problems: readonly string[] }[];
  readonly effect: EffectLines;
  readonly alreadyImported: { batchId: string; openedAt: string } | null;
  /** null on a dry run, and where nothing could go in. */
  readonly batchId: string | null;
}

export async function importRegistryNow(
  importer: RegistryImporter,
  who: Who,
  what: Imported,
  file: { fileName: string; bytes: Uint8Array },
  options: { dryRun: boolean },
): Promise<RegistryReport> {
  const id = await importer.begin(who, what, file);
  const draft = await importer.draft(who, id);
  const { plan, counts, faults, effect } = await importer.prepare(who, draft);
  const alreadyImported = await importer.alreadyImported(who, draft);
  const waiting = [...plan.rows].flatMap(({ row, state, findings }) =>
    state === 'doubtful' || state === 'problem'
      ? [{ row: row.row, state, problems: findings.filter(blocks).map(({ code }) => code) }]
      : [],
  );
  const report = { rowCount: plan.rows.length, counts, faults, waiting, effect, alreadyImported };
  const blocked = faults.some((fault) => fault.blocks) || counts.ready === 0 || alreadyImported !== null;
  if (options.dryRun || blocked) {
    await importer.discard(who, id);
    return { ...report, batchId: null };
  }
  const { batchId, done } = await importer.open(who, id);
  await done;
  return { ...report, batchId };
}
