/** Refuses activities that cannot be: under no area, of a code that is taken, ending before they begin; postponed to no day. */
import type { PoolClient } from 'pg';
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import type { Prepared } from '../../../ledger/prepare.ts';
import { activityPlanned, activityProgressed } from '../statement-entries.ts';
import { frameworkCodes } from '../framework-codes.ts';
import { findStatements } from '../statement-queries.ts';

type Refused = Map<string, Refusal>;
/** First day of an activity by its first entry. */
type StartDays = Map<string, string>;

export const workplanRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused: Refused = new Map();
  if (!prepared.some(({ kind }) => kind.kind === activityPlanned.kind || kind.kind === activityProgressed.kind)) return refused;
  const standing = await findStatements(client, programmeId, Number.MAX_SAFE_INTEGER, [activityPlanned]);
  const known = standing.map(({ id, body }) => ({ id, plan: activityPlanned.payload.parse(body) }));
  const starts: StartDays = new Map(known.map(({ id, plan }) => [id, plan.startsOn]));
  const holders = new Map(known.map(({ id, plan }) => [plan.code, id]));
  await refusePlans(client, programmeId, prepared, { refused, starts, holders });
  for (const { kind, draft, newest } of prepared) {
    if (kind.kind !== activityProgressed.kind) continue;
    const { activityId, state, newEndsOn } = activityProgressed.payload.parse(newest.payload);
    const startsOn = starts.get(activityId);
    if (state === 'postponed' && newEndsOn === null) refused.set(draft.id, { code: 'postponed-to-no-day', field: null });
    else if (newEndsOn !== null && startsOn !== undefined && newEndsOn < startsOn) refused.set(draft.id, { code: 'dates-reversed', field: null });
  }
  return refused;
};

async function refusePlans(
  client: PoolClient,
  programmeId: string,
  prepared: readonly Prepared[],
  { refused, starts, holders }: { refused: Refused; starts: StartDays; holders: Map<string, string> },
): Promise<void> {
  const { areas } = await frameworkCodes(client, programmeId, prepared);
  for (const { kind, draft, newest, rootId } of prepared) {
    if (kind.kind !== activityPlanned.kind) continue;
    const { code, area, startsOn, endsOn } = activityPlanned.payload.parse(newest.payload);
    const holder = holders.get(code);
    if (!areas.has(area)) refused.set(draft.id, { code: 'unknown-area', field: 'area' });
    else if (endsOn < startsOn) refused.set(draft.id, { code: 'dates-reversed', field: 'endsOn' });
    else if (holder !== undefined && holder !== rootId) refused.set(draft.id, { code: 'activity-code-taken', field: 'code' });
    else {
      holders.set(code, rootId);
      starts.set(rootId, startsOn);
    }
  }
}
