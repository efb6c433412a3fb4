/** The people of a figure, a share at a time for whoever is free: threads that are slower take fewer. */
import { sharedInts } from './int-column.ts';

/** People [from, to) by number. The first share, which begins at 0, also has the facts that name nobody. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

/** Shares not taken yet; threads that are given the same one take from the same. */
export interface Shares {
  readonly people: number;
  readonly size: number;
  /** In shared memory: the person at which the next share begins. */
  readonly taken: Int32Array;
}

/** So many people that taking a share costs nothing beside working it out. */
const SHARE = 4096;

export function sharesOf(people: number, size = SHARE): Shares {
  return { people, size, taken: sharedInts(1) };
}

/** The next share; null where all are taken. There is a first one even of nobody. */
export function nextShare({ people, size, taken }: Shares): Share | null {
  const from = Atomics.add(taken, 0, size);
  return from > 0 && from >= people ? null : { from, to: Math.min(people, from + size) };
}
