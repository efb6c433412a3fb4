/**
 * Who asked to be erased stays erased: nothing that tells who they are comes in about their records any more, from a phone that was away
 * either. What counts (attendance, results by code) does; whoever comes again is registered anew.
 */
import type { Refuser } from '../../ledger/append.ts';
import type { Prepared } from '../../ledger/prepare.ts';
import { peopleMerged } from '../entries.ts';
import { correctionAnswered, correctionRequested, erasureAnswered, erasureRequested } from '../own-request-entries.ts';
import { findErased } from './queries.ts';

/** What somebody asks of their own data, and what they are answered. */
const SPOKEN_WITH_THEM: ReadonlySet<string> = new Set([correctionRequested, correctionAnswered, erasureRequested, erasureAnswered].map(({ kind }) => kind));

export const erasedRefuser: Refuser = async (client, programmeId, prepared) => {
  const about = prepared.map((item) => ({ item, subjects: subjectsOf(item) })).filter(({ subjects }) => subjects.length > 0);
  if (about.length === 0) return new Map();
  const erased = new Set(await findErased(client, programmeId, [...new Set(about.flatMap(({ subjects }) => subjects))]));
  // Joined to a record that names somebody they would be known again; two records without a name may be one.
  const names = ({ item, subjects }: (typeof about)[number]): boolean =>
    subjects.some((id) => erased.has(id)) && !(item.kind.kind === peopleMerged.kind && subjects.every((id) => erased.has(id)));
  return new Map(about.filter(names).map(({ item }) => [item.draft.id, { code: 'person-erased', field: null }]));
};

/** Whose records something is said of that may tell who they are: in private values, or by joining two. What is taken back says why. */
function subjectsOf({ draft, newest, kind, references, rootId }: Prepared): string[] {
  if (kind.kind.startsWith('ledger.') || SPOKEN_WITH_THEM.has(kind.kind)) return [];
  const people = references.filter(({ role }) => role === 'person').map(({ target }) => target);
  if (kind.kind === peopleMerged.kind) return people;
  if (!Object.values(newest.private).some(says)) return [];
  const subject = people[0] ?? (draft.rootId === null ? null : rootId);
  return subject === null ? [] : [subject];
}

/** Whether there is any text in a value. */
function says(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'object' && value !== null && Object.values(value).some(says);
}
