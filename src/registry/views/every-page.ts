/** Reads a paged list to its end, for an export that holds all that was found and not only what is in view. */
interface Page<T> {
  readonly items: readonly T[];
  readonly next: number | null;
}

/** Most rows that one request gives. */
export const PAGE_ROWS_MAX = 200;

export async function everyPage<T>(read: (cursor: number) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: number | null = 0; cursor !== null; ) {
    const page: Page<T> = await read(cursor);
    items.push(...page.items);
    cursor = page.next !== null && page.next > cursor ? page.next : null;
  }
  return items;
}
