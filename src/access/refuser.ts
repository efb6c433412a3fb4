/**
 * Rights at the door in, asked in the transaction that writes: who lost the right, or names what is not theirs, is
 * refused by code however long ago the request was let in. The command line, which has no user, passes.
 */
import type { PoolClient } from 'pg';
import type { Refuser } from '../ledger/append.ts';
import type { EntryKind } from '../ledger/entry.ts';
import { WITHDRAWAL } from '../ledger/fold.ts';
import type { Prepared } from '../ledger/prepare.ts';
import { findRights } from './queries.ts';
import { KINDS_WITHIN_SCOPE, permits } from './rules.ts';
import { findKindsOf, findOfPartner } from './scope-queries.ts';

const PROCESS = 'events.process-opened';
const PERSON = 'registry.person-registered';
const CONSENT = 'registry.consent-stated';
/** What people say and ask of themselves, whatever partner they work for. */
const OWN_WORDS = [CONSENT, 'registry.erasure-requested', 'registry.correction-requested'];
/** Kinds that name a process or else speak for the whole programme. */
const OF_A_PROCESS = ['ledger.batch-opened', 'events.certificate-design-set'];

interface Refusal {
  readonly code: string;
  readonly field: string | null;
}

export const accessRefuser = (kinds: ReadonlyMap<string, EntryKind>): Refuser => async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  const users = [...new Set(prepared.flatMap(({ recordedBy }) => recordedBy ?? []))];
  if (users.length === 0) return refused;
  const rights = await findRights(client, programmeId, users);
  const withdrawn = await findPermissionsOfWithdrawn(client, programmeId, prepared, kinds);
  const byPartner = new Map<string, Prepared[]>();
  for (const item of prepared) {
    if (item.recordedBy === null) continue;
    const right = rights.get(item.recordedBy);
    if (right === undefined) refused.set(item.draft.id, { code: 'right-ended', field: null });
    else if (![permissionFor(item, right.personId), ...(withdrawn.get(item.rootId) ?? [])].every((one) => permits(right.role, one))) refused.set(item.draft.id, { code: 'not-allowed', field: null });
    // What came in under another scope than the member has now is judged as if it lay outside.
    else if (right.partnerId !== item.recordedFor) refused.set(item.draft.id, { code: 'outside-scope', field: null });
    else if (right.partnerId !== null && !isOwnWord(item, right.personId)) byPartner.set(right.partnerId, [...(byPartner.get(right.partnerId) ?? []), item]);
  }
  for (const [partnerId, items] of byPartner) await refuseOutside(client, programmeId, partnerId, items, refused);
  return refused;
};

/** Who may import may import all that a list brings, merges of the same person included. */
function permissionFor(item: Prepared, ownPersonId: string | null): string {
  // What they allow is theirs to say.
  if (item.kind.kind === CONSENT && isOwnWord(item, ownPersonId)) return 'self.write';
  const { draft, kind, via } = item;
  return via === 'import' && draft.batchId !== null ? 'import.open' : kind.permission;
}

/** Said for the first time, of the record that the member is. */
function isOwnWord({ draft }: Prepared, ownPersonId: string | null): boolean {
  return OWN_WORDS.includes(draft.kind) && draft.rootId === null && ownPersonId !== null && draft.payload['personId'] === ownPersonId;
}

/** Whoever takes something back needs the right to say it, too: what each withdrawal here asks for, by what it takes back. */
async function findPermissionsOfWithdrawn(
  client: PoolClient,
  programmeId: string,
  prepared: readonly Prepared[],
  kinds: ReadonlyMap<string, EntryKind>,
): Promise<Map<string, string[]>> {
  const roots = prepared.flatMap(({ draft }) => (draft.kind === WITHDRAWAL && draft.rootId !== null ? [draft.rootId] : []));
  const known = await findKindsOf(client, programmeId, roots);
  for (const { draft } of roots.length === 0 ? [] : prepared) if (!known.has(draft.id)) known.set(draft.id, draft.kind);
  return new Map(roots.map((id) => [id, [kinds.get(known.get(id) ?? '')?.permission ?? []].flat()]));
}

async function refuseOutside(
  client: PoolClient,
  programmeId: string,
  partnerId: string,
  items: readonly Prepared[],
  refused: Map<string, Refusal>,
): Promise<void> {
  const targets = (kind: string): string[] =>
    items.flatMap(({ references }) => references.filter((one) => one.kind === kind).map(({ target }) => target));
  const theirs = await findOfPartner(client, programmeId, partnerId, {
    processes: targets(PROCESS),
    people: targets(PERSON),
    roots: items.flatMap(({ draft }) => draft.rootId ?? []),
    batches: items.flatMap((item) => batchWithdrawn(item) ?? []),
  });
  const known = await findKindsOf(client, programmeId, items.flatMap(({ draft: { id, rootId } }) => (rootId === null ? [id] : [id, rootId])));
  for (const item of items) {
    const field = outside(item, partnerId, { theirs, known });
    if (field !== null) refused.set(item.draft.id, { code: 'outside-scope', field: field === '' ? null : field });
    // What this very call makes is theirs for what follows; an id that is taken would be somebody else's thing.
    else if (item.draft.rootId === null && !known.has(item.draft.id)) theirs.add(item.draft.id);
  }
}

/** The field that names what is not the partner's; '' where it is the kind as a whole; null where all is theirs. */
function outside(
  item: Prepared,
  partnerId: string,
  { theirs, known }: { readonly theirs: ReadonlySet<string>; readonly known: ReadonlyMap<string, string> },
): string | null {
  const { draft, references } = item;
  if (!KINDS_WITHIN_SCOPE.includes(draft.kind)) return '';
  if (draft.kind === PROCESS && draft.payload['partnerId'] !== partnerId) return 'partner';
  if (OF_A_PROCESS.includes(draft.kind) && draft.payload['processId'] === null) return 'process';
  const strange = references.find(({ kind, target }) => (kind === PROCESS || kind === PERSON) && !theirs.has(target));
  if (strange !== undefined) return strange.role;
  // What it corrects is not in: it waits, and counts only if that comes to be recorded for the same partner (ledger/fold.ts).
  if (draft.rootId !== null && !theirs.has(draft.rootId) && known.has(draft.rootId)) return 'rootId';
  const batch = batchWithdrawn(item);
  return batch !== null && !theirs.has(batch) ? 'batchId' : null;
}

function batchWithdrawn({ draft }: Prepared): string | null {
  const { batchId } = draft.payload;
  return draft.kind === 'ledger.batch-withdrawn' && typeof batchId === 'string' ? batchId : null;
}
