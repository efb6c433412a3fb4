/** Whether records stay one without one of the merges that made them so. */
interface Merge {
  readonly entryId: string;
  /** The two records it names. */
  readonly ids: readonly string[];
}

/** Whether the two records of this merge are joined by the others, too: taking it back alone does not separate them. */
export function staysOne(merges: readonly Merge[], entryId: string): boolean {
  const [start, end] = merges.find((one) => one.entryId === entryId)?.ids ?? [];
  if (start === undefined || end === undefined) return false;
  const others = merges.filter((one) => one.entryId !== entryId);
  const reached = new Set([start]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { ids } of others) if (ids.some((id) => reached.has(id))) for (const id of ids) reached.add(id);
  }
  return reached.has(end);
}
