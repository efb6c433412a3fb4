/** Photos and scans of the signed sheet of a session, as screens show them. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { findFileDetails } from '../../../ledger/upload-queries.ts';
import { attendanceSheetKept } from '../attendance-sheet-entries.ts';
import type { readSession } from '../contract.ts';
import { findRecordsBeside } from '../records/queries.ts';

type Sheets = z.input<typeof readSession.answer>['sheets'];

const partsSchema = z.object({ note: z.string().nullable().default(null) });

/** By page, and of one page in the order in which they were kept. */
export async function sheetsOf(client: PoolClient, programmeId: string, processId: string, sessionId: string): Promise<Sheets> {
  const rows = (await findRecordsBeside(client, programmeId, [processId], [attendanceSheetKept.kind]))
    .map((row) => ({ ...row, payload: attendanceSheetKept.payload.parse(row.body) }))
    .filter(({ payload }) => payload.sessionId === sessionId);
  const files = await findFileDetails(client, programmeId, rows.map(({ payload }) => payload.fileSha256));
  return rows
    .flatMap(({ id, leaves, conflictFields, occurredOn, payload, privateParts }) => {
      const file = files.get(payload.fileSha256);
      const note = partsSchema.parse(privateParts).note || null;
      return file === undefined ? [] : [{ id, leaves, conflictFields, keptOn: occurredOn, page: payload.page, note, file: { sha256: payload.fileSha256, ...file } }];
    })
    .sort((a, b) => a.page - b.page);
}
