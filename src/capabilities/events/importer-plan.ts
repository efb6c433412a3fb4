/** Reads a list of attendance and plans its rows, letting other work through in between: a hundred thousand rows take a while. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { TransactionOptions } from '../../platform/database/programme-transaction.ts';
import type { TableFile } from '../../platform/spreadsheet/sheet.ts';
import type { OnProgress } from '../../registry/kept-plans.ts';
import type { AttendanceRow, ListFault, Reading } from './attendance-file.ts';
import type { Decision } from './attendance-recognition.ts';
import { applyEdits, faultsOfList, rowsOf } from './attendance-rows.ts';
import { ListPlanner, type PlannedRow } from './import-plan.ts';
import { knownToRows, type ListedSession } from './import-source.ts';

/** Rows worked on before other requests are let through. */
const ROWS_AT_ONCE = 250;
/** What a row was made from is not needed once it is made, and a long list is small without it. */
const NO_CELLS: AttendanceRow['cells'] = {};

/** How a draft is to be planned. */
export interface PlanAsked {
  readonly reading: Reading;
  readonly sessions: readonly ListedSession[];
  readonly decisions: ReadonlyMap<number, Decision>;
  /** What a person typed over the file, by row. */
  readonly edits: ReadonlyMap<number, Readonly<Record<string, string>>>;
  readonly newId: () => string;
  readonly onProgress: OnProgress;
}

/** Rows of the sheet as the reading takes them, and what is wrong with the list. Keeps nothing of the table: a large one is as much as its rows. */
export async function readList(
  table: TableFile,
  { reading, sessions, edits }: PlanAsked,
): Promise<{ rows: AttendanceRow[]; faults: ListFault[] }> {
  const sheet = table.tables[reading.sheetIndex];
  const rows: AttendanceRow[] = [];
  if (sheet === undefined) return { rows, faults: [] };
  for (const row of rowsOf(sheet, reading, sessions)) {
    const typed = edits.get(row.row);
    const mended = typed === undefined ? row : applyEdits(row, typed, reading, sessions);
    rows.push({ ...mended, cells: NO_CELLS });
    if (rows.length % (4 * ROWS_AT_ONCE) === 0) await breathe();
  }
  return { rows, faults: faultsOfList(reading, sessions, rows.length) };
}

/** What importing a list would do, row by row. */
export async function planList(
  pool: Pool,
  programmeId: string,
  rows: readonly AttendanceRow[],
  { reading: { layout }, sessions, decisions, newId, onProgress }: PlanAsked,
  options: TransactionOptions,
): Promise<PlannedRow[]> {
  if (rows.length === 0) return [];
  onProgress(0, rows.length);
  const { known, organisations } = await knownToRows(pool, programmeId, rows, options);
  const planner = new ListPlanner({ rows, layout, known, organisations, decisions, sessions, newId, matching: 'on' });
  for (const _pause of planner.begin()) await breathe();
  const planned: PlannedRow[] = [];
  for (let row = planner.next(); row !== null; row = planner.next()) {
    planned.push(row);
    if (planned.length % ROWS_AT_ONCE !== 0) continue;
    onProgress(planned.length, rows.length);
    await breathe();
  }
  return planned;
}
