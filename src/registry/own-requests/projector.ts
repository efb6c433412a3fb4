/** Keeps requests about one's own data in step with the ledger, and erases who somebody is once that was answered. */
import type { PoolClient } from 'pg';
import type { Projector } from '../../ledger/append.ts';
import { blockingKeys } from '../blocking.ts';
import { correctionAnswered, correctionRequested, erasureAnswered, erasureRequested } from '../own-request-entries.ts';
import { refreshLines } from '../lines.ts';
import { matchRecordOf } from '../match-record.ts';
import { deleteKeys, findBareRows, insertMissingKeys } from '../projection-queries.ts';
import { answerRequest, eraseWhoTheyAre, findRecordIds, insertRequest, withdrawRequest } from './queries.ts';
import type { OwnRequest } from './rules.ts';

const WHAT: ReadonlyMap<string, OwnRequest> = new Map([
  [erasureRequested.kind, 'erasure'],
  [correctionRequested.kind, 'correction'],
]);

export const ownRequestsProjector: Projector = async (client, entries) => {
  for (const { stored } of entries) {
    const what = WHAT.get(stored.rootKind);
    if (what !== undefined) {
      if (WHAT.has(stored.kind)) await insertRequest(client, stored, erasureRequested.payload.parse(stored.payload).personId, what);
      else await withdrawRequest(client, stored);
    }
    if (stored.kind !== erasureAnswered.kind && stored.kind !== correctionAnswered.kind) continue;
    const { requestId, personId, answer } = erasureAnswered.payload.parse(stored.payload);
    await answerRequest(client, stored, requestId, answer);
    if (answer === 'done' && stored.kind === erasureAnswered.kind) await erase(client, stored.programmeId, personId, stored.position);
  }
};

/** Names under which they were met go with the names. */
async function erase(client: PoolClient, programmeId: string, personId: string, position: number): Promise<void> {
  const ids = await findRecordIds(client, programmeId, personId);
  const keysOf = async () => (await findBareRows(client, programmeId, ids)).map((row) => ({ id: row.id, keys: blockingKeys(matchRecordOf(row)) }));
  await deleteKeys(client, programmeId, await keysOf());
  await eraseWhoTheyAre(client, programmeId, ids, position);
  await insertMissingKeys(client, programmeId, await keysOf());
  await refreshLines(client, programmeId, ids);
}
