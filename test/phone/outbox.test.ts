/** What is kept on a phone until it is sent: nothing of one entry goes with another. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/web/offline/database.ts';
import { deleteEntry, entriesOf, keepEntries, markSending, takeAnswers, unsentFiles, type ToKeep } from '../../src/web/offline/outbox.ts';
import { draft } from '../cast/drafts.ts';

const OWNER = { programmeId: 'programme', userId: 'nilda', userName: 'Nilda' };
const NOON = '2021-11-26T12:00:00Z';
const PICTURE = 'a'.repeat(64);

function photo(page: number): ToKeep {
  const file = { sha256: PICTURE, purpose: 'attendance-sheet' as const, fileName: 'hoja.png', mediaType: 'image/png', bytes: new ArrayBuffer(8) };
  return { draft: draft('attendance.sheet-kept', { page, fileSha256: PICTURE }, { attachments: [PICTURE] }), about: `Hoja ${page}`, shadows: [], files: [file] };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('a photo that two entries carry goes with the last of them', async () => {
  const store = await openStore();
  await keepEntries(store, OWNER, [photo(1), photo(2)], NOON);
  const [first, second] = await entriesOf(store, OWNER, ['kept']);
  expect(await deleteEntry(store, first?.order ?? 0)).toBe(true);
  expect([...(await unsentFiles(store, OWNER))]).toEqual([PICTURE]);
  expect(await deleteEntry(store, second?.order ?? 0)).toBe(true);
  expect([...(await unsentFiles(store, OWNER))]).toEqual([]);
});

test('one that is being sent is not deleted, and it is said', async () => {
  const store = await openStore();
  await keepEntries(store, OWNER, [photo(1)], NOON);
  const [entry] = await entriesOf(store, OWNER, ['kept']);
  await markSending(store, [entry?.order ?? 0]);
  expect(await deleteEntry(store, entry?.order ?? 0)).toBe(false);
  expect(await entriesOf(store, OWNER, ['sending'])).toHaveLength(1);
  expect([...(await unsentFiles(store, OWNER))]).toEqual([PICTURE]);
});

test('a form that wrote two, of which one was refused, brings both again: the other stays as it is', async () => {
  const store = await openStore();
  const [one, other] = [photo(1), photo(2)];
  await keepEntries(store, OWNER, [one, other], NOON);
  await takeAnswers(store, [{ id: one.draft.id, answer: 'accepted', position: 7, conflicts: [] }, { id: other.draft.id, answer: 'refused', code: 'not-allowed', field: null }], NOON);
  const [refused] = await entriesOf(store, OWNER, ['refused']);
  await deleteEntry(store, refused?.order ?? 0);
  await keepEntries(store, OWNER, [one, other], NOON);
  expect((await entriesOf(store, OWNER, ['kept', 'sent'])).map(({ id, state }) => [id, state])).toEqual([[one.draft.id, 'sent'], [other.draft.id, 'kept']]);
});
