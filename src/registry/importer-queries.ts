/** SQL of imports of people and organisations: remembered columns, and who is known. */
import type { PoolClient } from 'pg';
import { personSeen } from '../access/scope-queries.ts';
import { inOpenBatch } from '../ledger/standing-queries.ts';
import type { Phone } from './particulars.ts';
import type { MatchRow } from './match-record.ts';
import { COUNTS } from './queries.ts';

export async function rememberColumns(
  client: PoolClient,
  programmeId: string,
  columns: { what: string; headings: string; fields: readonly string[]; at: Date },
): Promise<void> {
  await client.query(
    `insert into import_columns (programme_id, what, headings, fields, used_at) values ($1, $2, $3, $4, $5)
     on conflict (programme_id, what, headings) do update set fields = excluded.fields, used_at = excluded.used_at`,
    [programmeId, columns.what, columns.headings, JSON.stringify(columns.fields), columns.at],
  );
}

/** Fields chosen for earlier files with any of these headings. */
export async function recallColumns(
  client: PoolClient,
  programmeId: string,
  what: string,
  headings: readonly string[],
): Promise<{ headings: string; fields: unknown }[]> {
  const { rows } = await client.query<{ headings: string; fields: unknown }>(
    'select headings, fields from import_columns where programme_id = $1 and what = $2 and headings = any($3)',
    [programmeId, what, headings],
  );
  return rows;
}

export interface KnownRow extends MatchRow {
  number: number;
  canonicalId: string;
  paternal: string | null;
  maternal: string | null;
  married: string | null;
  birthDate: string | null;
  documentIssuedIn: string | null;
  phones: Phone[];
  bandFrom: number | null;
  bandTo: number | null;
  bandStatedOn: string | null;
  department: string | null;
  indigenous: string | null;
  disability: string | null;
  languages: string[];
}

const SHOWN_PERSON = `not p.withdrawn and (p.batch_id is null or exists (select from batch own
  where own.programme_id = p.programme_id and own.id = p.batch_id and own.from_position is not null and own.to_position is null))`;

/** Every shown record of whoever these records are of, in order of person and record. */
export async function findKnownRows(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<KnownRow[]> {
  const { rows } = await client.query<KnownRow>(
    `with whom as materialized (
       select distinct canonical_id from person where programme_id = $1 and id = any($2))
     select p.id, p.number, p.canonical_id as "canonicalId", p.given_names as "givenNames", p.surnames, p.paternal, p.maternal,
       p.married, p.birth_date as "birthDate", p.document_number as "documentNumber",
       p.document_complement as "documentComplement", p.document_issued_in as "documentIssuedIn", p.phones, p.phone, p.email,
       p.sex, p.birth_year as "birthYear", p.band_from as "bandFrom", p.band_to as "bandTo",
       p.band_stated_on as "bandStatedOn", p.department, p.municipality, p.indigenous, p.disability, p.languages,
       array(select distinct unnest(array[g.id, g.canonical_id]) from fact f join organisation g on g.programme_id = f.programme_id and g.number = f.organisation
         where f.programme_id = p.programme_id and f.person = p.number and f.organisation is not null
         and ${COUNTS('f')}) as "organisationIds"
     from whom join person p on p.programme_id = $1 and p.canonical_id = whom.canonical_id
     where ${SHOWN_PERSON} and ${personSeen('p')} order by p.canonical_id, p.id`,
    [programmeId, ids],
  );
  return rows;
}

export interface KnownRoleRow {
  personId: string;
  organisationId: string;
  organisationName: string;
  position: string | null;
}

/** Roles of these records, in whichever record stands for all of the organisation. */
export async function findKnownRoles(client: PoolClient, programmeId: string, personIds: readonly string[]): Promise<KnownRoleRow[]> {
  const { rows } = await client.query<KnownRoleRow>(
    `select p.person_id as "personId", o.canonical_id as "organisationId", o.name as "organisationName",
       p.position_title as position
     from role p join organisation o on o.programme_id = p.programme_id and o.id = p.organisation_id
     where p.programme_id = $1 and p.person_id = any($2) and ${SHOWN_PERSON}`,
    [programmeId, personIds],
  );
  return rows;
}

/** Organisations for which these records took part in events, under the record that was stated and the one that stands for all. */
export async function findRepresented(client: PoolClient, programmeId: string, personIds: readonly string[]): Promise<{ personId: string; organisationId: string }[]> {
  const { rows } = await client.query<{ personId: string; organisationId: string }>(
    `select distinct p.id as "personId", i.id as "organisationId" from person p
     join fact f on f.programme_id = p.programme_id and f.person = p.number and f.organisation is not null and f.to_position is null
     join organisation o on o.programme_id = f.programme_id and o.number = f.organisation
     cross join lateral (values (o.id), (o.canonical_id)) i(id)
     where p.programme_id = $1 and p.id = any($2) and ${inOpenBatch('f.batch')}`,
    [programmeId, personIds],
  );
  return rows;
}

export interface KnownOrganisationRow {
  id: string;
  details: Record<string, unknown>;
  contact: unknown;
  size: Record<string, unknown> | null;
}

/** Every organisation as it stands, with the size last stated. */
export async function findKnownOrganisations(client: PoolClient, programmeId: string): Promise<KnownOrganisationRow[]> {
  const { rows } = await client.query<KnownOrganisationRow>(
    `select p.id, jsonb_build_object('name', p.name, 'acronym', p.acronym, 'organisationKind', p.organisation_kind,
         'department', p.department, 'municipality', p.municipality, 'taxNumber', p.tax_number, 'sector', p.sector,
         'valueChain', p.value_chain, 'formalStatus', p.formal_status, 'membersWomen', p.members_women,
         'membersMen', p.members_men, 'membersUnknown', p.members_unknown, 'exports', p.exports) as details,
       p.contact,
       (select jsonb_build_object('workersWomen', z.workers_women, 'workersMen', z.workers_men, 'workersUnknown', z.workers_unknown,
           'annualSales', z.annual_sales, 'equity', z.equity, 'currency', z.currency)
         from organisation_size z left join batch zb on zb.programme_id = z.programme_id and zb.id = z.batch_id
         where z.programme_id = p.programme_id and z.organisation_id = p.id and not z.withdrawn
           and (z.batch_id is null or (zb.from_position is not null and zb.to_position is null))
         order by z.sized_on desc, z.changed_position desc limit 1) as size
     from organisation p where p.programme_id = $1 and ${SHOWN_PERSON} order by p.id`,
    [programmeId],
  );
  return rows;
}
