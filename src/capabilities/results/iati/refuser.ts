/** Refuses a publication that names codes no list has, or whose sectors do not make a whole. */
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import { publicationDescribed } from '../entries.ts';
import { publicationFault } from './publication.ts';

export const iatiRefuser: Refuser = (_client, _programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  for (const { draft, newest, kind } of prepared) {
    if (kind.kind !== publicationDescribed.kind) continue;
    const found = publicationFault(publicationDescribed.payload.parse(newest.payload));
    if (found !== null) refused.set(draft.id, { code: found.fault, field: null });
  }
  return Promise.resolve(refused);
};
