import { expect, test } from 'vitest';
import { contestedRecord } from './contested-record.ts';

const records = [
  { id: 'a', conflictFields: [] },
  { id: 'b', conflictFields: ['payload.municipality', 'private.contact'] },
];

test('a value is marked where a record has two versions of any field behind it', () => {
  expect(contestedRecord(records, 'place')).toBe('b');
  expect(contestedRecord(records, 'contact')).toBe('b');
  expect(contestedRecord(records, 'sex')).toBeNull();
  expect(contestedRecord([{ id: 'c', conflictFields: ['payload.disability'] }], 'disability')).toBe('c');
  expect(contestedRecord([{ id: 'd', conflictFields: ['payload.ageBand'] }], 'birth')).toBe('d');
});
