import { describe, expect, test } from 'vitest';
import type { KeptEntry } from './database.ts';
import { groupsOf, replacementOf, wayOf, withChoice, withDate } from './mending.ts';

const [PERSON, OTHER, SESSION, STAY, STAY_2, NEW] = [1, 2, 3, 4, 5, 6].map((n) => `0190a000-0000-7000-8000-00000000000${n}`) as [string, string, string, string, string, string];

function entry(order: number, id: string, kind: string, payload: Record<string, unknown>, refusal: { code?: string; field?: string } = {}): KeptEntry {
  return {
    order, id, programmeId: 'p', userId: 'u', userName: 'Nilda', about: `Nadie · Taller ${order}`, keptAt: '2026-11-20T10:00:00Z', state: 'refused', position: null, sentAt: null,
    conflicts: [], hadAlready: false, attempts: 1, code: refusal.code ?? null, field: refusal.field ?? null,
    draft: { id, kind, schemaVersion: 1, occurredOn: '2026-11-20', payload, rootId: null, supersedes: [] },
  };
}

const attendance = (order: number, id: string, personId = PERSON, refusal = { code: 'unknown-reference', field: 'person' }): KeptEntry =>
  entry(order, id, 'events.attendance-recorded', { personId, sessionId: SESSION, organisationId: null }, refusal);

const shadowOf = (of: KeptEntry) => ({ space: 's', collection: 'stay', id: of.id, order: of.order, entryId: of.id, body: { personId: of.draft.payload['personId'], leaves: [of.id] } });

describe('the way to mend', () => {
  test('what is not known is chosen, a refused day is changed, a wrong value is typed anew', () => {
    expect(wayOf(attendance(1, STAY))).toEqual({ way: 'choose', what: 'person', key: 'personId' });
    expect(wayOf(entry(1, STAY, 'events.session-scheduled', {}, { code: 'impossible-date', field: 'occurredOn' }))).toEqual({ way: 'date' });
    expect(wayOf(entry(1, PERSON, 'registry.person-registered', {}, { code: 'bad-payload' }))).toEqual({ way: 'form', form: 'person' });
    expect(wayOf(entry(1, STAY, 'events.registration-recorded', {}, { code: 'already-registered' }))).toEqual({ way: 'drop' });
    expect(wayOf(entry(1, PERSON, 'registry.person-registered', {}, { code: 'not-allowed' }))).toEqual({ way: 'retry' });
  });

  test('a correction has no form of its own here', () => {
    const corrected = entry(1, OTHER, 'registry.person-registered', {}, { code: 'bad-payload' });
    expect(wayOf({ ...corrected, draft: { ...corrected.draft, rootId: PERSON } })).toEqual({ way: 'retry' });
  });

  test('those of one cause are one group, of another person another', () => {
    const groups = groupsOf([attendance(1, STAY), attendance(2, OTHER, OTHER), attendance(3, STAY_2)]);
    expect(groups.map(({ entries }) => entries.map(({ order }) => order))).toEqual([[1, 3], [2]]);
  });
});

describe('what takes its place', () => {
  test('the right person is named in the entry, its row, and its words', () => {
    const one = attendance(1, STAY);
    const mended = withChoice({ entry: one, shadows: [shadowOf(one)] }, { way: 'choose', what: 'person', key: 'personId' }, { id: OTHER, name: 'Ana Quispe' });
    expect(mended.draft.payload['personId']).toBe(OTHER);
    expect(mended.shadows[0]?.body).toEqual({ personId: OTHER, leaves: [STAY] });
    expect(mended.about).toBe('Ana Quispe · Taller 1');
  });

  test('another session brings its process; no organisation is no organisation', () => {
    const one = attendance(1, STAY);
    const bare = { entry: one, shadows: [] };
    expect(withChoice(bare, { way: 'choose', what: 'session', key: 'sessionId' }, { id: NEW, name: '', processId: OTHER }).draft.payload).toMatchObject({ sessionId: NEW, processId: OTHER });
    expect(withChoice(bare, { way: 'choose', what: 'organisation', key: 'organisationId' }, { id: null, name: '' }).draft.payload['organisationId']).toBeNull();
  });

  test('a session on another day is held on it', () => {
    const session = entry(1, SESSION, 'events.session-scheduled', { heldOn: '2926-11-20' });
    const mended = withDate({ entry: session, shadows: [{ ...shadowOf(session), body: { heldOn: '2926-11-20' } }] }, '2026-11-20');
    expect(mended.draft).toMatchObject({ occurredOn: '2026-11-20', payload: { heldOn: '2026-11-20' } });
    expect(mended.shadows[0]?.body).toEqual({ heldOn: '2026-11-20' });
  });

  test('it is a new entry, and what names it names the new one, further on as well', () => {
    const person = entry(1, PERSON, 'registry.person-registered', { sex: 'woman' }, { code: 'bad-payload' });
    const stay = attendance(2, STAY);
    const correction = { ...attendance(3, STAY_2, OTHER), draft: { ...attendance(3, STAY_2, OTHER).draft, rootId: STAY, supersedes: [STAY] } };
    const untouched = attendance(4, NEW, OTHER);
    const unsent = [person, stay, correction, untouched].map((one) => ({ entry: one, shadows: [shadowOf(one)] }));
    let made = 0;
    const newId = (): string => `new-${(made += 1)}`;
    const { replaced, added } = replacementOf(unsent, new Map([[PERSON, { draft: { ...person.draft, id: PERSON, payload: { sex: 'man' } }, about: 'Ana', shadows: [] }]]), newId);
    expect(replaced).toEqual([1, 2, 3]);
    expect(added.map(({ draft }) => [draft.id, draft.rootId, draft.payload['personId'] ?? draft.payload['sex']])).toEqual([['new-1', null, 'man'], ['new-2', null, 'new-1'], ['new-3', 'new-2', OTHER]]);
    expect(added[1]?.shadows[0]).toMatchObject({ id: 'new-2', body: { personId: 'new-1', leaves: ['new-2'] } });
  });

  test('what a form wrote anew keeps the id that it has', () => {
    const person = entry(1, PERSON, 'registry.person-registered', { sex: 'woman' });
    const { added } = replacementOf([{ entry: person, shadows: [] }], new Map([[PERSON, { draft: { ...person.draft, id: NEW }, about: 'Ana', shadows: [] }]]), () => 'another');
    expect(added.map(({ draft }) => draft.id)).toEqual([NEW]);
  });
});
