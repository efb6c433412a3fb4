/** Rows that were read from the store and opened once stay in memory: a search through ten thousand does not open them again. */
import type { EntryState, Shadow, Store } from './database.ts';

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
  /** By space and collection: what was written here, in order. */
  readonly shadows: Map<string, Shadow[]>;
  /** By space: how far each entry of that owner is, by its order. */
  readonly states: Map<string, Map<number, EntryState>>;
  /** Bodies with the shadows laid over them. */
  readonly laid: Map<string, readonly Row[]>;
}

const memories = new WeakMap<Store, Memory>();

export function memoryOf(store: Store): Memory {
  const known = memories.get(store) ?? { version: 0, bodies: new Map(), shadows: new Map(), states: new Map(), laid: new Map() };
  memories.set(store, known);
  return known;
}

export const keyOf = (space: string, collection: string): string => `${space} ${collection}`;

/** An entry of this state was written with these shadows, or has come to be of this state. */
export function rememberEntries(store: Store, space: string, entries: readonly { readonly order: number; readonly state: EntryState; readonly shadows?: readonly Shadow[] }[]): void {
  const memory = memoryOf(store);
  memory.version += 1;
  for (const { order, state, shadows = [] } of entries) {
    memory.states.get(space)?.set(order, state);
    for (const shadow of shadows) memory.shadows.get(keyOf(space, shadow.collection))?.push(shadow);
  }
  // Where nothing was written, nothing looks otherwise.
  for (const key of memory.laid.keys()) if (memory.shadows.get(key)?.length !== 0) memory.laid.delete(key);
}

/** What was written here is to be read again: some of it may be gone. */
export function forgetWritten(store: Store): void {
  const memory = memoryOf(store);
  memory.version += 1;
  memory.shadows.clear();
  memory.states.clear();
  memory.laid.clear();
}

/** Rows changed elsewhere, or nobody may read them any more. */
export function forgetBodies(store: Store): void {
  forgetWritten(store);
  memoryOf(store).bodies.clear();
}
