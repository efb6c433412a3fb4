/** SQL that reads organisations: one whole, sizes and the rules that class them. */
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { personNumberSeen, personSeen, processNumberSeen, processSeen } from '../access/scope-queries.ts';
import { conflictFieldsOf, inOpenBatch, leavesOf } from '../ledger/standing-queries.ts';
import type { FORMAL_STATUSES, OrganisationKind } from './entries.ts';
import type { organisationContact } from './particulars.ts';
import { JOINED_PEOPLE } from './identity-queries.ts';
import { SHOWN } from './queries.ts';
import type { Size, SizeRule } from './rules.ts';

/** People of an organisation shown on its page. */
const PEOPLE_MAX = 200;

export interface OrganisationRow {
  id: string;
  number: number;
  canonicalId: string;
  leafId: string;
  leaves: string[];
  occurredOn: string;
  conflictFields: string[];
  name: string;
  acronym: string | null;
  organisationKind: OrganisationKind;
  department: string | null;
  municipality: string | null;
  taxNumber: string | null;
  sector: string | null;
  valueChain: string | null;
  formalStatus: (typeof FORMAL_STATUSES)[number] | null;
  membersWomen: number | null;
  membersMen: number | null;
  membersUnknown: number | null;
  exports: 'yes' | 'no' | null;
  withdrawn: boolean;
  contact: z.output<typeof organisationContact> | null;
}

/** The record `p`; what is said of it comes from `said`: the record itself, or the line of its organisation. */
export const COLUMNS = (said: 'p' | 'l'): string => `p.id, p.number, p.canonical_id as "canonicalId", p.leaf_id as "leafId",
  ${leavesOf('p.programme_id', 'p.id', 'p.leaf_id')} as leaves,
  (select e.occurred_on from entry e where e.programme_id = p.programme_id and e.id = p.id) as "occurredOn",
  ${conflictFieldsOf('p.programme_id', 'p.id')} as "conflictFields", ${said}.name, ${said}.acronym,
  ${said}.organisation_kind as "organisationKind", ${said}.department, ${said}.municipality, ${said}.tax_number as "taxNumber",
  ${said}.sector, ${said}.value_chain as "valueChain", ${said}.formal_status as "formalStatus",
  ${said}.members_women as "membersWomen", ${said}.members_men as "membersMen", ${said}.members_unknown as "membersUnknown",
  ${said}.exports, p.withdrawn, p.contact`;

/** Lines of organisations, each with the record that it leads to. */
export const LINES = 'organisation_line l join organisation p on p.programme_id = l.programme_id and p.id = l.record_id';

/** One organisation, withdrawn or not; null where there is none, or it came in an import that is not open. */
export async function findOrganisation(client: PoolClient, programmeId: string, id: string): Promise<OrganisationRow | null> {
  const { rows } = await client.query<OrganisationRow>(
    `select ${COLUMNS('p')} from organisation p left join batch b on b.programme_id = p.programme_id and b.id = p.batch_id
     where p.programme_id = $1 and p.id = $2
       and (p.batch_id is null or (b.from_position is not null and b.to_position is null))`,
    [programmeId, id],
  );
  return rows[0] ?? null;
}

/** A record with what stands for its organisation, all records together; null where no list shows it. */
export async function findOrganisationStanding(client: PoolClient, programmeId: string, canonicalId: string): Promise<OrganisationRow | null> {
  const { rows } = await client.query<OrganisationRow>(
    `select ${COLUMNS('l')} from ${LINES} where l.programme_id = $1 and l.id = $2`,
    [programmeId, canonicalId],
  );
  return rows[0] ?? null;
}

export type OrganisationRecordRow = Pick<OrganisationRow, 'id' | 'number' | 'name' | 'contact'>;

/** Records of an organisation that lists show, in order of id. */
export async function findRecordsOf(client: PoolClient, programmeId: string, canonicalId: string): Promise<OrganisationRecordRow[]> {
  const { rows } = await client.query<OrganisationRecordRow>(
    `select p.id, p.number, p.name, p.contact from organisation p where p.programme_id = $1 and p.canonical_id = $2 and ${SHOWN('p')} order by p.id`,
    [programmeId, canonicalId],
  );
  return rows;
}

/** How many people were seen with each of these organisations, under any of its records. */
export async function countPeopleOf(client: PoolClient, programmeId: string, numbers: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await client.query<{ organisation: number; people: number }>(
    // One by one: together, facts would be sorted, and there may be many of each.
    `with ${JOINED_PEOPLE}
     select o.number as organisation, s.people from organisation o cross join lateral (
       select count(distinct coalesce(j.canonical, p.person)) as people from (
         select distinct f.person from organisation r
         join fact f on f.programme_id = r.programme_id and f.organisation = r.number and f.organisation is not null and f.to_position is null
         where r.programme_id = $1 and r.canonical_id = o.canonical_id and f.person is not null and ${inOpenBatch('f.batch')}
           and ${personNumberSeen('f.programme_id', 'f.person')}
           and ${processNumberSeen('f.programme_id', 'f.activity')}
         offset 0) p left join joined j on j.number = p.person) s
     where o.programme_id = $1 and o.number = any($2)`,
    [programmeId, numbers],
  );
  return new Map(rows.map(({ organisation, people }) => [organisation, people]));
}

/** `canonicalId`: the organisation that the record it was stated of belongs to. */
export interface SizeOfRow extends Size {
  readonly canonicalId: string;
}

export interface SizeRow extends SizeOfRow {
  readonly entryId: string;
  readonly leafId: string;
  readonly leaves: string[];
  readonly organisationId: string;
}

const SIZE_COLUMNS = `o.canonical_id as "canonicalId", p.sized_on as "sizedOn", p.workers_women as "workersWomen",
  p.workers_men as "workersMen", p.workers_unknown as "workersUnknown", p.annual_sales as "annualSales", p.equity, p.currency,
  p.basis`;
const SIZES = 'organisation_size p join organisation o on o.programme_id = p.programme_id and o.id = p.organisation_id';

/** Sizes of these organisations (canonical ids), under any of their records, in the order in which they count. */
export async function findSizes(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<SizeRow[]> {
  const { rows } = await client.query<SizeRow>(
    `select ${SIZE_COLUMNS}, p.entry_id as "entryId", p.leaf_id as "leafId", p.organisation_id as "organisationId",
       ${leavesOf('p.programme_id', 'p.entry_id', 'p.leaf_id')} as leaves
     from ${SIZES} where p.programme_id = $1 and o.canonical_id = any($2) and ${SHOWN('p')}
     order by p.sized_on, p.changed_position`,
    [programmeId, canonicalIds],
  );
  return rows;
}

/** Every size stated, in the order in which they count. */
export async function findAllSizes(client: PoolClient, programmeId: string): Promise<SizeOfRow[]> {
  const { rows } = await client.query<SizeOfRow>(
    `select ${SIZE_COLUMNS} from ${SIZES} where p.programme_id = $1 and ${SHOWN('p')} order by p.sized_on, p.changed_position`,
    [programmeId],
  );
  return rows;
}

/** Rules of size that stand, in the order in which they were set. */
export async function findSizeRules(client: PoolClient, programmeId: string): Promise<SizeRule[]> {
  const { rows } = await client.query<{ body: SizeRule }>(
    `select p.body from size_rule p where p.programme_id = $1 and ${SHOWN('p')} order by p.in_force_from, p.changed_position`,
    [programmeId],
  );
  return rows.map(({ body }) => body);
}

/** The ages the programme counts by now; null before it set any. */
export async function findAgeGroups(client: PoolClient, programmeId: string): Promise<unknown> {
  const { rows } = await client.query<{ body: unknown }>(
    `select a.body from age_groups_version a left join batch b on b.programme_id = a.programme_id and b.number = a.batch
     where a.programme_id = $1 and a.to_position is null
       and (a.batch is null or (b.from_position is not null and b.to_position is null))
     order by a.from_position desc limit 1`,
    [programmeId],
  );
  return rows[0]?.body ?? null;
}

export interface OrganisationPersonRow {
  /** Canonical id of the person. */
  id: string;
  position: string | null;
  from: string | null;
  to: string | null;
  role: boolean;
}

/** Who holds a role in one of these records, and who stood for it in an event without one. */
export async function findPeopleOf(
  client: PoolClient,
  programmeId: string,
  records: readonly { readonly id: string; readonly number: number }[],
): Promise<OrganisationPersonRow[]> {
  const { rows } = await client.query<OrganisationPersonRow>(
    `with held as (
       select m.canonical_id, p.position_title, p.from_on, p.to_on from role p
       join person m on m.programme_id = p.programme_id and m.id = p.person_id
       where p.programme_id = $1 and p.organisation_id = any($2) and ${SHOWN('p')} and ${personSeen('m')}),
     seen as (
       select distinct m.canonical_id from fact f
       join person m on m.programme_id = f.programme_id and m.number = f.person
       left join batch b on b.programme_id = f.programme_id and b.number = f.batch
       where f.programme_id = $1 and f.organisation = any($3) and f.to_position is null
         and (f.batch is null or (b.from_position is not null and b.to_position is null)) and ${personSeen('m')}
         and ${processNumberSeen('f.programme_id', 'f.activity')}),
     everyone as (
       select canonical_id, position_title, from_on, to_on, true as role from held
       union all select canonical_id, null, null, null, false from seen where canonical_id not in (select canonical_id from held))
     select e.canonical_id as id, e.position_title as position, e.from_on as "from", e.to_on as "to", e.role
     from everyone e join person_line l on l.programme_id = $1 and l.id = e.canonical_id
     order by l.sort_name, e.from_on limit ${PEOPLE_MAX}`,
    [programmeId, records.map(({ id }) => id), records.map(({ number }) => number)],
  );
  return rows;
}

export interface OrganisationProcessRow {
  id: string;
  title: string;
  firstOn: string;
  lastOn: string;
  people: number;
}

export async function findProcessesOf(client: PoolClient, programmeId: string, numbers: readonly number[]): Promise<OrganisationProcessRow[]> {
  const { rows } = await client.query<OrganisationProcessRow>(
    `select a.id, a.title, min(f.occurred_on) as "firstOn", max(f.occurred_on) as "lastOn",
       count(distinct m.canonical_id) as people
     from fact f join process a on a.programme_id = f.programme_id and a.number = f.activity
     left join person m on m.programme_id = f.programme_id and m.number = f.person
     left join batch b on b.programme_id = f.programme_id and b.number = f.batch
     where f.programme_id = $1 and f.organisation = any($2) and f.to_position is null and f.measure = 1
       and (f.batch is null or (b.from_position is not null and b.to_position is null)) and ${processSeen('a')}
     group by a.id, a.title order by min(f.occurred_on), a.title`,
    [programmeId, numbers],
  );
  return rows;
}

/** Remembers what was taken out of the house as a file. */
export async function insertExport(
  client: PoolClient,
  programmeId: string,
  made: {
    id: string;
    userId: string;
    at: Date;
    what: 'people' | 'organisations';
    format: string;
    filter: Readonly<Record<string, unknown>>;
    lineCount: number;
    withPersonal: boolean;
  },
): Promise<void> {
  const { id, userId, at, what, format, filter, lineCount, withPersonal } = made;
  await client.query(
    `insert into export (programme_id, id, user_id, exported_at, what, format, filter, line_count, with_personal)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [programmeId, id, userId, at, what, format, storable(filter), lineCount, withPersonal],
  );
}

/** What was asked, without the characters that the database cannot keep in JSON: half pairs and NUL. */
function storable(filter: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const text = (value: unknown): unknown => (typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '') : value);
  return Object.fromEntries(Object.entries(filter).map(([field, value]) => [field, text(value)]));
}
