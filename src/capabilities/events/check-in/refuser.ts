/** What is refused of checking in: where it is closed, and where staff say it of somebody else, whose attendance they record. */
import type { Refuser } from '../../../ledger/append.ts';
import { checkInDeclared, checkInOpened } from '../check-in-entries.ts';
import { findTaken } from '../records/queries.ts';

export const checkInRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, { code: string; field: string | null }>();
  const declared = prepared
    .filter(({ kind }) => kind.kind === checkInDeclared.kind)
    .map((item) => ({ ...item, payload: checkInDeclared.payload.parse(item.newest.payload) }));
  if (declared.length === 0) return refused;
  const rows = await findTaken(client, programmeId, [...new Set(declared.map(({ payload }) => payload.processId))], [checkInOpened.kind]);
  const openings = new Map(rows.map(({ id, body }) => [id, checkInOpened.payload.parse(body)]));
  for (const { draft, recordedBy, payload } of declared) {
    const opening = openings.get(payload.openingId);
    if (recordedBy !== null || draft.rootId !== null) refused.set(draft.id, { code: 'not-self-declared', field: null });
    else if (opening?.sessionId !== payload.sessionId || opening.closed) refused.set(draft.id, { code: 'check-in-closed', field: 'session' });
  }
  return refused;
};
