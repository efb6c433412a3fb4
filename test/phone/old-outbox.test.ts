/** What an older Digna kept on a phone is read, sent and never lost by this one. Stored as the earlier versions of the database wrote it. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { openStore } from '../../src/web/offline/database.ts';
import { entriesOf, keepEntries, unsentOfAll } from '../../src/web/offline/outbox.ts';
import { rowHere, rowsHere } from '../../src/web/offline/rows.ts';
import { sendAll } from '../../src/web/offline/sender.ts';
import { makeKey, vaultOf } from '../../src/web/people/vault.ts';
import { writtenByVersion, type OldEntry } from './old-store.ts';

const owner = { programmeId: '0198a000-0000-7000-8000-000000000001', userId: 'nilda', userName: 'Nilda Condori' };
const draft = (id: string) => ({
  id, kind: 'events.attendance-recorded', schemaVersion: 1, occurredOn: '2026-10-20', payload: { personId: 'p', sessionId: 's' }, private: {}, rootId: null, supersedes: [], batchId: null, occurredAt: null, attachments: [],
});
const OLD_ENTRIES: readonly OldEntry[] = (['kept', 'sending', 'refused'] as const).map((state, at) => ({ draft: draft(`0198a000-0000-7000-8000-00000000001${at}`), about: `Asistencia ${at + 1}`, state, attempts: at }));

test.each([1, 2, 3] as const)('the outbox of version %i is whole, goes on, and is sent', async (version) => {
  globalThis.indexedDB = new IDBFactory();
  const person = { surnames: 'Quispe' };
  const vault = version === 3 ? vaultOf(await makeKey()) : null;
  await writtenByVersion(version, owner, OLD_ENTRIES, vault === null ? { body: person } : { sealed: await vault.seal(person) });
  const store = await openStore();
  expect((await unsentOfAll(store)).map(({ id, state, about }) => [id, state, about])).toEqual(OLD_ENTRIES.map(({ draft, state, about }) => [draft.id, state, about]));
  // Rows that lie there each by itself serve on, until all have come again.
  expect((await rowHere(store, owner, 'person', 'p', vault))?.body).toEqual(person);
  expect((await rowsHere(store, owner, 'person', vault)).map(({ body }) => body)).toEqual([person]);
  expect((await store.getAll('progress')).map(({ cursor, syncedAt }) => [cursor, syncedAt])).toEqual([[null, '2026-10-20T12:00:00.000Z']]);
  // What is written now stands after it, a photo with it.
  const photo = new Uint8Array([1, 2, 3]).buffer;
  const id = '0198a000-0000-7000-8000-000000000020';
  await keepEntries(store, owner, [{ draft: { ...draft(id), attachments: ['ab'] }, about: 'Foto', shadows: [], files: [{ sha256: 'ab', purpose: 'attendance-sheet', fileName: 'a.jpg', mediaType: 'image/jpeg', bytes: photo }] }], '2026-11-29T12:00:00.000Z');
  const arrived: string[] = [];
  const sent = await sendAll(
    {
      store,
      now: () => new Date('2026-11-29T12:00:00Z'),
      maySendFiles: () => true,
      postPart: async ({ sha256, bytes }) => ({ outcome: 'answered', received: bytes.byteLength, sha256 }),
      post: async (_programme, entries) => {
        const ids = entries.flatMap((one) => one.id ?? []);
        arrived.push(...ids);
        return { outcome: 'answered', answers: ids.map((one, at) => ({ id: one, answer: 'accepted', position: at + 1, conflicts: [] })) };
      },
    },
    owner,
  );
  expect(sent).toEqual({ outcome: 'done', count: 3 });
  expect(arrived).toEqual([OLD_ENTRIES[0]?.draft.id, OLD_ENTRIES[1]?.draft.id, id]);
  expect((await entriesOf(store, owner, ['refused'])).map(({ code }) => code)).toEqual(['unknown-person']);
  expect(await store.count('files')).toBe(0);
  store.close();
});
