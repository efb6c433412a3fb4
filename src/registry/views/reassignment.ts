/** Entries given to another record after a separation: each version that stands is said again of somebody else. */
import type { readSinceMerge } from '../duplicate-contract.ts';
import type { OwnDraft } from './use-writing.ts';
import type { AnswerOf } from '../../web/api.ts';
import { newDraft } from '../../web/drafts.ts';

export type SinceItem = AnswerOf<typeof readSinceMerge>['items'][number];

/** Corrections for the items that are to belong to another record than the one they name. */
export function reassignments(
  items: readonly SinceItem[],
  chosen: Readonly<Record<string, string>>,
): OwnDraft[] {
  return items.flatMap(({ entryId, kind, recordId, fields, versions }) => {
    const wanted = chosen[entryId] ?? recordId;
    if (wanted === recordId) return [];
    const given = Object.fromEntries(fields.map((field) => [field, wanted]));
    return versions
      .filter(({ payload }) => fields.some((field) => payload[field] !== wanted))
      .map(({ supersedes, occurredOn, payload }) => newDraft(kind, occurredOn, { ...payload, ...given }, { rootId: entryId, supersedes }));
  });
}
