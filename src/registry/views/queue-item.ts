/** A pair of the queue, of people or of organisations alike: what the page needs to show it and to settle it. */
import { organisationsDistinguished, peopleDistinguished } from '../entries.ts';
import { comparisonRows, mergeDraft, pairKey, type ComparisonRow, type Pair, type Standing } from './comparison.ts';
import { organisationMergeDraft, organisationRows, type OrganisationPair } from './organisation-comparison.ts';
import { fullName } from './person-words.ts';
import { today, type OwnDraft } from './use-writing.ts';
import { newDraft } from '../../web/drafts.ts';

export type What = 'people' | 'organisations';

export interface QueueSide {
  readonly id: string;
  readonly name: string;
  readonly registeredFrom: string | null;
  readonly registeredAt: string;
}

export interface QueueItem {
  readonly key: string;
  readonly what: What;
  readonly a: QueueSide;
  readonly b: QueueSide;
  readonly score: number;
  readonly rows: readonly ComparisonRow[];
  /** Sessions in which both are marked present; uniting them then needs a reason. */
  readonly sharedSessions: Pair['sharedSessions'];
  readonly merge: (standing: Standing, note: string) => OwnDraft;
  readonly distinguish: () => OwnDraft;
}

export function personItem(pair: Pair): QueueItem {
  const side = (of: Pair['a']): QueueSide => ({ ...of, name: fullName(of) });
  return {
    key: pairKey(pair),
    what: 'people',
    a: side(pair.a),
    b: side(pair.b),
    score: pair.score,
    rows: comparisonRows(pair),
    sharedSessions: pair.sharedSessions,
    merge: (standing, note) => mergeDraft(pair, standing, note),
    distinguish: () => newDraft(peopleDistinguished.kind, today(), { personIds: [pair.a.id, pair.b.id] }),
  };
}

export function organisationItem(pair: OrganisationPair): QueueItem {
  return {
    key: pairKey(pair),
    what: 'organisations',
    a: pair.a,
    b: pair.b,
    score: pair.score,
    rows: organisationRows(pair),
    sharedSessions: [],
    merge: (standing, note) => organisationMergeDraft(pair, standing, note),
    distinguish: () => newDraft(organisationsDistinguished.kind, today(), { organisationIds: [pair.a.id, pair.b.id] }),
  };
}
