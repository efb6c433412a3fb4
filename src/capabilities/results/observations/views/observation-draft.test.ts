import { expect, test } from 'vitest';
import { observationRecorded } from '../../entries.ts';
import { decimalOf, observationDraft, observationTyped, observationWrong } from './observation-draft.ts';

test('numbers are read as people write them and kept without doubt', () => {
  expect(['1.234,50', '1234.5', '0,05', '12', '-3,2', '1.234', '007', '0,0', '-0'].map(decimalOf)).toEqual(['1234.5', '1234.5', '0.05', '12', '-3.2', '1234', '7', '0', '0']);
  expect(['', 'doce', '1,23456', '1,2,3', '1234567890123', '--1'].map(decimalOf)).toEqual([null, null, null, null, null, null]);
});

test('what is missing is named, and what is whole fits the ledger', () => {
  const typed = { ...observationTyped(null, '2021-11-26'), value: '2', source: 'Acta' };
  const scale = { kind: 'yes-no' } as const;
  expect(observationWrong({ ...typed, observedOn: '' }, scale, '2021-11-26')).toBe('wrongDay');
  expect(observationWrong({ ...typed, observedOn: '2021-11-27' }, scale, '2021-11-26')).toBe('future');
  expect(observationWrong({ ...typed, value: '' }, scale, '2021-11-26')).toBe('wrongValue');
  expect(observationWrong({ ...typed, value: 'x' }, { kind: 'number', take: 'sum' }, '2021-11-26')).toBe('wrongNumber');
  expect(observationWrong({ ...typed, source: ' ' }, scale, '2021-11-26')).toBe('wrongSource');
  expect(observationWrong(typed, scale, '2021-11-26')).toBeNull();
  const { payload } = observationDraft(typed, '0198a000-0000-7000-8000-000000000001', null);
  expect(observationRecorded.payload.parse(payload)).toMatchObject({ value: '2', source: 'Acta', organisationId: null });
});
