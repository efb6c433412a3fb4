/** What a transaction must know of the ledger before it can decide on drafts. */
import type { PoolClient } from 'pg';
import type { EntryKind } from './entry.ts';
import type { Prepared } from './prepare.ts';
import { findAttachments, findBatches, findEntries, findSources, type BatchRow, type KnownEntry } from './queries.ts';
import { Succession, type KnownRoots } from './succession.ts';
import { Fold, type Version } from './fold.ts';
import { findLastVersions, findOpenDivergences, findVersionsOf, findWaiting } from './succession-queries.ts';

/** What is known, filled as entries come in. */
export interface Known {
  readonly entries: Map<string, KnownEntry>;
  readonly batches: Map<string, BatchRow>;
  readonly attachments: Set<string>;
  /** Door and source id of entries already in. */
  readonly sources: Set<string>;
  readonly succession: Succession;
}

/** A correction, as far as loading goes. */
export interface Arriving {
  readonly id: string;
  readonly rootId: string;
  readonly supersedes: readonly string[];
}

export async function lookUp(
  client: PoolClient,
  kinds: ReadonlyMap<string, EntryKind>,
  programmeId: string,
  prepared: readonly Prepared[],
): Promise<Known> {
  const ids = new Set<string>();
  const batches = new Set<string>();
  const files = new Set<string>();
  for (const { draft, references, rootId } of prepared) {
    ids.add(draft.id).add(rootId);
    for (const id of draft.supersedes) ids.add(id);
    for (const { target } of references) ids.add(target);
    if (draft.batchId !== null) batches.add(draft.batchId);
    if (typeof draft.payload['batchId'] === 'string') batches.add(draft.payload['batchId']);
    for (const hash of draft.attachments) files.add(hash);
  }
  const entries = new Map<string, KnownEntry>();
  await know(client, programmeId, entries, ids);
  const arriving = prepared.map(({ draft, rootId }) => ({ id: draft.id, rootId, supersedes: draft.supersedes }));
  const roots = await loadRoots(client, kinds, programmeId, arriving);
  await know(client, programmeId, entries, referredBy(kinds, roots));
  const batchRows = await findBatches(client, programmeId, [...batches]);
  return {
    entries,
    batches: new Map(batchRows.map((batch) => [batch.id, batch])),
    attachments: await findAttachments(client, programmeId, [...files]),
    sources: await findSources(client, programmeId, prepared.flatMap(({ draft }) => draft.sourceId ?? [])),
    succession: new Succession(roots),
  };
}

/** Adds to what is known those of these ids that are in the ledger. */
export async function know(
  client: PoolClient,
  programmeId: string,
  entries: Map<string, KnownEntry>,
  ids: Iterable<string>,
): Promise<void> {
  const unknown = [...new Set(ids)].filter((id) => !entries.has(id));
  if (unknown.length === 0) return;
  for (const entry of await findEntries(client, programmeId, unknown)) entries.set(entry.id, entry);
}

/**
 * Loads what stands of the things these entries speak of, from what lies before a position (all of it where none is
 * given). A thing is folded from all its versions where one that arrives has not seen the one last version, where
 * versions stand apart already, or where some wait or once waited (the last by position need not be the last).
 */
export async function loadRoots(
  client: PoolClient,
  kinds: ReadonlyMap<string, EntryKind>,
  programmeId: string,
  arriving: readonly Arriving[],
  before: number | null = null,
): Promise<KnownRoots> {
  const corrections = arriving.filter(({ id, rootId }) => id !== rootId);
  const waiting = await findWaiting(
    client,
    programmeId,
    arriving.map(({ id }) => id),
    corrections.map(({ rootId }) => rootId),
  );
  const roots = [...new Set([...corrections.map(({ rootId }) => rootId), ...waiting.map(({ rootId }) => rootId)])];
  const last = await findLastVersions(client, programmeId, roots, before);
  const divergences = await findOpenDivergences(client, programmeId, roots);
  const ofRoot = new Map<string, Arriving[]>();
  for (const item of corrections) ofRoot.set(item.rootId, [...(ofRoot.get(item.rootId) ?? []), item]);
  const waited = new Set(waiting.map(({ rootId }) => rootId));
  const folded = roots.filter((rootId) => {
    const own = ofRoot.get(rootId) ?? [];
    const seen = last.get(rootId);
    const oneLine = own.length === 1 && seen !== undefined && own[0]?.supersedes.length === 1 && own[0].supersedes[0] === seen.id;
    return !oneLine || divergences.has(rootId) || waited.has(rootId);
  });
  const versions = await findVersionsOf(client, kinds, programmeId, folded, before);
  return { last, divergences, waiting, folds: new Map([...versions].map(([rootId, own]) => [rootId, foldFrom(rootId, own)])) };
}

function foldFrom(rootId: string, versions: readonly Version[]): Fold {
  const fold = new Fold(rootId);
  for (const version of versions) fold.add(version);
  return fold;
}

/** Every thing that a version to be folded refers to: the merged thing may refer to any of them. */
export function referredBy(kinds: ReadonlyMap<string, EntryKind>, roots: KnownRoots): string[] {
  return [...roots.folds.values()].flatMap(({ versions }) => versions).flatMap((version) => referencesOf(kinds, version).map(({ target }) => target));
}

/** References of a payload that was accepted once. */
function referencesOf(kinds: ReadonlyMap<string, EntryKind>, version: { kind: string; payload: Readonly<Record<string, unknown>> }) {
  // The schema of this very kind made the payload; `references` was declared for it beside that schema.
  return kinds.get(version.kind)?.references(version.payload as never) ?? [];
}
