/**
 * An entry as projections see it: the thing it speaks of as it stands from the entry's position on, corrections merged,
 * and every thing it names resolved to a position.
 */
import type { Via } from './entry.ts';

export interface Stored {
  readonly programmeId: string;
  readonly id: string;
  readonly position: number;
  /** Kind of the thing's first version, or `ledger.entry-withdrawn` where the thing is withdrawn. */
  readonly kind: string;
  readonly rootId: string;
  readonly rootKind: string;
  readonly rootPosition: number;
  /** Position from which the thing stood as it did until this entry; null for a first version. */
  readonly supersededPosition: number | null;
  readonly occurredOn: string;
  readonly recordedAt: Date;
  readonly recordedBy: string | null;
  readonly via: Via;
  readonly batchId: string | null;
  /** Number of the batch (position of its first entry) it came in, or, for a correction, the corrected entry came in. */
  readonly batch: number | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What identifies people, apart from the entry. Facts never see it. */
export type PrivateValues = Readonly<Record<string, unknown>>;

/** Position of the entry that introduced a thing. Throws on an id the entry does not refer to: that is a bug. */
export type NumberOf = (id: string) => number;
