import { expect, test } from 'vitest';
import { programmeDescribed } from '../entries.ts';
import { descriptionPayload, faultsOf } from './description-draft.ts';

const words = { missing: 'falta', date: 'fecha', order: 'orden' };
const nothing = { name: '', nameEnglish: '', summary: '', summaryEnglish: '', startsOn: '', endsOn: '' };
const whole = { ...nothing, name: ' Valles ', summary: 'Fortalece empresas.', startsOn: '2026-01-01', endsOn: '2027-12-31' };

test('what is missing is said, and an end before the beginning', () => {
  expect(faultsOf(nothing, words)).toEqual({ name: 'falta', summary: 'falta', startsOn: 'fecha', endsOn: 'fecha' });
  expect(faultsOf({ ...whole, endsOn: '2025-12-31' }, words)).toEqual({ endsOn: 'orden' });
  expect(faultsOf(whole, words)).toEqual({});
});

test('English that is not given says the Spanish, and the ledger takes it', () => {
  const payload = descriptionPayload({ ...whole, summaryEnglish: 'Strengthens firms.' }, false);
  expect(programmeDescribed.payload.parse(payload)).toMatchObject({ name: { es: 'Valles', en: 'Valles' }, summary: { es: 'Fortalece empresas.', en: 'Strengthens firms.' } });
});
