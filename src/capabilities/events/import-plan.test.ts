import { describe, expect, it } from 'vitest';
import { attendance, ci, CNI, decide, kinds, known, lastRow, merges, plan, PROCESS, row, states, stay, uuid } from '../../../test/cast/attendance-list.ts';
import { draftSchema } from '../../ledger/entry.ts';
import { shapesOf } from '../../ledger/versions.ts';
import {
  organisationRegistered,
  peopleDistinguished,
  peopleMerged,
  personRegistered,
  roleRecorded,
} from '../../registry/entries.ts';
import type { AttendanceRow } from './attendance-file.ts';
import { attendanceRecorded } from './entries.ts';
import type { WholePlan } from '../../../test/cast/planned-list.ts';

describe('somebody nobody knows', () => {
  it('is registered with what the row states, and nothing else', () => {
    const made = plan([
      row({ sex: 'woman', document: ci('4923118'), organisation: 'Cámara Andina de Industria', position: 'Gerente' }),
    ]);
    expect(states(made)).toEqual(['new']);
    expect(kinds(made)).toEqual(['person-registered', 'role-recorded', 'attendance-recorded']);
    expect(made.entries[0]).toMatchObject({
      occurredOn: '2021-05-18',
      payload: { sex: 'woman', birthYear: null, department: null, municipality: null },
      private: { name: { givenNames: 'Lidia', surnames: 'Mamani Condori' }, document: ci('4923118') },
    });
    expect(made.entries[2]?.payload).toEqual({
      processId: PROCESS,
      sessionId: uuid(11),
      personId: made.entries[0]?.id,
      organisationId: CNI.id,
      durationMinutes: 120,
      department: null,
      municipality: null,
      sourceRow: made.rows[0]?.row.row,
    });
    expect(made.counts).toEqual({ new: 1, recognised: 0, doubtful: 0, problem: 0, skipped: 0, ready: 1 });
  });

  it('gets every planned entry in the shape the ledger takes', () => {
    const made = plan(
      [
        row({ organisation: 'Gremio nuevo', organisationKind: 'workers', position: 'Socia', document: ci('4923118') }),
        row({ surnames: 'Mamani C.', document: ci('4923118'), phone: '71234567' }),
        row({ givenNames: 'Lidya', email: 'otra@example.org' }),
      ],
      { decisions: decide(lastRow, 'new'), known: [known({ givenNames: 'Rosa' })] },
    );
    const schemas = [
      personRegistered, organisationRegistered, roleRecorded, peopleMerged, peopleDistinguished, attendanceRecorded,
    ];
    for (const entry of made.entries) {
      const schema = schemas.find((one) => one.kind === entry.kind);
      // The importer writes the first version of every kind: a list gives no more than that.
      const shapes = schema === undefined ? null : shapesOf(schema, 1);
      expect(shapes?.payload.safeParse(entry.payload).error, entry.kind).toBeUndefined();
      for (const [part, value] of Object.entries(entry.private)) {
        expect(shapes?.partShape(part)?.safeParse(value).error, `${entry.kind} ${part}`).toBeUndefined();
      }
      expect(draftSchema.safeParse({ ...entry, private: {} }).error).toBeUndefined();
    }
    expect(kinds(made)).toContain('organisation-registered');
  });

  it('who attended nothing leaves no trace', () => {
    const made = plan([row({ stays: [] })]);
    expect([made.entries, made.counts.skipped, made.counts.ready]).toEqual([[], 1, 0]);
  });
});

describe('somebody perhaps known', () => {
  const registry = [known({ phone: '71234567' })];
  const doubtful = (): AttendanceRow => row({ surnames: 'Mamani', phone: '71234567' });

  it('waits for a decision', () => {
    const made = plan([doubtful()], { known: registry });
    expect([states(made), made.entries, made.counts.ready]).toEqual([['doubtful'], [], 0]);
    // 32 + 40 - 12 + 14.
    expect(made.rows[0]?.candidates).toMatchObject([{ personId: uuid(90), row: null, score: 74 }]);
  });

  it('who is the same gets a record of its own and a merge decided by a person', () => {
    const one = doubtful();
    const made = plan([one], { known: registry, decisions: decide(one.row, 'same', uuid(90)) });
    expect(kinds(made)).toEqual(['person-registered', 'people-merged', 'attendance-recorded']);
    expect(merges(made)[0]).toMatchObject({ decidedBy: 'person', score: 74 });
    expect(made.rows[0]?.ready).toBe(true);
  });

  it('who is new is registered, and the pair is not suggested again', () => {
    const one = doubtful();
    const made = plan([one], { known: registry, decisions: decide(one.row, 'new') });
    expect(kinds(made)).toEqual(['person-registered', 'attendance-recorded', 'people-distinguished']);
    expect(made.entries[2]?.payload).toEqual({ personIds: [made.entries[0]?.id, uuid(90)] });
  });

  it('who is skipped leaves no trace', () => {
    const one = doubtful();
    const made = plan([one], { known: registry, decisions: decide(one.row, 'skip') });
    expect([made.entries, made.counts]).toEqual([
      [],
      { new: 0, recognised: 0, doubtful: 0, problem: 0, skipped: 1, ready: 0 },
    ]);
  });

  it('and comes back later in the list follows the first decision', () => {
    const [first, second] = [doubtful(), row({ surnames: 'Mamani', phone: '71234567', stays: [stay({ sessionNumber: 2 })] })];
    const made = plan([first, second], { known: registry, layout: 'list', decisions: decide(first.row, 'new') });
    expect(states(made)).toEqual(['doubtful', 'recognised']);
    expect(new Set(attendance(made).map((one) => one.personId)).size).toBe(1);
  });
});

describe('a person’s word against what was found', () => {
  it('parts a row from a record it was surely taken for', () => {
    const one = row({ document: ci('4923118') });
    const made = plan(
      [one], { known: [known({ document: { number: '4923118' } })], decisions: decide(one.row, 'new') },
    );
    expect(kinds(made)).toEqual(['person-registered', 'attendance-recorded', 'people-distinguished']);
  });

  it('holds for the same person in the next row', () => {
    const [one, two] = [row({ document: ci('4923118') }), row({ document: ci('4923118'), stays: [stay({ sessionNumber: 2 })] })];
    const made = plan([one, two], {
      layout: 'list',
      known: [known({ document: { number: '4923118' } })],
      decisions: decide(one.row, 'new'),
    });
    expect(states(made)).toEqual(['recognised', 'recognised']);
    const people = attendance(made).map((each) => each.personId);
    expect(people[0]).toBe(people[1]);
    expect(people[0]).not.toBe(uuid(90));
  });

  it('names a person nobody thought of', () => {
    const one = row({ givenNames: 'Lita', surnames: '' });
    const made = plan([one], { known: [known()], decisions: decide(one.row, 'same', uuid(90)) });
    expect(merges(made)[0]).toMatchObject(
      { personIds: [uuid(90), made.entries[0]?.id], decidedBy: 'person', score: 0 },
    );
  });
});

describe('organisations', () => {
  const organisationsOf = (made: WholePlan): (string | null)[] =>
    made.rows.map((one) => one.organisation?.id ?? null);

  it('are found under another way of writing, and a new one is registered once', () => {
    const person = (givenNames: string, organisation: string): AttendanceRow =>
      row({ givenNames, surnames: givenNames, organisation, organisationKind: 'workers' });
    const made = plan([
      person('Ana', 'CAMARA ANDINA DE INDUSTRIA'),
      person('Eva', 'CAI'),
      person('Iris', 'Cámara Andina de Indutria'),
      person('Luz', 'Federación de Fabriles'),
      person('Rosa', 'federacion fabriles'),
    ]);
    const ids = organisationsOf(made);
    expect(ids.slice(0, 3)).toEqual([CNI.id, CNI.id, CNI.id]);
    expect(ids[3]).toBe(ids[4]);
    const registered = made.entries.filter((entry) => entry.kind === organisationRegistered.kind);
    expect(registered.map((entry) => entry.payload)).toMatchObject(
      [{ name: 'Federación de Fabriles', organisationKind: 'workers' }],
    );
  });
});

it('a row with a problem is left out until it is mended', () => {
  const made = plan([row({ problems: [{ code: 'document-letter-o', column: 'C.I.', value: '4831O27' }] })]);
  expect([states(made), made.entries, made.counts.problem]).toEqual([['problem'], [], 1]);
});

it('without matching every spelling is a person of its own, and nobody is asked', () => {
  const document = ci('4923118');
  const rows = [row({ document }), row({ surnames: 'Mamani C.', document }), row({ document, stays: [stay({ sessionNumber: 2 })] })];
  const made = plan(rows, { matching: 'off' });
  expect(states(made)).toEqual(['new', 'new', 'recognised']);
  expect(merges(made)).toEqual([]);
  expect(new Set(attendance(made).map((one) => one.personId)).size).toBe(2);
});
