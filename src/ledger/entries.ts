/** Entries the ledger itself needs: withdrawal of an entry, opening and withdrawal of a batch. */
import { z } from 'zod';
import { entryKind, uuid } from './entry.ts';

/** Why something is withdrawn: free text may speak of a person, so it is private. */
const reason = z.string().trim().min(1).max(500);

/** Withdraws what a root entry says. The draft carries `rootId` and `supersedes`. */
export const entryWithdrawn = entryKind({
  kind: 'ledger.entry-withdrawn',
  version: 1,
  payload: z.strictObject({}),
  privateParts: { reason },
  permission: 'entry.withdraw',
});

/** Makes a whole import visible at once. The file it came from is an attachment of this entry. */
export const batchOpened = entryKind({
  kind: 'ledger.batch-opened',
  version: 1,
  payload: z.strictObject({
    batchId: uuid,
    /** What was imported: `attendance`. */
    what: z.string().max(40),
    rowCount: z.int().min(0),
    entryCount: z.int().min(0),
    processId: uuid.nullable(),
  }),
  // A file may be called after a person.
  privateParts: { fileName: z.string().max(200) },
  permission: 'import.open',
  references: (payload) =>
    payload.processId === null ? [] : [{ role: 'process', target: payload.processId, kind: 'events.process-opened' }],
});

/** Takes a whole import out of every figure and list. Nothing is deleted. */
export const batchWithdrawn = entryKind({
  kind: 'ledger.batch-withdrawn',
  version: 1,
  payload: z.strictObject({ batchId: uuid }),
  privateParts: { reason },
  permission: 'import.withdraw',
});
