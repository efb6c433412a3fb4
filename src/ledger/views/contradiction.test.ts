import { expect, test } from 'vitest';
import type { KeptEntry } from '../../web/offline/database.ts';
import { contradictionsOf, standingOf } from './contradiction.ts';
import type { Conflict, ContestedField } from './decision.ts';

const LIDIA = '00000000-0000-4000-8000-000000000001';

/** `by`: entry id -> who wrote it. */
function side(value: unknown, by: Readonly<Record<string, string>>, hidden = false): ContestedField['values'][number] {
  const authors = Object.entries(by).map(([entryId, recordedBy]) => ({ entryId, recordedBy, role: 'trainer', recordedAt: '2026-11-20T12:00:00.000Z', via: 'web', note: null }));
  return { value: hidden ? null : value, hidden, mask: hidden ? '•••213' : null, authors, authorCount: authors.length };
}
const field = (name: string, ...values: ContestedField['values']): ContestedField => ({ field: name, before: { value: null, hidden: false, mask: null }, values, valueCount: values.length });
const conflict = (...fields: ContestedField[]): Conflict => ({
  id: LIDIA, kind: 'registry.person-registered', schemaVersion: 1, permission: 'person.write', parts: [], about: [], leaves: [], withdrawn: false, occurredOn: '2026-11-20', payload: {}, fields, beside: [], joined: [], labels: [],
});
function sent(id: string, more: Partial<KeptEntry> = {}): KeptEntry {
  const draft = { id, kind: 'registry.person-registered', schemaVersion: 1, occurredOn: '2026-11-20', payload: {}, private: { contact: { salt: '', value: { phones: [{ number: '70000231' }] } } }, rootId: LIDIA };
  return { order: 1, programmeId: '', userId: '', userName: 'Nilda', id, draft, about: '', keptAt: '', state: 'sent', code: null, field: null, position: 7, sentAt: '', conflicts: [], hadAlready: false, attempts: 1, ...more };
}

const sex = field('payload.sex', side('man', { mine: 'Nilda' }), side('other', { theirs: 'Wilma' }));
const place = field('payload.department', side('O', { theirs: 'Wilma' }), side('P', { third: 'Tatiana' }));

test('both sides of a field, own first or not, and which of them counts; what only others dispute is left out', () => {
  const [one, ...more] = contradictionsOf([sent('mine'), sent('apart')], [conflict(sex, place)]);
  expect(more).toEqual([]);
  expect(one?.entries.map(({ id }) => id)).toEqual(['mine']);
  expect(one?.fields.map(({ field: name, sides }) => [name, sides.map(({ mine, shown, author, counts }) => [mine, shown.value, author?.recordedBy, counts])])).toEqual([
    ['payload.sex', [[true, 'man', 'Nilda', true], [false, 'other', 'Wilma', false]]],
  ]);
});

test('of a value that two wrote alike, the own name stands', () => {
  const alike = field('payload.sex', side('other', { theirs: 'Wilma' }), side('man', { third: 'Tatiana', mine: 'Nilda' }));
  expect(contradictionsOf([sent('mine')], [conflict(alike)])[0]?.fields[0]?.sides[1]).toMatchObject({ mine: true, author: { recordedBy: 'Nilda' } });
});

test('a hidden value is shown to whoever wrote it on this phone, and to nobody else', () => {
  const contact = field('private.contact', side(null, { theirs: 'Wilma' }, true), side(null, { mine: 'Nilda' }, true));
  const sides = contradictionsOf([sent('mine')], [conflict(contact)])[0]?.fields[0]?.sides ?? [];
  expect(sides.map(({ shown }) => [shown.hidden, shown.mask, shown.value])).toEqual([
    [true, '•••213', null],
    [false, null, { phones: [{ number: '70000231' }] }],
  ]);
});

test('nothing stands against others that is not sent, or that nobody disputes', () => {
  expect(contradictionsOf([sent('mine', { state: 'kept' })], [conflict(sex)])).toEqual([]);
  expect(contradictionsOf([sent('apart')], [conflict(sex)])).toEqual([]);
});

test('an entry that contradicted is open while its rows say so, decided when newer rows do not, and unknown before they came', () => {
  const mine = sent('mine', { conflicts: ['payload.sex'], position: 7 });
  expect(standingOf(mine, [conflict(sex)], 7)).toBe('open');
  expect(standingOf(mine, [], 6)).toBe('unknown');
  expect(standingOf(mine, [], 7)).toBe('decided');
  // Another field of the same thing is in conflict: this one is decided.
  expect(standingOf(mine, [conflict(place)], 9)).toBe('decided');
  // The first to arrive was told nothing, and rows say it all the same.
  expect(standingOf(sent('mine'), [conflict(sex)], 9)).toBe('open');
  expect(standingOf(sent('mine'), [], 9)).toBeNull();
});
