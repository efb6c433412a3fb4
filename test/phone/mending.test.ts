/** A refused entry and what takes its place, in a real store. */
import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { DraftInput } from '../../src/ledger/entry.ts';
import { openStore, type Store } from '../../src/web/offline/database.ts';
import { replacementOf, withChoice } from '../../src/web/offline/mending.ts';
import { entriesOf, keepEntries, markSending, replaceEntries, retryEntry, standingEntries, takeAnswers } from '../../src/web/offline/outbox.ts';
import { rowsHere } from '../../src/web/offline/rows.ts';

const OWNER = { programmeId: 'p', userId: 'u', userName: 'Nilda' };
const [STAY, PERSON, OTHER, NEW] = [1, 2, 3, 4].map((n) => `0190a000-0000-7000-8000-00000000000${n}`) as [string, string, string, string];
const NOON = '2026-11-20T12:00:00Z';

async function withRefused(name: string): Promise<Store> {
  const store = await openStore(name);
  const draft: DraftInput & { id: string } = { id: STAY, kind: 'events.attendance-recorded', schemaVersion: 1, occurredOn: '2026-11-20', payload: { personId: PERSON }, rootId: null, supersedes: [] };
  await keepEntries(store, OWNER, [{ draft, about: 'Ana · Taller', shadows: [{ collection: 'stay', id: STAY, body: { personId: PERSON } }] }], NOON);
  await takeAnswers(store, [{ id: STAY, answer: 'refused', code: 'unknown-reference', field: 'person' }], NOON);
  return store;
}

async function planned(store: Store) {
  const unsent = await standingEntries(store, OWNER);
  const [first] = unsent;
  if (first === undefined) throw new Error('Nothing is refused.');
  return replacementOf(unsent, new Map([[STAY, withChoice(first, { way: 'choose', what: 'person', key: 'personId' }, { id: OTHER, name: 'Eva' })]]), () => NEW);
}

test('the mended entry is kept and the refused one is gone, with its row', async () => {
  const store = await withRefused('mended');
  expect(await replaceEntries(store, OWNER, await planned(store), NOON)).toBe(true);
  const entries = await entriesOf(store, OWNER, ['kept', 'sending', 'sent', 'waiting', 'refused']);
  expect(entries.map(({ id, state, code, about, draft }) => [id, state, code, about, draft.payload['personId']])).toEqual([[NEW, 'kept', null, 'Eva · Taller', OTHER]]);
  expect((await rowsHere(store, OWNER, 'stay', null)).map(({ id, body }) => [id, body])).toEqual([[NEW, { personId: OTHER }]]);
});

test('where it went on its way meanwhile, nothing is changed', async () => {
  const store = await withRefused('on its way');
  const plan = await planned(store);
  const [refused] = await entriesOf(store, OWNER, ['refused']);
  await retryEntry(store, refused?.order ?? 0);
  await markSending(store, [refused?.order ?? 0]);
  expect(await replaceEntries(store, OWNER, plan, NOON)).toBe(false);
  expect((await entriesOf(store, OWNER, ['kept', 'sending', 'refused'])).map(({ id, state }) => [id, state])).toEqual([[STAY, 'sending']]);
});

test('what was refused while another window was about to send it does not go again by itself', async () => {
  const store = await withRefused('two windows');
  const [refused] = await entriesOf(store, OWNER, ['refused']);
  expect(await markSending(store, [refused?.order ?? 0])).toEqual([]);
  expect((await entriesOf(store, OWNER, ['refused'])).map(({ id }) => id)).toEqual([STAY]);
});
