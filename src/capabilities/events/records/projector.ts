/** Keeps what is noted beside a process in step with the ledger. */
import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { Projector } from '../../../ledger/append.ts';
import type { Stored } from '../../../ledger/stored.ts';
import { attendanceSheetKept } from '../attendance-sheet-entries.ts';
import { checkInDeclared, checkInOpened } from '../check-in-entries.ts';
import {
  followUpRecorded,
  followUpScheduled,
  materialShared,
  satisfactionFormSet,
  satisfactionOpened,
  satisfactionRecorded,
  speakerNamed,
  testResultRecorded,
} from '../entries.ts';
import { OPEN_CHECK_IN, OPEN_REGISTRATION, OPEN_SATISFACTION, type Opens } from '../public-forms/queries.ts';
import { registrationAnswered, registrationOpened, registrationRequested } from '../registration-entries.ts';
import { registerCode } from '../../../verification/queries.ts';
import { findRecordIds } from '../../../registry/own-requests/queries.ts';
import { erasureAnswered } from '../../../registry/own-request-entries.ts';
import { closeRecord, eraseBeside, insertRecord } from './queries.ts';

const KINDS: ReadonlySet<string> = new Set([
  testResultRecorded.kind,
  satisfactionFormSet.kind,
  satisfactionOpened.kind,
  satisfactionRecorded.kind,
  followUpScheduled.kind,
  followUpRecorded.kind,
  speakerNamed.kind,
  materialShared.kind,
  attendanceSheetKept.kind,
  registrationOpened.kind,
  registrationRequested.kind,
  registrationAnswered.kind,
  checkInOpened.kind,
  checkInDeclared.kind,
]);

/** Kinds that open something to the public under a code, and what each opens. */
const OPENINGS: ReadonlyMap<string, Opens> = new Map([
  [registrationOpened.kind, OPEN_REGISTRATION],
  [satisfactionOpened.kind, OPEN_SATISFACTION],
  [checkInOpened.kind, OPEN_CHECK_IN],
]);
const opening = z.object({ code: z.string() });

/** What payloads of these kinds have in common. */
const keys = z.object({
  processId: z.string(),
  sessionId: z.string().nullable().default(null),
  personId: z.string().nullable().default(null),
});

export const recordsProjector: Projector = async (client, entries, numberOf) => {
  for (const { stored, private: parts } of entries) {
    if (stored.kind === erasureAnswered.kind) await erase(client, stored);
    if (!KINDS.has(stored.rootKind)) continue;
    await closeRecord(client, stored);
    const opens = OPENINGS.get(stored.kind);
    if (opens !== undefined) {
      const { code } = opening.parse(stored.payload);
      await registerCode(client, stored.programmeId, { code, kind: opens, subjectId: stored.rootId });
    }
    if (!KINDS.has(stored.kind)) continue;
    const of = keys.parse(stored.payload);
    await insertRecord(client, stored, { ...of, personNumber: of.personId === null ? null : numberOf(of.personId) }, parts);
  }
};

/** Who somebody was is erased of what stands beside processes, too. */
async function erase(client: PoolClient, { programmeId, payload }: Stored): Promise<void> {
  const { personId, answer } = erasureAnswered.payload.parse(payload);
  if (answer === 'done') await eraseBeside(client, programmeId, await findRecordIds(client, programmeId, personId));
}
