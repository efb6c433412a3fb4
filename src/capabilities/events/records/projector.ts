/** Keeps what is noted beside a process in step with the ledger. */
import { z } from 'zod';
import type { Projector } from '../../../ledger/append.ts';
import {
  followUpRecorded,
  followUpScheduled,
  materialShared,
  satisfactionFormSet,
  satisfactionRecorded,
  speakerNamed,
  testResultRecorded,
} from '../entries.ts';
import { closeRecord, insertRecord } from './queries.ts';

const KINDS: ReadonlySet<string> = new Set([
  testResultRecorded.kind,
  satisfactionFormSet.kind,
  satisfactionRecorded.kind,
  followUpScheduled.kind,
  followUpRecorded.kind,
  speakerNamed.kind,
  materialShared.kind,
]);

/** What payloads of these kinds have in common. */
const keys = z.object({
  processId: z.string(),
  sessionId: z.string().nullable().default(null),
  personId: z.string().nullable().default(null),
});

export const recordsProjector: Projector = async (client, entries) => {
  for (const { stored, private: parts } of entries) {
    if (!KINDS.has(stored.rootKind)) continue;
    await closeRecord(client, stored);
    if (KINDS.has(stored.kind)) await insertRecord(client, stored, keys.parse(stored.payload), parts);
  }
};
