import { expect, test } from 'vitest';
import {
  correctionDrafts,
  CORRECTABLE,
  emptied,
  isChanged,
  needsReveal,
  recordsToCorrect,
  typedFrom,
  type Person,
  type PersonalData,
  type PersonRecord,
} from './correction.ts';
import { personRegistered } from '../entries.ts';

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
    paternal: null,
    maternal: null,
    married: null,
    sex: 'woman',
    birthYear: 1987,
    ageBand: null,
    department: '02',
    municipality: '020105',
    indigenous: null,
    disability: null,
    languages: [],
    has: { birthDate: false, document: false, contact: false },
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
    ageBand: null,
    department: '02',
    municipality: '020105',
    indigenous: null,
    disability: null,
    languages: [],
    consents: [],
    withdrawn: false,
    documentMasked: null,
    phoneMasked: null,
    organisationId: null,
    organisationName: null,
    organisationKind: null,
    recordCount: records.length,
    records,
    merges: [],
    roles: [],
    attendance: [],
    ...changes,
  };
}

const personal: PersonalData = {
  document: '4831027 LP',
  documentParts: { number: '4831027', complement: null, issuedIn: 'LP' },
  phone: '71234567',
  phones: [{ kind: 'whatsapp', number: '71234567' }],
  email: 'lidia@ejemplo.bo',
  birthDate: null,
};
const shown = (changes: Partial<Person> = {}) => typedFrom(person([record({})], changes), null);

test('a correction carries the whole payload, supersedes every leaf, says the date of the registration and sends only the note', () => {
  const [draft] = correctionDrafts([record({ leafId: A_LEAF, leaves: [B, A_LEAF] })], 'sex', { ...shown(), sex: 'man' }, ' llamó ');

  expect(personRegistered.payload.parse(draft?.payload)).toMatchObject({ sex: 'man', birthYear: 1987, department: '02', municipality: '020105' });
  expect(draft?.schemaVersion).toBe(2);
  expect(draft?.rootId).toBe(A);
  expect(draft?.supersedes).toEqual([B, A_LEAF]);
  expect(draft?.occurredOn).toBe('2026-11-01');
  expect(Object.keys(draft?.private ?? {})).toEqual(['note']);
  expect(draft?.private?.['note']?.value).toBe('llamó');
});

test('surnames that came in one text stay so while only the given names are corrected, and are told apart when they are', () => {
  const nameOf = (typed: ReturnType<typeof shown>) => correctionDrafts([record({})], 'name', typed, '')[0]?.private?.['name']?.value;

  expect(nameOf({ ...shown(), givenNames: ' Lidia Rosa ' })).toEqual({
    givenNames: 'Lidia Rosa', paternal: null, maternal: null, married: null, surnames: 'Mamani Condori',
  });
  expect(nameOf({ ...shown(), paternal: 'Mamani', maternal: 'Choque' })).toEqual({
    givenNames: 'Lidia', paternal: 'Mamani', maternal: 'Choque', married: null, surnames: null,
  });
});

test('every record that holds the value shown is corrected, the others are left alone', () => {
  const records = [record({ id: A, sex: 'woman' }), record({ id: B, leafId: B, sex: null })];

  expect(recordsToCorrect(person(records), 'sex').map(({ id }) => id)).toEqual([A]);
  expect(recordsToCorrect(person(records, { sex: 'unknown' }), 'sex').map(({ id }) => id)).toEqual([B]);
  expect(recordsToCorrect(person(records), 'birth').map(({ id }) => id)).toEqual([A, B]);
});

test('a document nobody has yet goes to the person’s own record, else to those that have it', () => {
  const has = { birthDate: false, document: true, contact: false };
  const records = (document: boolean) => [record({ id: B, leafId: B, ...(document ? { has } : {}) }), record({ id: A })];

  expect(recordsToCorrect(person(records(false)), 'document').map(({ id }) => id)).toEqual([A]);
  expect(recordsToCorrect(person(records(true)), 'document').map(({ id }) => id)).toEqual([B]);
});

test('a form that says what already stands has changed nothing', () => {
  const before = typedFrom(person([record({})]), personal);

  for (const field of CORRECTABLE) expect(isChanged(field, { ...before }, before), field).toBe(false);
  expect(isChanged('birth', { ...before, birthYear: ' 1987 ' }, before)).toBe(false);
  expect(isChanged('birth', { ...before, birthYear: '1988' }, before)).toBe(true);
  expect(isChanged('sex', { ...before, sex: '' }, before)).toBe(true);
  expect(isChanged('contact', { ...before, email: '' }, before)).toBe(true);
});

test('every value can be cleared, and is then written as not known', () => {
  const has = { birthDate: true, document: true, contact: true };
  const full = record({ has, indigenous: 'yes', disability: 'no', languages: ['ay'] });
  const before = typedFrom(person([full], { indigenous: 'yes', disability: 'no', languages: ['ay'] }), personal);
  const cleared = Object.fromEntries(
    CORRECTABLE.filter((field) => field !== 'name').map((field) => {
      const [draft] = correctionDrafts([full], field, emptied(field, before), '');
      return [field, { ...draft?.payload, ...Object.fromEntries(Object.entries(draft?.private ?? {}).map(([part, it]) => [part, it.value])) }];
    }),
  );
  expect(cleared).toMatchObject({
    sex: { sex: null },
    document: { document: null },
    contact: { contact: { phones: [], email: null } },
    birth: { birthYear: null, ageBand: null, birthDate: null },
    place: { department: null, municipality: null },
    indigenous: { indigenous: null, disability: 'no' },
    disability: { disability: null, indigenous: 'yes' },
    languages: { languages: [] },
  });
});

test('what is hidden is revealed before it is corrected; a mere year is not hidden', () => {
  expect(CORRECTABLE.filter((field) => needsReveal(person([record({})]), field))).toEqual(['document', 'contact']);
  const dated = record({ has: { birthDate: true, document: false, contact: false } });
  expect(needsReveal(person([dated]), 'birth')).toBe(true);
});
