import { expect, test } from 'vitest';
import { decisionDrafts, fieldsLeft, undoDraft, type Conflict } from './decision.ts';

const ROOT = '01900000-0000-7000-8000-000000000001';
const LEFT = '01900000-0000-7000-8000-000000000002';
const RIGHT = '01900000-0000-7000-8000-000000000003';
const WORDS = { note: '', withdrawal: 'se retira' };

function conflict(changes: Partial<Conflict> = {}): Conflict {
  const value = (one: unknown) => ({ value: one, hidden: false, mask: null, authors: [], authorCount: 1 });
  const field = (name: string, first: unknown, second: unknown) => ({
    field: name,
    before: { value: null, hidden: false, mask: null },
    values: [value(first), value(second)],
    valueCount: 2,
  });
  return {
    id: ROOT,
    kind: 'registry.person-registered',
    schemaVersion: 2,
    permission: 'person.write',
    parts: ['name', 'contact', 'note'],
    about: [],
    leaves: [LEFT, RIGHT],
    withdrawn: false,
    occurredOn: '2026-11-01',
    payload: { sex: 'woman', birthYear: 1985 },
    fields: [field('payload.sex', 'woman', 'man'), field('private.contact', 'one', 'other')],
    joined: [],
    labels: [],
    ...changes,
  };
}

test('nothing is decided at first; each choice takes one field off what is left', () => {
  expect(fieldsLeft(conflict(), {})).toEqual(['payload.sex', 'private.contact']);
  expect(fieldsLeft(conflict(), { 'payload.sex': { value: null } })).toEqual(['private.contact']);
});

test('a decision carries the whole payload that counts with what was chosen, the chosen private parts, and every leaf', () => {
  const choices = { 'payload.sex': { value: 'man' }, 'private.contact': { value: 'third' } };
  const [draft, ...others] = decisionDrafts(conflict(), choices, { ...WORDS, note: ' la llamé ' });
  expect(others).toEqual([]);
  expect(draft).toMatchObject({
    kind: 'registry.person-registered',
    schemaVersion: 2,
    occurredOn: '2026-11-01',
    rootId: ROOT,
    supersedes: [LEFT, RIGHT],
    payload: { sex: 'man', birthYear: 1985 },
    private: { contact: { value: 'third' }, note: { value: 'la llamé' } },
  });
});

test('a kind without a note gets none', () => {
  const [draft] = decisionDrafts(conflict({ parts: [] }), { 'payload.sex': { value: 'man' } }, { ...WORDS, note: 'x' });
  expect(draft?.private).toEqual({});
});

test('choosing that the thing is withdrawn decides everything else with it', () => {
  const choices = { withdrawn: { value: true } };
  expect(fieldsLeft(conflict(), choices)).toEqual([]);
  const [draft] = decisionDrafts(conflict(), choices, WORDS);
  expect(draft).toMatchObject({ kind: 'ledger.entry-withdrawn', payload: {}, supersedes: [LEFT, RIGHT], private: { reason: { value: 'se retira' } } });
});

test('choosing that it stands is a correction of the whole thing', () => {
  const [draft] = decisionDrafts(conflict({ withdrawn: true }), { withdrawn: { value: false } }, WORDS);
  expect(draft).toMatchObject({ kind: 'registry.person-registered', payload: { sex: 'woman' } });
});

test('two thousand leaves are superseded by three entries in a row, each over the one before', () => {
  const leaves = Array.from({ length: 2000 }, (_, at) => `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`);
  const drafts = decisionDrafts(conflict({ leaves }), { 'payload.sex': { value: 'man' } }, WORDS);
  expect(drafts.map(({ supersedes }) => supersedes?.length)).toEqual([900, 901, 201]);
  expect(drafts[2]?.supersedes?.[0]).toBe(drafts[1]?.id);
  expect(new Set(drafts.flatMap(({ supersedes }) => supersedes ?? [])).size).toBe(2002);
});

test('undoing puts back what counted before, private parts too, over the decision', () => {
  const before = conflict();
  const [decision] = decisionDrafts(before, { 'payload.sex': { value: 'man' }, 'private.contact': { value: 'other' } }, WORDS);
  if (decision === undefined) throw new Error('There is no decision.');
  expect(undoDraft(before, decision, 'se deshizo')).toMatchObject({
    supersedes: [decision.id],
    payload: { sex: 'woman', birthYear: 1985 },
    private: { contact: { value: 'one' } },
  });
  expect(undoDraft(conflict({ withdrawn: true }), decision, 'se deshizo')).toMatchObject({ kind: 'ledger.entry-withdrawn' });
});
