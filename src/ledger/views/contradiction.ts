/** What an entry of this phone says against what somebody else wrote: whose values stand side by side, and where that is decided. Pure. */
import type { KeptEntry } from '../../web/offline/database.ts';
import type { Conflict, ContestedField, ShownValue } from './decision.ts';

type Author = ContestedField['values'][number]['authors'][number];

/** One side of a field. */
export interface Side {
  readonly mine: boolean;
  readonly shown: ShownValue;
  readonly author: Author | null;
  /** It counts until somebody decides. */
  readonly counts: boolean;
}

export interface Contradiction {
  /** Id of the thing. */
  readonly id: string;
  /** Own entries, in the order in which they were written. */
  readonly entries: readonly KeptEntry[];
  readonly fields: readonly { readonly field: string; readonly sides: readonly Side[] }[];
  readonly conflict: Conflict;
}

type Sent = Pick<KeptEntry, 'id' | 'draft' | 'state' | 'conflicts' | 'position'>;

export function authorsOf({ fields }: Pick<Conflict, 'fields'>): Author[] {
  return fields.flatMap(({ values }) => values.flatMap(({ authors }) => authors));
}

/** Id of what an entry says something of. */
export function thingOf({ id, draft }: Pick<KeptEntry, 'id' | 'draft'>): string {
  return draft.rootId ?? id;
}

/**
 * Things in which own entries stand against others', as the rows of the phone have them. The answer to an entry does not say it of one that
 * came first, nor of one whose first answer was lost: the rows do.
 */
export function contradictionsOf(entries: readonly KeptEntry[], conflicts: readonly Conflict[]): Contradiction[] {
  return conflicts.flatMap((conflict) => {
    const writers = new Set(authorsOf(conflict).map(({ entryId }) => entryId));
    const own = entries.filter((entry) => entry.state === 'sent' && writers.has(entry.id));
    if (own.length === 0) return [];
    const fields = conflict.fields.map((contest) => ({ field: contest.field, sides: sidesOf(contest, own) }));
    // A field in which others contradict each other is not this person's.
    const theirs = fields.filter(({ sides }) => sides.some(({ mine }) => mine));
    return [{ id: conflict.id, entries: own, fields: theirs, conflict }];
  });
}

function sidesOf({ field, values }: ContestedField, own: readonly KeptEntry[]): Side[] {
  return values.map((value, at) => {
    const entry = own.find(({ id }) => value.authors.some(({ entryId }) => entryId === id));
    const author = value.authors.find(({ entryId }) => entryId === entry?.id) ?? value.authors[0] ?? null;
    return { mine: entry !== undefined, shown: entry === undefined ? value : asWritten(entry, field, value), author, counts: at === 0 };
  });
}

/** What is hidden from whoever reads rows is not from whoever wrote it here. */
function asWritten({ draft }: KeptEntry, field: string, shown: ShownValue): ShownValue {
  const part = shown.hidden ? draft.private?.[field.slice('private.'.length)] : undefined;
  return part === undefined ? shown : { value: part.value, hidden: false, mask: null };
}

/**
 * How it is with an entry that contradicted others when it arrived: `open`, `decided`, or `unknown` while the rows of this phone are older
 * than the entry. Null: it never did.
 */
export function standingOf(entry: Sent, conflicts: readonly Pick<Conflict, 'id' | 'fields'>[], rowsUpTo: number): 'open' | 'decided' | 'unknown' | null {
  const one = conflicts.find(({ id }) => id === thingOf(entry));
  if (one !== undefined && authorsOf(one).some(({ entryId }) => entryId === entry.id)) return 'open';
  if (entry.state !== 'sent' || entry.conflicts.length === 0) return null;
  return entry.position !== null && rowsUpTo >= entry.position ? 'decided' : 'unknown';
}
