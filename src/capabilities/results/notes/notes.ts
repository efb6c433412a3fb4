/** The qualitative account as plain data: for its panels and for the donor's report. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { noteWritten } from '../statement-entries.ts';
import { findStatements, readScope } from '../statement-queries.ts';
import type { noteLine } from './contract.ts';

export type Note = z.input<typeof noteLine>;

/** Notes as they stood at a position, latest period first; none for a reader narrowed to a partner. */
export async function notesAt(client: PoolClient, programmeId: string, position: number): Promise<Note[]> {
  if ((await readScope(client)) !== null) return [];
  const rows = await findStatements(client, programmeId, position, [noteWritten]);
  return rows
    .map(({ id, leaves, conflictFields, recordedAt, recordedBy, body }) => ({
      id,
      leaves,
      conflictFields,
      ...noteWritten.payload.parse(body),
      recordedAt: recordedAt.toISOString(),
      recordedBy,
    }))
    .toReversed()
    .toSorted((a, b) => (a.to < b.to ? 1 : -Number(a.to > b.to)));
}
