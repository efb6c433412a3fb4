/** The database of this browser as an earlier version of Digna made it, with something in its stores. */
import type { DraftInput } from '../../src/ledger/entry.ts';
import { spaceOf, type Owner } from '../../src/web/offline/database.ts';
import type { Sealed } from '../../src/web/people/vault.ts';

export interface OldEntry {
  readonly draft: DraftInput & { readonly id: string };
  readonly about: string;
  readonly state: 'kept' | 'sending' | 'refused';
  readonly attempts: number;
}

const KEPT_AT = '2026-10-20T12:00:00.000Z';

/** As versions 1 to 3 wrote it: these entries, the row of one person (version 3 sealed it), and a place in the rows. */
export function writtenByVersion(version: 1 | 2 | 3, owner: Owner & { readonly userName: string }, old: readonly OldEntry[], row: { readonly body: object } | { readonly sealed: Sealed }): Promise<void> {
  const space = spaceOf(owner);
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('digna', version);
    request.onupgradeneeded = () => {
      const store = request.result;
      const entries = store.createObjectStore('entries', { keyPath: 'order', autoIncrement: true });
      entries.createIndex('id', 'id', { unique: true });
      entries.createIndex('state', 'state');
      entries.createIndex('owner', ['programmeId', 'userId', 'state']);
      store.createObjectStore('rows', { keyPath: ['space', 'collection', 'id'] }).createIndex('edition', ['space', 'edition']);
      store.createObjectStore('shadows', { keyPath: ['space', 'collection', 'id', 'order'] }).createIndex('entry', 'entryId');
      store.createObjectStore('progress', { keyPath: 'space' });
      store.createObjectStore('settings', { keyPath: 'key' });
      if (version >= 2) store.createObjectStore('files', { keyPath: ['space', 'sha256'] });
      if (version === 3) store.createObjectStore('people', { keyPath: 'userId' });
    };
    request.onerror = () => reject(request.error ?? new Error('not opened'));
    request.onsuccess = () => {
      const write = request.result.transaction(['entries', 'rows', 'progress'], 'readwrite');
      write.objectStore('progress').add({ space, cursor: 'c', position: 7, after: null, afterOf: 0, edition: 1, syncedAt: KEPT_AT });
      for (const { draft, about, state, attempts } of old) {
        write.objectStore('entries').add({
          ...owner, id: draft.id, draft, about, keptAt: KEPT_AT, state, code: state === 'refused' ? 'unknown-person' : null, field: null, position: null, sentAt: null, conflicts: [], hadAlready: false, attempts,
        });
      }
      write.objectStore('rows').add({ space, collection: 'person', id: 'p', ...row, edition: 1 });
      write.oncomplete = () => {
        request.result.close();
        resolve();
      };
    };
  });
}
