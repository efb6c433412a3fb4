/** Turns entries into the rows figures are computed from. The rows come from pure rules; this writes them. */
import type { Projector } from '../ledger/append.ts';
import type { Stored } from '../ledger/stored.ts';
import type { Yielded, YieldRule } from './fact.ts';
import {
  closeRows,
  insertAgeGroups,
  insertEdges,
  insertFacts,
  insertIndicators,
  insertOrganisationEdges,
  insertOrganisations,
  insertPeople,
} from './queries.ts';

/** A projector over the yield rules of every capability. */
export function figureProjector(rules: readonly YieldRule[]): Projector {
  const byKind = new Map(rules.map((rule) => [rule.kind, rule]));
  return async (client, entries, numberOf) => {
    const first = entries[0];
    if (first === undefined) return;
    const { programmeId } = first.stored;
    const yielded = yieldsOf(byKind, entries.map(({ stored }) => stored), numberOf);
    // Rows first, closings after: one call may hold an entry and its own correction.
    await Promise.all([
      insertFacts(client, programmeId, yielded),
      insertPeople(client, programmeId, yielded),
      insertOrganisations(client, programmeId, yielded),
      insertEdges(client, programmeId, yielded),
      insertOrganisationEdges(client, programmeId, yielded),
      insertIndicators(client, programmeId, yielded),
      insertAgeGroups(client, programmeId, yielded),
    ]);
    const closings = entries.flatMap(({ stored }) =>
      stored.supersededPosition === null
        ? []
        : [{ from: stored.supersededPosition, to: stored.position, because: becauseOf(stored) }],
    );
    await closeRows(client, programmeId, closings);
  };
}

/** What these entries yield, in order; entries of kinds without a rule yield nothing. */
export function yieldsOf(
  rules: ReadonlyMap<string, YieldRule>,
  entries: readonly Stored[],
  numberOf: (id: string) => number,
): Yielded[] {
  return entries.flatMap((entry) => {
    const rule = rules.get(entry.kind);
    return rule === undefined ? [] : [{ entry, yield: rule.of(entry, numberOf) }];
  });
}

/** 1 corrected, 2 withdrawn; as stored in `closed_because`. */
export function becauseOf(entry: Stored): 1 | 2 {
  return entry.kind === 'ledger.entry-withdrawn' ? 2 : 1;
}
