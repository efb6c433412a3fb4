/** Lines of people by canonical id, with whatever a line needs. */
import type { PoolClient } from 'pg';
import { personLines, type PersonLine } from './people.ts';
import { findMerges, findRecords, lastOrganisations } from './queries.ts';

export async function linesOf(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<PersonLine[]> {
  const records = await findRecords(client, programmeId, canonicalIds);
  const numbers = records.map((record) => record.number);
  const merges = await findMerges(client, programmeId, canonicalIds);
  return personLines(canonicalIds, records, merges, await lastOrganisations(client, programmeId, numbers));
}
