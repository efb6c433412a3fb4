/** A kept entry in words. */
import { wordOf } from '../codes/codes.ts';
import type { KeptEntry } from './database.ts';

/** What it is: the kind of what is said, or that something is taken back. */
export function titleOf({ draft }: Pick<KeptEntry, 'draft'>): string {
  return wordOf('entryKinds', draft.kind);
}

/** Fields of the entry as its author's device holds them, names of fields as they are in the ledger. */
export function linesOf({ draft }: KeptEntry): { readonly field: string; readonly value: string }[] {
  const own = Object.entries(draft.payload).map(([field, value]) => ({ field, value }));
  const personal = Object.entries(draft.private ?? {}).map(([field, part]) => ({ field, value: part.value }));
  return [...personal, ...own]
    .filter(({ value }) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(({ field, value }) => ({ field, value: textOf(value) }));
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return Object.values(value).filter((part) => part !== null && part !== '').map(textOf).join(' ');
}
