import { describe, expect, it } from 'vitest';
import { draftSchema } from '../../ledger/entry.ts';
import { shapesOf } from '../../ledger/versions.ts';
import {
  organisationRegistered,
  peopleDistinguished,
  peopleMerged,
  personRegistered,
  roleRecorded,
} from '../../registry/entries.ts';
import type { MatchRecord } from '../../registry/matching.ts';
import type { AttendanceRow, Stay } from './attendance-file.ts';
import { attendanceRecorded } from './entries.ts';
import { type Decision, type ImportPlan, type KnownPerson, planImport, type PlanInput } from './import-plan.ts';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const PROCESS = uuid(1);
const CNI = { id: uuid(50), name: 'Cámara Andina de Industria', acronym: 'CAI', organisationKind: 'employers' };

const stay = (fields: Partial<Stay> = {}): Stay => {
  return { sessionNumber: 1, minutes: 120, column: 'Sesión 1', from: null, to: null, ...fields };
};
const zoomStay = (from: string, to: string, minutes: number, sessionNumber = 1): Stay => {
  return stay({ sessionNumber, minutes, from: `2021-05-18T${from}`, to: `2021-05-18T${to}` });
};

let lastRow = 1;
function row(fields: Partial<AttendanceRow> = {}): AttendanceRow {
  lastRow += 1;
  const { givenNames = 'Lidia', surnames = 'Mamani Condori' } = fields;
  return {
    row: lastRow,
    sheet: 'Lista',
    nameAsWritten: `${givenNames} ${surnames}`.trim(),
    givenNames,
    surnames,
    document: null,
    sex: null,
    organisation: null,
    organisationKind: null,
    position: null,
    department: null,
    municipality: null,
    phone: null,
    email: null,
    birthYear: null,
    stays: [stay()],
    problems: [],
    warnings: [],
    cells: {},
    ...fields,
  };
}

const ci = (number: string): AttendanceRow['document'] => ({ number, complement: null, issuedIn: null });

function known(fields: Partial<MatchRecord> = {}, id = uuid(90)): KnownPerson {
  const record: MatchRecord = {
    givenNames: 'Lidia',
    surnames: 'Mamani Condori',
    document: null,
    phone: null,
    email: null,
    birthYear: null,
    sex: null,
    municipality: null,
    organisationKeys: [],
    ...fields,
  };
  const name = `${record.givenNames ?? ''} ${record.surnames ?? ''}`.trim();
  return { id, canonicalId: id, name, organisation: null, record };
}

function plan(rows: AttendanceRow[], input: Partial<PlanInput> = {}): ImportPlan {
  let made = 1000;
  return planImport({
    rows,
    layout: 'wide-list',
    known: [],
    organisations: [CNI],
    decisions: new Map(),
    sessions: [1, 2].map((number) => ({
      id: uuid(10 + number),
      number,
      heldOn: `2021-05-${17 + number}`,
      durationMinutes: 120,
      modality: 'virtual',
      department: null,
      municipality: null,
    })),
    processId: PROCESS,
    newId: () => uuid((made += 1)),
    matching: 'on',
    ...input,
  });
}

const states = (made: ImportPlan): string[] => made.rows.map((one) => one.state);
const kinds = (made: ImportPlan): string[] => made.entries.map((entry) => entry.kind.replace(/^.*\./, ''));
const attendance = (made: ImportPlan): { personId: string; minutes: number }[] =>
  made.entries
    .filter((entry) => entry.kind === attendanceRecorded.kind)
    .map((entry) => attendanceRecorded.payload.parse(entry.payload))
    .map(({ personId, durationMinutes }) => ({ personId, minutes: durationMinutes }));
const merges = (made: ImportPlan) =>
  made.entries.filter((entry) => entry.kind === peopleMerged.kind).map(
    (entry) => peopleMerged.payload.parse(entry.payload),
  );
const decide = (rowNumber: number, decision: Decision['decision'], personId: string | null = null): PlanInput['decisions'] =>
  new Map([[rowNumber, { decision, personId }]]);

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

describe('somebody surely known', () => {
  it('and written the same goes to the known record', () => {
    const made = plan([row({ document: ci('4923118') })], { known: [known({ document: { number: '4923118' } })] });
    expect(states(made)).toEqual(['recognised']);
    expect(kinds(made)).toEqual(['attendance-recorded']);
    expect(attendance(made)[0]?.personId).toBe(uuid(90));
  });

  it('but written otherwise gets a record of its own and a merge that can be undone', () => {
    const made = plan([row({ surnames: 'Mamani C.', document: ci('4923118') })], {
      known: [known({ document: { number: '4923118' }, sex: 'woman' })],
    });
    expect(states(made)).toEqual(['recognised']);
    expect(kinds(made)).toEqual(['person-registered', 'people-merged', 'attendance-recorded']);
    expect(made.entries[0]?.payload).toMatchObject({ sex: null });
    // 32 for equal given names, 41 for an abbreviated surname, -9 for common words, 34 for the document.
    expect(merges(made)[0]).toMatchObject(
      { personIds: [uuid(90), made.entries[0]?.id], score: 98, decidedBy: 'import' },
    );
  });

  it('and written the same, who states a sex that the record lacks, gets a record that says it', () => {
    const made = plan(
      [row({ document: ci('4923118'), sex: 'woman' })], { known: [known({ document: { number: '4923118' } })] },
    );
    expect(kinds(made)).toEqual(['person-registered', 'people-merged', 'attendance-recorded']);
    expect(made.entries[0]?.payload).toMatchObject({ sex: 'woman' });
  });

  it('as one of several records of one person is one candidate', () => {
    const other = { ...known({ surnames: 'Mamani C.', document: { number: '4923118' } }, uuid(91)), canonicalId: uuid(90) };
    const made = plan(
      [row({ document: ci('4923118') })], { known: [known({ document: { number: '4923118' } }), other] },
    );
    expect(states(made)).toEqual(['recognised']);
    expect(attendance(made)[0]?.personId).toBe(uuid(90));
  });

  it('though like two people of the registry, is asked about', () => {
    const document = { number: '4923118' };
    const made = plan([row({ document: ci('4923118'), email: 'lidia@example.org' })], {
      known: [known({ document }), known({ email: 'lidia@example.org' }, uuid(91))],
    });
    expect(states(made)).toEqual(['doubtful']);
    expect(new Set(made.rows[0]?.candidates.map((candidate) => candidate.personId))).toEqual(
      new Set([uuid(90), uuid(91)]),
    );
    expect(made.entries).toEqual([]);
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

describe('of two candidates that are rows of the same file', () => {
  const [first, second] = [row({ surnames: 'Mamani Condori' }), row({ surnames: 'Mamani Condori' })];
  const third = row({ surnames: 'Mamani Condori', stays: [stay({ sessionNumber: 2 })] });
  const decided = (sameRow: number): ImportPlan =>
    plan([first, second, third], {
      layout: 'wide-list',
      decisions: new Map([
        [second.row, { decision: 'new', personId: null }],
        [third.row, { decision: 'same', personId: null, sameRow }],
      ]),
    });

  it('either can be named, not only the more alike', () => {
    for (const meant of [first, second]) {
      const made = decided(meant.row);
      const registered = made.entries.filter(({ kind }) => kind === 'registry.person-registered').map(({ id }) => id);
      const named = meant === first ? registered[0] : registered[1];
      expect(merges(made).map(({ personIds }) => personIds)).toEqual([[named, registered[2]]]);
      expect(made.rows[2]?.ready).toBe(true);
    }
  });

  it('one that is there no more leaves the row waiting', () => {
    expect(decided(999).rows[2]?.ready).toBe(false);
  });
});

it('stores no merge whose lines do not add up to its score, whoever decided it', () => {
  const [first, again] = [row({ surnames: 'Mamani' }), row({ surnames: 'Mamani', sex: 'woman', stays: [stay({ sessionNumber: 2 })] })];
  const made = plan([first, again], { layout: 'list' });
  expect(merges(made)).toHaveLength(1);
  for (const { score, explanation } of merges(made)) {
    expect(explanation.reduce((sum: number, line: { points: number }) => sum + line.points, 0)).toBe(score);
  }
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

describe('within one list', () => {
  it('a guest who left and came back is one person, and the minutes stand apart', () => {
    const guest = { givenNames: 'Ana', surnames: 'Prueba' };
    const made = plan(
      [
        row({ ...guest, stays: [zoomStay('18:10', '18:40', 30)] }),
        row({ ...guest, stays: [zoomStay('18:42', '19:00', 18)] }),
        row({ ...guest, stays: [zoomStay('18:00', '19:00', 60, 2)] }),
      ],
      { layout: 'zoom-report' },
    );
    expect(states(made)).toEqual(['new', 'recognised', 'recognised']);
    expect(attendance(made).map((one) => one.minutes)).toEqual([30, 18, 60]);
    expect(new Set(attendance(made).map((one) => one.personId)).size).toBe(1);
  });

  it('two guests of one name at the same time are two, or one with two devices: asked', () => {
    const made = plan(
      [
        row({ email: 'a@example.org', stays: [zoomStay('18:00', '19:00', 60)] }),
        row({ stays: [zoomStay('18:30', '19:30', 60)] }),
      ],
      { layout: 'zoom-joins' },
    );
    expect(states(made)).toEqual(['new', 'doubtful']);
  });

  it('one address with two devices at the same time is counted once', () => {
    const email = 'lidia@example.org';
    const made = plan(
      [row({ email, stays: [zoomStay('18:00', '19:00', 60)] }), row({ email, stays: [zoomStay('18:30', '19:30', 60)] })],
      { layout: 'zoom-joins' },
    );
    expect(states(made)).toEqual(['new', 'recognised']);
    expect(attendance(made).map((one) => one.minutes)).toEqual([60, 30]);
  });

  it('homonyms with two documents are two people', () => {
    const made = plan([row({ document: ci('4923118') }), row({ document: ci('6120448') })]);
    expect(states(made)).toEqual(['new', 'new']);
    expect(merges(made)).toEqual([]);
  });

  it('two lines of one name, without anything else, are asked about where each person has one line', () => {
    const [one, two] = [row({ stays: [stay()] }), row({ stays: [stay({ sessionNumber: 2 })] })];
    expect(states(plan([one, two]))).toEqual(['new', 'doubtful']);
    const asked = plan([one, two]).rows[1]?.candidates;
    expect(asked).toMatchObject([{ personId: null, row: one.row, score: 70 }]);
    expect(states(plan([one, two], { layout: 'list' }))).toEqual(['new', 'recognised']);
  });

  it('the same person on two lines of one session never gets more than the session', () => {
    const document = ci('4923118');
    const twice = [row({ document, stays: [stay({ minutes: 100 })] }), row({ document, stays: [stay({ minutes: 100 })] })];
    expect(states(plan(twice))).toEqual(['new', 'doubtful']);
    const made = plan(twice, { decisions: decide(lastRow, 'same') });
    expect(attendance(made).map((one) => one.minutes)).toEqual([100, 20]);
  });
});

describe('organisations', () => {
  const organisationsOf = (made: ImportPlan): (string | null)[] =>
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
