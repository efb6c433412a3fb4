/**
 * The one rule by which a value stands for several records: that of the record a merge chose, where it is known and the
 * record stands, else the first known in order of id. Pages, lists and figures ask it alike. Pure.
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
