/** SQL that keeps one row for each organisation, all its records together. */
import type { PoolClient } from 'pg';
import type { MergeRow } from './queries.ts';

/** One record as a line needs it. */
export interface OrganisationLineRecord {
  readonly id: string;
  readonly number: number;
  readonly canonicalId: string;
  readonly search: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly organisationKind: string;
  readonly department: string | null;
  readonly municipality: string | null;
  readonly taxNumber: string | null;
  readonly sector: string | null;
  readonly valueChain: string | null;
  readonly formalStatus: string | null;
  readonly membersWomen: number | null;
  readonly membersMen: number | null;
  readonly membersUnknown: number | null;
  readonly exports: string | null;
}

export interface OrganisationLineRow extends Omit<OrganisationLineRecord, 'number' | 'canonicalId'> {
  readonly recordId: string;
  readonly sortName: string;
  readonly recordCount: number;
  readonly registeredPosition: number;
}

/** Every record of the organisations these records belong to, that a list may show. */
export async function findOrganisationLineRecords(
  client: PoolClient,
  programmeId: string,
  recordIds: readonly string[],
): Promise<OrganisationLineRecord[]> {
  const { rows } = await client.query<OrganisationLineRecord>(
    `select p.id, p.number, p.canonical_id as "canonicalId", p.search, p.name, p.acronym,
       p.organisation_kind as "organisationKind", p.department, p.municipality, p.tax_number as "taxNumber", p.sector,
       p.value_chain as "valueChain", p.formal_status as "formalStatus", p.members_women as "membersWomen",
       p.members_men as "membersMen", p.members_unknown as "membersUnknown", p.exports
     from organisation p left join batch b on b.programme_id = p.programme_id and b.id = p.batch_id
     where p.programme_id = $1 and not p.withdrawn
       and p.canonical_id = any(array(select canonical_id from organisation where programme_id = $1 and id = any($2)))
       and (p.batch_id is null or (b.from_position is not null and b.to_position is null))
     order by p.id`,
    [programmeId, recordIds],
  );
  return rows;
}

/** Organisations that came in an import. */
export async function findOrganisationsOfBatch(client: PoolClient, programmeId: string, batchId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from organisation where programme_id = $1 and batch_id = $2',
    [programmeId, batchId],
  );
  return rows.map(({ id }) => id);
}

/** Merges in force among these records, in order. */
export async function findOrganisationMerges(client: PoolClient, programmeId: string, numbers: readonly number[]): Promise<MergeRow[]> {
  const { rows } = await client.query<MergeRow>(
    `select e.root_id as "entryId", e.body, e.recorded_at as "recordedAt", u.name as "recordedBy" from organisation_identity i
     join entry e on e.programme_id = i.programme_id and e.position = i.from_position
     left join app_user u on u.id = e.recorded_by
     left join batch b on b.programme_id = i.programme_id and b.number = i.batch
     where i.programme_id = $1 and (i.record_a = any($2) or i.record_b = any($2)) and i.to_position is null
       and (i.batch is null or (b.from_position is not null and b.to_position is null))
     order by i.from_position`,
    [programmeId, numbers],
  );
  return rows;
}

export async function deleteOrganisationLines(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<void> {
  await client.query('delete from organisation_line where programme_id = $1 and id = any($2)', [programmeId, ids]);
}

export async function insertOrganisationLines(client: PoolClient, programmeId: string, lines: readonly OrganisationLineRow[]): Promise<void> {
  if (lines.length === 0) return;
  const column = <T>(of: (line: OrganisationLineRow) => T): T[] => lines.map(of);
  await client.query({
    name: 'insert-organisation-lines',
    text: `insert into organisation_line (programme_id, id, record_id, sort_name, search, name, acronym, organisation_kind,
        department, municipality, tax_number, sector, value_chain, formal_status, members_women, members_men,
        members_unknown, exports, record_count, registered_position)
      select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::integer[], $16::integer[],
        $17::integer[], $18::text[], $19::integer[], $20::bigint[])`,
    values: [
      programmeId,
      column((it) => it.id),
      column((it) => it.recordId),
      column((it) => it.sortName),
      column((it) => it.search),
      column((it) => it.name),
      column((it) => it.acronym),
      column((it) => it.organisationKind),
      column((it) => it.department),
      column((it) => it.municipality),
      column((it) => it.taxNumber),
      column((it) => it.sector),
      column((it) => it.valueChain),
      column((it) => it.formalStatus),
      column((it) => it.membersWomen),
      column((it) => it.membersMen),
      column((it) => it.membersUnknown),
      column((it) => it.exports),
      column((it) => it.recordCount),
      column((it) => it.registeredPosition),
    ],
  });
}
