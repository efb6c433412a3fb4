/** A store whose writes break off: the storage is full, or the tab is closed before all is in. */
import { unwrap } from 'idb';
import type { Store } from '../../src/web/offline/database.ts';

/** How writing ends: `full` is what a browser says where it is, `closed` what a page sees that is taken away, `uncloneable` fails alone. */
export type Break = 'full' | 'closed' | 'uncloneable';

const due = new Map<IDBDatabase, { left: number; readonly how: Break }>();

for (const verb of ['put', 'add'] as const) {
  const plain = IDBObjectStore.prototype[verb];
  IDBObjectStore.prototype[verb] = function broken(this: IDBObjectStore, ...given) {
    const one = due.get(this.transaction.db);
    if (one === undefined) return plain.apply(this, given);
    one.left -= 1;
    if (one.left >= 0) return plain.apply(this, given);
    due.delete(this.transaction.db);
    if (one.how === 'uncloneable') throw new DOMException('A thing that no store takes.', 'DataCloneError');
    const request = plain.apply(this, given);
    // As the store in memory itself ends a transaction that cannot go on.
    Reflect.apply(Reflect.get(this.transaction, '_abort'), this.transaction, [one.how === 'full' ? 'QuotaExceededError' : 'AbortError']);
    return request;
  };
}

/** Does the work while the write after so many others breaks off; the name of the error that came of it, null where none did. */
export async function whileBreaking(store: Store, after: number, how: Break, work: () => Promise<unknown>): Promise<string | null> {
  const own = unwrap(store);
  due.set(own, { left: after, how });
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name;
  } finally {
    due.delete(own);
  }
}
