/** One notice per programme: it is changed by correcting it. */
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import { privacyStated } from '../privacy-entries.ts';
import { findNotice } from './queries.ts';

export const privacyRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  const stated = prepared.filter(({ kind, draft }) => kind.kind === privacyStated.kind && draft.rootId === null);
  if (stated.length === 0) return refused;
  const standing = await findNotice(client, programmeId);
  for (const [at, { draft }] of stated.entries()) {
    if ((standing !== null && standing.id !== draft.id) || at > 0) refused.set(draft.id, { code: 'privacy-already-stated', field: null });
  }
  return refused;
};
