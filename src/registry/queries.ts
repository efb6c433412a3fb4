/** SQL that reads the registry: lists, pages, histories. Records of one person share canonical_id. */
import type { PoolClient } from 'pg';
import { personLineSeen, personSeen, processNumberSeen, processSeen } from '../access/scope-queries.ts';
import { conflictFieldsOf, leavesOf } from '../ledger/standing-queries.ts';
import type { ConsentPurpose } from './entries.ts';
import type { Phone } from './particulars.ts';
import { searchText } from './search-text.ts';

/** A row whose import, if it came in one, is open. */
export const SHOWN = (alias: string): string => `not ${alias}.withdrawn and (${alias}.batch_id is null or exists (
  select from batch own where own.programme_id = ${alias}.programme_id and own.id = ${alias}.batch_id
    and own.from_position is not null and own.to_position is null))`;

/** A fact, or a merge, that nothing has ended and whose import, if it came in one, is open. */
export const COUNTS = (fact: string): string => `${fact}.to_position is null and (${fact}.batch is null or exists (
  select from batch own where own.programme_id = ${fact}.programme_id and own.number = ${fact}.batch
    and own.from_position is not null and own.to_position is null))`;

/**
 * Kind of an organisation that is named, from its row and its line: `unknown` where it was withdrawn, as in figures; null where
 * none is named.
 */
export function kindThatStands(organisation: string, line: string): string {
  return `case when ${organisation}.id is not null then coalesce(${line}.organisation_kind, 'unknown') end`;
}

export interface RecordRow {
  id: string;
  number: number;
  canonicalId: string;
  leafId: string;
  leaves: string[];
  occurredOn: string;
  conflictFields: string[];
  batchId: string | null;
  givenNames: string;
  surnames: string;
  paternal: string | null;
  maternal: string | null;
  married: string | null;
  birthDate: string | null;
  documentNumber: string | null;
  documentComplement: string | null;
  documentIssuedIn: string | null;
  phone: string | null;
  phones: Phone[];
  email: string | null;
  sex: string | null;
  birthYear: number | null;
  bandFrom: number | null;
  bandTo: number | null;
  bandStatedOn: string | null;
  department: string | null;
  municipality: string | null;
  indigenous: string | null;
  disability: string | null;
  languages: string[];
  withdrawn: boolean;
  registeredAt: Date;
  fileName: string | null;
}

/** Every word must be in the search text, or nearly: a word that is not there is looked for by trigrams. */
export function searchCondition(q: string | undefined, values: unknown[], text = 'p.search'): string {
  const words = searchText(q).split(' ').filter((word) => word !== '');
  return words
    .map((word) => {
      values.push(word);
      return `and (${text} like '%' || $${values.length} || '%' or $${values.length} <% ${text})`;
    })
    .join(' ');
}

const RECORD_COLUMNS = `p.id, p.number, p.canonical_id as "canonicalId", p.leaf_id as "leafId", p.batch_id as "batchId",
  ${leavesOf('p.programme_id', 'p.id', 'p.leaf_id')} as leaves, e.occurred_on as "occurredOn",
  ${conflictFieldsOf('p.programme_id', 'p.id')} as "conflictFields",
  p.given_names as "givenNames", p.surnames, p.paternal, p.maternal, p.married, p.birth_date as "birthDate",
  p.document_number as "documentNumber", p.document_complement as "documentComplement",
  p.document_issued_in as "documentIssuedIn", p.phone, p.phones, p.email, p.sex, p.birth_year as "birthYear",
  p.band_from as "bandFrom", p.band_to as "bandTo", p.band_stated_on as "bandStatedOn", p.department, p.municipality,
  p.indigenous, p.disability, p.languages, p.withdrawn, e.recorded_at as "registeredAt"`;

/** All shown records of these people, in order of id. */
export async function findRecords(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<RecordRow[]> {
  const { rows } = await client.query<RecordRow>(
    `select ${RECORD_COLUMNS}, ${FILE_OF_BATCH('p.programme_id', 'p.batch_id')} as "fileName"
     from person p join entry e on e.programme_id = p.programme_id and e.id = p.id
     where p.programme_id = $1 and p.canonical_id = any($2) and ${SHOWN('p')} and ${personSeen('p')} order by p.id`,
    [programmeId, canonicalIds],
  );
  return rows;
}

/** What lists of many show of a record. */
export type NameRow = Pick<RecordRow, 'id' | 'number' | 'canonicalId' | 'givenNames' | 'surnames' | 'sex'>;

/** All shown records of these people, in order of id, by name and sex alone. */
export async function findNames(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<NameRow[]> {
  const { rows } = await client.query<NameRow>(
    `select p.id, p.number, p.canonical_id as "canonicalId", p.given_names as "givenNames", p.surnames, p.sex
     from person p where p.programme_id = $1 and p.canonical_id = any($2) and ${SHOWN('p')} and ${personSeen('p')} order by p.id`,
    [programmeId, canonicalIds],
  );
  return rows;
}

/** Every shown record of the programme, in order of id: for small programmes and the example only. */
export async function findAllRecords(client: PoolClient, programmeId: string): Promise<RecordRow[]> {
  const { rows } = await client.query<RecordRow>(
    `select ${RECORD_COLUMNS}, null as "fileName"
     from person p join entry e on e.programme_id = p.programme_id and e.id = p.id
     where p.programme_id = $1 and ${SHOWN('p')} order by p.id`,
    [programmeId],
  );
  return rows;
}

/** The record of a person that was withdrawn, as it last stood; none for one that a list still shows, or that is not the reader's. */
export async function findWithdrawnRecord(client: PoolClient, programmeId: string, id: string): Promise<RecordRow[]> {
  const { rows } = await client.query<RecordRow>(
    `select ${RECORD_COLUMNS}, null as "fileName"
     from person p join entry e on e.programme_id = p.programme_id and e.id = p.id
     where p.programme_id = $1 and p.id = $2 and p.withdrawn and ${personSeen('p')}`,
    [programmeId, id],
  );
  return rows;
}

export const FILE_OF_BATCH = (programme: string, batch: string): string => `(select f.body::jsonb #>> '{}'
  from batch b join entry o on o.programme_id = b.programme_id and o.position = b.from_position
  join entry_private f on f.programme_id = o.programme_id and f.entry_id = o.id and f.part = 'fileName'
  where b.programme_id = ${programme} and b.id = ${batch})`;

/** Canonical id of a record, shown or not (a person may stand under a record that was withdrawn); null where there is none. */
export async function canonicalOf(client: PoolClient, programmeId: string, id: string): Promise<string | null> {
  const { rows } = await client.query<{ canonical_id: string }>(
    'select canonical_id from person where programme_id = $1 and id = $2',
    [programmeId, id],
  );
  return rows[0]?.canonical_id ?? null;
}

export interface MergeRow {
  entryId: string;
  /** Of all the records that this merge and others join. */
  canonicalId: string;
  body: string;
  recordedAt: Date;
  recordedBy: string | null;
  /** Whether the reader sees both of its records. */
  isSeen: boolean;
}

/** Merges in force that join the records of these people, shown or not, in order. */
export async function findMerges(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<MergeRow[]> {
  const { rows } = await client.query<MergeRow>(
    `select e.root_id as "entryId", p.canonical_id as "canonicalId", e.body, e.recorded_at as "recordedAt", u.name as "recordedBy",
       not exists (select from person m where m.programme_id = i.programme_id and m.number in (i.record_a, i.record_b)
         and not ${personSeen('m')}) as "isSeen"
     from person p join identity i on i.programme_id = p.programme_id and i.record_a = p.number
     join entry e on e.programme_id = i.programme_id and e.position = i.from_position
     left join app_user u on u.id = e.recorded_by
     where p.programme_id = $1 and p.canonical_id = any($2) and ${COUNTS('i')}
     order by i.from_position`,
    [programmeId, canonicalIds],
  );
  return rows;
}

/** The organisation somebody represented the last time. */
export interface LastOrganisation {
  id: string;
  name: string;
  kind: string;
}

/** Organisation each person was last seen with. */
export async function lastOrganisations(client: PoolClient, programmeId: string, numbers: readonly number[]): Promise<Map<number, LastOrganisation>> {
  const { rows } = await client.query<LastOrganisation & { person: number }>(
    `select distinct on (f.person) f.person, o.canonical_id as id, coalesce(l.name, o.name) as name,
       ${kindThatStands('o', 'l')} as kind from fact f
     join organisation o on o.programme_id = f.programme_id and o.number = f.organisation
     left join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
     where f.programme_id = $1 and f.person = any($2) and ${COUNTS('f')}
       and ${processNumberSeen('f.programme_id', 'f.activity')}
     order by f.person, f.occurred_on desc, f.from_position desc`,
    [programmeId, numbers],
  );
  return new Map(rows.map(({ person, ...organisation }) => [person, organisation]));
}

export interface RoleRow {
  entryId: string;
  leafId: string;
  leaves: string[];
  occurredOn: string;
  personId: string;
  organisationId: string;
  organisationName: string;
  organisationKind: string;
  position: string | null;
  from: string | null;
  to: string | null;
}

export async function findRoles(client: PoolClient, programmeId: string, personIds: readonly string[]): Promise<RoleRow[]> {
  const { rows } = await client.query<RoleRow>(
    `select r.entry_id as "entryId", r.leaf_id as "leafId", r.person_id as "personId", o.id as "organisationId",
       coalesce(l.name, o.name) as "organisationName", ${kindThatStands('o', 'l')} as "organisationKind",
       r.position_title as position, r.from_on as "from", r.to_on as "to",
       ${leavesOf('r.programme_id', 'r.entry_id', 'r.leaf_id')} as leaves, e.occurred_on as "occurredOn"
     from role r join organisation o on o.programme_id = r.programme_id and o.id = r.organisation_id
     join entry e on e.programme_id = r.programme_id and e.id = r.entry_id
     left join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
     where r.programme_id = $1 and r.person_id = any($2) and ${SHOWN('r')} order by 5, r.from_on, r.entry_id`,
    [programmeId, personIds],
  );
  return rows;
}

export interface ConsentRow {
  entryId: string;
  leafId: string;
  purpose: ConsentPurpose;
  given: boolean;
  statedOn: string;
}

/** The latest statement of each purpose, of any of these records. */
export async function findConsents(client: PoolClient, programmeId: string, personIds: readonly string[]): Promise<ConsentRow[]> {
  const { rows } = await client.query<ConsentRow>(
    `select distinct on (r.purpose) r.entry_id as "entryId", r.leaf_id as "leafId", r.purpose, r.given,
       r.stated_on as "statedOn"
     from consent r where r.programme_id = $1 and r.person_id = any($2) and ${SHOWN('r')}
     order by r.purpose, r.stated_on desc, r.changed_position desc`,
    [programmeId, personIds],
  );
  return rows;
}

export interface AttendanceRow {
  processId: string;
  processTitle: string;
  thresholdPercent: number;
  firstOn: string;
  lastOn: string;
  sessionsAttended: number;
  sessionsHeld: number;
  minutes: number;
  minutesHeld: number;
  organisations: string[];
}

/** Attendance of these records by process, all records together. */
export async function findAttendance(client: PoolClient, programmeId: string, numbers: readonly number[]): Promise<AttendanceRow[]> {
  const { rows } = await client.query<AttendanceRow>(
    `select p.id as "processId", p.title as "processTitle", p.threshold_percent as "thresholdPercent",
       min(f.occurred_on) as "firstOn", max(f.occurred_on) as "lastOn", count(distinct f.occasion) as "sessionsAttended",
       (select count(*) from session s where s.programme_id = p.programme_id and s.process_id = p.id and not s.withdrawn)
         as "sessionsHeld",
       (select coalesce(sum(least(x.minutes, s.duration_minutes)), 0)::bigint from (
          select t.occasion, sum(t.quantity) as minutes from fact t
          left join batch tb on tb.programme_id = t.programme_id and tb.number = t.batch
          where t.programme_id = p.programme_id and t.person = any($2) and t.activity = p.number and t.measure = 1
            and t.to_position is null and (t.batch is null or (tb.from_position is not null and tb.to_position is null))
          group by t.occasion) x
        join session s on s.programme_id = p.programme_id and s.number = x.occasion and not s.withdrawn) as minutes,
       (select coalesce(sum(s.duration_minutes), 0) from session s
          where s.programme_id = p.programme_id and s.process_id = p.id and not s.withdrawn) as "minutesHeld",
       array_remove(array_agg(distinct o.name), null) as organisations
     from fact f join process p on p.programme_id = f.programme_id and p.number = f.activity
     left join organisation o on o.programme_id = f.programme_id and o.number = f.organisation
     left join batch b on b.programme_id = f.programme_id and b.number = f.batch
     where f.programme_id = $1 and f.person = any($2) and f.measure = 1 and f.to_position is null
       and (f.batch is null or (b.from_position is not null and b.to_position is null)) and ${processSeen('p')}
     group by p.programme_id, p.id, p.title, p.threshold_percent, p.number order by min(f.occurred_on)`,
    [programmeId, numbers],
  );
  return rows;
}

/** Every name that organisations have, each with the record that stands for all of its own: for matching in imports. */
export async function allOrganisations(
  client: PoolClient,
  programmeId: string,
): Promise<{ id: string; name: string; acronym: string | null; organisationKind: string }[]> {
  const { rows } = await client.query<{ id: string; name: string; acronym: string | null; organisationKind: string }>(
    `select p.canonical_id as id, p.name, p.acronym, p.organisation_kind as "organisationKind" from organisation p
     where p.programme_id = $1 and ${SHOWN('p')} order by p.id`,
    [programmeId],
  );
  return rows;
}

export async function countRegistry(
  client: PoolClient,
  programmeId: string,
): Promise<{ people: number; organisations: number }> {
  const { rows } = await client.query<{ people: number; organisations: number }>(
    `select (select count(*) from person_line l where l.programme_id = $1 and ${personLineSeen('l')}) as people,
       (select count(distinct p.canonical_id) from organisation p where p.programme_id = $1 and ${SHOWN('p')}) as organisations`,
    [programmeId],
  );
  return rows[0] ?? { people: 0, organisations: 0 };
}
