/** What importing people would do, row by row: worked examples, without a server. */
import { describe, expect, test } from 'vitest';
import { personEntries } from './import-entries.ts';
import { changesOf, chosenBy, type PersonValues } from './import-person-changes.ts';
import { PersonPlanner, type Decision, type KnownPerson, type PlannedPerson } from './import-person-plan.ts';
import { readPersonRow, type PersonRow } from './import-person-rows.ts';
import { guessReading } from './import-reading.ts';
import { OrganisationMatcher } from './organisation-matcher.ts';

const READING = guessReading('people', [{ name: null, rows: [['Nombre completo', 'CI']] }]);
let row = 1;
function line(cells: Parameters<typeof readPersonRow>[1]): PersonRow {
  row += 1;
  return readPersonRow(row, cells, READING, '2021-11-26');
}

function known(id: string, values: PersonRow): KnownPerson {
  return { id, standing: values, sourceOf: () => id, records: [{ values, organisationIds: [] }], organisation: null, roles: new Set() };
}

function plan(rows: PersonRow[], people: KnownPerson[] = [], more: { decisions?: ReadonlyMap<number, Decision>; policy?: Record<string, 'replace'> } = {}): PlannedPerson[] {
  let made = 0;
  const newId = (): string => `new-${(made += 1)}`;
  const organisations = new OrganisationMatcher([], newId);
  const planner = new PersonPlanner({ rows, known: people, organisations, decisions: more.decisions ?? new Map(), policy: more.policy ?? {}, newId });
  for (const _pause of planner.begin());
  const planned: PlannedPerson[] = [];
  for (let one = planner.next(); one !== null; one = planner.next()) planned.push(one);
  return planned;
}
const kinds = (planned: PlannedPerson | undefined): string[] =>
  planned === undefined ? [] : personEntries(planned, () => 'id').map(({ kind }) => kind.replace('registry.', ''));

const ANA = { 'full-name': 'Ana Mamani Condori', document: '4923118' };

describe('a row', () => {
  test('of nobody known registers a person', () => {
    const [one] = plan([line(ANA)]);
    expect(one).toMatchObject({ state: 'new', ready: true });
    expect(kinds(one)).toEqual(['person-registered']);
  });

  test('of somebody known who says nothing new writes nothing', () => {
    const [one] = plan([line(ANA)], [known('ana', line(ANA))]);
    expect(one).toMatchObject({ state: 'same', ready: true, write: null });
  });

  test('that knows a sex and a phone more registers a record and a merge that chooses them', () => {
    const [one] = plan([line({ ...ANA, sex: 'mujer', phone: '71112223' })], [known('ana', line(ANA))]);
    expect(one?.changes).toEqual([
      { field: 'sex', what: 'fill', before: null, after: 'woman' },
      { field: 'phone', what: 'fill', before: null, after: '71112223' },
    ]);
    expect(kinds(one)).toEqual(['person-registered', 'people-merged']);
    expect(one?.write?.merge).toMatchObject({
      into: 'ana',
      decidedBy: 'import',
      chosen: { sex: 'new-1', contact: 'new-1', name: 'ana', document: 'ana' },
    });
  });

  test('with only a new position writes the role of the known person', () => {
    const [one] = plan([line({ ...ANA, organisation: 'Taller', position: 'Gerente' })], [known('ana', line(ANA))]);
    expect(one).toMatchObject({ state: 'update', changes: [] });
    expect(kinds(one)).toEqual(['organisation-registered', 'role-recorded']);
    expect(one?.write?.role).toMatchObject({ personId: 'ana', position: 'Gerente' });
  });

  test('with the number of somebody else is a fault that names them, until a person says it is the same', () => {
    const dora = line({ 'full-name': 'Dora Quispe Nina', document: '4923118' });
    const [fault] = plan([dora], [known('ana', line(ANA))]);
    expect(fault).toMatchObject({ state: 'problem', ready: false, findings: [{ code: 'document-of-other', value: 'Ana Mamani Condori' }] });
    const [said] = plan([dora], [known('ana', line(ANA))], { decisions: new Map([[dora.row, { decision: 'same', personId: 'ana' }]]) });
    expect(said).toMatchObject({ ready: true });
    expect(said?.changes).toEqual([{ field: 'full-name', what: 'kept', before: 'Ana Mamani Condori', after: 'Dora Quispe Nina' }]);
  });

  test('of an equal name that hardly anybody bears is asked; "another" registers and parts the two, "the same" joins them', () => {
    const people = [known('ana', line({ 'full-name': 'Casilda Yampasi Ochoa' }))];
    const asked = line({ 'full-name': 'Casilda Yampasi Ochoa', sex: 'mujer' });
    expect(plan([asked], people)[0]).toMatchObject({ state: 'doubtful', ready: false, candidates: [{ id: 'ana' }] });
    const decide = (decision: Decision): PlannedPerson | undefined => plan([asked], people, { decisions: new Map([[asked.row, decision]]) })[0];
    expect(kinds(decide({ decision: 'new', personId: null }))).toEqual(['person-registered', 'people-distinguished']);
    expect(kinds(decide({ decision: 'same', personId: 'ana' }))).toEqual(['person-registered', 'people-merged']);
    expect(kinds(decide({ decision: 'skip', personId: null }))).toEqual([]);
  });

  test('of a common name is asked about an earlier row that bears it too, in full or cut short, unless something contradicts', () => {
    const names = (...written: string[]): PlannedPerson[] => plan(written.map((name) => line({ 'full-name': name })));
    // lidia 7 + mamani 4.5 + condori 4.5 = 16 bits: 32 + 42 - 7 = 67, below the 70 of a question; "C." says 3: 32 + 41 - 9 = 64.
    for (const repeated of ['Lidia Mamani Condori', 'Lidia Mamani C.']) {
      const [first, between, last] = names('Lidia Mamani Condori', 'Juan Flores Apaza', repeated);
      expect([first?.state, between?.state, last?.state]).toEqual(['new', 'new', 'doubtful']);
      expect(last?.candidates).toMatchObject([{ row: first?.row.row, score: 70 }]);
    }
    expect(names('Lidia Mamani Condori', 'Lidia Mamani Q.', 'Lidia Mamani')).toMatchObject([{ state: 'new' }, { state: 'new' }, { state: 'new' }]);
    const [, other] = plan([line({ 'full-name': 'Lidia Mamani Condori', birth: '1980' }), line({ 'full-name': 'Lidia Mamani C.', birth: '1990' })]);
    expect(other?.state).toBe('new');
  });

  test('that may be one of several earlier rows is whichever a person names; one that is there no more leaves it waiting', () => {
    const name = { 'full-name': 'Casilda Yampasi Ochoa' };
    const [first, second, third] = [line(name), line({ ...name, sex: 'mujer' }), line({ ...name, phone: '71112223' })] as const;
    const decided = (sameRow: number): PlannedPerson | undefined => {
      const decisions = new Map<number, Decision>([[second.row, { decision: 'new', personId: null }], [third.row, { decision: 'same', personId: null, sameRow }]]);
      return plan([first, second, third], [], { decisions })[2];
    };
    expect(decided(first.row)?.candidates.map(({ row: of }) => of).toSorted()).toEqual([first.row, second.row]);
    expect([first, second].map(({ row: named }) => decided(named)?.write?.merge?.into)).toEqual(['new-1', 'new-2']);
    expect(decided(999)).toMatchObject({ ready: false, state: 'doubtful', write: null });
  });

  test('that repeats an earlier one is the same; what it adds is added once', () => {
    const [first, second, third] = plan([line(ANA), line({ ...ANA, sex: 'mujer' }), line({ ...ANA, sex: 'mujer' })]);
    expect([first?.state, second?.state, third?.state]).toEqual(['new', 'update', 'same']);
    expect(second?.write?.merge?.into).toBe(first?.write?.recordId);
  });

  test('never lends its sex to a name: a list without sex leaves it unknown', () => {
    expect(plan([line({ 'full-name': 'María Prueba Luna' })])[0]?.write?.values.sex).toBeNull();
  });
});

describe('what stands', () => {
  const standing: PersonValues = line({ ...ANA, sex: 'mujer', birth: '1990', phone: '71112223', municipality: 'El Alto' });
  const said = (cells: Parameters<typeof readPersonRow>[1], policy = {}): string[] =>
    changesOf(line({ ...ANA, ...cells }), standing, [standing], policy).map(({ field, what }) => `${field} ${what}`);

  test('is filled, replaced or kept, field by field', () => {
    expect(said({ birth: '3/5/1990' })).toEqual(['birth fill']);
    expect(said({ birth: '1991' })).toEqual(['birth kept']);
    expect(said({ birth: '1991' }, { birth: 'replace' })).toEqual(['birth replace']);
    expect(said({ age: '31' })).toEqual([]);
    expect(said({ department: 'La Paz' })).toEqual([]);
    expect(said({ department: 'Oruro' })).toEqual(['department kept']);
    expect(said({ phone: '+591 71112223' })).toEqual([]);
    expect(said({ phone: '79999999' }, { phone: 'replace' })).toEqual(['phone replace']);
    expect(said({ sex: 'no declara' })).toEqual([]);
    expect(said({ sex: 'varón' })).toEqual(['sex kept']);
    expect(said({ 'full-name': 'Ana María Mamani Condori' })).toEqual(['full-name fill']);
    expect(said({ 'full-name': 'Ana Mamani' })).toEqual([]);
    expect(said({ document: '4923118 1A LP' })).toEqual(['document fill']);
  });

  test('a merge chooses only where both say something, or the row changes it', () => {
    const one = line({ ...ANA, birth: '1991', email: 'ana@ejemplo.bo' });
    const changes = changesOf(one, standing, [standing], {});
    expect(chosenBy(one, standing, changes, 'new', () => 'old')).toEqual({ name: 'old', document: 'old', birthYear: 'old', contact: 'new' });
  });
});
