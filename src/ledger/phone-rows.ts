/** Things in conflict as a phone keeps them: both versions with who and when, private values masked. */
import type { PoolClient } from 'pg';
import { idsIn, type PhoneCollection, type RowOf } from '../phone/collection.ts';
import { pagesOf, type Mask } from './conflict-page.ts';
import { findConflictsTouched, findOpenConflicts } from './conflict-queries.ts';
import { hiddenKinds, type EntryKind } from './entry.ts';

export function conflictsOfPhone(kinds: ReadonlyMap<string, EntryKind>, mask: Mask): PhoneCollection {
  // What needs a permission of its own to be read is decided in the office.
  const hidden = hiddenKinds(kinds, () => false);
  const rowsOf = async (client: PoolClient, programmeId: string, ids: readonly string[]): Promise<RowOf[]> =>
    (await pagesOf(client, kinds, programmeId, ids, { reveals: false, mask, hidden })).map((page) => ({ id: page.id, body: { ...page } }));
  return {
    name: 'conflict',
    permission: 'entry.read',
    page: async (client, programmeId, after, limit) => rowsOf(client, programmeId, await findOpenConflicts(client, programmeId, hidden, { after, limit })),
    // Whoever comes into sight by what names them, and whoever is called otherwise now, is looked at too.
    touched: (client, programmeId, things) => findConflictsTouched(client, programmeId, idsIn(things)),
    rows: async (client, programmeId, ids) => rowsOf(client, programmeId, await findOpenConflicts(client, programmeId, hidden, { ids })),
  };
}
