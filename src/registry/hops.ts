/**
 * SQL that finds what stands in several lists at once, each in the order of names: words borne, and lines of one kind or place.
 * Every list goes on from where the farthest stands (a leapfrog join), so that two words that many bear, but few together, take
 * as many steps as the lists alternate and not as many as bear either. Pure: text, with parameters for values.
 */

/** Up to so many words that the typed ones stand for, lists are stood in step by step: each of them costs every step. */
const TERMS_MAX = 8;
/** Steps after which bearers are counted no further, about 20 µs each. */
const STEPS_COUNTED_MAX = 3_000;

/** The lists of one subject, all in the order (name, id). */
export interface NameLists {
  /** One row for each word that a thing bears. */
  readonly words: 'person_word' | 'organisation_word';
  /** Column of the thing in it. */
  readonly id: 'person_id' | 'organisation_id';
  readonly lines: 'person_line' | 'organisation_line';
}

/** A list to stand in: that of any of these words (a parameter), or of the lines that a condition on `l` lets through, which an index keeps in order. */
export type Stood = { readonly word: string } | { readonly line: string };

interface Asked {
  readonly lists: NameLists;
  readonly stands: readonly Stood[];
  /** What else a line must be: a condition on `l`. */
  readonly where: string;
  /** The line the page before ended with, as parameters. */
  readonly after: { readonly name: string; readonly id: string } | null;
  readonly descending: boolean;
}

/** Whether to stand in several lists at once: those of what was typed, each of so many words, and `lines` of lines. */
export function isHopped(typed: readonly (readonly string[])[], lines: number): boolean {
  return typed.length + lines > 1 && typed.reduce((sum, words) => sum + words.length, 0) <= TERMS_MAX;
}

/** Ids of the things on one page, as a query of a column `id`, in order. `limit`: a parameter. */
export function pageOfHops(asked: Asked, limit: string): string {
  return `${hops(asked, null)} select l.id from hop h cross join lateral (
    select l.id from ${asked.lists.lines} l where l.programme_id = $1 and l.id = h.i and ${asked.where} limit 1) l
    where h.hit limit ${limit}`;
}

/** How many there are, up to `most`, and whether there may be more: a query of `count` and `more`. */
export function countOfHops(asked: Asked, most: number): string {
  return `${hops(asked, STEPS_COUNTED_MAX)} select least(count(*) filter (where c.hit), ${most}) as count,
      count(*) filter (where c.hit) > ${most} or coalesce(bool_or(c.n >= ${STEPS_COUNTED_MAX}), false) as more
    from (select h.hit and h.n < ${STEPS_COUNTED_MAX} as hit, h.n from hop h
      where h.n >= ${STEPS_COUNTED_MAX} or (h.hit and exists (select from ${asked.lists.lines} l where l.programme_id = $1 and l.id = h.i and ${asked.where}))
      limit ${most + 1}) c`;
}

/** `hop`: where the farthest list stands (s, i) step by step, and whether all stand there (`hit`). */
function hops({ lists, stands, after, descending }: Asked, stepsMax: number | null): string {
  const [order, beyond] = descending ? ['desc', '<'] : ['asc', '>'];
  const [farthest, start] = descending ? ['asc', `chr(1114109), 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`] : ['desc', `'', '00000000-0000-0000-0000-000000000000'::uuid`];
  // Past what all had, up to and with what only some had: a third part of the key tells the two apart.
  const [past, upTo] = descending ? [0, 1] : [1, 0];
  const itself = descending ? 0 : 1;
  const next = (stood: Stood): string =>
    'word' in stood
      ? `(select w.s, w.i from unnest(${stood.word}) as k(word) cross join lateral (
          select w.sort_name as s, w.${lists.id} as i from ${lists.words} w where w.programme_id = $1 and w.word = k.word
            and (w.sort_name, w.${lists.id}, ${itself}) ${beyond} (h.s, h.i, h.f) order by w.sort_name ${order}, w.${lists.id} ${order} limit 1) w
          order by w.s ${order}, w.i ${order} limit 1)`
      : `(select l.sort_name as s, l.id as i from ${lists.lines} l where l.programme_id = $1 and ${stood.line}
          and (l.sort_name, l.id, ${itself}) ${beyond} (h.s, h.i, h.f) order by l.sort_name ${order}, l.id ${order} limit 1)`;
  const begin = after === null ? `${start}, ${upTo}` : `${after.name}, ${after.id}, ${past}`;
  return `with recursive start(s, i, f) as (values (${begin})),
    hop as (
      select s::text collate "C" as s, i, f, false as hit, 0 as n from start
      union all
      select y.s, y.i, case when y.same then ${past} else ${upTo} end, y.same, h.n + 1 from hop h cross join lateral (
        select z.s, z.i, count(*) over () as lists, count(*) over (partition by z.s, z.i) = ${stands.length} as same
        from (${stands.map(next).join(' union all ')}) z order by z.s ${farthest}, z.i ${farthest} limit 1) y
      where y.lists = ${stands.length}${stepsMax === null ? '' : ` and h.n < ${stepsMax}`})`;
}
