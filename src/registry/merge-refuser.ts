/**
 * Merges that the registry refuses: of a record with itself, of two who sat in one session where nobody says why, and one
 * that takes a value from somebody else's record.
 */
import type { PoolClient } from 'pg';
import type { Refuser } from '../ledger/append.ts';
import type { Prepared } from '../ledger/prepare.ts';
import { organisationsDistinguished, organisationsMerged, peopleDistinguished, peopleMerged } from './entries.ts';
import { canonicalIdsOf, findSharedSessions } from './duplicate-queries.ts';
import { ORGANISATIONS, PEOPLE, type Subject } from './subject.ts';

const SUBJECT_OF: Readonly<Record<string, Subject>> = {
  [peopleMerged.kind]: PEOPLE,
  [peopleDistinguished.kind]: PEOPLE,
  [organisationsMerged.kind]: ORGANISATIONS,
  [organisationsDistinguished.kind]: ORGANISATIONS,
};

export const mergeRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, { code: string; field: string | null }>();
  for (const one of prepared) {
    const { kind, draft, via } = one;
    const what = SUBJECT_OF[kind.kind];
    const ids = what === undefined ? null : draft.payload[what.merged];
    if (what === undefined || !Array.isArray(ids)) continue;
    if (ids[0] === ids[1]) {
      refused.set(draft.id, { code: 'merge-with-itself', field: what.merged });
      continue;
    }
    // What an import writes was decided row by row, with the sessions before one's eyes; a batch that came otherwise was not.
    if (draft.batchId !== null && (via === 'import' || via === 'cli')) continue;
    if (await choosesOther(client, programmeId, what, one, prepared)) refused.set(draft.id, { code: 'chosen-of-another', field: 'chosen' });
    if (kind.kind !== peopleMerged.kind || draft.private['note'] !== undefined) continue;
    const shared = await findSharedSessions(client, programmeId, String(ids[0]), String(ids[1]));
    if (shared.length > 0) refused.set(draft.id, { code: 'same-session-needs-reason', field: 'note' });
  }
  return refused;
};

/** Whether a value is taken from a record that is neither of the two, nor one with either, here or by a merge of this very call. */
async function choosesOther(client: PoolClient, programmeId: string, what: Subject, { draft }: Prepared, prepared: readonly Prepared[]): Promise<boolean> {
  const ends = idsIn(draft.payload[what.merged]);
  const strange = idsIn(Object.values(draft.payload['chosen'] ?? {})).filter((id) => !ends.includes(id));
  if (strange.length === 0) return false;
  const canonical = await canonicalIdsOf(client, programmeId, what, [...ends, ...strange]);
  const whole = new Set(ends.map((id) => canonical.get(id) ?? id));
  const here = new Set(prepared.flatMap((other) => idsIn(other.draft.payload[what.merged])));
  return strange.some((id) => !whole.has(canonical.get(id) ?? id) && !here.has(id));
}

function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}
