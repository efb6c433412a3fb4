/** The rows of whoever works in this window. */
import type { Owner } from './database.ts';
import type { Rows } from './local-answers.ts';
import { phone } from './phone-state.ts';
import { vaultOfPerson } from '../people/people.ts';
import { currentOwner } from './phone.ts';
import { rowHere, rowsHere } from './rows.ts';
import { theStore } from './the-store.ts';

/** For pages that are only of what is here; null where nothing was ever downloaded whole. */
export function ownRows(): Rows | null {
  const owner = currentOwner();
  return owner === null || phone.rowsAt === null ? null : rowsOf(owner);
}

export function rowsOf(owner: Owner): Rows {
  return {
    all: async (collection) => rowsHere(await theStore(), owner, collection, await vaultOfPerson(owner.userId)),
    one: async (collection, id) => rowHere(await theStore(), owner, collection, id, await vaultOfPerson(owner.userId)),
    refusalOf: async (entryId) => {
      const entry = await (await theStore()).getFromIndex('entries', 'id', entryId);
      return entry?.code == null ? null : { code: entry.code, field: entry.field };
    },
  };
}
