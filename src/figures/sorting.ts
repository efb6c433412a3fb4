/** The order in which facts are read fastest: by measure, person, activity, day, occasion, position. Pure. */
import { sharedInts, type IntColumn } from './int-column.ts';

/** Facts as sorting reads them. */
interface Unsorted {
  readonly length: number;
  /** The fact that arrived as number `at`. */
  readonly arrived: (at: number) => number;
  readonly measure: IntColumn;
  readonly person: IntColumn;
  readonly activity: IntColumn;
  readonly day: IntColumn;
  readonly occasion: IntColumn;
  readonly people: { readonly size: number };
}

export interface SortedFacts {
  /** New number -> number so far. */
  readonly order: Int32Array;
  /** Order of arrival -> new number. */
  readonly arrival: Int32Array;
  /** Per measure: where each person's facts begin, in new numbers; index 0 is nobody, 1 the first person; one end more. */
  readonly starts: ReadonlyMap<number, Int32Array>;
}

/** Sorts by counting, the least significant column first; each pass keeps the order of the one before. */
export function sortFacts(columns: Unsorted): SortedFacts {
  const { length } = columns;
  const arrived = new Int32Array(length);
  for (let at = 0; at < length; at += 1) arrived[at] = columns.arrived(at);
  let order: Int32Array = arrived;
  for (const name of ['occasion', 'day', 'activity', 'person', 'measure'] as const) order = pass(order, columns[name].values);
  const now = new Int32Array(length);
  for (let at = 0; at < length; at += 1) now[order[at] ?? 0] = at;
  const arrival = new Int32Array(length);
  for (let at = 0; at < length; at += 1) arrival[at] = now[arrived[at] ?? 0] ?? 0;
  return { order, arrival, starts: startsOf(columns, order) };
}

function pass(order: Int32Array, keys: Int32Array): Int32Array {
  let smallest = 0;
  let greatest = 0;
  for (const fact of order) {
    const key = keys[fact] ?? 0;
    if (key < smallest) smallest = key;
    if (key > greatest) greatest = key;
  }
  const next = new Int32Array(greatest - smallest + 2);
  for (const fact of order) {
    const slot = (keys[fact] ?? 0) - smallest + 1;
    next[slot] = (next[slot] ?? 0) + 1;
  }
  for (let slot = 1; slot < next.length; slot += 1) next[slot] = (next[slot] ?? 0) + (next[slot - 1] ?? 0);
  const sorted = new Int32Array(order.length);
  for (const fact of order) {
    const slot = (keys[fact] ?? 0) - smallest;
    const at = next[slot] ?? 0;
    sorted[at] = fact;
    next[slot] = at + 1;
  }
  return sorted;
}

function startsOf(columns: Unsorted, order: Int32Array): ReadonlyMap<number, Int32Array> {
  const starts = new Map<number, Int32Array>();
  let measure = -1;
  let own = sharedInts(0);
  let filled = 0;
  const close = (end: number): void => {
    own.fill(end, filled);
  };
  for (let at = 0; at < order.length; at += 1) {
    const fact = order[at] ?? 0;
    if (columns.measure.at(fact) !== measure) {
      close(at);
      measure = columns.measure.at(fact);
      own = sharedInts(columns.people.size + 2).fill(at);
      filled = 0;
      starts.set(measure, own);
    }
    const index = columns.person.at(fact) + 1;
    if (index >= filled) {
      own.fill(at, filled, index + 1);
      filled = index + 1;
    }
  }
  close(order.length);
  return starts;
}
