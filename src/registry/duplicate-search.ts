/** Looks for records that may be one and remembers the pairs for the queue. */
import type { Pool, PoolClient } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { contactKeys, nameKeys } from './blocking.ts';
import { canonicalIdsOf, findByKeys, findOrganisationRows, suggestPairs, type SuggestedPair } from './duplicate-queries.ts';
import { matchRecordOf, organisationRecordOf } from './match-record.ts';
import { Glances } from './glance.ts';
import { couldBeOne, DOUBTFUL_SCORE_MIN, prepare, scorePair, type MatchRecord, type PairScore, type Prepared } from './matching.ts';
import { organisationKeys, scoreOrganisations, type OrganisationRecord } from './organisation-matching.ts';
import { findBareRows, findMatchRows } from './projection-queries.ts';
import { ORGANISATIONS, PEOPLE, type Subject } from './subject.ts';

/** Records looked at in one transaction: the more, the fewer times the same neighbours are read. */
export const SEARCH_CHUNK = 2000;

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
    ? search<Prepared, MatchRecord>({ client, programmeId, what, each }, ids, PEOPLE_MATCHING)
    : search<OrganisationRecord, OrganisationRecord>({ client, programmeId, what: ORGANISATIONS, each }, ids, ORGANISATION_MATCHING);
}

/** `with-later`: only with records whose id is greater, for a look through all that meets every pair once. */
type Each = 'with-all' | 'with-later';

interface Search {
  readonly client: PoolClient;
  readonly programmeId: string;
  readonly what: Subject;
  readonly each: Each;
}

/** How records of one subject are read and compared. `glance` reads what `mayBeOne` needs, which makes a cheap test of two by their places. */
interface Matching<G, R> {
  readonly glance: (client: PoolClient, programmeId: string, ids: readonly string[]) => Promise<Map<string, G>>;
  readonly mayBeOne: (records: readonly G[]) => (one: number, other: number) => boolean;
  readonly keysOf: (glanced: G) => number[];
  readonly read: (client: PoolClient, programmeId: string, ids: readonly string[]) => Promise<Map<string, R>>;
  readonly score: (a: R, b: R) => PairScore;
}

const PEOPLE_MATCHING: Matching<Prepared, MatchRecord> = {
  glance: async (client, programmeId, ids) => {
    const rows = await findBareRows(client, programmeId, ids);
    return new Map(rows.map((row) => [row.id, prepare(matchRecordOf(row))]));
  },
  mayBeOne: (records) => {
    const glances = new Glances();
    for (const record of records) glances.add(record);
    return (one, other) => {
      if (!glances.mayBeOne(one, other)) return false;
      const [a, b] = [records[one], records[other]];
      return a !== undefined && b !== undefined && couldBeOne(a, b);
    };
  },
  keysOf: (prepared) => [...contactKeys(prepared), ...nameKeys(prepared)],
  read: async (client, programmeId, ids) => {
    const rows = await findMatchRows(client, programmeId, ids);
    return new Map(rows.map((row) => [row.id, matchRecordOf(row)]));
  },
  score: scorePair,
};

async function readOrganisations(
  client: PoolClient,
  programmeId: string,
  ids: readonly string[],
): Promise<Map<string, OrganisationRecord>> {
  const rows = await findOrganisationRows(client, programmeId, ids);
  return new Map(rows.map((row) => [row.id, organisationRecordOf(row)]));
}

const ORGANISATION_MATCHING: Matching<OrganisationRecord, OrganisationRecord> = {
  glance: readOrganisations,
  mayBeOne: () => () => true,
  read: readOrganisations,
  keysOf: organisationKeys,
  score: scoreOrganisations,
};

async function search<G, R>({ client, programmeId, what, each }: Search, ids: readonly string[], matching: Matching<G, R>): Promise<number> {
  const own = await matching.glance(client, programmeId, ids);
  const keysFor = new Map([...own].map(([id, record]) => [id, matching.keysOf(record)]));
  const keys = [...new Set([...keysFor.values()].flat())];
  // A look through all goes in order of id: what lies before has met these already.
  const hits = await findByKeys(client, programmeId, what, keys, each === 'with-later' ? [...ids].sort()[0] : undefined);
  const near = [...new Set(hits.map(({ id }) => id))];
  const met = new Map([...own, ...(await matching.glance(client, programmeId, near.filter((id) => !own.has(id))))]);
  const likely = likelyPairs(own, met, { keysOf: keysFor, hits, each }, matching.mayBeOne([...met.values()]));
  const named = [...new Set(likely.flat())];
  const canonical = await canonicalIdsOf(client, programmeId, what, named);
  const records = await matching.read(client, programmeId, named);
  const pairs = likely.flatMap(([a, b]): SuggestedPair[] => {
    const [one, other] = [records.get(a), records.get(b)];
    if (one === undefined || other === undefined || canonical.get(a) === canonical.get(b)) return [];
    const pair = matching.score(one, other);
    return pair.score >= DOUBTFUL_SCORE_MIN ? [{ a, b, ...pair }] : [];
  });
  await suggestPairs(client, programmeId, what, pairs);
  return pairs.length;
}

interface Met {
  readonly keysOf: ReadonlyMap<string, readonly number[]>;
  readonly hits: readonly { readonly key: number; readonly id: string }[];
  readonly each: Each;
}

/** Pairs that share a key and pass the cheap test, each once, the smaller id first. */
function likelyPairs<G>(
  own: ReadonlyMap<string, G>,
  met: ReadonlyMap<string, G>,
  { keysOf: keys, hits, each }: Met,
  mayBeOne: (one: number, other: number) => boolean,
): [string, string][] {
  const ids = [...met.keys()];
  const places = new Map(ids.map((id, at) => [id, at]));
  const byKey = placesByKey(places, hits);
  const isShown = new Set(hits.map(({ id }) => id));
  /** Per record: the last that met it, to meet each once. */
  const metBy = new Int32Array(ids.length).fill(-1);
  const pairs: [string, string][] = [];
  for (const id of own.keys()) {
    const one = places.get(id);
    // A record that is not shown meets nobody under its own keys either.
    if (one === undefined || !isShown.has(id)) continue;
    for (const key of keys.get(id) ?? []) {
      for (const other of byKey.get(key) ?? []) {
        const otherId = ids[other];
        if (metBy[other] === one || other === one || otherId === undefined) continue;
        metBy[other] = one;
        // Two of these meet from both sides: the one with the smaller id has the pair.
        if (otherId < id && (each === 'with-later' || own.has(otherId))) continue;
        if (mayBeOne(one, other)) pairs.push(id < otherId ? [id, otherId] : [otherId, id]);
      }
    }
  }
  return pairs;
}

/** Under each key the places of the records that have it. */
function placesByKey(places: ReadonlyMap<string, number>, hits: Met['hits']): Map<number, number[]> {
  const byKey = new Map<number, number[]>();
  for (const { key, id } of hits) {
    const place = places.get(id);
    if (place === undefined) continue;
    const under = byKey.get(key);
    if (under === undefined) byKey.set(key, [place]);
    else under.push(place);
  }
  return byKey;
}
