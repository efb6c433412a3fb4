/**
 * The one door in. Second half of an append: one transaction that takes positions, looks up what is known, decides,
 * and writes entries together with everything that follows from them.
 */
import type { PoolClient } from 'pg';
import type { Clock } from '../platform/clock.ts';
import type { Answer, EntryKind } from './entry.ts';
import { batchOpened, batchWithdrawn } from './entries.ts';
import type { Prepared } from './prepare.ts';
import {
  findAttachments,
  findBatches,
  findEntries,
  findLeaves,
  findSources,
  insertBatch,
  insertEntries,
  moveBatch,
  returnPositions,
  takePositions,
  type Accepted,
  type BatchRow,
  type Head,
  type KnownEntry,
  type Leaf,
} from './queries.ts';
import type { NumberOf, PrivateValues, Stored } from './stored.ts';

/** Writes what follows from entries (facts, lists) in the transaction of the entries, in order. */
export type Projector = (
  client: PoolClient,
  entries: readonly { readonly stored: Stored; readonly private: PrivateValues }[],
  numberOf: NumberOf,
) => Promise<void>;

/** A rule of a capability that needs the present state: refuses drafts by code before they get in. */
export type Refuser = (
  client: PoolClient,
  programmeId: string,
  prepared: readonly Prepared[],
) => Promise<ReadonlyMap<string, { code: string; field: string | null }>>;

/** What the ledger needs to know of the capabilities; assembled in src/app. */
export interface LedgerParts {
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly refusers: readonly Refuser[];
  readonly projectors: readonly Projector[];
}

/**
 * Appends prepared drafts inside a programme transaction; one answer per draft, in order. Known ids with the same
 * content answer `already-had`; with another content they are refused as `id-reused`.
 */
export async function appendPrepared(
  client: PoolClient,
  parts: LedgerParts,
  programmeId: string,
  prepared: readonly Prepared[],
  clock: Clock,
): Promise<Answer[]> {
  const head = await takePositions(client, programmeId, prepared.length, clock);
  const known = await lookUp(client, programmeId, prepared);
  const refused = new Map<string, { code: string; field: string | null }>();
  for (const refuser of parts.refusers) {
    for (const [id, refusal] of await refuser(client, programmeId, prepared)) refused.set(id, refusal);
  }
  const decision = decide(programmeId, prepared, known, refused, head);
  await returnPositions(client, programmeId, prepared.length - decision.accepted.length);
  if (decision.accepted.length > 0) {
    for (const batch of decision.newBatches) await insertBatch(client, programmeId, batch.id, batch.number);
    await insertEntries(client, programmeId, decision.accepted);
    const projected = decision.accepted.map(({ stored, prepared: { newest } }) => ({ stored, private: newest.private }));
    await project(client, parts, projected, (id) => numberIn(known, id));
  }
  return decision.answers;
}

/** Applies projections to entries already stored; used by appends and rebuilds alike. */
export async function project(
  client: PoolClient,
  parts: LedgerParts,
  entries: readonly { readonly stored: Stored; readonly private: PrivateValues }[],
  numberOf: NumberOf,
): Promise<void> {
  for (const { stored } of entries) {
    if (stored.kind === batchOpened.kind) {
      const { batchId } = batchOpened.payload.parse(stored.payload);
      await moveBatch(client, stored.programmeId, batchId, 'from_position', stored.position);
    } else if (stored.kind === batchWithdrawn.kind) {
      const { batchId } = batchWithdrawn.payload.parse(stored.payload);
      await moveBatch(client, stored.programmeId, batchId, 'to_position', stored.position);
    }
  }
  for (const projector of parts.projectors) await projector(client, entries, numberOf);
}

interface Known {
  readonly entries: Map<string, KnownEntry>;
  readonly leaves: Map<string, Leaf>;
  readonly batches: Map<string, BatchRow>;
  readonly attachments: Set<string>;
  /** Door and source id of entries already in. */
  readonly sources: Set<string>;
}

async function lookUp(client: PoolClient, programmeId: string, prepared: readonly Prepared[]): Promise<Known> {
  const ids = new Set<string>();
  const roots = new Set<string>();
  const batches = new Set<string>();
  const files = new Set<string>();
  for (const { draft, references, rootId } of prepared) {
    ids.add(draft.id).add(rootId);
    for (const { target } of references) ids.add(target);
    if (draft.rootId !== null) roots.add(draft.rootId);
    if (draft.batchId !== null) batches.add(draft.batchId);
    if (typeof draft.payload['batchId'] === 'string') batches.add(draft.payload['batchId']);
    for (const hash of draft.attachments) files.add(hash);
  }
  const entries = await findEntries(client, programmeId, [...ids]);
  const leaves = await findLeaves(client, programmeId, [...roots]);
  const batchRows = await findBatches(client, programmeId, [...batches]);
  return {
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    leaves: new Map(leaves.map((leaf) => [leaf.rootId, leaf])),
    batches: new Map(batchRows.map((batch) => [batch.id, batch])),
    attachments: await findAttachments(client, programmeId, [...files]),
    sources: await findSources(client, programmeId, prepared.flatMap(({ draft }) => draft.sourceId ?? [])),
  };
}

interface Decision {
  readonly answers: Answer[];
  readonly accepted: Accepted[];
  readonly newBatches: BatchRow[];
}

/** Decides draft by draft in order, so that a draft may refer to one before it in the same call. Fills `known` as it goes. */
function decide(
  programmeId: string,
  prepared: readonly Prepared[],
  known: Known,
  refused: ReadonlyMap<string, { code: string; field: string | null }>,
  head: Head,
): Decision {
  const { recordedAt } = head;
  const decision: Decision = { answers: [], accepted: [], newBatches: [] };
  for (const item of prepared) {
    const { draft } = item;
    const had = known.entries.get(draft.id);
    if (had !== undefined) {
      decision.answers.push(
        had.contentHash.equals(item.contentHash)
          ? { id: draft.id, answer: 'already-had', position: had.position }
          : { id: draft.id, answer: 'refused', code: 'id-reused', field: null },
      );
      continue;
    }
    const refusal = refused.get(draft.id) ?? refusalOf(item, known);
    if (refusal !== null) {
      decision.answers.push({ id: draft.id, answer: 'refused', ...refusal });
      continue;
    }
    const position = head.position + decision.accepted.length + 1;
    const batch = batchOf(item, known, decision, position);
    decision.accepted.push({ prepared: item, stored: store(programmeId, item, known, { position, recordedAt, batch }) });
    decision.answers.push({ id: draft.id, answer: 'accepted', position });
    known.entries.set(draft.id, {
      id: draft.id,
      kind: draft.kind,
      position,
      rootId: item.rootId,
      contentHash: item.contentHash,
      batch,
    });
    if (draft.sourceId !== null) known.sources.add(`${item.via} ${draft.sourceId}`);
    known.leaves.set(item.rootId, { rootId: item.rootId, id: draft.id, position, kind: draft.kind });
  }
  return decision;
}

/** Why an entry cannot go in as things stand, or null. */
function refusalOf(item: Prepared, known: Known): { code: string; field: string | null } | null {
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
  if (draft.rootId !== null) {
    const root = known.entries.get(draft.rootId);
    const leaf = known.leaves.get(draft.rootId);
    if (root === undefined || leaf === undefined || root.rootId !== root.id) return { code: 'unknown-root', field: 'rootId' };
    const withdraws = draft.kind === 'ledger.entry-withdrawn';
    if (!withdraws && root.kind !== draft.kind) return { code: 'wrong-kind', field: 'kind' };
    if (withdraws && root.kind.startsWith('ledger.')) return { code: 'cannot-withdraw', field: 'rootId' };
    if (!draft.supersedes.includes(leaf.id)) return { code: 'stale-correction', field: 'supersedes' };
  }
  return batchRefusal(draft, known);
}

function batchRefusal(draft: Prepared['draft'], known: Known): { code: string; field: string | null } | null {
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
    supersededPosition: draft.rootId === null ? null : (known.leaves.get(draft.rootId)?.position ?? null),
    occurredOn: draft.occurredOn,
    recordedAt,
    recordedBy: item.recordedBy,
    via: item.via,
    batchId: draft.batchId,
    batch,
    payload: item.newest.payload,
  };
}

function numberIn(known: Known, id: string): number {
  const entry = known.entries.get(id);
  if (entry === undefined) throw new Error(`Entry ${id} is not among those this append refers to.`);
  return entry.position;
}
