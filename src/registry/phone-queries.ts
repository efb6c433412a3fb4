/** SQL of the people and organisations that a phone keeps. */
import type { PoolClient } from 'pg';
import { personLineSeen } from '../access/scope-queries.ts';

/** Ids of people's lines that the reader sees, in order, after one. */
export async function findSeenPeople(client: PoolClient, programmeId: string, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select l.id from person_line l where l.programme_id = $1 and ($2::uuid is null or l.id > $2) and ${personLineSeen('l')}
     order by l.id limit $3`,
    [programmeId, after, limit],
  );
  return rows.map(({ id }) => id);
}

/** Those of these people that the reader sees. */
export async function findSeenAmong(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select l.id from person_line l where l.programme_id = $1 and l.id = any($2) and ${personLineSeen('l')}`,
    [programmeId, ids],
  );
  return rows.map(({ id }) => id);
}

/** The people these records belong to or belonged to: every record that is one with one of them. */
export async function findRecordsOfPeople(client: PoolClient, programmeId: string, recordIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select p.id from person p where p.programme_id = $1
       and p.canonical_id = any(array(select canonical_id from person where programme_id = $1 and id = any($2)))`,
    [programmeId, recordIds],
  );
  return rows.map(({ id }) => id);
}

export async function findRecordsOfOrganisations(client: PoolClient, programmeId: string, recordIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select o.id from organisation o where o.programme_id = $1
       and o.canonical_id = any(array(select canonical_id from organisation where programme_id = $1 and id = any($2)))`,
    [programmeId, recordIds],
  );
  return rows.map(({ id }) => id);
}

export interface OrganisationOfPhone {
  readonly id: string;
  readonly name: string;
  readonly acronym: string | null;
  readonly organisationKind: string;
  readonly department: string | null;
  readonly municipality: string | null;
  readonly sector: string | null;
}

/** Lines of organisations in order of id; `ids` narrows to some. */
export async function findOrganisationsOfPhone(
  client: PoolClient,
  programmeId: string,
  by: { readonly after: string | null; readonly limit: number } | { readonly ids: readonly string[] },
): Promise<OrganisationOfPhone[]> {
  const { rows } = await client.query<OrganisationOfPhone>(
    `select l.id, l.name, l.acronym, l.organisation_kind as "organisationKind", l.department, l.municipality, l.sector
     from organisation_line l where l.programme_id = $1 and ($2::uuid[] is null or l.id = any($2)) and ($3::uuid is null or l.id > $3)
     order by l.id limit $4`,
    [programmeId, 'ids' in by ? by.ids : null, 'after' in by ? by.after : null, 'limit' in by ? by.limit : null],
  );
  return rows;
}
