import { describe, expect, it } from 'vitest';
import { readDelimited } from '../../platform/spreadsheet/delimited.ts';
import type { AttendanceRow, ListFault, ListSession, Reading } from './attendance-file.ts';
import type { ListSheet } from '../../registry/sheet-headings.ts';
import { guessReading } from './attendance-reading.ts';
import { applyEdits, readRows } from './attendance-rows.ts';

const SESSIONS: readonly ListSession[] = [
  { number: 1, heldOn: '2026-10-05', durationMinutes: 65 },
  { number: 2, heldOn: '2026-10-11', durationMinutes: 60 },
  { number: 3, heldOn: '2026-03-20', durationMinutes: 60 },
];

interface ReadList {
  readonly reading: Reading;
  readonly rows: AttendanceRow[];
  readonly faults: ListFault[];
}

function read(text: string, sessions: readonly ListSession[] = SESSIONS): ReadList {
  const sheet: ListSheet = { name: null, rows: readDelimited(text).rows };
  const reading = guessReading([sheet], sessions);
  return { reading, ...readRows(sheet, reading, sessions) };
}

/** The only row of a list, with the codes of what is wrong in it. */
function one(text: string, sessions: readonly ListSession[] = SESSIONS): AttendanceRow & { codes: string[] } {
  const { rows } = read(text, sessions);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (row === undefined) throw new Error('No row.');
  return { ...row, codes: [...row.problems, ...row.warnings].map((finding) => finding.code) };
}

describe('the five exports of Zoom', () => {
  it('A: a row per joining', () => {
    const { reading, rows, faults } = read(
      'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n' +
        'Ana Prueba,ana@example.org,10/11/2026 11:01,10/11/2026 11:58,57\n',
    );
    expect([reading.layout, reading.dateOrder, faults]).toEqual(['zoom-joins', 'mdy', []]);
    expect(rows[0]).toMatchObject(
      { row: 2, givenNames: 'Ana', surnames: 'Prueba', email: 'ana@example.org', sex: null },
    );
    expect(rows[0]?.stays).toEqual([
      { sessionNumber: 2, minutes: 57, column: 'Duration (Minutes)', from: '2026-10-11T11:01', to: '2026-10-11T11:58' },
    ]);
  });

  it('B and D: a row per participant, of a session that somebody must say', () => {
    const lists = [
      'Name (Original Name),User Email,Total Duration (Minutes),Guest\nAna Prueba,ana@example.org,57,No\n',
      'Name (Original Name),User Email,Duration (Minutes),Guest,Recording Consent\nAna Prueba,ana@example.org,57,No,Yes\n',
    ];
    for (const text of lists) {
      const { reading, rows, faults } = read(text);
      expect(reading.layout).toBe('zoom-totals');
      expect(faults).toEqual([{ code: 'session-not-said', blocks: true, detail: null }]);
      expect(rows[0]?.stays).toEqual([]);
      const told = read(text, SESSIONS.slice(0, 1));
      expect([told.faults, told.rows[0]?.stays.map((stay) => [stay.sessionNumber, stay.minutes])]).toEqual(
        [[], [[1, 57]]],
      );
    }
  });

  it('C: below a block about the meeting, guests without e-mail, 12-hour times', () => {
    const { reading, rows, faults } = read(
      'Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants\n' +
        '"812 0000 0000",Webinar,10/05/2026 05:55:00 PM,10/05/2026 07:00:00 PM,host@example.org,65,6\n\n' +
        'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n' +
        'Ana Prueba,,10/05/2026 06:10:00 PM,10/05/2026 06:40:00 PM,30,Yes\n' +
        'Ana Prueba,,10/05/2026 06:42:00 PM,10/05/2026 07:00:00 PM,18,Yes\n',
    );
    expect([reading.layout, reading.headerRow, reading.sessionNumber, faults]).toEqual(['zoom-report', 4, 1, []]);
    expect(rows.map((row) => [row.row, row.email, row.stays[0]?.minutes, row.stays[0]?.from])).toEqual([
      [5, null, 30, '2026-10-05T18:10'],
      [6, null, 18, '2026-10-05T18:42'],
    ]);
  });

  it('E: with the topic on each row and ISO times', () => {
    const { reading, rows } = read(
      'Topic,Meeting ID,Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n' +
        'Webinar,812000,Ana Prueba,ana@example.org,2026-03-20 09:00:00,2026-03-20 09:58:00,58\n',
    );
    expect([reading.layout, rows[0]?.stays[0]?.sessionNumber, rows[0]?.stays[0]?.minutes]).toEqual(
      ['zoom-joins', 3, 58],
    );
  });

  it('may lack the minutes, which the times then say', () => {
    const row = one('Name (Original Name),Join Time,Leave Time\nAna Prueba,2026-03-20 23:50:00,2026-03-21 00:20:00\n');
    expect(row.stays[0]).toMatchObject({ minutes: 30, column: 'Leave Time' });
  });

  it('count from before the start: up to a quarter of an hour above the session is cut', () => {
    const list = (minutes: number): string =>
      `Name,Join Time,Leave Time,Duration (Minutes)\nAna Prueba,2026-03-20 08:45,2026-03-20 10:00,${minutes}\n`;
    expect(one(list(75)).stays[0]?.minutes).toBe(60);
    expect(one(list(75)).problems).toEqual([]);
    expect(one(list(76)).problems).toEqual([
      { code: 'more-than-session', column: 'Duration (Minutes)', value: '76', limit: 60 },
    ]);
  });
});

describe('a wide list typed by hand', () => {
  const list =
    'Lista de asistencia\nDatos inventados de demostración\n' +
    'N°;Apellidos y nombres;C.I.;Sexo;Institución;Tipo;Cargo;Depto.;Celular;Sesión 1;Sesión 2;Sesión 3\n' +
    '1;Mamani Quispe Juan Carlos;4.923.118 LP;H;Cámara Andina;x;Gerente;Cbba;71234567;X;;P\n' +
    '2;FLORES ROJAS NANCY;;M;Federación;;;LP;;50;no;X\n' +
    '3;;;;;;;;;;;\n' +
    'N°;Apellidos y nombres;C.I.;Sexo;Institución;Tipo;Cargo;Depto.;Celular;Sesión 1;Sesión 2;Sesión 3\n' +
    '4;Poma Ticona María Elena;;M;;;;;;;;\n' +
    ';Total asistentes;;;;;;;;2;0;2\n';
  const { reading, rows, faults } = read(list);

  it('gives a stay for every mark', () => {
    expect([reading.layout, faults]).toEqual(['wide-list', []]);
    expect(rows.map((row) => row.stays.map((stay) => [stay.sessionNumber, stay.minutes]))).toEqual([
      [[1, 65], [3, 60]],
      [[1, 50], [3, 60]],
      [],
    ]);
    expect(rows[0]?.stays[1]?.column).toBe('Sesión 3');
  });
  it('gives what it says of each person and nothing else', () => {
    expect(rows[0]).toMatchObject({
      row: 4, nameAsWritten: 'Mamani Quispe Juan Carlos', givenNames: 'Juan Carlos', surnames: 'Mamani Quispe', sex: 'man',
      document: { number: '4923118', complement: null, issuedIn: 'LP' }, organisation: 'Cámara Andina', position: 'Gerente',
      department: '03', municipality: null, phone: '71234567', email: null, birthYear: null,
    });
    expect(rows[1]).toMatchObject({ givenNames: 'Nancy', surnames: 'Flores Rojas', sex: 'woman', document: null });
  });
  it('passes over blank lines, repeated headings and totals; someone never present gets no stay', () => {
    expect(rows.map((row) => row.row)).toEqual([4, 5, 8]);
    expect(rows[2]?.warnings.map((warning) => warning.code)).toEqual(['no-attendance']);
  });
});

describe('a row cannot go in', () => {
  const LIST = 'Nombre;C.I.;Fecha;Minutos\n';
  it('without a name, or with one nobody can read', () => {
    expect(one(`${LIST};4923118;05/10/2026;60`).problems).toEqual(
      [{ code: 'name-missing', column: 'Nombre', value: null }],
    );
    expect(one(`${LIST}12345;4923118;05/10/2026;60`).codes).toEqual(['name-unreadable']);
    expect(one(`${LIST}${'Ana '.repeat(70)};;05/10/2026;60`).codes).toEqual(['name-too-long']);
  });
  it('with a letter O in its document', () => {
    expect(one(`${LIST}Ana Prueba;4831O27 LP;05/10/2026;60`).problems).toEqual([
      { code: 'document-letter-o', column: 'C.I.', value: '4831O27 LP' },
    ]);
  });
  it('with more minutes than the session lasted', () => {
    const row = one(`${LIST}Ana Prueba;;05/10/2026;66`);
    expect(row.problems).toEqual([{ code: 'more-than-session', column: 'Minutos', value: '66', limit: 65 }]);
    expect(row.stays[0]?.minutes).toBe(66);
    expect(one(`${LIST}Ana Prueba;;05/10/2026;65`).codes).toEqual([]);
    expect(one('Nombre;Sesión 2\nAna Prueba;61').problems).toEqual([
      { code: 'more-than-session', column: 'Sesión 2', value: '61', limit: 60 },
    ]);
  });
  it('with a day that does not exist, that no session was held on, or that nobody can read', () => {
    const days = { '31/02/2026': 'impossible', '05/10/1900': 'impossible', '05/10/2200': 'impossible', ayer: 'unreadable' };
    for (const [day, kind] of Object.entries(days)) expect(one(`${LIST}Ana Prueba;;${day};60`).codes).toEqual(
      [`date-${kind}`],
    );
    expect(one(`${LIST}Ana Prueba;;06/10/2026;60`).codes).toEqual(['date-without-session']);
    expect(one(`${LIST}Ana Prueba;;46300;60`).stays[0]?.sessionNumber).toBe(1);
  });
  it('in a session the process lacks', () => {
    expect(one('Nombre;Sesión;Minutos\nAna Prueba;9;60').codes).toEqual(['session-unknown']);
    expect(one('Nombre;Sesión 1;Sesión 9\nAna Prueba;X;X').problems).toEqual([
      { code: 'session-unknown', column: 'Sesión 9', value: '9' },
    ]);
    expect(one('Nombre;Sesión 1;Sesión 9\nAna Prueba;X;').problems).toEqual([]);
  });
  it('having left before joining, or with minutes or marks nobody can read', () => {
    expect(one('Name,Join Time,Leave Time\nAna Prueba,2026-03-20 10:00,2026-03-20 09:00').codes).toEqual(
      ['leave-before-join'],
    );
    expect(one(`${LIST}Ana Prueba;;05/10/2026;mucho`).codes).toEqual(['minutes-unreadable']);
    expect(one('Nombre;Sesión 1\nAna Prueba;quizás').codes).toEqual(['mark-unreadable']);
  });
  it('with a year of birth nobody in the room can have', () => {
    const born = (text: string): string[] => one(`Nombre;Fecha de nacimiento;Sesión 1\nAna Prueba;${text};X`).codes;
    expect([born('1900'), born('2200'), born('2025'), born('14/03/1987')]).toEqual([
      ['birth-year-impossible'], ['birth-year-impossible'], ['birth-year-impossible'], [],
    ]);
  });
});

describe('a row goes in all the same', () => {
  it('with a place, kind, telephone or e-mail that is not understood, which is left empty', () => {
    const row = one(
      'Nombre;Tipo de institución;Depto.;Municipio;Celular;Correo;Sexo;Sesión 1\nAna Prueba;???;Lima;Atlantis;123;ana@;Z;X',
    );
    expect(row.problems).toEqual([]);
    expect(row).toMatchObject(
      { organisationKind: null, department: null, municipality: null, phone: null, email: null, sex: null },
    );
    expect(row.warnings.map((warning) => warning.code).sort()).toEqual([
      'department-unknown', 'email-unreadable', 'municipality-unknown', 'organisation-kind-unknown', 'phone-unreadable',
      'sex-unreadable',
    ]);
  });
  it('with an M that may be masculino or mujer: the sex stays unknown', () => {
    const row = one('Nombre;Sexo;Sesión 1\nAna Prueba;M;X');
    expect([row.sex, row.codes]).toEqual([null, ['sex-undecidable']]);
  });
  it('with a town in the column of departments, a department in that of towns, or an age', () => {
    expect(one('Nombre;Departamento;Sesión 1\nAna Prueba;El Alto;X')).toMatchObject(
      { department: '02', municipality: '020105' },
    );
    expect(one('Nombre;Ciudad;Sesión 1\nAna Prueba;Beni;X')).toMatchObject({ department: '08', municipality: null });
    expect(one('Nombre;Ciudad;Depto;Sesión 1\nAna Prueba;San Pedro;Pando;X').municipality).toBe('090202');
    expect(one('Nombre;Edad;Sesión 1\nAna Prueba;39 años;X').birthYear).toBe(1987);
  });
  it('with markup or a formula in its name, which is text', () => {
    const row = one('Nombre;Sesión 1\n<script>alert(1)</script> Prueba;X');
    expect([row.nameAsWritten, row.problems]).toEqual(['<script>alert(1)</script> Prueba', []]);
    expect(one('Nombre;Sesión 1\n=1+1 Ana;X').nameAsWritten).toBe('=1+1 Ana');
  });
  it('with an institution or a city beside the name', () => {
    const row = one('Nombre;Sesión 1\nCNI - Ana Mamani (Oruro);X');
    expect(row).toMatchObject({ givenNames: 'Ana', surnames: 'Mamani', organisation: 'CNI', department: '04' });
    expect(row.nameAsWritten).toBe('CNI - Ana Mamani (Oruro)');
  });
});

describe('a list as a whole cannot go in', () => {
  const codes = (text: string, sessions = SESSIONS): string[] => read(text, sessions).faults.map((fault) => fault.code);
  it('without names, without attendance, or with a column of a day without session', () => {
    expect(codes('C.I.;Sexo;Sesión 1\n4923118;F;X')).toContain('no-name-column');
    expect(codes('Nombre;C.I.\nAna Prueba;4923118', SESSIONS.slice(0, 1))).toEqual(['no-attendance-column']);
    expect(codes('Nombre;01/01/2020\nAna Prueba;X')).toEqual(['column-without-session']);
    expect(codes('Nombre;Sesión 1\n')).toEqual(['no-rows']);
  });
});

describe('typing over a row', () => {
  const { reading, rows } = read('Nombre;C.I.;Fecha;Minutos\n;4831O27 LP;05/10/2026;314\nAna Prueba;;05/10/2026;60');
  const [broken, sound] = rows;
  it('mends it by the same rules', () => {
    if (broken === undefined) throw new Error('No row.');
    expect(broken.problems).toHaveLength(3);
    const edits = { 'full-name': 'Flores Rojas Nancy', document: '4831027 LP', minutes: '65' };
    const mended = applyEdits(broken, edits, reading, SESSIONS);
    expect(mended.problems).toEqual([]);
    expect(mended).toMatchObject({ givenNames: 'Nancy', surnames: 'Flores Rojas', document: { number: '4831027' } });
    expect(mended.stays[0]?.minutes).toBe(65);
    expect(applyEdits(broken, { ...edits, minutes: '66' }, reading, SESSIONS).problems[0]?.code).toBe(
      'more-than-session',
    );
  });
  it('of given names or surnames alone keeps the other; the list’s own spelling is kept for the record', () => {
    if (sound === undefined) throw new Error('No row.');
    const edited = applyEdits(sound, { surnames: 'Mamani Condori' }, reading, SESSIONS);
    expect(edited).toMatchObject({ givenNames: 'Ana', surnames: 'Mamani Condori', nameAsWritten: 'Ana Prueba' });
  });
});
