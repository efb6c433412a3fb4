/** What a person is shown of an open conflict, on versions small enough to work out on paper. */
import { expect, test } from 'vitest';
import { fieldsOf } from './conflict-page.ts';
import { openConflictOf } from './conflict.ts';
import type { Version } from './fold.ts';

const ROOT = 'root';

function version(id: string, position: number, supersedes: string[], payload: Record<string, unknown>, parts: Record<string, unknown> = {}): Version {
  return { id, position, kind: 'a.thing', supersedes, occurredOn: '2026-11-01', payload, private: parts };
}

const first = version(ROOT, 1, [], { sex: null, year: 1980, place: '02' }, { phone: '70000001' });
const left = version('left', 2, [ROOT], { sex: 'woman', year: 1980, place: '02' }, { phone: '70000002' });
const right = version('right', 3, [ROOT], { sex: 'man', year: 1985, place: '02' }, { phone: '70000003' });

test('a field in conflict says what was there before and each value once, the earliest first', () => {
  const same = version('same', 4, [ROOT], { sex: 'man', year: 1980, place: '02' });
  const open = openConflictOf(ROOT, [first, left, right, same]);
  expect(open?.contests).toEqual([
    { field: 'payload.sex', before: null, values: [{ value: 'woman', ids: ['left'] }, { value: 'man', ids: ['right', 'same'] }] },
    { field: 'private.phone', before: '70000001', values: [{ value: '70000002', ids: ['left'] }, { value: '70000003', ids: ['right'] }] },
  ]);
  expect(open?.leaves).toEqual(['left', 'right', 'same']);
});

test('what only one side changed merged by itself; what nobody changed is not mentioned', () => {
  const open = openConflictOf(ROOT, [first, left, right]);
  expect(open?.joined).toEqual([{ field: 'payload.year', before: 1980, value: 1985, id: 'right' }]);
  expect(open?.state.payload).toEqual({ sex: 'woman', year: 1985, place: '02' });
});

test('what was settled before the two sides parted is no news', () => {
  const settled = version('settled', 2, [ROOT], { sex: null, year: 1990, place: '02' });
  const one = version('one', 3, ['settled'], { sex: 'woman', year: 1990, place: '02' });
  const two = version('two', 4, ['settled'], { sex: 'man', year: 1990, place: '02' });
  expect(openConflictOf(ROOT, [first, settled, one, two])?.joined).toEqual([]);
});

test('a decision that has seen both leaves nothing to decide', () => {
  const decision = version('decision', 4, ['left', 'right'], { sex: 'man', year: 1985, place: '02' });
  expect(openConflictOf(ROOT, [first, left, right, decision])).toMatchObject({ contests: [], joined: [], leaves: ['decision'] });
});

test('a thing whose first version is not in has no state', () => {
  expect(openConflictOf(ROOT, [left])).toBeNull();
});

test('readers without personal data see that there are two values, who and when, and no more than the mask', () => {
  const open = openConflictOf(ROOT, [first, left, right]);
  const at = new Date('2026-11-24T10:00:00Z');
  const row = (entryId: string) => ({ entryId, recordedBy: 'Wara', role: 'trainer', recordedAt: at, via: 'web', note: 'lo dijo ella' });
  const authors = new Map(['left', 'right'].map((id) => [id, row(id)]));
  const mask = (part: string, value: unknown): string => `${part} ends in ${String(value).slice(-1)}`;
  const phone = (reveals: boolean) =>
    open === null ? undefined : fieldsOf(open, authors, { reveals, mask }).fields.find(({ field }) => field === 'private.phone');
  expect(phone(false)).toMatchObject({
    before: { value: null, hidden: true, mask: 'phone ends in 1' },
    values: [{ value: null, hidden: true, mask: 'phone ends in 2', authors: [{ recordedBy: 'Wara', note: null }] }, { hidden: true }],
  });
  expect(JSON.stringify(phone(false))).not.toContain('7000000');
  expect(phone(true)).toMatchObject({ values: [{ value: '70000002', hidden: false, authors: [{ note: 'lo dijo ella' }] }, { value: '70000003' }] });
});
