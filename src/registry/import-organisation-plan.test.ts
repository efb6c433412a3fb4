/** What importing organisations would do where several earlier rows of the file may be meant: without a server. */
import { expect, test } from 'vitest';
import { OrganisationPlanner, type PlannedOrganisation } from './import-organisation-plan.ts';
import { readOrganisationRow, type OrganisationRow } from './import-organisation-rows.ts';
import type { Decision } from './import-person-plan.ts';
import { guessReading } from './import-reading.ts';

const READING = guessReading('organisations', [{ name: null, rows: [['Nombre', 'NIT']] }]);
const line = (row: number, cells: Parameters<typeof readOrganisationRow>[1]): OrganisationRow => readOrganisationRow(row, cells, READING);

function plan(rows: OrganisationRow[], decisions: ReadonlyMap<number, Decision>): PlannedOrganisation[] {
  let made = 0;
  const planner = new OrganisationPlanner({ rows, known: [], decisions, policy: {}, newId: () => `new-${(made += 1)}` });
  const planned: PlannedOrganisation[] = [];
  for (let one = planner.next(); one !== null; one = planner.next()) planned.push(one);
  return planned;
}

test('of two branches of one name a person names either; one that is there no more leaves the row waiting', () => {
  const name = 'Confecciones Boltexmi';
  const rows = [line(2, { name, 'tax-number': '1023456' }), line(3, { name, 'tax-number': '2034567' }), line(4, { name, acronym: 'CB' })];
  const named = (sameRow: number): PlannedOrganisation | undefined =>
    plan(rows, new Map([[3, { decision: 'new', personId: null }], [4, { decision: 'same', personId: null, sameRow }]]))[2];
  expect(named(2)?.candidates.map(({ row }) => row)).toEqual([2, 3]);
  expect([2, 3].map((row) => named(row)?.write?.organisationId)).toEqual(['new-1', 'new-2']);
  expect(named(999)).toMatchObject({ state: 'doubtful', ready: false, write: null });
});
