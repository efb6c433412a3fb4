/** The store of this browser: entries not yet sent, rows as the server had them, and how what was written here changes them. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { DraftInput } from '../../ledger/entry.ts';
import type { FilePurpose } from '../../ledger/file-purposes.ts';
import type { Sealed } from '../people/vault.ts';
import type { BlockKey, PlainRow } from './blocks.ts';
import type { Wrapped } from '../people/wrapping.ts';

/** Where an entry stands; decision 14. */
export type EntryState = 'kept' | 'sending' | 'sent' | 'waiting' | 'refused';

/** Whose work something is, and in which programme. */
export interface Owner {
  readonly programmeId: string;
  readonly userId: string;
}

export interface KeptEntry extends Owner {
  /** In the order in which it was written on this device; made by the store. */
  readonly order: number;
  readonly id: string;
  readonly userName: string;
  readonly draft: DraftInput;
  /** What it is, in words, as its author read it. */
  readonly about: string;
  /** By the clock of this device, ISO. */
  readonly keptAt: string;
  readonly state: EntryState;
  /** Of a refused one. */
  readonly code: string | null;
  readonly field: string | null;
  /** Of one that the server has. */
  readonly position: number | null;
  readonly sentAt: string | null;
  /** Fields in which it contradicts what somebody else wrote meanwhile. */
  readonly conflicts: readonly string[];
  /** The server had it before: an answer was lost on the way. */
  readonly hadAlready: boolean;
  /** Requests that it went out in. */
  readonly attempts: number;
}

/** Rows of a collection as the server gave them, in order of id (blocks.ts). `space`: see `spaceOf`. */
export interface StoredBlock {
  readonly space: string;
  readonly collection: string;
  /** Of which download of everything it is: those of an earlier one go when that is whole. */
  readonly edition: number;
  /** Id of its first row. */
  readonly first: string;
  /** Rows in it. */
  readonly count: number;
  /** As they are, where the browser cannot seal. */
  readonly rows?: readonly PlainRow[];
  readonly sealed?: Sealed;
  /** One row, sealed by itself: of before there were blocks. */
  readonly isAlone?: boolean;
}

/** How an entry written here changes a row. `body` null: it takes the row away. */
export interface Shadow {
  readonly space: string;
  readonly collection: string;
  readonly id: string;
  readonly order: number;
  readonly entryId: string;
  readonly body: unknown;
}

/** How far the rows of a space are. */
export interface Progress {
  readonly space: string;
  readonly cursor: string | null;
  readonly position: number;
  /** Of a download of everything that is under way: where it goes on, and the position of its first page. */
  readonly after: string | null;
  readonly afterOf: number;
  readonly edition: number;
  readonly syncedAt: string | null;
}

/** A file that entries kept here carry, until the server has it. */
export interface KeptFile extends Owner {
  readonly space: string;
  readonly sha256: string;
  readonly purpose: FilePurpose;
  readonly fileName: string;
  readonly mediaType: string;
  /** Not a Blob: some browsers lose those of a database once they are closed. */
  readonly bytes: ArrayBuffer;
  /** How many bytes of it the server has, as far as is known here. */
  readonly received: number;
}

/** Somebody who works on this device, or left something unsent on it. */
export interface PersonHere {
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  /** What the application is opened with where the server is away, as kept-session.ts keeps it. */
  readonly session: object;
  /** By which the server knows this person on this device; null: not yet, or it signed them out. `open`: the secret that opens a session. */
  readonly device: { readonly id: string; readonly send: string; readonly open: Sealed | string } | null;
  /** The device that the next one takes the place of. */
  readonly former: string | null;
  /** The key of what they read: as it is while they work, or while they have no PIN. Null: it waits for the PIN, or is gone. */
  readonly key: CryptoKey | null;
  /** The key under the PIN; null: there is no PIN. */
  readonly wrapped: Wrapped | null;
  /** Wrong PINs in a row. */
  readonly failures: number;
  /** Minutes without use after which the PIN is asked for. */
  readonly minutes: number;
}

interface Schema extends DBSchema {
  entries: { key: number; value: Omit<KeptEntry, 'order'> & { order?: number }; indexes: { id: string; state: string; owner: [string, string, string] } };
  /** Until version 4. */
  rows: { key: [string, string, string]; value: { space: string; collection: string; id: string; edition: number; body?: unknown; sealed?: Sealed } };
  blocks: { key: BlockKey; value: StoredBlock; indexes: { edition: [string, number] } };
  shadows: { key: [string, string, string, number]; value: Shadow; indexes: { entry: string } };
  progress: { key: string; value: Progress };
  settings: { key: string; value: { key: string; value: unknown } };
  files: { key: [string, string]; value: KeptFile };
  people: { key: string; value: PersonHere };
}

export type Store = IDBPDatabase<Schema>;

/** Name of the database. A later version of Digna must be able to read what this one kept (`old-outbox.test.ts`). */
const NAME = 'digna';
const VERSION = 4;

export function openStore(name: string = NAME, { closed }: { readonly closed?: () => void } = {}): Promise<Store> {
  return openDB<Schema>(name, VERSION, {
    async upgrade(store, before, _after, write) {
      if (before < 2) store.createObjectStore('files', { keyPath: ['space', 'sha256'] });
      if (before < 3) store.createObjectStore('people', { keyPath: 'userId' });
      const blocks = before < 4 ? store.createObjectStore('blocks', { keyPath: ['space', 'collection', 'edition', 'first'] }) : null;
      blocks?.createIndex('edition', ['space', 'edition']);
      if (before >= 1 && before < 4) {
        await rowsBecomeBlocks(store, write);
        for (let cursor = await write.objectStore('progress').openCursor(); cursor !== null; cursor = await cursor.continue()) {
          await cursor.update({ ...cursor.value, cursor: null, after: null });
        }
      }
      if (before >= 1) return;
      const entries = store.createObjectStore('entries', { keyPath: 'order', autoIncrement: true });
      entries.createIndex('id', 'id', { unique: true });
      entries.createIndex('state', 'state');
      entries.createIndex('owner', ['programmeId', 'userId', 'state']);
      const shadows = store.createObjectStore('shadows', { keyPath: ['space', 'collection', 'id', 'order'] });
      shadows.createIndex('entry', 'entryId');
      store.createObjectStore('progress', { keyPath: 'space' });
      store.createObjectStore('settings', { keyPath: 'key' });
    },
    // The browser took the connection away (iOS does, under pressure): whoever asks next opens it again.
    terminated: () => closed?.(),
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
      closed?.();
    },
  });
}

/** Rows of before lie each by itself, since 3 sealed: they serve, as blocks of one, until all have come again. */
async function rowsBecomeBlocks(store: Store, write: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>): Promise<void> {
  for (let cursor = await write.objectStore('rows').openCursor(); cursor !== null; cursor = await cursor.continue()) {
    const { space, collection, id, edition, body, sealed } = cursor.value;
    const head = { space, collection, edition, first: id, count: 1 };
    void write.objectStore('blocks').add(sealed === undefined ? { ...head, rows: [[id, body]] } : { ...head, sealed, isAlone: true });
  }
  store.deleteObjectStore('rows');
}

/** Rows are apart for each programme and user: what one may read, another on the same phone may not. */
export function spaceOf({ programmeId, userId }: Owner): string {
  return `${programmeId} ${userId}`;
}
