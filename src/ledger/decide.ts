/** Decides on prepared drafts one by one: accepted, already had, waiting, or refused with a code. Asks no database. */
import type { Answer } from './entry.ts';
import { batchOpened, batchWithdrawn } from './entries.ts';
import type { Known } from './known.ts';
import type { Prepared } from './prepare.ts';
import type { Accepted, BatchRow, Head } from './queries.ts';
import type { PrivateValues, Stored } from './stored.ts';
import type { Emission } from './succession.ts';
import { WITHDRAWAL } from './fold.ts';

export interface Refusal {
  readonly code: string;
  readonly field: string | null;
}

export interface Decision {
  readonly known: Known;
  readonly answers: Answer[];
  /** Entries to write, those that wait included. */
  readonly accepted: Accepted[];
  /** Things as they stand from each entry on; entries that wait are not among them. */
  readonly standing: { readonly stored: Stored; readonly private: PrivateValues }[];
  readonly newBatches: BatchRow[];
}

/** What drafts are decided on. */
export interface Grounds {
  readonly programmeId: string;
  readonly known: Known;
  /** Refusals by the rules of the capabilities. */
  readonly refused: ReadonlyMap<string, Refusal>;
  readonly head: Head;
}

/** Decides draft by draft in order, so that a draft may refer to one before it in the same call. Fills `known` as it goes. */
export function decide(grounds: Grounds, prepared: readonly Prepared[]): Decision {
  const { known, refused } = grounds;
  const decision: Decision = { known, answers: [], accepted: [], standing: [], newBatches: [] };
  for (const item of prepared) {
    const { id } = item.draft;
    const had = known.entries.get(id);
    if (had !== undefined) {
      if (!had.contentHash.equals(item.contentHash)) decision.answers.push({ id, answer: 'refused', code: 'id-reused', field: null });
      else decision.answers.push({ id, answer: known.succession.isWaiting(id) ? 'waiting' : 'already-had', position: had.position });
      continue;
    }
    const refusal = refused.get(id) ?? refusalOf(item, known);
    if (refusal === null) takeIn(grounds, decision, item);
    else decision.answers.push({ id, answer: 'refused', ...refusal });
  }
  return decision;
}

function takeIn({ programmeId, known, head }: Grounds, decision: Decision, item: Prepared): void {
  const { draft, rootId } = item;
  const position = head.position + decision.accepted.length + 1;
  const batch = batchOf(item, known, decision, position);
  known.entries.set(draft.id, { id: draft.id, kind: draft.kind, position, rootId, contentHash: item.contentHash, batch });
  if (draft.sourceId !== null) known.sources.add(`${item.via} ${draft.sourceId}`);
  const { emission, conflicts } = known.succession.arrive(rootId, { ...draft, ...item.newest, position, recordedFor: item.recordedFor });
  const stored = store(programmeId, item, known, { position, recordedAt: head.recordedAt, batch });
  decision.accepted.push({ prepared: item, stored });
  if (emission === null) {
    decision.answers.push({ id: draft.id, answer: 'waiting', position });
    return;
  }
  decision.answers.push({ id: draft.id, answer: 'accepted', position, conflicts });
  decision.standing.push(standingOf(stored, emission));
}

/** The thing as it stands from a stored entry on. */
export function standingOf(stored: Stored, emission: Emission): Decision['standing'][number] {
  const { private: parts, ...says } = emission;
  return { stored: { ...stored, ...says }, private: parts };
}

/** Why an entry cannot go in as things stand, or null. */
function refusalOf(item: Prepared, known: Known): Refusal | null {
  const { draft, references } = item;
  for (const { role, target, kind } of references) {
    const thing = known.entries.get(target);
    // A thing is known by its first entry: the id of a later version would make it two.
    if (thing?.kind !== kind || thing.rootId !== thing.id) return { code: 'unknown-reference', field: role };
  }
  if (draft.sourceId !== null && known.sources.has(`${item.via} ${draft.sourceId}`)) {
    return { code: 'source-id-reused', field: 'sourceId' };
  }
  const missing = draft.attachments.find((hash) => !known.attachments.has(hash));
  if (missing !== undefined) return { code: 'unknown-attachment', field: 'attachments' };
  return correctionRefusal(item, known) ?? batchRefusal(draft, known);
}

/** A correction of what is not in yet waits; one that cannot be right, whatever comes, is refused. */
function correctionRefusal({ draft, rootId }: Prepared, known: Known): Refusal | null {
  if (draft.rootId === null) return null;
  // An entry corrects what was before it: never itself.
  if (rootId === draft.id || draft.supersedes.includes(draft.id)) return { code: 'bad-correction', field: 'supersedes' };
  const root = known.entries.get(rootId);
  const stranger = draft.supersedes.some((id) => {
    const seen = known.entries.get(id);
    return seen !== undefined && seen.rootId !== rootId;
  });
  if (stranger) return { code: 'wrong-root', field: 'supersedes' };
  if (root === undefined) return null;
  if (root.rootId !== root.id) return { code: 'unknown-root', field: 'rootId' };
  const withdraws = draft.kind === WITHDRAWAL;
  if (!withdraws && root.kind !== draft.kind) return { code: 'wrong-kind', field: 'kind' };
  if (withdraws && root.kind.startsWith('ledger.')) return { code: 'cannot-withdraw', field: 'rootId' };
  return null;
}

function batchRefusal(draft: Prepared['draft'], known: Known): Refusal | null {
  if (draft.batchId !== null) {
    // A correction goes with what it corrects; in a batch not yet open it would take a live entry away.
    if (draft.rootId !== null) return { code: 'correction-in-batch', field: 'batchId' };
    const batch = known.batches.get(draft.batchId);
    if (batch !== undefined && batch.fromPosition !== null) return { code: 'batch-already-open', field: 'batchId' };
  }
  if (draft.kind === batchOpened.kind || draft.kind === batchWithdrawn.kind) {
    const { batchId } = draft.payload;
    const batch = typeof batchId === 'string' ? known.batches.get(batchId) : undefined;
    if (batch === undefined) return { code: 'unknown-batch', field: 'batchId' };
    const opens = draft.kind === batchOpened.kind;
    if (opens && batch.fromPosition !== null) return { code: 'batch-already-open', field: 'batchId' };
    if (!opens && batch.fromPosition === null) return { code: 'batch-not-open', field: 'batchId' };
    if (!opens && batch.toPosition !== null) return { code: 'batch-already-withdrawn', field: 'batchId' };
  }
  return null;
}

/** Number of the batch an entry belongs to; the first entry of a batch makes it. Moves the batch when this entry does. */
function batchOf(item: Prepared, known: Known, decision: Decision, position: number): number | null {
  const { draft } = item;
  const target = draft.payload['batchId'];
  if ((draft.kind === batchOpened.kind || draft.kind === batchWithdrawn.kind) && typeof target === 'string') {
    const batch = known.batches.get(target);
    if (batch !== undefined) {
      const moved = draft.kind === batchOpened.kind ? { fromPosition: position } : { toPosition: position };
      known.batches.set(target, { ...batch, ...moved });
    }
  }
  // A correction goes with what it corrects: withdrawing an import takes its corrections too.
  if (draft.batchId === null) return known.entries.get(item.rootId)?.batch ?? null;
  const batch = known.batches.get(draft.batchId);
  if (batch !== undefined) return batch.number;
  const made: BatchRow = { id: draft.batchId, number: position, fromPosition: null, toPosition: null };
  known.batches.set(draft.batchId, made);
  decision.newBatches.push(made);
  return position;
}

function store(
  programmeId: string,
  item: Prepared,
  known: Known,
  at: { position: number; recordedAt: Date; batch: number | null },
): Stored {
  const { position, recordedAt, batch } = at;
  const { draft } = item;
  const root = known.entries.get(item.rootId);
  return {
    programmeId,
    id: draft.id,
    position,
    kind: draft.kind,
    rootId: item.rootId,
    rootKind: root?.kind ?? draft.kind,
    rootPosition: root?.position ?? position,
    supersededPosition: null,
    occurredOn: draft.occurredOn,
    recordedAt,
    recordedBy: item.recordedBy,
    via: item.via,
    batchId: draft.batchId,
    batch,
    payload: item.newest.payload,
  };
}
