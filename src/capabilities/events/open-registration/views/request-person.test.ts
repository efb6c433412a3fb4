import { expect, test, vi } from 'vitest';
import { personTypedFrom, type Request } from './request-person.ts';

vi.mock('../../../../registry/views/use-writing.ts', () => ({ today: () => '2026-11-29' }));

const request = (more: Partial<Request>): Request => ({
  id: 'r', leaves: ['r'], conflictFields: [], requestedOn: '2026-11-29', givenNames: 'Lidia', surnames: 'Mamani Condori', sex: 'woman', birthYear: 1990,
  document: { number: '1234567', complement: null, issuedIn: 'LP' }, phone: '71234567', organisationId: null, organisationName: null, organisationKind: null,
  matches: null, answer: null, ...more,
});

test('two surnames part; one, or several words, stand together', () => {
  expect(personTypedFrom(request({}))).toMatchObject({ paternal: 'Mamani', maternal: 'Condori', givenNames: 'Lidia' });
  expect(personTypedFrom(request({ surnames: 'Quispe' }))).toMatchObject({ paternal: 'Quispe', maternal: '' });
  expect(personTypedFrom(request({ surnames: 'de la Cruz Ávila' }))).toMatchObject({ paternal: 'de la Cruz Ávila', maternal: '' });
});

test('what was written stands in its box, what was not stays empty', () => {
  expect(personTypedFrom(request({}))).toMatchObject({ sex: 'woman', documentNumber: '1234567', issuedIn: 'LP', birthKnown: 'year', birthYear: '1990', phones: [{ number: '71234567' }] });
  expect(personTypedFrom(request({ sex: 'unknown', birthYear: null, document: null, phone: null }))).toMatchObject({
    sex: '', documentNumber: '', birthKnown: 'none', phones: [{ number: '' }],
  });
});
