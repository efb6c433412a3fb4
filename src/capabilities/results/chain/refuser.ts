/** Refuses assumptions that name a code nothing has. */
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import { frameworkCodes } from '../framework-codes.ts';
import { standingIndicators } from '../queries.ts';
import { activityPlanned, assumptionStated } from '../statement-entries.ts';
import { findStatements } from '../statement-queries.ts';

export const chainRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  const stated = prepared.filter(({ kind }) => kind.kind === assumptionStated.kind);
  if (stated.length === 0) return refused;
  const { areas, results } = await frameworkCodes(client, programmeId, prepared);
  const indicators = [...(await standingIndicators(client, programmeId)).values()].map(({ code }) => code);
  const planned = await findStatements(client, programmeId, Number.MAX_SAFE_INTEGER, [activityPlanned]);
  const activities = planned.map(({ body }) => activityPlanned.payload.parse(body).code);
  const known = new Set([...areas, ...results, ...indicators, ...activities]);
  for (const { draft, newest } of stated) {
    const { between } = assumptionStated.payload.parse(newest.payload);
    if (between.some((code) => !known.has(code))) refused.set(draft.id, { code: 'unknown-code', field: null });
  }
  return refused;
};
