/**
 * Everybody asks of their own data and of nobody else's. One request of a kind waits at a time for each person; an answer is for who asked,
 * once, and cannot be taken back.
 */
import { findRights } from '../../access/queries.ts';
import type { Refuser } from '../../ledger/append.ts';
import type { Refusal } from '../../ledger/decide.ts';
import { correctionAnswered, correctionRequested, erasureAnswered, erasureRequested } from '../own-request-entries.ts';
import { findCanonicalIds, findRequestStates } from './queries.ts';

const REQUESTED: ReadonlyMap<string, string> = new Map([
  [erasureRequested.kind, 'erasure'],
  [correctionRequested.kind, 'correction'],
]);

const ANSWERED: ReadonlySet<string> = new Set([erasureAnswered.kind, correctionAnswered.kind]);

export const ownRequestsRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  const about = prepared.filter(({ kind, draft }) => REQUESTED.has(kind.kind) || ANSWERED.has(kind.kind) || draft.rootId !== null);
  if (about.length === 0) return refused;
  const people = about.flatMap(({ newest: { payload } }) => (typeof payload['personId'] === 'string' ? [payload['personId']] : []));
  const requests = about.flatMap(({ newest: { payload }, rootId }) => [rootId, ...(typeof payload['requestId'] === 'string' ? [payload['requestId']] : [])]);
  const states = await findRequestStates(client, programmeId, requests, people);
  const rights = await findRights(client, programmeId, about.flatMap(({ recordedBy }) => recordedBy ?? []));
  const own = [...rights.values()].flatMap(({ personId }) => personId ?? []);
  const canonical = await findCanonicalIds(client, programmeId, [...people, ...own]);
  const answered = new Set(states.flatMap(({ id, isAnswered }) => (isAnswered ? [id] : [])));
  const waiting = new Set(states.flatMap(({ what, canonicalId, isAnswered }) => (isAnswered ? [] : [`${what} ${canonicalId}`])));
  for (const { kind, draft, newest, rootId, recordedBy } of about) {
    const what = REQUESTED.get(kind.kind);
    const self = recordedBy === null ? null : (rights.get(recordedBy)?.personId ?? null);
    // A correction of a request says again whose it is.
    if (what !== undefined && recordedBy !== null && !isSame(canonical, self, newest.payload['personId'])) {
      refused.set(draft.id, { code: 'not-own-request', field: 'person' });
    } else if (draft.rootId !== null && states.some((one) => one.answerId === rootId || (one.id === rootId && one.isAnswered))) {
      refused.set(draft.id, { code: 'answer-is-final', field: null });
    } else if (what !== undefined && draft.rootId === null) {
      const { personId } = erasureRequested.payload.parse(newest.payload);
      const key = `${what} ${canonical.get(personId) ?? personId}`;
      if (waiting.has(key) && !states.some(({ id }) => id === draft.id)) refused.set(draft.id, { code: 'already-asked', field: null });
      waiting.add(key);
    } else if (ANSWERED.has(kind.kind) && draft.rootId === null) {
      const { requestId, personId } = erasureAnswered.payload.parse(newest.payload);
      const request = states.find(({ id }) => id === requestId);
      if (answered.has(requestId)) refused.set(draft.id, { code: 'answer-is-final', field: null });
      else if (request === undefined || request.canonicalId !== canonical.get(personId)) refused.set(draft.id, { code: 'unknown-reference', field: 'request' });
      answered.add(requestId);
    }
  }
  return refused;
};

/** Two records of one person, whoever came to be one since. */
function isSame(canonical: ReadonlyMap<string, string>, self: string | null, personId: unknown): boolean {
  return self !== null && typeof personId === 'string' && (canonical.get(self) ?? self) === (canonical.get(personId) ?? personId);
}
