/** Looks for records that may be one and remembers the pairs for the queue. */
import type { Pool, PoolClient } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { contactKeys, nameKeys } from './blocking.ts';
import { canonicalIdsOf, findByKeys, findOrganisationRows, suggestPairs, type SuggestedPair } from './duplicate-queries.ts';
import { Glances } from './glance.ts';
import { matchRecordOf, organisationRecordOf } from './match-record.ts';
import { couldMatch, DOUBTFUL_SCORE_MIN, prepare, scoreAtEntry, scorePair, type MatchRecord, type PairScore, type Prepared } from './matching.ts';
import { organisationKeys, scoreOrganisations, scoreOrganisationsAtEntry, type OrganisationRecord } from './organisation-matching.ts';
import { findBareRows, findMatchRows } from './projection-queries.ts';
import { PEOPLE, type Subject } from './subject.ts';

/** Records looked at in one transaction: the more, the fewer times the same neighbours are read. */
export const SEARCH_CHUNK = 2000;
/** Records a look remembers before it begins to forget: about 40 MB. */
const SEEN_MAX = 200_000;

export interface LookOptions {
  /** `asked`: as the form asks at which they were registered or corrected; whatever it asks about, and is left undecided, is in the queue. */
  readonly measure?: 'found' | 'asked';
  /** Waited for before each chunk, outside of any transaction; is told how many records are left. What it throws ends the look. */
  readonly turn?: (left: number) => Promise<void>;
}

/** Compares these records with all that share a key with them. Returns how many pairs were suggested. */
export async function suggestDuplicates(
  pool: Pool,
  programmeId: string,
  what: Subject,
  recordIds: readonly string[],
  { measure = 'found', turn = () => Promise.resolve() }: LookOptions = {},
): Promise<number> {
  let suggested = 0;
  const seen = new Seen();
  for (let from = 0; from < recordIds.length; from += SEARCH_CHUNK) {
    await turn(recordIds.length - from);
    const ids = recordIds.slice(from, from + SEARCH_CHUNK);
    suggested += await inProgramme(pool, programmeId, (client) => suggestFor({ client, programmeId, what, each: 'with-all', seen, measure }, ids));
  }
  return suggested;
}

/** One look, chunk after chunk. */
export interface Search {
  readonly client: PoolClient;
  readonly programmeId: string;
  readonly what: Subject;
  /** `with-later`: only with records whose id is greater, for a look through all that meets every pair once. */
  readonly each: 'with-all' | 'with-later';
  /** What was met in the chunks before. */
  readonly seen: Seen;
  readonly measure: 'found' | 'asked';
}

/** Compares some records with all that share a key with them, inside a transaction. Returns how many pairs were suggested. */
export function suggestFor(look: Search, ids: readonly string[]): Promise<number> {
  return look.what === PEOPLE
    ? search<Prepared, MatchRecord>(look, ids, look.measure === 'asked' ? PEOPLE_ASKED : PEOPLE_MATCHING)
    : search<OrganisationRecord, OrganisationRecord>(look, ids, look.measure === 'asked' ? ORGANISATIONS_ASKED : ORGANISATION_MATCHING);
}

/** Records met in one look, with the first look at each: chunk after chunk meets the same neighbours, and each is read once. */
export class Seen {
  readonly places = new Map<string, number>();
  readonly ids: string[] = [];
  glances = new Glances();

  /** Adds a record; a person with what the first look needs. */
  add(id: string, prepared: Prepared | null): void {
    this.places.set(id, this.ids.length);
    this.ids.push(id);
    if (prepared !== null) this.glances.add(prepared);
  }

  forgetIfMany(): void {
    if (this.ids.length < SEEN_MAX) return;
    this.places.clear();
    this.ids.length = 0;
    this.glances = new Glances();
  }
}

/** How records of one subject are read and compared. */
interface Matching<G, R> {
  /** What keys and the first look need. */
  readonly glance: (client: PoolClient, programmeId: string, ids: readonly string[]) => Promise<Map<string, G>>;
  readonly keysOf: (glanced: G) => number[];
  readonly remember: (seen: Seen, id: string, glanced: G) => void;
  /** A cheap test of two by their places in what was seen. */
  readonly mayBeOne: (seen: Seen, one: number, other: number) => boolean;
  readonly read: (client: PoolClient, programmeId: string, ids: readonly string[]) => Promise<Map<string, R>>;
  readonly couldMatch: (a: R, b: R) => boolean;
  readonly score: (a: R, b: R) => PairScore;
}

const PEOPLE_MATCHING: Matching<Prepared, MatchRecord> = {
  glance: async (client, programmeId, ids) => {
    const rows = await findBareRows(client, programmeId, ids);
    return new Map(rows.map((row) => [row.id, prepare(matchRecordOf(row))]));
  },
  keysOf: (prepared) => [...contactKeys(prepared), ...nameKeys(prepared)],
  remember: (seen, id, prepared) => seen.add(id, prepared),
  mayBeOne: (seen, one, other) => seen.glances.mayBeOne(one, other),
  read: async (client, programmeId, ids) => {
    const rows = await findMatchRows(client, programmeId, ids);
    return new Map(rows.map((row) => [row.id, matchRecordOf(row)]));
  },
  couldMatch,
  score: scorePair,
};

/** The first look knows only pairs that the queue finds by itself. */
const PEOPLE_ASKED: Matching<Prepared, MatchRecord> = { ...PEOPLE_MATCHING, mayBeOne: () => true, score: scoreAtEntry };

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
  keysOf: organisationKeys,
  remember: (seen, id) => seen.add(id, null),
  mayBeOne: () => true,
  read: readOrganisations,
  couldMatch: () => true,
  score: scoreOrganisations,
};

const ORGANISATIONS_ASKED: Matching<OrganisationRecord, OrganisationRecord> = { ...ORGANISATION_MATCHING, score: scoreOrganisationsAtEntry };

async function search<G, R>(look: Search, ids: readonly string[], matching: Matching<G, R>): Promise<number> {
  const { client, programmeId, what, each, seen } = look;
  seen.forgetIfMany();
  const own = await matching.glance(client, programmeId, ids);
  const keysOf = new Map([...own].map(([id, record]) => [id, matching.keysOf(record)]));
  const keys = [...new Set([...keysOf.values()].flat())];
  // A look through all goes in order of id: what lies before has met these already.
  const hits = await findByKeys(client, programmeId, what, keys, each === 'with-later' ? [...ids].sort()[0] : undefined);
  for (const [id, record] of own) if (!seen.places.has(id)) matching.remember(seen, id, record);
  const near = [...new Set(hits.map(({ id }) => id))].filter((id) => !seen.places.has(id));
  for (const [id, record] of await matching.glance(client, programmeId, near)) matching.remember(seen, id, record);
  const likely = likelyPairs(look, keysOf, hits, (one, other) => matching.mayBeOne(seen, one, other));
  const named = [...new Set(likely.flat())];
  const canonical = await canonicalIdsOf(client, programmeId, what, named);
  const records = await matching.read(client, programmeId, named);
  const pairs = likely.flatMap(([a, b]): SuggestedPair[] => {
    const [one, other] = [records.get(a), records.get(b)];
    if (one === undefined || other === undefined || canonical.get(a) === canonical.get(b) || !matching.couldMatch(one, other)) return [];
    const pair = matching.score(one, other);
    return pair.score >= DOUBTFUL_SCORE_MIN ? [{ a, b, ...pair }] : [];
  });
  await suggestPairs(client, programmeId, what, pairs);
  return pairs.length;
}

interface Hit {
  readonly key: number;
  readonly id: string;
}

/** Pairs that share a key and pass the cheap test, each once, the smaller id first. */
function likelyPairs(
  { seen: { ids, places }, each }: Search,
  own: ReadonlyMap<string, readonly number[]>,
  hits: readonly Hit[],
  mayBeOne: (one: number, other: number) => boolean,
): [string, string][] {
  const byKey = placesByKey(places, hits);
  const isShown = new Set(hits.map(({ id }) => id));
  /** Per record: the last that met it, to meet each once. */
  const metBy = new Int32Array(ids.length).fill(-1);
  const pairs: [string, string][] = [];
  for (const [id, keys] of own) {
    const one = places.get(id);
    // A record that is not shown meets nobody under its own keys either.
    if (one === undefined || !isShown.has(id)) continue;
    for (const key of keys) {
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
function placesByKey(places: ReadonlyMap<string, number>, hits: readonly Hit[]): Map<number, number[]> {
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
