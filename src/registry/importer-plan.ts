/** Reads a file and plans its rows, letting other work through in between: a hundred thousand rows take a while. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { TransactionOptions } from '../platform/database/programme-transaction.ts';
import type { TableFile } from '../platform/spreadsheet/sheet.ts';
import { faultsOfReading, linesOf } from './import-cells.ts';
import { IMPORT_ROWS_MAX, type Cells, type Field, type Imported, type Policy, type Reading } from './import-file.ts';
import { OrganisationPlanner, type PlannedOrganisation } from './import-organisation-plan.ts';
import { ORGANISATION_NAMES, readOrganisationRow, type OrganisationRow } from './import-organisation-rows.ts';
import { PersonPlanner, type Decision, type PlannedPerson } from './import-person-plan.ts';
import { PERSON_NAMES, readPersonRow, withEdits, type PersonRow } from './import-person-rows.ts';
import { standingOf } from './import-review.ts';
import { knownOrganisations, knownPeople } from './importer-source.ts';
import type { ListSheet } from './sheet-headings.ts';
import { organisationEntries, personEntries, type PlannedEntry } from './import-entries.ts';
import { OrganisationMatcher } from './organisation-matcher.ts';
import { allOrganisations } from './queries.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';

export type Plan =
  | { readonly what: 'people'; readonly rows: readonly PlannedPerson[] }
  | { readonly what: 'organisations'; readonly rows: readonly PlannedOrganisation[] };
export type PlannedRow = PlannedPerson | PlannedOrganisation;

export interface Fault {
  readonly code: string;
  readonly blocks: boolean;
  readonly detail: string | null;
}

export interface Counts {
  new: number;
  update: number;
  same: number;
  doubtful: number;
  problem: number;
  skipped: number;
  ready: number;
}

/** How a draft is to be planned. */
export interface PlanAsked {
  readonly what: Imported;
  readonly reading: Reading;
  readonly policy: Policy;
  readonly decisions: ReadonlyMap<number, Decision>;
  readonly edits: ReadonlyMap<number, Readonly<Record<string, string>>>;
  /** ISO day. */
  readonly today: string;
  readonly newId: () => string;
  readonly onProgress: (done: number, total: number) => void;
}

/** Rows worked on before other requests are let through. */
const ROWS_AT_ONCE = 250;

/** The rows of a file as they are read. */
export type List =
  | { readonly what: 'people'; readonly rows: readonly PersonRow[] }
  | { readonly what: 'organisations'; readonly rows: readonly OrganisationRow[] };

/** Rows of the sheet as the reading takes them, or why they cannot be used. Keeps nothing of the table: a large one is as much as its rows. */
export async function readList(table: TableFile, asked: PlanAsked): Promise<{ list: List; faults: Fault[] }> {
  const { what, reading } = asked;
  const nothing: List = what === 'people' ? { what, rows: [] } : { what, rows: [] };
  const sheet = table.tables[reading.sheetIndex];
  const doubts = reading.doubts.map((code) => ({ code, blocks: false, detail: null }));
  const faults: Fault[] = [...table.faults, ...faultsOfReading(reading, what === 'people' ? PERSON_NAMES : ORGANISATION_NAMES), ...doubts];
  if (sheet === undefined) return { list: nothing, faults };
  if (sheet.rows.length > IMPORT_ROWS_MAX) {
    return { list: nothing, faults: [...faults, { code: 'too-many-rows', blocks: true, detail: String(IMPORT_ROWS_MAX) }] };
  }
  const list: List =
    what === 'people'
      ? { what, rows: await readLines(sheet, asked, (row, cells) => readPersonRow(row, cells, reading, asked.today)) }
      : { what, rows: await readLines(sheet, asked, (row, cells) => readOrganisationRow(row, cells, reading)) };
  if (list.rows.length === 0) faults.push({ code: 'no-rows', blocks: true, detail: null });
  return { list, faults };
}

/** What importing a list would do, row by row. */
export function planList(pool: Pool, programmeId: string, list: List, asked: PlanAsked, options: TransactionOptions): Promise<Plan> {
  return list.what === 'people'
    ? planPeople(pool, programmeId, list.rows, asked, options)
    : planOrganisations(pool, programmeId, list.rows, asked, options);
}

async function planPeople(
  pool: Pool,
  programmeId: string,
  rows: readonly PersonRow[],
  asked: PlanAsked,
  options: TransactionOptions,
): Promise<Plan> {
  if (rows.length === 0) return { what: 'people', rows: [] };
  const planner = await plannerOf(pool, programmeId, rows, asked, options);
  for (const _pause of planner.begin()) await breathe();
  return { what: 'people', rows: await planAll(() => planner.next(), rows.length, asked) };
}

/** Apart, so that whoever plans does not hold on to what was read of the registry. */
async function plannerOf(
  pool: Pool,
  programmeId: string,
  rows: readonly PersonRow[],
  { newId, decisions, policy }: PlanAsked,
  options: TransactionOptions,
): Promise<PersonPlanner> {
  const organisations = await inProgramme(pool, programmeId, (client) => allOrganisations(client, programmeId), options);
  const matcher = new OrganisationMatcher(organisations, newId);
  const known = await knownPeople(pool, programmeId, rows, options);
  await breathe();
  return new PersonPlanner({ rows, known, organisations: matcher, decisions, policy, newId });
}

async function planOrganisations(
  pool: Pool,
  programmeId: string,
  rows: readonly OrganisationRow[],
  asked: PlanAsked,
  options: TransactionOptions,
): Promise<Plan> {
  if (rows.length === 0) return { what: 'organisations', rows: [] };
  const known = await knownOrganisations(pool, programmeId, options);
  const { newId, decisions, policy } = asked;
  const planner = new OrganisationPlanner({ rows, known, decisions, policy, newId });
  return { what: 'organisations', rows: await planAll(() => planner.next(), rows.length, asked) };
}

async function readLines<R>(sheet: ListSheet, { reading, edits }: PlanAsked, read: (row: number, cells: Cells) => R): Promise<R[]> {
  const rows: R[] = [];
  for (const { row, cells } of linesOf(sheet, reading)) {
    const typed = edits.get(row);
    rows.push(read(row, typed === undefined ? cells : withEdits(cells, typed)));
    if (rows.length % (4 * ROWS_AT_ONCE) === 0) await breathe();
  }
  return rows;
}

async function planAll<P>(next: () => P | null, total: number, { onProgress }: PlanAsked): Promise<P[]> {
  const planned: P[] = [];
  for (let one = next(); one !== null; one = next()) {
    planned.push(one);
    if (planned.length % ROWS_AT_ONCE !== 0) continue;
    onProgress(planned.length, total);
    await breathe();
  }
  return planned;
}

/** Entries of a plan, row by row, made while they are written: all at once they would fill the memory. */
export function* entriesOf(plan: Plan, newId: () => string): Generator<PlannedEntry> {
  if (plan.what === 'people') for (const row of plan.rows) yield* personEntries(row, newId);
  else for (const row of plan.rows) yield* organisationEntries(row, newId);
}

export function countsOf(plan: Plan): Counts {
  const counts: Counts = { new: 0, update: 0, same: 0, doubtful: 0, problem: 0, skipped: 0, ready: 0 };
  for (const row of plan.rows) {
    counts[standingOf(row, 'update')] += 1;
    if (row.write !== null) counts.ready += 1;
  }
  return counts;
}

/** Fields of a reading by column, as they are remembered. */
export function fieldsOf(reading: Reading): Field[] {
  return reading.columns.map(({ field }) => field);
}
