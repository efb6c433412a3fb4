/** What an import stands on: the file as read, the sessions, who is known. Files are parsed once and kept a while. */
import type { Pool } from 'pg';
import { inProgramme, type TransactionOptions } from '../../platform/database/programme-transaction.ts';
import type { Files } from '../../platform/attachments/files.ts';
import { readTable } from '../../platform/spreadsheet/read-table.ts';
import type { TableFile } from '../../platform/spreadsheet/sheet.ts';
import { matchRecordOf } from '../../registry/match-record.ts';
import { blockingKeys } from '../../registry/blocking.ts';
import { findMatchRows } from '../../registry/projection-queries.ts';
import { canonicalIdsOf, findByKeys } from '../../registry/duplicate-queries.ts';
import { allOrganisations } from '../../registry/queries.ts';
import { PEOPLE } from '../../registry/subject.ts';
import type { PlanSession } from './attendance-entries.ts';
import type { AttendanceRow } from './attendance-file.ts';
import type { KnownOrganisation } from '../../registry/organisation-matcher.ts';
import { MODALITIES } from './entries.ts';
import type { KnownPerson } from './import-plan.ts';
import { findSessions } from './queries.ts';

/** Parsed files kept in memory. */
const TABLES_KEPT_MAX = 3;

export class ImportSource {
  private readonly tables = new Map<string, TableFile>();
  private readonly pool: Pool;
  private readonly files: Files;

  constructor(pool: Pool, files: Files) {
    this.pool = pool;
    this.files = files;
  }

  async table(programmeId: string, sha256: string, fileName: string): Promise<TableFile> {
    const key = `${programmeId} ${sha256}`;
    const known = this.tables.get(key);
    if (known !== undefined) return known;
    const bytes = await this.files.read(programmeId, sha256);
    if (bytes === null) throw new Error('The file of an import is missing on disk.');
    const table = await readTable(bytes, fileName);
    const oldest = this.tables.size >= TABLES_KEPT_MAX ? this.tables.keys().next().value : undefined;
    if (oldest !== undefined) this.tables.delete(oldest);
    this.tables.set(key, table);
    return table;
  }

  async sessions(programmeId: string, processId: string): Promise<(PlanSession & { title: string | null })[]> {
    const rows = await inProgramme(this.pool, programmeId, (client) => findSessions(client, programmeId, { processId }));
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
  async known(
    programmeId: string,
    rows: readonly AttendanceRow[],
    options: TransactionOptions = {},
  ): Promise<{ people: KnownPerson[]; organisations: KnownOrganisation[] }> {
    const keys = new Set(rows.flatMap((row) => blockingKeys({ ...row, organisationKeys: [] })));
    return inProgramme(this.pool, programmeId, async (client) => {
      const hits = await findByKeys(client, programmeId, PEOPLE, [...keys]);
      const ids = [...new Set(hits.map(({ id }) => id))];
      const found = await findMatchRows(client, programmeId, ids);
      const canonical = await canonicalIdsOf(client, programmeId, PEOPLE, ids);
      const organisations = await allOrganisations(client, programmeId);
      const names = new Map(organisations.map(({ id, name }) => [id, name]));
      const people = found.map((row) => ({
        id: row.id,
        canonicalId: canonical.get(row.id) ?? row.id,
        name: `${row.givenNames} ${row.surnames}`.trim(),
        organisation: names.get(row.organisationIds[0] ?? '') ?? null,
        record: matchRecordOf(row),
      }));
      return { people: people.sort((a, b) => (a.id < b.id ? -1 : 1)), organisations };
    }, options);
  }
}
