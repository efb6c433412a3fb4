/** A list of attendance planned whole, with the entries it would write. */
import { ListEntries, type PlannedEntry } from '../../src/capabilities/events/attendance-entries.ts';
import { countsOf, ListPlanner, type PlanCounts, type PlanInput, type PlannedRow } from '../../src/capabilities/events/import-plan.ts';

export interface WholePlan {
  readonly rows: readonly (PlannedRow & { readonly ready: boolean })[];
  readonly entries: readonly PlannedEntry[];
  readonly counts: PlanCounts;
}

export type WholeInput = PlanInput & { readonly processId: string };

export function planImport(input: WholeInput): WholePlan {
  const planner = new ListPlanner(input);
  for (const _pause of planner.begin());
  const rows: PlannedRow[] = [];
  for (let row = planner.next(); row !== null; row = planner.next()) rows.push(row);
  const made = new ListEntries(input);
  const entries = rows.flatMap(({ row, organisation, write }) => (write === null ? [] : [...made.of(row, organisation, write)]));
  return { rows: rows.map((row) => ({ ...row, ready: row.write !== null })), entries, counts: countsOf(rows) };
}
