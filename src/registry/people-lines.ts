/** Lines of people by canonical id, with whatever a line needs. */
import type { PoolClient } from 'pg';
import { personLines, personNames, type PersonLine, type PersonName } from './people.ts';
import { findMerges, findNames, findRecords, lastOrganisations } from './queries.ts';

export async function linesOf(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<PersonLine[]> {
  const records = await findRecords(client, programmeId, canonicalIds);
  const numbers = records.map((record) => record.number);
  const merges = await findMerges(client, programmeId, canonicalIds);
  return personLines(canonicalIds, records, merges, await lastOrganisations(client, programmeId, numbers));
}

/** Names and sex of people by canonical id, in no order: for lists that show many at once. */
export async function namesOf(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<PersonName[]> {
  const records = await findNames(client, programmeId, canonicalIds);
  return personNames(records, await findMerges(client, programmeId, canonicalIds));
}
