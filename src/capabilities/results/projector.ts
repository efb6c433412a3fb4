/** Keeps what is planned and observed of indicators in step with the ledger, and refuses targets that cannot be. */
import type { Projector, Refuser } from '../../ledger/append.ts';
import type { Prepared } from '../../ledger/prepare.ts';
import { followUpSet, observationRecorded, programmeDescribed, targetSet } from './entries.ts';
import { refusedIndicators } from './indicator-refuser.ts';
import { keepPlan, readPlans } from './plan-queries.ts';
import { payloadAt } from './queries.ts';
import { targetFaultOf, targetStated, type Target } from './rules.ts';

export const resultsProjector: Projector = async (client, entries) => {
  for (const { stored } of entries) {
    if (![targetSet.kind, followUpSet.kind, observationRecorded.kind].includes(stored.rootKind)) continue;
    if (stored.kind === observationRecorded.kind) await keepPlan(client, stored, observationRecorded.payload.parse(stored.payload));
    else if (stored.kind === targetSet.kind) await keepPlan(client, stored, targetSet.payload.parse(stored.payload));
    else if (stored.kind === followUpSet.kind) await keepPlan(client, stored, followUpSet.payload.parse(stored.payload));
    else await keepPlan(client, stored, null);
  }
};

export const resultsRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = await refusedIndicators(client, programmeId, prepared);
  const drafts = prepared.filter(({ kind }) => kind.kind === targetSet.kind);
  if (drafts.length === 0) return refused;
  const described = prepared.findLast(({ kind }) => kind.kind === programmeDescribed.kind)?.newest.payload;
  const payload = described ?? (await payloadAt(client, programmeId, programmeDescribed, Number.MAX_SAFE_INTEGER));
  const programme = payload === null ? null : programmeDescribed.payload.parse(payload);
  const standing = await readPlans(client, programmeId, Number.MAX_SAFE_INTEGER, null);
  const known = standing.filter(({ kind }) => kind === targetSet.kind).map(({ body, rootId }) => ({ rootId, target: targetStated(body) }));
  for (const one of drafts) {
    const target = targetStated(one.newest.payload);
    // What an import brings is the history of an earlier phase: its dates are its own.
    const fault = targetFaultOf(target, one.draft.batchId === null ? programme : null, othersOf(one, target, known));
    if (fault === null) known.push({ rootId: one.rootId, target });
    else refused.set(one.draft.id, { code: fault, field: null });
  }
  return refused;
};

/** Targets of the same indicator that came before; a mistake in one is corrected without a reason of its own. */
function othersOf({ rootId, draft }: Prepared, { indicatorId }: Target, known: readonly { readonly rootId: string; readonly target: Target }[]): Target[] {
  if (draft.rootId !== null) return [];
  return known.filter((other) => other.rootId !== rootId && other.target.indicatorId === indicatorId).map(({ target }) => target);
}
