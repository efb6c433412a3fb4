/** What a figure lets through. Pure. */
import type { View } from './columns.ts';

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
