/** Entries about checking in by the QR code of a session: staff open it, somebody says that they are there. Attendance is neither. */
import { z } from 'zod';
import { entryKind, uuid } from '../../ledger/entry.ts';
import { isCode } from '../../verification/rules.ts';

const process = (target: string) => ({ role: 'process', target, kind: 'events.process-opened' });
const session = (target: string) => ({ role: 'session', target, kind: 'events.session-scheduled' });

/**
 * Whoever reads the QR code of a session may say that they are there, in the hours around it (check-in/rules.ts). Once for
 * each session, so that the code on paper stays good when it is closed and opened again.
 */
export const checkInOpened = entryKind({
  kind: 'events.check-in-opened',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    sessionId: uuid,
    /** In the public address; made as codes of papers are (verification/rules.ts). */
    code: z.string().refine(isCode),
    /** Staff closed it, whatever the hour. */
    closed: z.boolean(),
  }),
  permission: 'attendance.write',
  references: ({ processId, sessionId }) => [process(processId), session(sessionId)],
});

export const DECLARED_BY = ['badge', 'account'] as const;

/**
 * Somebody says of themselves that they are in a session. It counts nowhere: staff confirm it by recording attendance.
 * Withdrawn: staff set it aside.
 */
export const checkInDeclared = entryKind({
  kind: 'events.check-in-declared',
  version: 1,
  payload: z.strictObject({
    processId: uuid,
    sessionId: uuid,
    personId: uuid,
    openingId: uuid,
    /** How they said who they are: by the code of a badge, which whoever sees it can type, or signed in. */
    declaredBy: z.enum(DECLARED_BY),
  }),
  permission: 'attendance.write',
  readPermission: 'attendance.read',
  references: ({ processId, sessionId, personId, openingId }) => [
    process(processId),
    session(sessionId),
    { role: 'person', target: personId, kind: 'registry.person-registered' },
    { role: 'opening', target: openingId, kind: checkInOpened.kind },
  ],
});
