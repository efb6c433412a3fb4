/**
 * The one door in. Second half of an append: one transaction that takes positions, looks up what is known, decides,
 * and writes entries together with everything that follows from them.
 */
import type { PoolClient } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { meanwhile } from '../platform/meanwhile.ts';
import { decide, type Decision, type Refusal } from './decide.ts';
import type { Answer, EntryKind } from './entry.ts';
import { batchOpened, batchWithdrawn } from './entries.ts';
import { lookUp } from './known.ts';
import type { Prepared } from './prepare.ts';
import { insertBatch, insertEntries, moveBatch, returnPositions, takePositions } from './queries.ts';
import type { NumberOf, PrivateValues, Stored } from './stored.ts';
import { writeSuccession } from './succession-queries.ts';

/** A thing as it stands from an entry on, and what identifies people in it. */
export interface Standing {
  readonly stored: Stored;
  readonly private: PrivateValues;
}

/** Writes what follows from entries (facts, lists) in the transaction of the entries, in order. */
export type Projector = (client: PoolClient, entries: readonly Standing[], numberOf: NumberOf) => Promise<void>;

/** A rule of a capability that needs the present state: refuses drafts by code before they get in. */
export type Refuser = (client: PoolClient, programmeId: string, prepared: readonly Prepared[]) => Promise<ReadonlyMap<string, Refusal>>;

/** What the ledger needs to know of the capabilities; assembled in src/app. */
export interface LedgerParts {
  readonly kinds: ReadonlyMap<string, EntryKind>;
  readonly refusers: readonly Refuser[];
  readonly projectors: readonly Projector[];
}

/**
 * Appends prepared drafts inside a programme transaction; one answer per draft, in order. Known ids with the same
 * content answer `already-had` (`waiting` while they wait); with another content they are refused as `id-reused`.
 */
export async function appendPrepared(
  client: PoolClient,
  parts: LedgerParts,
  programmeId: string,
  prepared: readonly Prepared[],
  clock: Clock,
): Promise<Answer[]> {
  const head = await takePositions(client, programmeId, prepared.length, clock);
  const decision = await decideOn(client, parts, programmeId, prepared, head);
  await returnPositions(client, programmeId, prepared.length - decision.accepted.length);
  if (decision.accepted.length > 0) {
    for (const batch of decision.newBatches) await insertBatch(client, programmeId, batch.id, batch.number);
    await meanwhile(insertEntries(client, programmeId, decision.accepted), async () => {
      await writeSuccession(client, programmeId, decision.known.succession);
      await project(client, parts, decision.standing, numbersOf(decision));
    });
  }
  return decision.answers;
}

/** What would be answered, and what would follow, from a head on. Writes nothing. */
export async function decideOn(
  client: PoolClient,
  parts: LedgerParts,
  programmeId: string,
  prepared: readonly Prepared[],
  head: { readonly position: number; readonly recordedAt: Date },
): Promise<Decision> {
  const known = await lookUp(client, parts.kinds, programmeId, prepared);
  const refused = new Map<string, Refusal>();
  for (const refuser of parts.refusers) {
    for (const [id, refusal] of await refuser(client, programmeId, prepared)) refused.set(id, refusal);
  }
  return decide({ programmeId, known, refused, head }, prepared);
}

/** Position of the things that the entries of a decision refer to. */
export function numbersOf({ known }: Decision): NumberOf {
  return (id) => {
    const entry = known.entries.get(id);
    if (entry === undefined) throw new Error(`Entry ${id} is not among those this append refers to.`);
    return entry.position;
  };
}

/** Applies projections to entries already stored; used by appends and rebuilds alike. */
export async function project(
  client: PoolClient,
  parts: LedgerParts,
  entries: readonly Standing[],
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
  if (entries.length === 0) return;
  for (const projector of parts.projectors) await projector(client, entries, numberOf);
}
