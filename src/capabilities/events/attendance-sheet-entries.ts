/** Entries about the paper behind an attendance: the photo or scan of a signed sheet. */
import { z } from 'zod';
import { entryKind, uuid } from '../../ledger/entry.ts';

/** Pages that one session's sheet can have. */
export const SHEET_PAGES_MAX = 200;

/**
 * A photo or scan of the signed sheet of a session is kept, as evidence of who attended. The file is an attachment of the
 * entry; each file is kept once for a session. Withdrawn: it was of something else.
 */
export const attendanceSheetKept = entryKind({
  kind: 'events.attendance-sheet-kept',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    sessionId: uuid,
    fileSha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Which page of the sheet it shows, or begins with; from 1. */
    page: z.int().min(1).max(SHEET_PAGES_MAX),
  }),
  /** What somebody writes about a sheet may name people. */
  privateParts: { note: z.string().trim().max(300) },
  permission: 'attendance.write',
  // The paper shows names, documents and signatures.
  readPermission: 'attendance.read',
  references: ({ processId, sessionId }) => [
    { role: 'process', target: processId, kind: 'events.process-opened' },
    { role: 'session', target: sessionId, kind: 'events.session-scheduled' },
  ],
});
