/** Who a person about to be registered may already be. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { findCandidates } from './contract.ts';
import type { ScoreLine } from './entries.ts';
import { SEXES } from './entries.ts';
import { matchRecordOf } from './match-record.ts';
import { blockingKeys } from './blocking.ts';
import { DOUBTFUL_SCORE_MIN, scoreAtEntry, type MatchRecord } from './matching.ts';
import { findMatchRows } from './projection-queries.ts';
import { canonicalOf, findByKeys } from './queries.ts';

/** Most candidates shown. */
const CANDIDATES_MAX = 5;

export interface Candidate {
  readonly canonicalId: string;
  readonly score: number;
  readonly explanation: ScoreLine[];
}

/** Best first, one line per person; only scores a person should be asked about. */
export async function candidatesFor(
  client: PoolClient,
  programmeId: string,
  given: z.output<typeof findCandidates.body>,
): Promise<Candidate[]> {
  const record: MatchRecord = {
    givenNames: given.givenNames,
    surnames: given.surnames,
    document: given.document === null || given.document === '' ? null : { number: given.document.replace(/\D/g, ''), complement: null },
    phone: given.phone,
    email: given.email,
    birthYear: given.birthYear,
    sex: SEXES.find((sex) => sex === given.sex) ?? null,
    municipality: given.municipality,
    organisationKeys: given.organisationId === null ? [] : [given.organisationId],
  };
  const hits = await findByKeys(client, programmeId, blockingKeys(record));
  const rows = await findMatchRows(client, programmeId, [...new Set(hits.map(({ id }) => id))]);
  const best = new Map<string, Candidate>();
  for (const row of rows) {
    const { score, explanation } = scoreAtEntry(record, matchRecordOf(row));
    if (score < DOUBTFUL_SCORE_MIN) continue;
    const canonicalId = (await canonicalOf(client, programmeId, row.id)) ?? row.id;
    const known = best.get(canonicalId);
    if (known === undefined || known.score < score) best.set(canonicalId, { canonicalId, score, explanation: [...explanation] });
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, CANDIDATES_MAX);
}
