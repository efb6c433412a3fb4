/** SQL around a merge: the two sides, what was recorded since, and what would speak against it. */
import type { PoolClient } from 'pg';
import type { ConsentPurpose, FORMAL_STATUSES } from './entries.ts';
import { organisationContact } from './particulars.ts';
import { emailMasked, masked } from './people.ts';
import { COUNTS, FILE_OF_BATCH, SHOWN } from './queries.ts';
import type { Subject } from './subject.ts';

export interface OrganisationSideRow {
  id: string;
  leafId: string;
  name: string;
  acronym: string | null;
  organisationKind: string;
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
  peopleCount: number;
  phonesMasked: string[];
  emailMasked: string | null;
  registeredFrom: string | null;
  registeredAt: string;
}

/** Records of organisations as a comparison shows them, by id. */
export async function findOrganisationSides(
  client: PoolClient,
  programmeId: string,
  ids: readonly string[],
): Promise<Map<string, OrganisationSideRow>> {
  const { rows } = await client.query<Omit<OrganisationSideRow, 'registeredAt' | 'phonesMasked' | 'emailMasked'> & { registeredAt: Date; contact: unknown }>(
    `select p.id, p.leaf_id as "leafId", p.name, p.acronym, p.organisation_kind as "organisationKind", p.department,
       p.municipality, p.tax_number as "taxNumber", p.sector, p.value_chain as "valueChain", p.formal_status as "formalStatus",
       p.members_women as "membersWomen", p.members_men as "membersMen", p.members_unknown as "membersUnknown", p.exports, p.contact, e.recorded_at as "registeredAt",
       ${FILE_OF_BATCH('p.programme_id', 'p.batch_id')} as "registeredFrom",
       (select count(distinct m.canonical_id) from fact f
          join person m on m.programme_id = f.programme_id and m.number = f.person
          where f.programme_id = p.programme_id and f.organisation = p.number and ${COUNTS('f')}) as "peopleCount"
     from organisation p join entry e on e.programme_id = p.programme_id and e.id = p.id
     where p.programme_id = $1 and p.id = any($2) and ${SHOWN('p')}`,
    [programmeId, ids],
  );
  return new Map(rows.map(({ contact, ...row }) => [row.id, { ...row, ...contactMasked(contact), registeredAt: row.registeredAt.toISOString() }]));
}

/** Its telephones, those of its people too, and its e-mail. */
function contactMasked(contact: unknown): Pick<OrganisationSideRow, 'phonesMasked' | 'emailMasked'> {
  const known = organisationContact.nullable().parse(contact);
  if (known === null) return { phonesMasked: [], emailMasked: null };
  const numbers = [...known.phones.map(({ number }) => number), ...known.persons.flatMap(({ phone }) => phone ?? [])];
  return { phonesMasked: [...new Set(numbers)].map((number) => masked(number) ?? ''), emailMasked: emailMasked(known.email) };
}

export interface ConsentOfRow {
  canonicalId: string;
  purpose: ConsentPurpose;
  given: boolean;
  statedOn: string;
}

/** The latest statement of each purpose, of any record of each of these people. */
export async function findConsentsOfPeople(client: PoolClient, programmeId: string, canonicalIds: readonly string[]): Promise<ConsentOfRow[]> {
  const { rows } = await client.query<ConsentOfRow>(
    `select distinct on (p.canonical_id, c.purpose) p.canonical_id as "canonicalId", c.purpose, c.given, c.stated_on as "statedOn"
     from person p join consent c on c.programme_id = p.programme_id and c.person_id = p.id
     where p.programme_id = $1 and p.canonical_id = any($2) and ${SHOWN('p')} and ${SHOWN('c')}
     order by p.canonical_id, c.purpose, c.stated_on desc, c.changed_position desc`,
    [programmeId, canonicalIds],
  );
  return rows;
}

/** What records are called. */
export async function namesOf(client: PoolClient, programmeId: string, what: Subject, ids: readonly string[]): Promise<Map<string, string>> {
  const name = what.what === 'people' ? `concat_ws(' ', given_names, surnames)` : 'name';
  const { rows } = await client.query<{ id: string; name: string }>(
    `select id, ${name} as name from ${what.records} where programme_id = $1 and id = any($2)`,
    [programmeId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** A thing of which something was recorded since a merge. `records`: those of the merged person or organisation. */
export interface SinceMergeRow {
  entryId: string;
  /** Of the last of its versions. */
  recordedAt: Date;
  recordedBy: string | null;
  records: string[];
}

/**
 * Things of which a version recorded after the merge `mergeId` names a record of either side, but for those of the kinds
 * `without`; the newest last. Empty where the merge is not in force.
 */
export async function findRootsSinceMerge(
  client: PoolClient,
  programmeId: string,
  what: Subject,
  mergeId: string,
  without: readonly string[],
): Promise<SinceMergeRow[]> {
  const { rows } = await client.query<SinceMergeRow>(
    `with merge as (
       select e.position, (e.body::jsonb #>> '{payload,${what.merged},0}')::uuid as a from entry e
       join ${what.edges} i on i.programme_id = e.programme_id and i.from_position = e.position and i.to_position is null
       where e.programme_id = $1 and e.root_id = $2 and e.kind = $3),
     record as (
       select r.id from merge join ${what.records} p on p.programme_id = $1 and p.id = merge.a
       join ${what.records} r on r.programme_id = p.programme_id and r.canonical_id = p.canonical_id),
     root as (
       select distinct e.root_id from merge cross join entry_ref t join record on record.id = t.target
       join entry e on e.programme_id = t.programme_id and e.position = t.position
       where t.programme_id = $1 and t.position > merge.position and e.kind <> all($4)),
     last as (
       select distinct on (v.root_id) v.* from root join entry v on v.programme_id = $1 and v.root_id = root.root_id
       order by v.root_id, v.position desc)
     select l.root_id as "entryId", l.recorded_at as "recordedAt", u.name as "recordedBy", (select array_agg(id) from record) as records
     from last l left join app_user u on u.id = l.recorded_by
     left join batch b on b.programme_id = l.programme_id and b.id = l.batch_id
     where l.batch_id is null or (b.from_position is not null and b.to_position is null)
     order by l.position`,
    [programmeId, mergeId, what.mergedKind, without],
  );
  return rows;
}

export interface NamesSaid {
  processTitle: string | null;
  sessionNumber: number | null;
  organisationName: string | null;
  /** Empty where it names nobody. */
  personName: string;
}

/** Words for the things that payloads name, in their order. */
export async function findNamesSaid(
  client: PoolClient,
  programmeId: string,
  said: readonly { readonly processId: string | null; readonly sessionId: string | null; readonly organisationId: string | null; readonly personId: string | null }[],
): Promise<NamesSaid[]> {
  if (said.length === 0) return [];
  const { rows } = await client.query<NamesSaid>(
    `select t.title as "processTitle", s.session_number as "sessionNumber", o.name as "organisationName",
       concat_ws(' ', p.given_names, p.surnames) as "personName"
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) with ordinality as i(process, session, organisation, person, place)
     left join session s on s.programme_id = $1 and s.id = i.session
     left join process t on t.programme_id = $1 and t.id = coalesce(i.process, s.process_id)
     left join organisation o on o.programme_id = $1 and o.id = i.organisation
     left join person p on p.programme_id = $1 and p.id = i.person
     order by i.place`,
    [programmeId, said.map((it) => it.processId), said.map((it) => it.sessionId), said.map((it) => it.organisationId), said.map((it) => it.personId)],
  );
  return rows;
}
