/** Merges that the registry refuses: of a record with itself, and of two who sat in one session, where nobody says why. */
import type { Refuser } from '../ledger/append.ts';
import { organisationsDistinguished, organisationsMerged, peopleDistinguished, peopleMerged } from './entries.ts';
import { findSharedSessions } from './duplicate-queries.ts';

const PAIR_FIELDS: Readonly<Record<string, 'personIds' | 'organisationIds'>> = {
  [peopleMerged.kind]: 'personIds',
  [peopleDistinguished.kind]: 'personIds',
  [organisationsMerged.kind]: 'organisationIds',
  [organisationsDistinguished.kind]: 'organisationIds',
};

export const mergeRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, { code: string; field: string | null }>();
  for (const { kind, draft } of prepared) {
    const field = PAIR_FIELDS[kind.kind];
    const ids = field === undefined ? null : draft.payload[field];
    if (field === undefined || !Array.isArray(ids)) continue;
    if (ids[0] === ids[1]) {
      refused.set(draft.id, { code: 'merge-with-itself', field });
      continue;
    }
    // What an import writes was decided row by row, with the sessions before one's eyes.
    if (kind.kind !== peopleMerged.kind || draft.batchId !== null || draft.private['note'] !== undefined) continue;
    const shared = await findSharedSessions(client, programmeId, String(ids[0]), String(ids[1]));
    if (shared.length > 0) refused.set(draft.id, { code: 'same-session-needs-reason', field: 'note' });
  }
  return refused;
};
