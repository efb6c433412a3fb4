/**
 * Who asked to be erased stays erased: nothing that tells who they are comes in about their records any more, from a phone that was away
 * either. What counts (attendance, results by code) does; whoever comes again is registered anew.
 */
import type { Refuser } from '../../ledger/append.ts';
import type { Prepared } from '../../ledger/prepare.ts';
import { correctionAnswered, correctionRequested, erasureAnswered, erasureRequested } from '../own-request-entries.ts';
import { findErased } from './queries.ts';

/** What somebody asks of their own data, and what they are answered. */
const SPOKEN_WITH_THEM: ReadonlySet<string> = new Set([correctionRequested, correctionAnswered, erasureRequested, erasureAnswered].map(({ kind }) => kind));

export const erasedRefuser: Refuser = async (client, programmeId, prepared) => {
  const about = prepared.flatMap((item) => {
    const subject = subjectOf(item);
    return subject === null ? [] : [{ id: item.draft.id, subject }];
  });
  if (about.length === 0) return new Map();
  const erased = new Set(await findErased(client, programmeId, [...new Set(about.map(({ subject }) => subject))]));
  return new Map(about.filter(({ subject }) => erased.has(subject)).map(({ id }) => [id, { code: 'person-erased', field: null }]));
};

/** Whose record private values are said of, where any are; null: of nobody known before. What is taken back says why. */
function subjectOf({ draft, newest, kind, references, rootId }: Prepared): string | null {
  if (kind.kind.startsWith('ledger.') || SPOKEN_WITH_THEM.has(kind.kind) || !Object.values(newest.private).some(says)) return null;
  return references.find(({ role }) => role === 'person')?.target ?? (draft.rootId === null ? null : rootId);
}

/** Whether there is any text in a value. */
function says(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'object' && value !== null && Object.values(value).some(says);
}
