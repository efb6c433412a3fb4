/** Refuses risks and lessons under an area that the framework does not have. */
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import { lessonNoted, riskNoted } from '../statement-entries.ts';
import { frameworkCodes } from '../framework-codes.ts';

export const risksRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  const noted = prepared.filter(({ kind, newest }) => (kind.kind === riskNoted.kind || kind.kind === lessonNoted.kind) && newest.payload['area'] !== null);
  if (noted.length === 0) return refused;
  const { areas } = await frameworkCodes(client, programmeId, prepared);
  for (const { draft, newest } of noted) {
    if (!areas.has(String(newest.payload['area']))) refused.set(draft.id, { code: 'unknown-area', field: 'area' });
  }
  return refused;
};
