/** Rows of a list of attendance and the plan of their import, with sensible values: a test names only what it is about. */
import type { AttendanceRow, Stay } from '../../src/capabilities/events/attendance-file.ts';
import type { Decision } from '../../src/capabilities/events/attendance-recognition.ts';
import { attendanceRecorded } from '../../src/capabilities/events/entries.ts';
import type { KnownPerson, PlanInput } from '../../src/capabilities/events/import-plan.ts';
import { peopleMerged } from '../../src/registry/entries.ts';
import type { MatchRecord } from '../../src/registry/matching.ts';
import { planImport, type WholeInput, type WholePlan } from './planned-list.ts';

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const PROCESS = uuid(1);
export const CNI = { id: uuid(50), name: 'Cámara Andina de Industria', acronym: 'CAI', organisationKind: 'employers' };

export const stay = (fields: Partial<Stay> = {}): Stay => {
  return { sessionNumber: 1, minutes: 120, column: 'Sesión 1', from: null, to: null, ...fields };
};
export const zoomStay = (from: string, to: string, minutes: number, sessionNumber = 1): Stay => {
  return stay({ sessionNumber, minutes, from: `2021-05-18T${from}`, to: `2021-05-18T${to}` });
};

/** Number of the row made last. */
export let lastRow = 1;
export function row(fields: Partial<AttendanceRow> = {}): AttendanceRow {
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

export const ci = (number: string): AttendanceRow['document'] => ({ number, complement: null, issuedIn: null });

export function known(fields: Partial<MatchRecord> = {}, id = uuid(90)): KnownPerson {
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

export function plan(rows: AttendanceRow[], input: Partial<WholeInput> = {}): WholePlan {
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

export const states = (made: WholePlan): string[] => made.rows.map((one) => one.state);
export const kinds = (made: WholePlan): string[] => made.entries.map((entry) => entry.kind.replace(/^.*\./, ''));
export const attendance = (made: WholePlan): { personId: string; minutes: number }[] =>
  made.entries
    .filter((entry) => entry.kind === attendanceRecorded.kind)
    .map((entry) => attendanceRecorded.payload.parse(entry.payload))
    .map(({ personId, durationMinutes }) => ({ personId, minutes: durationMinutes }));
export const merges = (made: WholePlan) =>
  made.entries.filter((entry) => entry.kind === peopleMerged.kind).map(
    (entry) => peopleMerged.payload.parse(entry.payload),
  );
export const decide = (rowNumber: number, decision: Decision['decision'], personId: string | null = null): PlanInput['decisions'] =>
  new Map([[rowNumber, { decision, personId }]]);
