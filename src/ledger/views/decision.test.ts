import { describe, expect, test } from 'vitest';
import type { OwnDraft } from '../../registry/views/use-writing.ts';
import { openConflictOf, versionsBeside } from '../conflict.ts';
import type { Version } from '../fold.ts';
import { decisionDrafts, fieldsLeft, undoDrafts, type Choices, type Conflict } from './decision.ts';

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
    beside: [],
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

test('undoing puts back what counted before, private parts too, and says again what stood beside', () => {
  const beside = {
    id: RIGHT, kind: 'registry.person-registered', occurredOn: '2026-11-02', supersedes: [ROOT], seen: [], payload: { sex: 'man', birthYear: 1985 }, private: { contact: 'other' },
  };
  const before = conflict({ beside: [beside] });
  const [decision] = decisionDrafts(before, { 'payload.sex': { value: 'man' }, 'private.contact': { value: 'other' } }, WORDS);
  if (decision === undefined) throw new Error('There is no decision.');
  const words = { reason: 'se deshizo', saidAgain: (who: string) => `así lo dijo ${who}` };
  expect(undoDrafts(before, decision, words)).toMatchObject([
    { supersedes: [decision.id], payload: { sex: 'woman', birthYear: 1985 }, private: { contact: { value: 'one' } } },
    { supersedes: [ROOT], occurredOn: '2026-11-02', payload: { sex: 'man' }, private: { contact: { value: 'other' }, note: { value: 'así lo dijo ' } } },
  ]);
  expect(undoDrafts(conflict({ withdrawn: true }), decision, words)).toMatchObject([{ kind: 'ledger.entry-withdrawn' }]);
});

describe('after a decision is undone the fold', () => {
  const kind = 'registry.person-registered';
  const version = (id: string, position: number, supersedes: string[], payload: object, more: Partial<Version> = {}): Version => ({
    id, position, kind, supersedes, occurredOn: '2026-11-01', payload: { sex: null, birthYear: null, department: null, ...payload }, private: {}, ...more,
  });
  const root = version('root', 1, [], {});
  const left = version('left', 2, ['root'], { sex: 'woman', birthYear: 1985 });
  const right = version('right', 3, ['root'], { sex: 'man', birthYear: 1990, department: '02' });
  const far = version('far', 4, ['right'], { sex: 'man', birthYear: 1991, department: '02' });
  const gone = version('gone', 5, ['root'], {}, { kind: 'ledger.entry-withdrawn', payload: {} });

  /** The page of these versions, as the server writes it. */
  function pageOf(versions: readonly Version[]): Conflict {
    const open = openConflictOf('root', versions);
    if (open === null) throw new Error('There is no such thing.');
    const shown = (value: unknown) => ({ value, hidden: false, mask: null });
    return {
      ...conflict(), id: 'root', kind, parts: [], leaves: [...open.leaves], ...open.state, payload: { ...open.state.payload },
      fields: open.contests.map(({ field, before, values }) => ({
        field, before: shown(before), values: values.map(({ value }) => ({ ...shown(value), authors: [], authorCount: 1 })), valueCount: values.length,
      })),
      beside: versionsBeside(open, versions).map(({ position: _position, ...one }) => ({ ...one, supersedes: [...one.supersedes], seen: [...one.seen], payload: { ...one.payload }, private: { ...one.private } })),
      joined: [], labels: [],
    };
  }
  const asVersions = (drafts: readonly OwnDraft[], from: number): Version[] =>
    drafts.map((draft, at) => ({
      id: draft.id, position: from + at, kind: draft.kind, supersedes: draft.supersedes ?? [], occurredOn: draft.occurredOn, payload: draft.payload, private: {},
    }));
  const valuesOf = ({ fields }: Conflict): unknown => fields.map(({ field, values }) => [field, values.map(({ value }) => value)]);

  const sides = [[root, left, right], [root, left, far, right], [root, left, right, gone], [root, right, far, left, gone]];
  const ways: ((conflict: Conflict) => Choices)[] = [
    (one) => Object.fromEntries(one.fields.map(({ field, values }) => [field, { value: values[0]?.value }])),
    (one) => Object.fromEntries(one.fields.map(({ field, values }) => [field, { value: values.at(-1)?.value }])),
    (one) => Object.fromEntries(one.fields.map(({ field, values }) => [field, { value: field === 'payload.sex' ? 'other' : values[0]?.value }])),
  ];
  test.each(sides.flatMap((versions, at) => ways.map((way, how) => [`${at + 1}.${how + 1}`, versions, way] as const)))(
    'holds the same values against each other, the same one counting (%s)',
    (_name, versions, way) => {
      const before = pageOf(versions);
      expect(before.fields.length).toBeGreaterThan(0);
      const decided = [...versions, ...asVersions(decisionDrafts(before, way(before), WORDS), 10)];
      expect(pageOf(decided).fields).toEqual([]);
      const decision = decisionDrafts(before, way(before), WORDS).at(-1);
      if (decision === undefined) throw new Error('There is no decision.');
      const undo = undoDrafts(before, { ...decision, id: decided.at(-1)?.id ?? '' }, { reason: '', saidAgain: () => '' });
      const after = pageOf([...decided, ...asVersions(undo, 20)]);
      expect(valuesOf(after)).toEqual(valuesOf(before));
      expect(after).toMatchObject({ payload: before.payload, withdrawn: before.withdrawn, occurredOn: before.occurredOn });
    },
  );
});
