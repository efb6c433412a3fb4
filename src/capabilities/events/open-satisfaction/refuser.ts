/** What is refused of answers by link: where none are taken, and where staff say that theirs came by link. */
import type { Refuser } from '../../../ledger/append.ts';
import { satisfactionOpened, satisfactionRecorded } from '../entries.ts';
import { findTaken } from '../records/queries.ts';

export const openSatisfactionRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, { code: string; field: string | null }>();
  const sheets = prepared
    .filter(({ kind }) => kind.kind === satisfactionRecorded.kind)
    .map((item) => ({ ...item, payload: satisfactionRecorded.payload.parse(item.newest.payload) }))
    .filter(({ draft, payload }) => draft.rootId !== null || payload.openingId !== null);
  if (sheets.length === 0) return refused;
  const processIds = [...new Set(sheets.map(({ payload }) => payload.processId))];
  const rows = await findTaken(client, programmeId, processIds, [satisfactionOpened.kind]);
  const openings = new Map(rows.map(({ id, processId }) => [id, processId]));
  const corrects = sheets.some(({ draft }) => draft.rootId !== null);
  const known = corrects ? await findTaken(client, programmeId, processIds, [satisfactionRecorded.kind]) : [];
  const cameBy = new Map(known.map(({ id, body }) => [id, satisfactionRecorded.payload.parse(body).openingId]));
  for (const { draft, rootId, recordedBy, payload } of sheets) {
    const { openingId, processId } = payload;
    if (draft.rootId === null && recordedBy === null) {
      if (openings.get(openingId ?? '') !== processId) refused.set(draft.id, { code: 'satisfaction-closed', field: 'process' });
    } else if (draft.rootId === null || (cameBy.has(rootId) && cameBy.get(rootId) !== openingId)) {
      refused.set(draft.id, { code: 'not-by-link', field: 'openingId' });
    }
  }
  return refused;
};
