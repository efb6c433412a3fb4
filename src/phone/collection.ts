/** What a capability gives to phones: rows of one kind, and which of them an entry may have changed. */
import type { PoolClient } from 'pg';
import type { Reference } from '../ledger/entry.ts';

/** What an entry speaks of: a thing with all its versions, the withdrawal among them. */
export interface TouchedThing {
  /** Kind of the first version of what was said, corrected or withdrawn. */
  readonly kind: string;
  readonly rootId: string;
  readonly versions: readonly { readonly kind: string; readonly named: readonly Reference[] }[];
}

export interface RowOf {
  readonly id: string;
  readonly body: Record<string, unknown>;
}

/** Rows of one kind. All queries run inside the reader's transaction, narrowed to their reach. */
export interface PhoneCollection {
  readonly name: string;
  /** Permission to read its rows. */
  readonly permission: string;
  /** Rows in order of id, after one. */
  page(client: PoolClient, programmeId: string, after: string | null, limit: number): Promise<readonly RowOf[]>;
  /** Ids of the rows that these things may have changed, whether the reader sees them or not. */
  touched(client: PoolClient, programmeId: string, things: readonly TouchedThing[]): Promise<readonly string[]>;
  /** Those of the rows with these ids that the reader sees. */
  rows(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<readonly RowOf[]>;
  /** Whether a reader narrowed to a partner may now see other rows than those these things name: everything is sent again then. */
  readonly movesReach?: (things: readonly TouchedThing[]) => boolean;
}

/** Ids that these things are or name, each once; with `kinds` only of things of these kinds. */
export function idsIn(things: readonly TouchedThing[], kinds: ReadonlySet<string> | null = null): string[] {
  const chosen = kinds === null ? things : things.filter(({ kind }) => kinds.has(kind));
  return [...new Set(chosen.flatMap(({ rootId, versions }) => [rootId, ...versions.flatMap(({ named }) => named.map(({ target }) => target))]))];
}
