import { expect, test } from 'vitest';
import { faultsOf, nothingTyped, registrationDrafts } from './person-draft.ts';
import { es } from '../texts.es.ts';

const KNOWN = '01900000-0000-7000-8000-00000000000b';

test('only a given name is needed', () => {
  expect(faultsOf({ ...nothingTyped(), givenNames: 'Wara' }, es)).toEqual({});
  expect(Object.keys(faultsOf(nothingTyped(), es))).toEqual(['givenNames']);
});

test('a document with a letter, a year of two figures and an address without an at sign are pointed out', () => {
  const typed = { ...nothingTyped(), givenNames: 'Wara', documentNumber: '4831O27', birthYear: '87', email: 'wara' };

  expect(Object.keys(faultsOf(typed, es)).toSorted()).toEqual(['birthYear', 'documentNumber', 'email']);
});

test('what was left empty is not written, and sex is never guessed', () => {
  const [draft] = registrationDrafts({ ...nothingTyped(), givenNames: ' Wara ' }, []);

  expect(draft?.payload).toEqual({ sex: null, birthYear: null, department: null, municipality: null });
  expect(Object.keys(draft?.private ?? {})).toEqual(['name']);
});

test('a document is written without the blanks and points people put in it', () => {
  const [draft] = registrationDrafts({ ...nothingTyped(), givenNames: 'Wara', documentNumber: '4.923 118', complement: '1a' }, []);

  expect(draft?.private?.['document']?.value).toEqual({ number: '4923118', complement: '1A', issuedIn: null });
});

test('each "no, it is someone else" becomes an entry of its own', () => {
  const [person, distinction] = registrationDrafts({ ...nothingTyped(), givenNames: 'Wara' }, [KNOWN]);

  expect(distinction?.kind).toBe('registry.people-distinguished');
  expect(distinction?.payload).toEqual({ personIds: [person?.id, KNOWN] });
});
