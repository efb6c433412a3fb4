/**
 * Everybody asks of their own data and of nobody else's. One request of a kind waits at a time for each person; an answer is for who asked,
 * once, and cannot be taken back.
 */
import { findRights } from '../../access/queries.ts';
import type { Refuser } from '../../ledger/append.ts';
import type { Refusal } from '../../ledger/decide.ts';
import type { Prepared } from '../../ledger/prepare.ts';
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
  const selves = new Map([...rights].flatMap(([userId, { personId }]) => (personId === null ? [] : [[userId, personId] as const])));
  const canonical = await findCanonicalIds(client, programmeId, [...people, ...selves.values()]);
  const answered = new Set(states.flatMap(({ id, isAnswered }) => (isAnswered ? [id] : [])));
  const waiting = new Set(states.flatMap(({ what, canonicalId, isAnswered }) => (isAnswered ? [] : [`${what} ${canonicalId}`])));
  for (const item of about) {
    const { kind, draft, newest, rootId } = item;
    const what = REQUESTED.get(kind.kind);
    if (isForAnother(item, selves, canonical)) {
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

/** Whether somebody asks for whom they are not; a correction of a request says again whose it is. `selves`: user -> the record that is them. */
function isForAnother({ kind, newest, recordedBy }: Prepared, selves: ReadonlyMap<string, string>, canonical: ReadonlyMap<string, string>): boolean {
  if (!REQUESTED.has(kind.kind) || recordedBy === null) return false;
  const { personId } = erasureRequested.payload.parse(newest.payload);
  const self = selves.get(recordedBy);
  return self === undefined || (canonical.get(self) ?? self) !== (canonical.get(personId) ?? personId);
}
