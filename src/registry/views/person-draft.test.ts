import { expect, test } from 'vitest';
import { ageBandOf, contactOf, faultsOf, nothingTyped, registrationDrafts, type PersonTyped } from './person-draft.ts';
import { personRegistered } from '../entries.ts';
import { es } from '../texts.es.ts';
import { es as views } from './texts.es.ts';

const KNOWN = '01900000-0000-7000-8000-00000000000b';
const words = { register: es.register, form: views.form };
const wara = (changes: Partial<PersonTyped> = {}): PersonTyped => ({ ...nothingTyped(), givenNames: 'Wara', ...changes });

test('only a given name is needed', () => {
  expect(faultsOf(wara(), words)).toEqual({});
  expect(Object.keys(faultsOf(nothingTyped(), words))).toEqual(['givenNames']);
});

test('a document with a letter, a year of two figures and an address without an at sign are pointed out', () => {
  const typed = wara({ documentNumber: '4831O27', birthKnown: 'year', birthYear: '87', email: 'wara' });

  expect(Object.keys(faultsOf(typed, words)).toSorted()).toEqual(['birthYear', 'documentNumber', 'email']);
});

test('a birth in the future, of a small child or of more than 120 years ago is refused with a sentence', () => {
  const next = String(new Date().getFullYear() + 1);
  expect(faultsOf(wara({ birthKnown: 'date', birthDate: `${next}-01-01` }), words).birthDate).toBe(words.form.badDate);
  expect(faultsOf(wara({ birthKnown: 'date', birthDate: '1890-01-01' }), words).birthDate).toBe(words.form.badDate);
  expect(faultsOf(wara({ birthKnown: 'year', birthYear: String(Number(next) - 3) }), words).birthYear).toBe(words.form.tooYoung);
  expect(faultsOf(wara({ birthKnown: 'date', birthDate: '1990-02-03' }), words)).toEqual({});
  // What is typed for another answer does not count against this one.
  expect(faultsOf(wara({ birthKnown: 'none', birthYear: '87' }), words)).toEqual({});
});

test('a band of ages has two ends in order, or is open', () => {
  const band = (ageFrom: string, ageTo: string) => ageBandOf({ ...wara(), birthKnown: 'band', ageFrom, ageTo, statedOn: '2020-05-01' });
  expect(band('18', '25')).toEqual({ fromYears: 18, toYears: 25, statedOn: '2020-05-01' });
  expect(band('60', '')).toEqual({ fromYears: 60, toYears: null, statedOn: '2020-05-01' });
  expect([band('25', '18'), band('', '30'), band('x', ''), band('200', '')]).toEqual([null, null, null, null]);
  expect(faultsOf(wara({ birthKnown: 'band', ageFrom: '30', ageTo: '20' }), words).ageFrom).toBe(words.form.badBand);
});

test('what was left empty is not written, and sex is never guessed', () => {
  const [draft] = registrationDrafts(wara({ givenNames: ' Wara ' }), []);

  expect(draft?.schemaVersion).toBe(2);
  expect(personRegistered.payload.parse(draft?.payload)).toEqual({
    sex: null, birthYear: null, ageBand: null, department: null, municipality: null, indigenous: null, disability: null, languages: [],
  });
  expect(Object.keys(draft?.private ?? {})).toEqual(['name']);
});

test('every part a full form sends has the shape its kind declares', () => {
  const [draft] = registrationDrafts(
    wara({
      paternal: 'Condori', maternal: 'Apaza', married: 'de Flores', documentNumber: '4.923 118', complement: '1a', email: 'w@e.bo',
      phones: [{ kind: 'whatsapp', number: '71234567' }, { kind: 'landline', number: ' ' }],
      birthKnown: 'date', birthDate: '1987-05-04', indigenous: 'yes', languages: ['ay', 'es'],
    }),
    [],
  );
  for (const [part, it] of Object.entries(draft?.private ?? {})) {
    expect(personRegistered.privateParts[part]?.safeParse(it.value).error, part).toBeUndefined();
  }
  const value = (part: string) => draft?.private?.[part]?.value;
  expect(value('name')).toEqual({ givenNames: 'Wara', paternal: 'Condori', maternal: 'Apaza', married: 'Flores', surnames: null });
  expect(value('document')).toEqual({ number: '4923118', complement: '1A', issuedIn: null });
  expect(value('contact')).toEqual({ phones: [{ kind: 'whatsapp', number: '71234567' }], email: 'w@e.bo' });
  expect(value('birthDate')).toBe('1987-05-04');
  expect(draft?.payload).toMatchObject({ birthYear: 1987, indigenous: 'yes', languages: ['ay', 'es'] });
});

test('a contact that is emptied says that there is none', () => {
  expect(contactOf({ phones: [{ kind: 'mobile', number: '' }], email: ' ' })).toEqual({ phones: [], email: null });
});

test('each "no, it is someone else" becomes an entry of its own', () => {
  const [person, distinction] = registrationDrafts(wara(), [KNOWN]);

  expect(distinction?.kind).toBe('registry.people-distinguished');
  expect(distinction?.payload).toEqual({ personIds: [person?.id, KNOWN] });
});

test('what does not show is not written: no zero-width signs, no marks that turn a name around', () => {
  const typed = wara({ givenNames: ' Zu\u200blema  \u202eOlga', paternal: 'Tito\u200d', maternal: '\u2067' });
  const [person] = registrationDrafts(typed, []);
  expect(person?.private?.['name']).toMatchObject({ value: { givenNames: 'Zulema Olga', paternal: 'Tito', maternal: null } });
  expect(Object.keys(faultsOf(wara({ givenNames: '\u200b' }), words))).toEqual(['givenNames']);
});
