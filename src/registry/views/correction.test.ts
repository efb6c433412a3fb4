import { expect, test } from 'vitest';
import { correctionDrafts, isChanged, recordsToCorrect, typedFrom, type Person, type PersonRecord } from './correction.ts';

const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';
const A_LEAF = '01900000-0000-7000-8000-0000000000aa';

function record(changes: Partial<PersonRecord>): PersonRecord {
  return {
    id: A,
    leafId: A,
    leaves: [A],
    occurredOn: '2026-11-01',
    conflictFields: [],
    givenNames: 'Lidia',
    surnames: 'Mamani Condori',
    sex: 'woman',
    birthYear: 1987,
    department: '02',
    municipality: '020105',
    registeredAt: '2026-11-01T12:00:00.000Z',
    batchId: null,
    ...changes,
  };
}

function person(records: PersonRecord[], changes: Partial<Person> = {}): Person {
  return {
    id: A,
    givenNames: 'Lidia',
    surnames: 'Mamani Condori',
    sex: 'woman',
    birthYear: 1987,
    department: '02',
    municipality: '020105',
    documentMasked: null,
    phoneMasked: null,
    organisationName: null,
    recordCount: records.length,
    records,
    merges: [],
    roles: [],
    attendance: [],
    history: [],
    ...changes,
  };
}

test('a correction carries the whole payload, supersedes every leaf, says the date of the registration and sends only the note', () => {
  const [draft] = correctionDrafts([record({ leafId: A_LEAF, leaves: [B, A_LEAF] })], 'sex', { ...typedFrom(person([])), sex: 'man' }, ' llamó ');

  expect(draft?.payload).toEqual({ sex: 'man', birthYear: 1987, department: '02', municipality: '020105' });
  expect(draft?.rootId).toBe(A);
  expect(draft?.supersedes).toEqual([B, A_LEAF]);
  expect(draft?.occurredOn).toBe('2026-11-01');
  expect(Object.keys(draft?.private ?? {})).toEqual(['note']);
  expect(draft?.private?.['note']?.value).toBe('llamó');
});

test('correcting the name leaves what is counted as it was, and sends the name', () => {
  const typed = { ...typedFrom(person([])), givenNames: ' Lidia ', surnames: 'Mamani Choque' };
  const [draft] = correctionDrafts([record({})], 'name', typed, 'carnet');

  expect(draft?.payload).toMatchObject({ sex: 'woman', birthYear: 1987 });
  expect(draft?.private?.['name']?.value).toEqual({ givenNames: 'Lidia', surnames: 'Mamani Choque' });
});

test('every record that holds the value shown is corrected, the others are left alone', () => {
  const records = [record({ id: A, sex: 'woman' }), record({ id: B, leafId: B, sex: null })];

  expect(recordsToCorrect(person(records), 'sex', []).map(({ id }) => id)).toEqual([A]);
  expect(recordsToCorrect(person(records, { sex: 'unknown' }), 'sex', []).map(({ id }) => id)).toEqual([B]);
  expect(recordsToCorrect(person(records), 'birthYear', []).map(({ id }) => id)).toEqual([A, B]);
});

test('a document nobody has yet goes to the person’s own record', () => {
  const records = [record({ id: B, leafId: B }), record({ id: A })];

  expect(recordsToCorrect(person(records), 'document', []).map(({ id }) => id)).toEqual([A]);
  expect(recordsToCorrect(person(records), 'document', [B]).map(({ id }) => id)).toEqual([B]);
});

test('a form that says what already stands has changed nothing', () => {
  const before = typedFrom(person([]));

  expect(isChanged('birthYear', { ...before, birthYear: ' 1987 ' }, before)).toBe(false);
  expect(isChanged('birthYear', { ...before, birthYear: '1988' }, before)).toBe(true);
  expect(isChanged('sex', { ...before, sex: '' }, before)).toBe(true);
});
