/** Refuses notes about what the framework does not have, or of a period that ends before it begins. */
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import { noteWritten } from '../statement-entries.ts';
import { frameworkCodes } from '../framework-codes.ts';

export const notesRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  const notes = prepared.filter(({ kind }) => kind.kind === noteWritten.kind);
  if (notes.length === 0) return refused;
  const { areas, results } = await frameworkCodes(client, programmeId, prepared);
  for (const { draft, newest } of notes) {
    const { about, from, to } = noteWritten.payload.parse(newest.payload);
    if (about.what === 'area' && !areas.has(about.code)) refused.set(draft.id, { code: 'unknown-area', field: null });
    else if (about.what === 'result' && !results.has(about.code)) refused.set(draft.id, { code: 'unknown-result', field: null });
    else if (to < from) refused.set(draft.id, { code: 'dates-reversed', field: null });
  }
  return refused;
};
