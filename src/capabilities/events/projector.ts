/** Keeps the lists of processes and sessions in step with the ledger, and refuses a process code that is taken. */
import type { PoolClient } from 'pg';
import type { Projector, Refuser } from '../../ledger/append.ts';
import type { Prepared } from '../../ledger/prepare.ts';
import { attendanceSheetKept } from './attendance-sheet-entries.ts';
import {
  attendanceRecorded,
  materialShared,
  organisationInvited,
  processOpened,
  registrationRecorded,
  satisfactionRecorded,
  sessionScheduled,
  speakerNamed,
} from './entries.ts';
import { codesTaken, processesOfSessions, upsertProcesses, upsertSessions, withdrawThing } from './queries.ts';
import { upsertInvitation, upsertRegistration } from './registration-queries.ts';
import { refuseSecondInvitations, refuseSecondRegistrations, type Refusals } from './registration-refuser.ts';

export const eventsProjector: Projector = async (client, entries) => {
  for (const { stored } of entries) {
    if (stored.kind === processOpened.kind) {
      await upsertProcesses(client, stored, processOpened.payload.parse(stored.payload));
    } else if (stored.kind === sessionScheduled.kind) {
      await upsertSessions(client, stored, sessionScheduled.payload.parse(stored.payload));
    } else if (stored.kind === organisationInvited.kind) {
      await upsertInvitation(client, stored, organisationInvited.payload.parse(stored.payload));
    } else if (stored.kind === registrationRecorded.kind) {
      await upsertRegistration(client, stored, registrationRecorded.payload.parse(stored.payload));
    } else if (stored.kind === 'ledger.entry-withdrawn') {
      await withdrawThing(client, stored);
    }
  }
};

export const eventsRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused: Refusals = new Map();
  for (const { draft, kind } of prepared) {
    if (draft.batchId !== null && isNotImported(kind.kind)) refused.set(draft.id, { code: 'not-imported', field: 'batchId' });
  }
  await refuseStrangeSessions(client, programmeId, prepared, refused);
  await refuseSecondInvitations(client, programmeId, prepared, refused);
  await refuseSecondRegistrations(client, programmeId, prepared, refused);
  const opened = prepared.filter(({ kind }) => kind.kind === processOpened.kind);
  if (opened.length === 0) return refused;
  const taken = await codesTaken(client, programmeId);
  for (const { draft, newest, rootId } of opened) {
    const { code, funderId, funderSource } = processOpened.payload.parse(newest.payload);
    const holder = taken.get(code);
    if (holder !== undefined && holder !== rootId) refused.set(draft.id, { code: 'code-taken', field: 'code' });
    else if ((funderId === null) !== (funderSource === null)) refused.set(draft.id, { code: 'funder-needs-source', field: 'funder' });
    else taken.set(code, rootId);
  }
  return refused;
};

/** Of processes imports bring attendance alone: lists of all else show what came in, whether its import is open or not. */
function isNotImported(kind: string): boolean {
  return kind.startsWith('events.') && kind !== attendanceRecorded.kind;
}

/** Whatever names a session names the process it belongs to. Sessions of the same call are known by their own drafts. */
async function refuseStrangeSessions(
  client: PoolClient,
  programmeId: string,
  prepared: readonly Prepared[],
  refused: Refusals,
): Promise<void> {
  const inSessions = prepared.filter(({ kind, newest }) => IN_A_SESSION.has(kind.kind) && typeof newest.payload['sessionId'] === 'string');
  if (inSessions.length === 0) return;
  const processOf = await processesOfSessions(client, programmeId, [
    ...new Set(inSessions.map(({ newest }) => String(newest.payload['sessionId']))),
  ]);
  for (const { kind, rootId, newest } of prepared) {
    if (kind.kind === sessionScheduled.kind) processOf.set(rootId, String(newest.payload['processId']));
  }
  for (const { draft, newest } of inSessions) {
    const process = processOf.get(String(newest.payload['sessionId']));
    if (process !== undefined && process !== newest.payload['processId']) {
      refused.set(draft.id, { code: 'session-of-another-process', field: 'session' });
    }
  }
}

/** Kinds whose entries say in which session. */
const IN_A_SESSION: ReadonlySet<string> = new Set([
  attendanceRecorded.kind,
  satisfactionRecorded.kind,
  speakerNamed.kind,
  materialShared.kind,
  attendanceSheetKept.kind,
]);
