/** What a figure lets through. Pure. */
import type { Columns } from './columns.ts';
import type { View } from './view.ts';

/** Allowed numbers per dimension; null lets everything through. */
export interface Selection {
  readonly sex: ReadonlySet<number> | null;
  readonly kind: ReadonlySet<number> | null;
  readonly organisation: ReadonlySet<number> | null;
  readonly department: ReadonlySet<number> | null;
  readonly activity: ReadonlySet<number> | null;
  readonly ageBand: ReadonlySet<number> | null;
  readonly youth: ReadonlySet<number> | null;
}

/** A selection that names any record of an organisation means the whole organisation. */
export function unified(selection: Selection, { canonicalOrganisation }: View): Selection {
  if (selection.organisation === null) return selection;
  return { ...selection, organisation: new Set([...selection.organisation].map((one) => canonicalOrganisation[one] ?? one)) };
}

/** A selection made quick to ask: lists by number instead of sets. */
export interface CompiledSelection {
  readonly sex: ReadonlySet<number> | null;
  readonly ageBand: ReadonlySet<number> | null;
  readonly youth: ReadonlySet<number> | null;
  /** 1 at every number that is let through, one place on: nothing (-1) stands at 0. */
  readonly kind: Uint8Array | null;
  readonly organisation: Uint8Array | null;
  readonly department: Uint8Array | null;
  readonly activity: Uint8Array | null;
  /** Nothing is asked of single facts. */
  readonly everyFact: boolean;
}

const KINDS_MAX = 64;
const DEPARTMENTS_MAX = 10;

export function compiled({ sex, ageBand, youth, ...selection }: Selection, columns: Columns): CompiledSelection {
  const kind = maskOf(selection.kind, KINDS_MAX);
  const organisation = maskOf(selection.organisation, columns.organisations.size);
  const department = maskOf(selection.department, DEPARTMENTS_MAX);
  const activity = maskOf(selection.activity, columns.activities.size);
  const everyFact = kind === null && organisation === null && department === null && activity === null;
  return { sex, ageBand, youth, kind, organisation, department, activity, everyFact };
}

function maskOf(numbers: ReadonlySet<number> | null, size: number): Uint8Array | null {
  if (numbers === null) return null;
  const mask = new Uint8Array(size + 1);
  for (const number of numbers) if (number >= -1 && number < size) mask[number + 1] = 1;
  return mask;
}

/** Whether a list lets a number through. */
export function lets(mask: Uint8Array, number: number): boolean {
  return mask[number + 1] === 1;
}
