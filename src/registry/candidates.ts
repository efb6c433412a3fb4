/** Who a person or an organisation about to be registered may already be. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { findCandidates } from './contract.ts';
import type { findOrganisationCandidates } from './duplicate-contract.ts';
import type { ScoreLine } from './entries.ts';
import { SEXES } from './entries.ts';
import { matchRecordOf, organisationRecordOf } from './match-record.ts';
import { organisationKeys, scoreOrganisationsAtEntry } from './organisation-matching.ts';
import { blockingKeys } from './blocking.ts';
import { couldMatch, DOUBTFUL_SCORE_MIN, scoreAtEntry, type MatchRecord } from './matching.ts';
import { findBareRows, findMatchRows } from './projection-queries.ts';
import { canonicalIdsOf, findByKeys, findOrganisationRows } from './duplicate-queries.ts';
import { ORGANISATIONS, PEOPLE } from './subject.ts';

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
    document: given.document === null || given.document === '' ? null : { number: given.document.replace(/\D/g, ''), complement: given.complement?.toUpperCase() || null },
    phone: given.phone,
    email: given.email,
    birthYear: given.birthYear,
    sex: SEXES.find((sex) => sex === given.sex) ?? null,
    municipality: given.municipality,
    organisationKeys: given.organisationId === null ? [] : [given.organisationId],
  };
  const hits = await findByKeys(client, programmeId, PEOPLE, blockingKeys(record));
  const bare = await findBareRows(client, programmeId, [...new Set(hits.map(({ id }) => id))]);
  const ids = bare.filter((row) => couldMatch(record, matchRecordOf(row))).map(({ id }) => id);
  const rows = await findMatchRows(client, programmeId, ids);
  const canonical = await canonicalIdsOf(client, programmeId, PEOPLE, ids);
  return bestOf(
    rows.map((row) => ({ canonicalId: canonical.get(row.id) ?? row.id, ...scoreAtEntry(record, matchRecordOf(row)) })),
  );
}

/** The same for an organisation. */
export async function organisationCandidatesFor(
  client: PoolClient,
  programmeId: string,
  given: z.output<typeof findOrganisationCandidates.body>,
): Promise<Candidate[]> {
  const record = organisationRecordOf(given);
  const hits = await findByKeys(client, programmeId, ORGANISATIONS, organisationKeys(record));
  const ids = [...new Set(hits.map(({ id }) => id))];
  const rows = await findOrganisationRows(client, programmeId, ids);
  const canonical = await canonicalIdsOf(client, programmeId, ORGANISATIONS, ids);
  return bestOf(
    rows.map((row) => ({ canonicalId: canonical.get(row.id) ?? row.id, ...scoreOrganisationsAtEntry(record, organisationRecordOf(row)) })),
  );
}

/** Best first, one per thing, from the score on that is asked about. */
function bestOf(scored: readonly Candidate[]): Candidate[] {
  const best = new Map<string, Candidate>();
  for (const one of scored) {
    if (one.score < DOUBTFUL_SCORE_MIN) continue;
    const known = best.get(one.canonicalId);
    if (known === undefined || known.score < one.score) best.set(one.canonicalId, one);
  }
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, CANDIDATES_MAX);
}
