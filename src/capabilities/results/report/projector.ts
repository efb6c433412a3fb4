/** Makes the codes of sent versions known to whoever verifies a printed copy; reports themselves are statements. */
import type { Projector } from '../../../ledger/append.ts';
import { registerCode } from '../../../verification/queries.ts';
import { reportSubmitted } from '../report-entries.ts';
import { REPORT } from './panel.ts';

export const reportProjector: Projector = async (client, entries) => {
  for (const { stored } of entries) {
    if (stored.kind !== reportSubmitted.kind) continue;
    const { code } = reportSubmitted.payload.parse(stored.payload);
    await registerCode(client, stored.programmeId, { code, kind: REPORT, subjectId: stored.rootId });
  }
};
