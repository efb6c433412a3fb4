/** Looks for people who may be one and remembers the pairs for the queue. */
import type { Pool } from 'pg';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import { matchRecordOf } from './match-record.ts';
import { blockingKeys } from './blocking.ts';
import { DOUBTFUL_SCORE_MIN, scorePair } from './matching.ts';
import { findMatchRows } from './projection-queries.ts';
import { canonicalIdsOf, findByKeys, suggestPairs } from './queries.ts';

/** People looked at in one transaction. */
const CHUNK = 500;

/** Compares these people with everyone who shares a key with them. Returns how many pairs were suggested. */
export async function suggestDuplicates(pool: Pool, programmeId: string, personIds: readonly string[]): Promise<number> {
  let suggested = 0;
  for (let from = 0; from < personIds.length; from += CHUNK) {
    suggested += await suggestFor(pool, programmeId, personIds.slice(from, from + CHUNK));
  }
  return suggested;
}

function suggestFor(pool: Pool, programmeId: string, personIds: readonly string[]): Promise<number> {
  return inProgramme(pool, programmeId, async (client) => {
    const own = await findMatchRows(client, programmeId, personIds);
    const keysOf = new Map(own.map((row) => [row.id, blockingKeys(matchRecordOf(row))]));
    const hits = await findByKeys(client, programmeId, [...new Set([...keysOf.values()].flat())]);
    const byKey = new Map<string, string[]>();
    for (const { key, id } of hits) byKey.set(key, [...(byKey.get(key) ?? []), id]);
    const others = new Map((await findMatchRows(client, programmeId, [...new Set(hits.map(({ id }) => id))])).map((row) => [row.id, row]));
    const canonical = await canonicalIdsOf(client, programmeId, [...others.keys(), ...personIds]);
    const pairs = new Map<string, { a: string; b: string; score: number; explanation: unknown }>();
    for (const row of own) {
      const near = new Set((keysOf.get(row.id) ?? []).flatMap((key) => byKey.get(key) ?? []));
      for (const id of near) {
        const other = others.get(id);
        if (other === undefined || id === row.id || canonical.get(id) === canonical.get(row.id)) continue;
        const { score, explanation } = scorePair(matchRecordOf(row), matchRecordOf(other));
        const [a, b] = row.id < id ? [row.id, id] : [id, row.id];
        if (score >= DOUBTFUL_SCORE_MIN) pairs.set(`${a} ${b}`, { a, b, score, explanation });
      }
    }
    await suggestPairs(client, programmeId, [...pairs.values()]);
    return pairs.size;
  });
}
