/** Looks for records that may be one and remembers the pairs for the queue. */
import type { Pool, PoolClient } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { blockingKeys } from './blocking.ts';
import { canonicalIdsOf, findByKeys, findOrganisationRows, suggestPairs, type SuggestedPair } from './duplicate-queries.ts';
import { matchRecordOf, organisationRecordOf } from './match-record.ts';
import { couldMatch, DOUBTFUL_SCORE_MIN, scorePair, type MatchRecord, type PairScore } from './matching.ts';
import { organisationKeys, scoreOrganisations, type OrganisationRecord } from './organisation-matching.ts';
import { findMatchRows } from './projection-queries.ts';
import { ORGANISATIONS, PEOPLE, type Subject } from './subject.ts';

/** Records looked at in one transaction. */
export const SEARCH_CHUNK = 500;

/** Compares these records with all that share a key with them. Returns how many pairs were suggested. */
export async function suggestDuplicates(pool: Pool, programmeId: string, what: Subject, recordIds: readonly string[]): Promise<number> {
  let suggested = 0;
  for (let from = 0; from < recordIds.length; from += SEARCH_CHUNK) {
    const ids = recordIds.slice(from, from + SEARCH_CHUNK);
    suggested += await inProgramme(pool, programmeId, (client) => suggestFor(client, programmeId, what, ids));
  }
  return suggested;
}

/** Compares some records with all that share a key with them, inside a transaction. Returns how many pairs were suggested. */
export function suggestFor(
  client: PoolClient,
  programmeId: string,
  what: Subject,
  ids: readonly string[],
  each: Each = 'with-all',
): Promise<number> {
  return what === PEOPLE
    ? search<MatchRecord>({ client, programmeId, what, each }, ids, PEOPLE_MATCHING)
    : search<OrganisationRecord>({ client, programmeId, what: ORGANISATIONS, each }, ids, ORGANISATION_MATCHING);
}

/** `with-later`: only with records whose id is greater, for a look through all that meets every pair once. */
type Each = 'with-all' | 'with-later';

interface Search {
  readonly client: PoolClient;
  readonly programmeId: string;
  readonly what: Subject;
  readonly each: Each;
}

/** How records of one subject are read and compared. */
interface Matching<R> {
  readonly read: (client: PoolClient, programmeId: string, ids: readonly string[]) => Promise<Map<string, R>>;
  readonly keysOf: (record: R) => string[];
  readonly score: (a: R, b: R) => PairScore | null;
}

const PEOPLE_MATCHING: Matching<MatchRecord> = {
  read: async (client, programmeId, ids) => {
    const rows = await findMatchRows(client, programmeId, ids);
    return new Map(rows.map((row) => [row.id, matchRecordOf(row)]));
  },
  keysOf: blockingKeys,
  score: (a, b) => (couldMatch(a, b) ? scorePair(a, b) : null),
};

const ORGANISATION_MATCHING: Matching<OrganisationRecord> = {
  read: async (client, programmeId, ids) => {
    const rows = await findOrganisationRows(client, programmeId, ids);
    return new Map(rows.map((row) => [row.id, organisationRecordOf(row)]));
  },
  keysOf: organisationKeys,
  score: scoreOrganisations,
};

async function search<R>({ client, programmeId, what, each }: Search, ids: readonly string[], matching: Matching<R>): Promise<number> {
  const own = await matching.read(client, programmeId, ids);
  const keysOf = new Map([...own].map(([id, record]) => [id, matching.keysOf(record)]));
  const hits = await findByKeys(client, programmeId, what, [...new Set([...keysOf.values()].flat())]);
  const byKey = new Map<string, string[]>();
  for (const { key, id } of hits) {
    const met = byKey.get(key) ?? [];
    met.push(id);
    byKey.set(key, met);
  }
  const near = [...new Set(hits.map(({ id }) => id))];
  const others = new Map([...own, ...(await matching.read(client, programmeId, near.filter((id) => !own.has(id))))]);
  const canonical = await canonicalIdsOf(client, programmeId, what, [...others.keys()]);
  const shown = new Set(near);
  const pairs = new Map<string, SuggestedPair>();
  for (const [id, record] of own) {
    // A record that is not shown meets nobody under its own keys either.
    if (!shown.has(id)) continue;
    for (const other of new Set((keysOf.get(id) ?? []).flatMap((key) => byKey.get(key) ?? []))) {
      if (each === 'with-later' && other < id) continue;
      const [a, b] = id < other ? [id, other] : [other, id];
      const met = others.get(other);
      if (met === undefined || a === b || pairs.has(`${a} ${b}`) || canonical.get(a) === canonical.get(b)) continue;
      const pair = matching.score(record, met);
      if (pair !== null && pair.score >= DOUBTFUL_SCORE_MIN) pairs.set(`${a} ${b}`, { a, b, ...pair });
    }
  }
  await suggestPairs(client, programmeId, what, [...pairs.values()]);
  return pairs.size;
}
