/**
 * The one rule by which a value stands for several records: that of the record a merge chose, where it is known and the
 * record stands, else the first known in order of id. The latest of all merges in force that join the records chooses,
 * also where its own two were withdrawn since or are not the reader's: they join and choose as long as nobody took the
 * merge back. Pages, lists, imports and figures ask it alike. Pure.
 */
export function valueThatStands<R, T>(records: readonly R[], chosen: R | null, of: (record: R) => T | null): T | null {
  // A record that was withdrawn, or whose import is not open, is not among the records and says nothing any more.
  const first = chosen === null || !records.includes(chosen) ? null : of(chosen);
  if (first !== null) return first;
  for (const record of records) {
    const value = of(record);
    if (value !== null) return value;
  }
  return null;
}

/** A record, and a merge in force, each with the canonical id of all the records that merges join with it. */
interface OfOne {
  readonly canonicalId: string;
}
type Choosing<Field extends string> = OfOne & { readonly chosen: Readonly<Partial<Record<Field, string>>> };

/** Of these records, which are one: the one that merges in force, in order, chose for a field; null where none of these was. */
export function chooser<R extends OfOne & { readonly id: string }, Field extends string>(
  records: readonly R[],
  merges: readonly Choosing<Field>[],
): (field: Field) => R | null {
  const own = merges.filter(({ canonicalId }) => canonicalId === records[0]?.canonicalId);
  return (field) => {
    const winner = own.findLast(({ chosen }) => chosen[field] !== undefined)?.chosen[field];
    return records.find(({ id }) => id === winner) ?? null;
  };
}
