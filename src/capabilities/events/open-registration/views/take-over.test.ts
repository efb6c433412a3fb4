import { expect, test } from 'vitest';
import type { Person, PersonalData, PersonRecord } from '../../../../registry/views/correction.ts';
import type { Request } from './request-person.ts';
import { newsIn, takeOverDrafts } from './take-over.ts';

const request: Request = {
  id: 'q', leaves: ['q'], conflictFields: [], requestedOn: '2026-11-29', givenNames: 'Lidia', surnames: 'Mamani Condori', sex: 'woman', birthYear: 1990,
  document: { number: '4567890', complement: null, issuedIn: 'LP' }, phone: '700 00123', organisationId: null, organisationName: null, organisationKind: null,
  matches: 1, answer: null,
};
const record: PersonRecord = {
  id: 'p', leafId: 'p', leaves: ['p'], conflictFields: [], occurredOn: '2020-01-01', givenNames: 'Lidia', surnames: 'Mamani Condori', paternal: null, maternal: null,
  married: null, sex: 'woman', birthYear: null, ageBand: null, department: null, municipality: null, indigenous: null, disability: null, languages: [],
  has: { document: false, contact: true, birthDate: false }, registeredAt: '2020-01-01T12:00:00.000Z', batchId: null,
};
const person: Person = {
  id: 'p', givenNames: 'Lidia', surnames: 'Mamani Condori', sex: 'woman', birthYear: null, ageBand: null, department: null, municipality: null,
  indigenous: null, disability: null, languages: [], phoneMasked: '•••••456', documentMasked: null, records: [record], consents: [],
  withdrawn: false, organisationId: null, organisationName: null, organisationKind: null, recordCount: 1, merges: [], roles: [], attendance: [],
};
const personal: PersonalData = { document: null, documentParts: null, phone: '71123456', phones: [{ kind: 'mobile', number: '71123456' }], email: 'lidia@example.org', birthDate: null };

test('what the registry has already, or has otherwise, is no news', () => {
  expect(newsIn(request, person)).toEqual(['contact', 'document', 'birth']);
  expect(newsIn({ ...request, phone: '711-23 456' }, { ...person, documentMasked: '••••111', birthYear: 1985 })).toEqual([]);
  expect(newsIn({ ...request, phone: null, document: null, birthYear: null }, { ...person, phoneMasked: null })).toEqual([]);
  expect(newsIn(request, { ...person, phoneMasked: null, records: [{ ...record, has: { ...record.has, birthDate: true } }] })).toEqual(['contact', 'document']);
});

test('a telephone is added to those that stand, and nothing that was not marked is taken over', () => {
  const [contact, ...more] = takeOverDrafts(request, person, personal, ['contact'], 'nota');
  expect(more).toEqual([]);
  expect(contact).toMatchObject({ rootId: 'p', supersedes: ['p'], payload: { birthYear: null, sex: 'woman' } });
  expect(contact?.private?.['contact']).toMatchObject({ value: { phones: [{ number: '71123456' }, { number: '700 00123' }], email: 'lidia@example.org' } });
  expect(Object.keys(contact?.private ?? {}).sort()).toEqual(['contact', 'note']);
});

test('a telephone that stands already, though it is not the first, is not added again', () => {
  const phones = [...personal.phones, { kind: 'mobile' as const, number: '+591 70000123' }];
  expect(takeOverDrafts(request, person, { ...personal, phones }, ['contact'], 'nota')).toEqual([]);
  expect(takeOverDrafts(request, person, { ...personal, phones }, ['contact', 'document'], 'nota')).toMatchObject([{ supersedes: ['p'] }]);
});

test('several corrections of one record follow one another, and none takes back the one before', () => {
  const drafts = takeOverDrafts(request, person, personal, ['birth', 'document', 'contact'], 'nota');
  expect(drafts.map(({ supersedes }) => supersedes)).toEqual([['p'], [drafts[0]?.id], [drafts[1]?.id]]);
  expect(drafts.map(({ payload }) => payload['birthYear'])).toEqual([null, null, 1990]);
  expect(drafts[1]?.private?.['document']).toMatchObject({ value: { number: '4567890', issuedIn: 'LP' } });
  expect(takeOverDrafts(request, person, null, [], 'nota')).toEqual([]);
});
