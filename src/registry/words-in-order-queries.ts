/** SQL of what bears one of several words, in the order of names. Pure: text, with parameters for values. */
import type { NameLists } from './hops.ts';

interface Asked {
  readonly lists: NameLists;
  /** A parameter: the words. */
  readonly words: string;
  /** What a line must be besides: conditions on `l`. */
  readonly where: readonly string[];
  /** The line the page before ended with, as parameters. */
  readonly after: { readonly name: string; readonly id: string } | null;
  readonly descending: boolean;
}

/**
 * Ids of the things on one page, as a query of a column `id`. The things of each word stand in the order of the list already: the
 * first of each, merged, are the page. Of hundreds of words those are many, so their lines are looked up only where something is
 * asked of them. `limit`: a parameter.
 */
export function wordsInOrder({ lists, words, where, after, descending }: Asked, limit: string): string {
  const [order, beyond] = descending ? ['desc', '<'] : ['asc', '>'];
  const line = `join ${lists.lines} l on l.programme_id = w.programme_id and l.id = w.${lists.id}`;
  // The cursor is put to the word's own rows, so that the index gives the page and not the list from its beginning.
  const conditions = [...where, ...(after === null ? [] : [`(w.sort_name, w.${lists.id}) ${beyond} (${after.name}, ${after.id})`])];
  return `select distinct on (h.sort_name, h.id) h.id from unnest(${words}) as k(word) cross join lateral (
      select w.sort_name, w.${lists.id} as id from ${lists.words} w ${where.length === 0 ? '' : line}
      where ${['w.programme_id = $1', 'w.word = k.word', ...conditions].join(' and ')}
      order by w.sort_name ${order}, w.${lists.id} ${order} limit ${limit}) h
    order by h.sort_name ${order}, h.id ${order} limit ${limit}`;
}
