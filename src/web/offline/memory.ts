/** Rows that were read from the store and opened once stay in memory: a search through ten thousand does not open them again. */
import type { EntryState, Store } from './database.ts';

/** A row as it stands on this device. `state`: of the last entry written here that changes it; null where none does. */
export interface Row {
  readonly id: string;
  readonly body: unknown;
  readonly state: EntryState | null;
  readonly entryId: string | null;
}

interface Memory {
  /** Rises with every change: what was being read meanwhile is not kept. */
  version: number;
  /** By space and collection: bodies as the server gave them. */
  readonly bodies: Map<string, Map<string, unknown>>;
  /** The same with what was written here laid over them. */
  readonly laid: Map<string, readonly Row[]>;
}

const memories = new WeakMap<Store, Memory>();

export function memoryOf(store: Store): Memory {
  const known = memories.get(store) ?? { version: 0, bodies: new Map(), laid: new Map() };
  memories.set(store, known);
  return known;
}

export const keyOf = (space: string, collection: string): string => `${space} ${collection}`;

/** What was written here changed, or how far it is. */
export function forgetLaid(store: Store): void {
  const memory = memoryOf(store);
  memory.version += 1;
  memory.laid.clear();
}

/** Rows changed elsewhere, or nobody may read them any more. */
export function forgetBodies(store: Store): void {
  forgetLaid(store);
  memoryOf(store).bodies.clear();
}
