/** Entries given to another record after a separation: each a correction of its own that says the same of somebody else. */
import type { readSinceMerge } from '../duplicate-contract.ts';
import type { OwnDraft } from './use-writing.ts';
import type { AnswerOf } from '../../web/api.ts';
import { newDraft } from '../../web/drafts.ts';

export type SinceItem = AnswerOf<typeof readSinceMerge>['items'][number];

/** Corrections for the items that are to belong to another record than the one they name. */
export function reassignments(
  items: readonly SinceItem[],
  chosen: Readonly<Record<string, string>>,
  named: 'personId' | 'organisationId' = 'personId',
): OwnDraft[] {
  return items.flatMap(({ entryId, leafId, kind, occurredOn, recordId, payload }) => {
    const wanted = chosen[entryId] ?? recordId;
    if (wanted === recordId) return [];
    return [newDraft(kind, occurredOn, { ...payload, [named]: wanted }, { rootId: entryId, supersedes: [leafId] })];
  });
}
