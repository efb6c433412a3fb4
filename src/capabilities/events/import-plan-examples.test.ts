/** Imports planned, each worked by hand: who is attached, united, asked about; what is written and where it points. */
import { describe, expect, test } from 'vitest';
import type { AttendanceRow, Layout, ListSession } from './attendance-file.ts';
import type { ListSheet } from '../../registry/sheet-headings.ts';
import { guessReading } from './attendance-reading.ts';
import { readRows } from './attendance-rows.ts';
import type { KnownOrganisation } from '../../registry/organisation-matcher.ts';
import type { PlannedEntry, PlanSession } from './attendance-entries.ts';
import type { Decision } from './attendance-recognition.ts';
import type { KnownPerson, PlanInput } from './import-plan.ts';
import { planImport, type WholePlan } from '../../../test/cast/planned-list.ts';

const PROCESS = 'process';
const SESSIONS: readonly PlanSession[] = [
  { id: 's1', number: 1, heldOn: '2020-08-12', durationMinutes: 100, modality: 'on-site', department: '04', municipality: '040101' },
  { id: 's2', number: 2, heldOn: '2020-08-19', durationMinutes: 100, modality: 'virtual', department: null, municipality: null },
  { id: 's3', number: 3, heldOn: '2020-08-26', durationMinutes: 100, modality: 'mixed', department: '02', municipality: null },
];

function row(number: number, name: string, changes: Partial<AttendanceRow> & { session?: number; minutes?: number } = {}): AttendanceRow {
  const { session = 1, minutes = 100, ...rest } = changes;
  const [givenNames = '', surnames = ''] = name.split('|');
  return {
    row: number, sheet: 'Lista', nameAsWritten: `${givenNames} ${surnames}`.trim(), givenNames, surnames,
    document: null, sex: null, organisation: null, organisationKind: null, position: null, department: null,
    municipality: null, phone: null, email: null, birthYear: null,
    stays: [{ sessionNumber: session, minutes, column: 'Minutos', from: null, to: null }],
    problems: [], warnings: [], cells: {}, ...rest,
  };
}

const ci = (number: string): AttendanceRow['document'] => ({ number, complement: null, issuedIn: null });

function known(id: string, name: string, changes: Partial<KnownPerson['record']> = {}, canonicalId = id): KnownPerson {
  const [givenNames = '', surnames = ''] = name.split('|');
  const record = {
    givenNames, surnames, document: null, phone: null, email: null, birthYear: null, sex: null, municipality: null,
    organisationKeys: [], ...changes,
  };
  return { id, canonicalId, name: `${givenNames} ${surnames}`, organisation: null, record };
}

interface More {
  known?: readonly KnownPerson[];
  organisations?: readonly KnownOrganisation[];
  decisions?: Readonly<Record<number, Partial<Decision>>>;
  layout?: Layout;
  matching?: PlanInput['matching'];
}

function plan(rows: readonly AttendanceRow[], more: More = {}): WholePlan {
  let made = 0;
  return planImport({
    rows,
    layout: more.layout ?? 'list',
    known: more.known ?? [],
    organisations: more.organisations ?? [],
    decisions: new Map(
      Object.entries(more.decisions ?? {}).map(([at, one]) => [Number(at), { decision: 'undecided', personId: null, ...one }]),
    ),
    sessions: SESSIONS,
    processId: PROCESS,
    newId: () => `new-${(made += 1)}`,
    matching: more.matching ?? 'on',
  });
}

const states = ({ rows }: WholePlan): string[] => rows.map(({ state, ready }) => (ready ? state : `${state}, waits`));
const kinds = ({ entries }: WholePlan): string[] => entries.map(({ kind }) => kind.replace(/^\w+\./, ''));
const of = ({ entries }: WholePlan, kind: string): PlannedEntry[] => entries.filter((entry) => entry.kind.endsWith(`.${kind}`));
const stays = (made: WholePlan): unknown[] =>
  of(made, 'attendance-recorded').map(({ payload }) => [payload['personId'], payload['sessionId'], payload['durationMinutes']]);

const ANA = known('ana', 'Ana|Mamani Condori', { document: ci('4923118') });

describe('somebody the registry knows', () => {
  test('written the same is attached: no new record, no merge', () => {
    const made = plan([row(2, 'ANA|Mamani Cóndori', { document: ci('4923118') })], { known: [ANA] });
    expect([states(made), kinds(made)]).toEqual([['recognised'], ['attendance-recorded']]);
    expect(stays(made)).toEqual([['ana', 's1', 100]]);
  });

  test('written otherwise gets a record of its own and a merge that explains itself', () => {
    const made = plan([row(2, 'Ana|Mamani C.', { document: ci('4923118') })], { known: [ANA] });
    expect([states(made), kinds(made)]).toEqual([['recognised'], ['person-registered', 'people-merged', 'attendance-recorded']]);
    const [merge] = of(made, 'people-merged');
    // By hand: given names 32, surnames abbreviated 41, common words -12, same number 34.
    expect(merge?.payload).toMatchObject({ personIds: ['ana', 'new-1'], score: 95, decidedBy: 'import', chosen: {} });
    expect(JSON.stringify(merge?.payload['explanation'])).toContain('"reason":"abbreviated"');
    // The stay names the new record: undoing the merge takes it along.
    expect(stays(made)).toEqual([['new-1', 's1', 100]]);
  });

  test('who has a second record written like the row is attached to that one', () => {
    const other = known('ana-2', 'Ana|Mamani C.', { document: ci('4923118') }, 'ana');
    const made = plan([row(2, 'Ana|Mamani C.', { document: ci('4923118') })], { known: [ANA, other] });
    expect([states(made), stays(made)]).toEqual([['recognised'], [['ana-2', 's1', 100]]]);
  });

  test('whose sex a list states first gets that statement in a record, once for the whole list', () => {
    const rows = [1, 2, 3].map((session) => row(session, 'Ana|Mamani Condori', { document: ci('4923118'), sex: 'woman', session }));
    const made = plan(rows, { known: [ANA] });
    expect(of(made, 'person-registered')).toHaveLength(1);
    expect(of(made, 'people-merged')).toHaveLength(1);
    expect(stays(made)).toEqual([['new-1', 's1', 100], ['new-1', 's2', 100], ['new-1', 's3', 100]]);
  });
});

describe('a row waits for a person', () => {
  const juan = ['juan-1', 'juan-2'].map((id) => known(id, 'Juan|Mamani Quispe'));

  test('between two homonyms', () => {
    const made = plan([row(2, 'Juan|Mamani Quispe')], { known: juan });
    expect([states(made), made.entries]).toEqual([['doubtful, waits'], []]);
    expect(made.rows[0]?.candidates.map(({ personId, score }) => [personId, score])).toEqual([['juan-1', 70], ['juan-2', 70]]);
  });

  test('between two who would both be sure', () => {
    const both = ['a', 'b'].map((id) => known(id, 'Juan|Mamani Quispe', { email: 'juan@example.org' }));
    expect(states(plan([row(2, 'Juan|Mamani Quispe', { email: 'juan@example.org' })], { known: both }))).toEqual(['doubtful, waits']);
  });

  test('with an abbreviated name and no document, though the organisation agrees: 32 + 41 - 9 + 18', () => {
    const organisations = [{ id: 'cai', name: 'Cámara Andina', acronym: null, organisationKind: 'employers' }];
    const made = plan([row(2, 'Lidia|Mamani C.', { organisation: 'Camara Andina' })], {
      organisations,
      known: [known('lidia', 'Lidia|Mamani Condori', { organisationKeys: ['cai'] })],
    });
    expect([states(made), made.rows[0]?.candidates[0]?.score]).toEqual([['doubtful, waits'], 82]);
  });

  test('as a second, identical line of one session of a typed list, even with the same document', () => {
    for (const layout of ['list', 'wide-list', 'zoom-totals'] as const) {
      const twice = [2, 3].map((at) => row(at, 'Ana|Mamani Condori', { document: ci('4923118'), minutes: 50 }));
      const made = plan(twice, { layout });
      expect([layout, states(made), stays(made)]).toEqual([layout, ['new', 'doubtful, waits'], [['new-1', 's1', 50]]]);
    }
    const attached = plan([2, 3].map((at) => row(at, 'Ana|Mamani Condori', { document: ci('4923118') })), { known: [ANA] });
    expect(states(attached)).toEqual(['recognised', 'doubtful, waits']);
  });

  test('never: another document under the same name is another person', () => {
    const made = plan([row(2, 'Ana|Mamani Condori', { document: ci('6120448') })], { known: [ANA] });
    expect([states(made), kinds(made)]).toEqual([['new'], ['person-registered', 'attendance-recorded']]);
  });
});

describe('what a person decides', () => {
  const juan = ['juan-1', 'juan-2'].map((id) => known(id, 'Juan|Mamani Quispe'));
  const rows = [row(2, 'Juan|Mamani Quispe')];

  test('same: a record and a merge by a person, with the one meant', () => {
    const made = plan(rows, { known: juan, decisions: { 2: { decision: 'same', personId: 'juan-2' } } });
    expect(states(made)).toEqual(['doubtful']);
    expect(of(made, 'people-merged').map(({ payload }) => [payload['personIds'], payload['decidedBy']])).toEqual([
      [['juan-2', 'new-1'], 'person'],
    ]);
  });

  test('same, without naming anybody: the best candidate', () => {
    const made = plan(rows, { known: juan, decisions: { 2: { decision: 'same' } } });
    expect(of(made, 'people-merged')[0]?.payload['personIds']).toEqual(['juan-1', 'new-1']);
  });

  test('same as somebody who is there no more: the row waits and goes to nobody else', () => {
    const made = plan(rows, { known: juan, decisions: { 2: { decision: 'same', personId: 'gone' } } });
    expect([states(made), made.entries]).toEqual([['doubtful, waits'], []]);
  });

  test('new: another person, told apart from every candidate', () => {
    const made = plan(rows, { known: juan, decisions: { 2: { decision: 'new' } } });
    expect(of(made, 'people-merged')).toEqual([]);
    expect(of(made, 'people-distinguished').map(({ payload }) => payload['personIds'])).toEqual([
      ['new-1', 'juan-1'], ['new-1', 'juan-2'],
    ]);
  });

  test('skip: nothing is written, whatever the row would have been', () => {
    const made = plan([...rows, row(3, 'Eva|Poma')], { known: juan, decisions: { 2: { decision: 'skip' }, 3: { decision: 'skip' } } });
    expect([made.entries, made.counts]).toEqual([[], { new: 0, recognised: 0, doubtful: 0, problem: 0, skipped: 2, ready: 0 }]);
  });

  test('cannot bring in a row with a problem', () => {
    const broken = row(2, 'Ana|Poma', { problems: [{ code: 'document-letter-o', column: 'C.I.', value: '48O1027' }] });
    const made = plan([broken], { decisions: { 2: { decision: 'new' } } });
    expect([states(made), made.entries]).toEqual([['problem, waits'], []]);
  });
});

describe('one participant on several rows of a file', () => {
  const joining = (at: number, from: string, to: string, minutes: number, email: string | null = null): AttendanceRow =>
    row(at, 'Ana|Prueba Poma', {
      email,
      stays: [{ sessionNumber: 1, minutes, column: 'Duration', from: `2020-08-12T${from}`, to: `2020-08-12T${to}` }],
    });

  test('who joins again is attached, and the minutes add up', () => {
    const made = plan([joining(5, '18:10', '18:40', 30), joining(6, '18:42', '19:00', 18)], { layout: 'zoom-report' });
    expect([states(made), stays(made)]).toEqual([['new', 'recognised'], [['new-1', 's1', 30], ['new-1', 's1', 18]]]);
  });

  test('under one name in two places at once is asked about, unless the e-mail is one: then no minute counts twice', () => {
    const twice = (email: string | null): WholePlan =>
      plan([joining(5, '18:00', '19:00', 60, email), joining(6, '18:30', '19:30', 60, email)], { layout: 'zoom-joins' });
    expect(states(twice(null))).toEqual(['new', 'doubtful, waits']);
    expect(stays(twice('ana@example.org')).map((stay) => JSON.stringify(stay))).toEqual(['["new-1","s1",60]', '["new-1","s1",30]']);
  });

  test('in other sessions is attached, with what each row says and nothing from another row', () => {
    const made = plan([
      row(2, 'Cora|Rojas Pinto', { sex: 'woman', department: '04', phone: '71234567' }),
      row(3, 'Cora|Rojas Pinto', { session: 2, department: '08' }),
      row(4, 'Dora|Rojas Pinto', { session: 2 }),
    ]);
    expect(of(made, 'person-registered').map(({ payload }) => payload)).toEqual([
      { sex: 'woman', birthYear: null, department: '04', municipality: null },
      { sex: null, birthYear: null, department: null, municipality: null },
    ]);
    expect(of(made, 'person-registered')[1]?.private).toEqual({ name: { givenNames: 'Dora', surnames: 'Rojas Pinto' } });
    expect(of(made, 'attendance-recorded').map(({ payload }) => payload['department'])).toEqual(['04', '08', null]);
  });

  test('has a position recorded once', () => {
    const rows = [1, 2].map((session) => row(session, 'Ana|Poma', { session, organisation: 'Cámara Andina', position: 'Gerente' }));
    const roles = of(plan([...rows, row(3, 'Ana|Poma', { session: 3, organisation: 'Camara Andina', position: 'GERENTE' })]), 'role-recorded');
    expect(roles.map((entry) => entry.private)).toEqual([{ position: 'Gerente' }]);
  });
});

describe('organisations', () => {
  const organisations: KnownOrganisation[] = [
    { id: 'cai', name: 'Cámara Andina de Industria', acronym: 'CAI', organisationKind: 'employers' },
  ];
  const idsOf = (texts: readonly string[]): (string | undefined)[] =>
    plan(texts.map((organisation, at) => row(at + 2, `Persona${at}|Apellido${at}`, { organisation })), { organisations })
      .rows.map(({ organisation }) => organisation?.id);

  test('are met whatever their accents, by acronym, and with a slip', () => {
    const written = ['camara andina industria', 'CAI', 'Cámara Andina de Industria (CAI)', 'Camara Andna de Industria'];
    expect(idsOf(written)).toEqual(['cai', 'cai', 'cai', 'cai']);
  });

  test('that differ by a number, a short word or a place are different', () => {
    const texts = [
      'Unidad Educativa 11', 'Unidad Educativa 12', 'Cooperativa Santa Rosa', 'Cooperativa Santa Rita', 'Zona Este Norte',
      'Zona Oeste Norte', 'Federación de Fabriles (Oruro)', 'Federación de Fabriles (LP)', 'Federación de Fabriles',
    ];
    expect(new Set(idsOf(texts)).size).toBe(texts.length);
  });

  test('that are new are made once, and met by the acronym beside their name', () => {
    const [first, ...others] = idsOf(['Central Obrera Regional (COR)', 'COR', 'central obrera regional', 'Central Obrera Regional (COR)']);
    expect(others).toEqual([first, first, first]);
    expect(new Set(idsOf(['Bolivia', 'Bolivia', '???', '???'])).size).toBe(2);
  });

  test('that are new are registered once, with the kind the list states anywhere', () => {
    const made = plan([
      row(2, 'Ana|Poma', { organisation: 'Sindicato Único' }),
      row(3, 'Eva|Rojas', { organisation: 'SINDICATO UNICO', organisationKind: 'workers' }),
    ]);
    expect(of(made, 'organisation-registered').map(({ payload }) => [payload['name'], payload['organisationKind']])).toEqual([
      ['Sindicato Único', 'workers'],
    ]);
  });

  test('of rows that do not go in are not registered', () => {
    const made = plan([row(2, 'Ana|Poma', { organisation: 'Nueva' })], { decisions: { 2: { decision: 'skip' } } });
    expect(made.entries).toEqual([]);
  });
});

describe('a stay', () => {
  const one = (changes: Parameters<typeof row>[2]): PlannedEntry | undefined =>
    of(plan([row(7, 'Ana|Poma', changes)]), 'attendance-recorded')[0];

  test('happened on the day of its session, as does all that its row registers', () => {
    const made = plan([row(7, 'Ana|Poma', { session: 2, organisation: 'Nueva', position: 'Jefa' })]);
    expect(new Set(made.entries.map(({ occurredOn }) => occurredOn))).toEqual(new Set(['2020-08-19']));
  });

  test('was where the session was, or where the participant is if the session was virtual', () => {
    const own = { department: '08', municipality: '080101' };
    const place = (session: number, changes = own): unknown[] => {
      const payload = one({ session, ...changes })?.payload;
      return [payload?.['department'], payload?.['municipality']];
    };
    expect([place(1), place(2), place(3)]).toEqual([['04', '040101'], ['08', '080101'], ['08', '080101']]);
    const nowhere = { department: null, municipality: null };
    expect(one({ session: 2, ...nowhere })?.payload).toMatchObject(nowhere);
    expect(one({ session: 3, ...nowhere })?.payload).toMatchObject({ department: '02', municipality: null });
  });

  test('says where in the file it stands, within what the ledger takes', () => {
    expect(one({})).toMatchObject({ payload: { sourceRow: 7 }, private: { listPlace: { sheet: 'Lista', column: 'Minutos' } } });
    const long = { sessionNumber: 1, minutes: 10, column: 'M'.repeat(150), from: null, to: null };
    expect(one({ sheet: 'H'.repeat(150), stays: [long] })?.private['listPlace']).toEqual({
      sheet: 'H'.repeat(100), column: 'M'.repeat(100),
    });
  });

  test('keeps the name as written only where it differs from the registered one', () => {
    expect(one({})?.private).not.toHaveProperty('asWritten');
    expect(one({ nameAsWritten: 'POMA, ANA' })?.private).toMatchObject({ asWritten: 'POMA, ANA' });
  });
});

test('without matching every spelling is a person of its own', () => {
  const rows = [
    row(2, 'Ana|Mamani Condori', { document: ci('4923118') }),
    row(3, 'Ana|Mamani C.', { document: ci('4923118'), session: 2 }),
    row(4, 'ana|mamani condori', { document: ci('4923118'), session: 3 }),
  ];
  const off = plan(rows, { matching: 'off' });
  expect([of(off, 'person-registered').length, of(off, 'people-merged').length]).toEqual([2, 0]);
  expect(of(plan(rows), 'people-merged')).toHaveLength(1);
});

test('every entry names only what stands before it', () => {
  const made = plan([
    row(2, 'Ana|Mamani Condori', { document: ci('4923118'), organisation: 'Nueva', position: 'Jefa' }),
    row(3, 'Ana|Mamani C.', { document: ci('4923118'), session: 2 }),
    row(4, 'Ana|Mamani Condori', { session: 1 }),
  ], { decisions: { 4: { decision: 'new' } } });
  const before = new Set<unknown>([PROCESS, 's1', 's2', 's3', null]);
  for (const { id, payload } of made.entries) {
    const { processId = null, sessionId = null, personId = null, organisationId = null, personIds = [] } = payload;
    for (const named of [processId, sessionId, personId, organisationId, ...(Array.isArray(personIds) ? personIds : [])]) {
      expect(before.has(named), `${String(named)} before ${id}`).toBe(true);
    }
    before.add(id);
  }
  expect(new Set(made.entries.map(({ id }) => id)).size).toBe(made.entries.length);
});

/** A list over few names, so that most rows share a name's keys with hundreds of others. */
function largeList(size: number): AttendanceRow[] {
  const given = ['Ana', 'Juan', 'María Elena', 'Luis', 'Rosa', 'Carlos', 'Lidia', 'Édgar', 'Nancy', 'Wilder'];
  const letters = ['BCDFGLMNPR', 'aeiou', 'lmnrst', 'aeo', 'kzvd'];
  const surname = (n: number): string => `${letters.map((some) => some[n % some.length] ?? '').join('')}i`;
  return Array.from({ length: size }, (_, n) => {
    const who = n % (size / 2);
    const name = `${given[who % 10] ?? ''}|${surname((who * 7) % 90)} ${surname((who * 13 + Math.floor(who / 90)) % 90)}`;
    const organisation = `Organización ${'abcdefghij'[who % 10] ?? ''}${who % 1000} del Valle`;
    return row(n + 2, name, { document: ci(String(1_000_000 + who * 37)), session: n < size / 2 ? 1 : 2, organisation });
  });
}

test('a name comes back in another session, however many share its words', () => {
  // 160 whose names begin alike: of a crowd only the first are met, but in one list who is written the same is looked at.
  const crowd = Array.from({ length: 160 }, (_, n) => row(n + 2, `Juan|Mamani ${String.fromCharCode(65 + (n % 26))}${'bcdfg'[n % 5] ?? ''}${'aeiou'[n % 4] ?? ''}${'lmnrs'[Math.floor(n / 26) % 5] ?? ''}i`));
  const made = plan([...crowd, row(200, 'Juan|Mamani'), row(201, 'Juan|Mamani', { session: 2 })]);
  expect(made.rows.at(-1)).toMatchObject({ state: 'recognised', candidates: [{ row: 200 }] });
});

test('20,000 rows are planned in seconds', () => {
  const rows = largeList(20_000);
  const started = performance.now();
  const made = plan(rows);
  expect(performance.now() - started).toBeLessThan(30_000);
  expect(of(made, 'attendance-recorded').length).toBeGreaterThan(15_000);
});

test('a list read and planned at once: three spellings of one woman are one person with three records', () => {
  const sheet: ListSheet = {
    name: 'Asistencia',
    rows: [
      ['N°', 'Apellidos y nombres', 'C.I.', 'Sexo', 'Sesión 1', 'Sesión 2'],
      ['1', 'Mamani Condori Ana', '4923118 LP', 'F', 'X', ''],
      ['2', 'Mamani C., Ana', '4923118', '', '', 'X'],
      ['3', 'Choque Flores Juan', '5590217', 'M', 'X', 'X'],
    ],
  };
  const sessions: readonly ListSession[] = SESSIONS;
  const reading = guessReading([sheet], sessions);
  const made = plan(readRows(sheet, reading, sessions).rows, { layout: reading.layout });
  expect(made.counts).toEqual({ new: 2, recognised: 1, doubtful: 0, problem: 0, skipped: 0, ready: 3 });
  expect([of(made, 'person-registered').length, of(made, 'people-merged').length]).toEqual([3, 1]);
});
