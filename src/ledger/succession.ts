/**
 * What each arriving entry makes of the thing it speaks of. Appends and rebuilds go through the same door, so both say
 * the same. Pure: what is known of the things is loaded before.
 *
 * Nearly always a correction has seen the one last version: then its payload is the thing, and nothing else is read.
 * Only where versions were written apart, or wait for what they have seen, are all of them folded (`fold.ts`).
 */
import { Fold, WITHDRAWAL, type Version } from './fold.ts';

/** What follows from an entry: the thing as it stands from this position on. */
export interface Emission {
  /** `ledger.entry-withdrawn` where the thing is withdrawn, else the kind of its first version. */
  readonly kind: string;
  readonly occurredOn: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Private parts to write down; those absent stay as they are. */
  readonly private: Readonly<Record<string, unknown>>;
  /** Position from which the thing stood as it did until now; null where it was not there. */
  readonly supersededPosition: number | null;
}

/** What an arriving entry does. */
export interface Arrival {
  /** Null: it waits for versions that are not in. */
  readonly emission: Emission | null;
  /** Fields in which it stands against versions its author had not seen. */
  readonly conflicts: string[];
}

export interface WaitingRow {
  readonly missingId: string;
  readonly entryId: string;
  readonly rootId: string;
  readonly position: number;
  /** Position at which it came to count; null while it waits. */
  readonly until: number | null;
}

/** A thing whose last versions were written apart, from a position on. */
export interface Divergence {
  readonly rootId: string;
  readonly from: number;
  to: number | null;
  readonly fields: readonly string[];
}

/** What is known of the things that entries are about to correct. */
export interface KnownRoots {
  /** Last version of things with one line of versions. */
  readonly last: Map<string, { readonly id: string; readonly position: number }>;
  /** Things that must be folded, from all their versions, those that wait included. A thing not yet in has none. */
  readonly folds: Map<string, Fold>;
  /** Divergences that are open. */
  readonly divergences: Map<string, Divergence>;
  readonly waiting: readonly WaitingRow[];
}

export class Succession {
  /** Rows that came to be, and those that ended: to be written down when all entries are in. */
  readonly divergences: Divergence[] = [];
  readonly waiting: WaitingRow[] = [];
  /** Entries that waited and do no longer, and the position that released them. */
  readonly released = new Map<string, number>();
  private readonly known: KnownRoots;

  constructor(known: KnownRoots) {
    this.known = known;
  }

  /** Takes a version in, in order of position. */
  arrive(rootId: string, version: Version): Arrival {
    const fold = this.known.folds.get(rootId);
    return fold === undefined ? this.follow(rootId, version) : this.fold(rootId, fold, version);
  }

  /** Whether an entry is still waiting. */
  isWaiting(entryId: string): boolean {
    const waits = [...this.known.waiting, ...this.waiting].some((row) => row.entryId === entryId && row.until === null);
    return waits && !this.released.has(entryId);
  }

  private follow(rootId: string, version: Version): Arrival {
    const last = this.known.last.get(rootId);
    this.known.last.set(rootId, { id: version.id, position: version.position });
    const { kind, occurredOn, payload, private: parts } = version;
    return { emission: { kind, occurredOn, payload, private: parts, supersededPosition: last?.position ?? null }, conflicts: [] };
  }

  private fold(rootId: string, fold: Fold, version: Version): Arrival {
    const supersededPosition = fold.isThere ? fold.position : null;
    const counting = fold.add(version);
    if (!counting.includes(version.id)) {
      this.wait(rootId, version, fold);
      return { emission: null, conflicts: [] };
    }
    for (const id of counting) if (id !== version.id) this.released.set(id, version.position);
    this.diverge(rootId, version.position, fold);
    const { withdrawn, ...stands } = fold.state();
    const kind = withdrawn ? WITHDRAWAL : (fold.rootKind ?? version.kind);
    return { emission: { kind, ...stands, supersededPosition }, conflicts: fold.conflictFieldsOf(version.id) };
  }

  private wait(rootId: string, version: Version, fold: Fold): void {
    for (const missingId of new Set([rootId, ...version.supersedes])) {
      if (fold.counts(missingId)) continue;
      this.waiting.push({ missingId, entryId: version.id, rootId, position: version.position, until: null });
    }
  }

  private diverge(rootId: string, position: number, fold: Fold): void {
    const open = this.known.divergences.get(rootId);
    const fields = fold.leaves.size < 2 ? null : fold.conflictFields();
    if (open === undefined ? fields === null : fields !== null && sameFields(open.fields, fields)) return;
    if (open !== undefined) {
      open.to = position;
      if (!this.divergences.includes(open)) this.divergences.push(open);
      this.known.divergences.delete(rootId);
    }
    if (fields === null) return;
    const made: Divergence = { rootId, from: position, to: null, fields };
    this.known.divergences.set(rootId, made);
    this.divergences.push(made);
  }
}

function sameFields(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((field, at) => field === b[at]);
}
