/** Keeps the lists of processes and sessions in step with the ledger, and refuses a process code that is taken. */
import type { Projector, Refuser } from '../../ledger/append.ts';
import { processOpened, sessionScheduled } from './entries.ts';
import { codesTaken, upsertProcesses, upsertSessions, withdrawThing } from './queries.ts';

export const eventsProjector: Projector = async (client, entries) => {
  for (const { stored } of entries) {
    if (stored.kind === processOpened.kind) {
      await upsertProcesses(client, stored, processOpened.payload.parse(stored.payload));
    } else if (stored.kind === sessionScheduled.kind) {
      await upsertSessions(client, stored, sessionScheduled.payload.parse(stored.payload));
    } else if (stored.kind === 'ledger.entry-withdrawn') {
      await withdrawThing(client, stored);
    }
  }
};

export const eventsRefuser: Refuser = async (client, programmeId, prepared) => {
  const opened = prepared.filter(({ kind }) => kind.kind === processOpened.kind);
  const refused = new Map<string, { code: string; field: string | null }>();
  if (opened.length === 0) return refused;
  const taken = await codesTaken(client, programmeId);
  for (const { draft, rootId } of opened) {
    const { code } = processOpened.payload.parse(draft.payload);
    const holder = taken.get(code);
    if (holder !== undefined && holder !== rootId) refused.set(draft.id, { code: 'code-taken', field: 'code' });
    else taken.set(code, rootId);
  }
  return refused;
};
