import { expect, test } from 'vitest';
import { DOUBT_CODES, PROBLEM_CODES, WARNING_CODES } from '../../attendance-file.ts';
import { FAULT_CODES } from '../../../../platform/spreadsheet/sheet.ts';
import { waits } from '../../../../registry/views/review/review-words.ts';
import { isAbsent, lineOf, type ImportState, type PreviewRow } from './import-words.ts';
import { fieldsToMend } from './mending.ts';
import { es } from './texts.es.ts';

type Column = ImportState['columns'][number];

function column(index: number, heading: string, field: Column['field'], session: number | null = null): Column {
  return { index, heading, field, session, samples: [] };
}

function row(changes: Partial<PreviewRow>): PreviewRow {
  return {
    row: 9,
    sheet: null,
    name: 'Flores Rojas Nancy',
    documentMasked: null,
    sex: 'unknown',
    organisation: null,
    organisationIsNew: false,
    organisationKind: null,
    minutes: 120,
    percent: 100,
    state: 'problem',
    problems: [],
    candidates: [],
    decision: 'undecided',
    decidedId: null,
    edits: {},
    ...changes,
  };
}

test('a problem is mended in the field of its column, beginning with what stands there', () => {
  const problem = { code: 'document-letter-o', column: 'C.I.', value: '4831O27 LP' };

  expect(fieldsToMend(row({ problems: [problem] }), [column(1, 'C.I.', 'document')])).toEqual([
    { key: 'document', field: 'document', heading: 'C.I.', value: '4831O27 LP' },
  ]);
});

test('a mark is mended in the column of its session', () => {
  const problem = { code: 'mark-unreadable', column: 'Sesión 3', value: '?' };
  const columns = [column(4, 'Sesión 2', 'session-presence', 2), column(5, 'Sesión 3', 'session-presence', 3)];

  expect(fieldsToMend(row({ problems: [problem] }), columns)[0]?.key).toBe('session-presence:3');
});

test('where the file has names in two columns, a missing name is mended as given names', () => {
  const problem = { code: 'name-missing', column: null, value: null };
  const columns = [column(0, 'Nombres', 'given-names'), column(1, 'Apellidos', 'surnames')];

  expect(fieldsToMend(row({ problems: [problem] }), columns)[0]?.field).toBe('given-names');
});

test('what was typed before stands in the field again', () => {
  const problem = { code: 'minutes-unreadable', column: 'Min.', value: 'mucho' };
  const mended = row({ problems: [problem], edits: { minutes: '12o' } });

  expect(fieldsToMend(mended, [column(2, 'Min.', 'minutes')])[0]?.value).toBe('12o');
});

test('a row waits for a person until it is decided, mended or left out', () => {
  const isWaiting = (changes: Partial<PreviewRow>): boolean => waits(lineOf(es, row(changes)));

  expect(isWaiting({})).toBe(true);
  expect(isWaiting({ decision: 'skip' })).toBe(false);
  expect(isWaiting({ state: 'doubtful' })).toBe(true);
  expect(isWaiting({ state: 'doubtful', decision: 'new' })).toBe(false);
});

test('somebody who came to no session has nothing to import', () => {
  const problems = [{ code: 'no-attendance', column: null, value: null }];

  expect(isAbsent(row({ state: 'new', problems }))).toBe(true);
  expect(isAbsent(row({ state: 'new' }))).toBe(false);
});

test('every code of the reader has a sentence', () => {
  const sentences: Record<string, string> = { ...es.fault, ...es.problem };
  const wordless = [...FAULT_CODES, ...DOUBT_CODES, ...PROBLEM_CODES, ...WARNING_CODES].filter((code) => !(code in sentences));

  expect(wordless).toEqual([]);
});
