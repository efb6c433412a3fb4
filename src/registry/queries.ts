/** SQL that reads the registry: lists, pages, histories. Records of one person share canonical_id. */
import type { PoolClient } from 'pg';
import { entrySeen, personSeen, processNumberSeen, processSeen } from '../access/scope-queries.ts';
import { conflictFieldsOf, leavesOf } from '../ledger/standing-queries.ts';
import { searchText } from './search-text.ts';

/** A row whose import, if it came in one, is open. */
const SHOWN = (alias: string): string => `not ${alias}.withdrawn and (${alias}.batch_id is null or exists (
  select from batch own where own.programme_id = ${alias}.programme_id and own.id = ${alias}.batch_id
    and own.from_position is not null and own.to_position is null))`;

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
  documentNumber: string | null;
  documentComplement: string | null;
  documentIssuedIn: string | null;
  phone: string | null;
  email: string | null;
  sex: string | null;
  birthYear: number | null;
  department: string | null;
  municipality: string | null;
  registeredAt: Date;
  fileName: string | null;
}

/** Every word must be in the search text, or nearly: a word that is not there is looked for by trigrams. */
function searchCondition(q: string | undefined, values: unknown[]): string {
  const words = searchText(q).split(' ').filter((word) => word !== '');
  return words
    .map((word) => {
      values.push(word);
      return `and (p.search like '%' || $${values.length} || '%' or $${values.length} <% p.search)`;
    })
    .join(' ');
}

export interface PersonPage {
  readonly canonicalIds: string[];
  readonly total: number;
}

/** One page of people, by surname, and how many there are in all. */
export async function findPeople(
  client: PoolClient,
  programmeId: string,
  filter: { q?: string | undefined; sex?: string | undefined; cursor: number; limit: number },
): Promise<PersonPage> {
  const values: unknown[] = [programmeId];
  let where = searchCondition(filter.q, values);
  if (filter.sex !== undefined) {
    values.push(filter.sex);
    where += filter.sex === 'unknown'
      ? ` and not exists (select from person s where s.programme_id = p.programme_id and s.canonical_id = p.canonical_id
          and s.sex is not null and $${values.length} <> '')`
      : ` and exists (select from person s where s.programme_id = p.programme_id and s.canonical_id = p.canonical_id
          and s.sex = $${values.length})`;
  }
  values.push(filter.limit, filter.cursor);
  const { rows } = await client.query<{ canonical_id: string; total: number }>(
    `select p.canonical_id, count(*) over () as total from person p
     where p.programme_id = $1 and ${SHOWN('p')} and ${personSeen('p')} ${where}
     group by p.canonical_id
     order by min(p.surnames collate "es-x-icu"), min(p.given_names collate "es-x-icu"), p.canonical_id
     limit $${values.length - 1} offset $${values.length}`,
    values,
  );
  return { canonicalIds: rows.map((row) => row.canonical_id), total: rows[0]?.total ?? 0 };
}

/** All shown records of these people, in order of id. */
export async function findRecords(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<RecordRow[]> {
  const { rows } = await client.query<RecordRow>(
    `select p.id, p.number, p.canonical_id as "canonicalId", p.leaf_id as "leafId", p.batch_id as "batchId",
       ${leavesOf('p.programme_id', 'p.id', 'p.leaf_id')} as leaves, e.occurred_on as "occurredOn",
       ${conflictFieldsOf('p.programme_id', 'p.id')} as "conflictFields",
       p.given_names as "givenNames", p.surnames, p.document_number as "documentNumber",
       p.document_complement as "documentComplement", p.document_issued_in as "documentIssuedIn", p.phone, p.email,
       p.sex, p.birth_year as "birthYear", p.department, p.municipality, e.recorded_at as "registeredAt",
       ${FILE_OF_BATCH('p.programme_id', 'p.batch_id')} as "fileName"
     from person p join entry e on e.programme_id = p.programme_id and e.id = p.id
     where p.programme_id = $1 and p.canonical_id = any($2) and ${SHOWN('p')} and ${personSeen('p')} order by p.id`,
    [programmeId, canonicalIds],
  );
  return rows;
}

const FILE_OF_BATCH = (programme: string, batch: string): string => `(select f.body::jsonb #>> '{}'
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
  body: string;
  recordedAt: Date;
  recordedBy: string | null;
}

/** Merges in force among these records, in order. */
export async function findMerges(client: PoolClient, programmeId: string, numbers: readonly number[]): Promise<MergeRow[]> {
  const { rows } = await client.query<MergeRow>(
    `select e.root_id as "entryId", e.body, e.recorded_at as "recordedAt", u.name as "recordedBy" from identity i
     join entry e on e.programme_id = i.programme_id and e.position = i.from_position
     left join app_user u on u.id = e.recorded_by
     left join batch b on b.programme_id = i.programme_id and b.number = i.batch
     where i.programme_id = $1 and (i.record_a = any($2) or i.record_b = any($2)) and i.to_position is null
       and (i.batch is null or (b.from_position is not null and b.to_position is null))
       and not exists (select from person m where m.programme_id = i.programme_id and m.number in (i.record_a, i.record_b)
         and not ${personSeen('m')})
     order by i.from_position`,
    [programmeId, numbers],
  );
  return rows;
}

/** Organisation each person was last seen with. */
export async function lastOrganisations(client: PoolClient, programmeId: string, numbers: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await client.query<{ person: number; name: string }>(
    `select distinct on (f.person) f.person, o.name from fact f
     join organisation o on o.programme_id = f.programme_id and o.number = f.organisation
     where f.programme_id = $1 and f.person = any($2) and f.to_position is null
       and ${processNumberSeen('f.programme_id', 'f.activity')}
     order by f.person, f.occurred_on desc, f.from_position desc`,
    [programmeId, numbers],
  );
  return new Map(rows.map((row) => [row.person, row.name]));
}

export interface RoleRow {
  organisationId: string;
  organisationName: string;
  organisationKind: string;
  position: string | null;
  from: string | null;
  to: string | null;
}

export async function findRoles(client: PoolClient, programmeId: string, personIds: readonly string[]): Promise<RoleRow[]> {
  const { rows } = await client.query<RoleRow>(
    `select distinct o.id as "organisationId", o.name as "organisationName", o.organisation_kind as "organisationKind",
       r.position_title as position, r.from_on as "from", r.to_on as "to"
     from role r join organisation o on o.programme_id = r.programme_id and o.id = r.organisation_id
     where r.programme_id = $1 and r.person_id = any($2) and ${SHOWN('r')} order by o.name`,
    [programmeId, personIds],
  );
  return rows;
}

export interface HistoryRow {
  entryId: string;
  kind: string;
  rootId: string;
  rootKind: string;
  occurredOn: string;
  recordedAt: Date;
  recordedBy: string | null;
  via: string;
  batchId: string | null;
  fileName: string | null;
  body: string;
  previousBody: string | null;
  note: string | null;
  processTitle: string | null;
}

/** What happened to these records, newest first: their own versions, and entries that name them. */
export async function findHistory(client: PoolClient, programmeId: string, personIds: readonly string[]): Promise<HistoryRow[]> {
  const { rows } = await client.query<HistoryRow>(
    `with named as (
       select position from entry_ref where programme_id = $1 and target = any($2)
       union select position from entry where programme_id = $1 and root_id = any($2)
       union select w.position from entry_ref r join entry m on m.programme_id = r.programme_id and m.position = r.position
         join entry w on w.programme_id = m.programme_id and w.root_id = m.id and w.kind = 'ledger.entry-withdrawn'
         where r.programme_id = $1 and r.target = any($2))
     select e.id as "entryId", e.kind, e.root_id as "rootId", root.kind as "rootKind", e.occurred_on as "occurredOn",
       e.recorded_at as "recordedAt", u.name as "recordedBy", e.via, e.batch_id as "batchId",
       ${FILE_OF_BATCH('e.programme_id', 'e.batch_id')} as "fileName", e.body,
       (select v.body from entry v where v.programme_id = e.programme_id and v.root_id = e.root_id
          and v.id = any(e.supersedes) order by v.position limit 1) as "previousBody",
       (select p.body::jsonb #>> '{}' from entry_private p
          where p.programme_id = e.programme_id and p.entry_id = e.id and p.part in ('note', 'reason') limit 1) as note,
       (select t.title from process t where t.programme_id = e.programme_id
          and t.id = (root.body::jsonb #>> '{payload,processId}')::uuid) as "processTitle"
     from named n join entry e on e.programme_id = $1 and e.position = n.position
     join entry root on root.programme_id = e.programme_id and root.id = e.root_id
     left join app_user u on u.id = e.recorded_by
     left join batch b on b.programme_id = e.programme_id and b.id = e.batch_id
     where (e.batch_id is null or b.from_position is not null) and ${entrySeen('e.programme_id', 'e.root_id')}
     order by e.position desc limit 500`,
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

export interface OrganisationRow {
  id: string;
  leafId: string;
  leaves: string[];
  occurredOn: string;
  conflictFields: string[];
  name: string;
  acronym: string | null;
  organisationKind: string;
  department: string | null;
  municipality: string | null;
  taxNumber: string | null;
  peopleCount: number;
  total: number;
}

export async function findOrganisations(
  client: PoolClient,
  programmeId: string,
  filter: { q?: string | undefined; kind?: string | undefined; cursor: number; limit: number },
): Promise<OrganisationRow[]> {
  const values: unknown[] = [programmeId];
  let where = searchCondition(filter.q, values);
  if (filter.kind !== undefined) {
    values.push(filter.kind);
    where += ` and p.organisation_kind = $${values.length}`;
  }
  values.push(filter.limit, filter.cursor);
  const { rows } = await client.query<OrganisationRow>(
    `select p.id, p.leaf_id as "leafId", ${leavesOf('p.programme_id', 'p.id', 'p.leaf_id')} as leaves,
       ${conflictFieldsOf('p.programme_id', 'p.id')} as "conflictFields",
       (select e.occurred_on from entry e where e.programme_id = p.programme_id and e.id = p.id) as "occurredOn", p.name, p.acronym, p.organisation_kind as "organisationKind", p.department,
       p.municipality, p.tax_number as "taxNumber", count(*) over () as total,
       (select count(distinct m.canonical_id) from fact f
          join person m on m.programme_id = f.programme_id and m.number = f.person
          left join batch fb on fb.programme_id = f.programme_id and fb.number = f.batch
          where f.programme_id = p.programme_id and f.organisation = p.number and f.to_position is null
            and (f.batch is null or (fb.from_position is not null and fb.to_position is null))
            and ${personSeen('m')}) as "peopleCount"
     from organisation p where p.programme_id = $1 and ${SHOWN('p')} ${where}
     order by p.name collate "es-x-icu", p.id limit $${values.length - 1} offset $${values.length}`,
    values,
  );
  return rows;
}

/** Every organisation in its present state, for matching in imports. */
export async function allOrganisations(
  client: PoolClient,
  programmeId: string,
): Promise<{ id: string; name: string; acronym: string | null; organisationKind: string }[]> {
  const { rows } = await client.query<{ id: string; name: string; acronym: string | null; organisationKind: string }>(
    `select p.id, p.name, p.acronym, p.organisation_kind as "organisationKind" from organisation p
     where p.programme_id = $1 and ${SHOWN('p')} order by p.id`,
    [programmeId],
  );
  return rows;
}

/** Shown records that meet any of these keys; `limit` per key, so that a name everybody has does not flood the answer. */
export async function findByKeys(client: PoolClient, programmeId: string, keys: readonly string[]): Promise<{ key: string; id: string }[]> {
  const { rows } = await client.query<{ key: string; id: string }>(
    // Step by step on purpose: young tables have no statistics, and the planner would join people first.
    `with hit as materialized (
       select i.key, k.person_id as id from unnest($2::text[]) as i(key)
       cross join lateral (select person_id from person_key where programme_id = $1 and key = i.key limit 200) k),
     shown as materialized (
       select p.id from person p where p.programme_id = $1 and p.id = any(array(select distinct id from hit)) and ${SHOWN('p')}
         and ${personSeen('p')})
     select hit.key, hit.id from hit join shown on shown.id = hit.id`,
    [programmeId, keys],
  );
  return rows;
}

export interface PairRow {
  a: string;
  b: string;
  score: number;
  explanation: unknown;
}

/** Suggested pairs on which nobody has decided and which are not one person already. */
export async function findOpenPairs(client: PoolClient, programmeId: string): Promise<PairRow[]> {
  const { rows } = await client.query<PairRow>(
    `select d.person_a as a, d.person_b as b, d.score, d.explanation from duplicate_pair d
     join person a on a.programme_id = d.programme_id and a.id = d.person_a
     join person b on b.programme_id = d.programme_id and b.id = d.person_b
     where d.programme_id = $1 and d.decided is null and a.canonical_id <> b.canonical_id
       and ${SHOWN('a')} and ${SHOWN('b')}
     order by d.score desc, d.person_a, d.person_b limit 500`,
    [programmeId],
  );
  return rows;
}

/** Remembers suggestions; a pair that was decided keeps its decision. */
export async function suggestPairs(
  client: PoolClient,
  programmeId: string,
  pairs: readonly { a: string; b: string; score: number; explanation: unknown }[],
): Promise<void> {
  if (pairs.length === 0) return;
  await client.query(
    `insert into duplicate_pair as d (programme_id, person_a, person_b, score, explanation, changed_position)
     select $1, least(i.a, i.b), greatest(i.a, i.b), i.score, i.explanation::jsonb, 0
     from unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::text[]) as i(a, b, score, explanation)
     where i.a <> i.b
     on conflict (programme_id, person_a, person_b) do update set score = excluded.score, explanation = excluded.explanation
     where d.decided is null`,
    [
      programmeId,
      pairs.map((pair) => pair.a),
      pairs.map((pair) => pair.b),
      pairs.map((pair) => pair.score),
      pairs.map((pair) => JSON.stringify(pair.explanation)),
    ],
  );
}

export async function countRegistry(
  client: PoolClient,
  programmeId: string,
): Promise<{ people: number; organisations: number }> {
  const { rows } = await client.query<{ people: number; organisations: number }>(
    `select (select count(distinct p.canonical_id) from person p where p.programme_id = $1 and ${SHOWN('p')}
         and ${personSeen('p')}) as people,
       (select count(*) from organisation p where p.programme_id = $1 and ${SHOWN('p')}) as organisations`,
    [programmeId],
  );
  return rows[0] ?? { people: 0, organisations: 0 };
}

/** Canonical id of each record. */
export async function canonicalIdsOf(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; canonical_id: string }>(
    'select id, canonical_id from person where programme_id = $1 and id = any($2)',
    [programmeId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.canonical_id]));
}
