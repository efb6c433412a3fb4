/** What an import stands on: the sessions of its process, and whom the registry knows. */
import type { Pool, PoolClient } from 'pg';
import { inProgramme, type TransactionOptions } from '../../platform/database/programme-transaction.ts';
import { canonicalIdsOf } from '../../registry/duplicate-queries.ts';
import { recordsNear } from '../../registry/importer-source.ts';
import { matchRecordOf } from '../../registry/match-record.ts';
import type { MatchRecord } from '../../registry/matching.ts';
import type { KnownOrganisation } from '../../registry/organisation-matcher.ts';
import { findMatchRows } from '../../registry/projection-queries.ts';
import { allOrganisations } from '../../registry/queries.ts';
import { PEOPLE } from '../../registry/subject.ts';
import type { PlanSession } from './attendance-entries.ts';
import type { AttendanceRow } from './attendance-file.ts';
import { recordOf, wordsOf } from './attendance-recognition.ts';
import { MODALITIES } from './entries.ts';
import type { KnownPerson } from './import-plan.ts';
import { findSessions } from './queries.ts';

/** Records read at a time. */
const RECORDS_AT_ONCE = 2000;

export type ListedSession = PlanSession & { readonly title: string | null };

export async function sessionsOfProcess(client: PoolClient, programmeId: string, processId: string): Promise<ListedSession[]> {
  const rows = await findSessions(client, programmeId, { processId });
  return rows.map((row) => ({
    id: row.id,
    number: row.sessionNumber,
    heldOn: row.heldOn,
    durationMinutes: row.durationMinutes,
    modality: MODALITIES.find((modality) => modality === row.modality) ?? 'mixed',
    department: row.department,
    municipality: row.municipality,
    title: row.title,
  }));
}

/** Records and organisations of the registry that any of these rows could be, as far as `options` let the importer see. */
export async function knownToRows(
  pool: Pool,
  programmeId: string,
  rows: readonly AttendanceRow[],
  options: TransactionOptions,
): Promise<{ known: KnownPerson[]; organisations: KnownOrganisation[] }> {
  // In a list of many sessions everybody stands many times, mostly with the same words: those are looked up once.
  const records = new Map<string, MatchRecord>();
  for (const row of rows) {
    const record = recordOf(row, null);
    records.set(wordsOf(record), record);
  }
  const ids = await recordsNear(pool, programmeId, [...records.values()], (record) => record, options);
  const organisations = await inProgramme(pool, programmeId, (client) => allOrganisations(client, programmeId), options);
  // Of one that was united the first name: that of the record that stands for all.
  const names = new Map(organisations.toReversed().map(({ id, name }) => [id, name]));
  const known: KnownPerson[] = [];
  for (let from = 0; from < ids.length; from += RECORDS_AT_ONCE) {
    const asked = ids.slice(from, from + RECORDS_AT_ONCE);
    known.push(...(await inProgramme(pool, programmeId, (client) => readKnown(client, programmeId, asked, names), options)));
  }
  return { known: known.sort((a, b) => (a.id < b.id ? -1 : 1)), organisations };
}

async function readKnown(
  client: PoolClient,
  programmeId: string,
  ids: readonly string[],
  organisationNames: ReadonlyMap<string, string>,
): Promise<KnownPerson[]> {
  const found = await findMatchRows(client, programmeId, ids);
  const canonical = await canonicalIdsOf(client, programmeId, PEOPLE, ids);
  return found.map((row) => ({
    id: row.id,
    canonicalId: canonical.get(row.id) ?? row.id,
    name: `${row.givenNames} ${row.surnames}`.trim(),
    organisation: row.organisationIds.map((id) => organisationNames.get(id)).find((name) => name !== undefined) ?? null,
    record: matchRecordOf(row),
  }));
}
