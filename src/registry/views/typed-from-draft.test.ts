import { expect, test } from 'vitest';
import { nothingTyped, registrationDrafts } from './person-draft.ts';
import { organisationDraft, organisationTyped } from './organisation-draft.ts';
import { organisationTypedFrom, personTypedFrom } from './typed-from-draft.ts';

test('what was typed of a person comes back as it was typed', () => {
  const typed = {
    ...nothingTyped(), givenNames: 'Wayra', paternal: 'Uriona', maternal: 'Tellería', sex: 'woman', documentNumber: '1234567', complement: '1A', issuedIn: 'LP',
    phones: [{ kind: 'mobile', number: '70000417' }], birthKnown: 'year', birthYear: '1990', department: 'BO-L', languages: ['es', 'ay'],
  };
  const [draft] = registrationDrafts(typed, []);
  expect(draft === undefined ? null : personTypedFrom(draft)).toEqual(typed);
});

test('what was typed of an organisation comes back as it was typed', () => {
  const typed = { ...organisationTyped(null), name: 'Tejidos Wara Wara', kind: 'enterprise', taxNumber: '1020304', membersWomen: '12', exports: 'no' };
  const draft = organisationDraft(typed, null);
  expect(draft === null ? null : organisationTypedFrom(draft)).toEqual(typed);
});
