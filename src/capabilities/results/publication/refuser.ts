/** One public page per programme: it is changed by correcting it, and closed by withdrawing it. */
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import { pagePublished } from '../publication-entries.ts';
import { findStanding } from './queries.ts';

export const publicationRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  const opened = prepared.filter(({ kind, draft }) => kind.kind === pagePublished.kind && draft.rootId === null);
  if (opened.length === 0) return refused;
  const standing = await findStanding(client, programmeId);
  for (const [at, { draft }] of opened.entries()) {
    // Two at once: closing one would leave the other open.
    if ((standing !== null && standing.id !== draft.id) || at > 0) refused.set(draft.id, { code: 'page-already-published', field: null });
  }
  return refused;
};
