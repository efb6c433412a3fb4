/** SQL of conflicts on screen: which things are in conflict, who wrote what, how things are called. */
import type { PoolClient } from 'pg';
import { entrySeen, IS_NARROWED, personSeen, recordedFor } from '../access/scope-queries.ts';

export interface ConflictRow {
  rootId: string;
  from: number;
  since: Date;
  fields: string[];
  total: number;
}

/** A page of what readers ask for: below a position, so many rows. */
export interface PageAsked {
  readonly cursor?: number | undefined;
  readonly limit: number;
  /** Kinds the reader may not see. */
  readonly hidden?: readonly string[];
}

/** The batch of an entry, if it came in one, is open. */
const IN_OPEN_BATCH = (entry: string): string => `(${entry}.batch_id is null or exists (select from batch ob
  where ob.programme_id = ${entry}.programme_id and ob.id = ${entry}.batch_id and ob.from_position is not null and ob.to_position is null))`;

/** Id that the first entry of a thing names in its payload. */
const NAMED = (field: string): string => `(r.body::jsonb #>> '{payload,${field}}')::uuid`;

/** One page of the things in conflict that the reader may see, newest first. `words` are searched in names; of somebody whom a partner sees in part, in the names that the partner sees. */
export async function findConflicts(
  client: PoolClient,
  programmeId: string,
  asked: PageAsked & { readonly words: readonly string[] },
): Promise<ConflictRow[]> {
  const { rows } = await client.query<ConflictRow>(
    `with seen as (
       select d.root_id, d.from_position, d.fields from divergence d
       join entry r on r.programme_id = d.programme_id and r.id = d.root_id
       where d.programme_id = $1 and d.to_position is null and cardinality(d.fields) > 0
         and ${IN_OPEN_BATCH('r')} and ${entrySeen('d.programme_id', 'd.root_id')} and r.kind <> all($5::text[])
         and (cardinality($4::text[]) = 0
           or exists (select from person p where p.programme_id = d.programme_id and p.id in (d.root_id, ${NAMED('personId')})
             and case when ${IS_NARROWED} then exists (select from person ps where ps.programme_id = p.programme_id
                 and ps.canonical_id = p.canonical_id and ${personSeen('ps')}
                 and translate(lower(ps.given_names || ' ' || ps.surnames), 'áéíóúüñ', 'aeiouun') like all($4))
               else (select array_to_string(l.words, ' ') from person_line l
                 where l.programme_id = p.programme_id and l.id = p.canonical_id) like all($4) end)
           or exists (select from organisation o where o.programme_id = d.programme_id
             and o.id in (d.root_id, ${NAMED('organisationId')}) and o.search like all($4))
           or exists (select from process a where a.programme_id = d.programme_id and a.id in (d.root_id, ${NAMED('processId')})
             and translate(lower(a.code || ' ' || a.title), 'áéíóúüñ', 'aeiouun') like all($4))))
     select s.root_id as "rootId", s.from_position as "from", e.recorded_at as since, s.fields,
       (select count(*) from seen) as total
     from seen s join entry e on e.programme_id = $1 and e.position = s.from_position
     where $2::bigint is null or s.from_position < $2
     order by s.from_position desc limit $3`,
    [programmeId, asked.cursor ?? null, asked.limit, asked.words.map((word) => `%${word}%`), asked.hidden ?? []],
  );
  return rows;
}

/** Ids of the things in conflict that the reader may see, in order; `ids` narrows to some. Without these kinds. */
export async function findOpenConflicts(
  client: PoolClient,
  programmeId: string,
  hidden: readonly string[],
  by: { readonly after: string | null; readonly limit: number } | { readonly ids: readonly string[] },
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select d.root_id as id from divergence d join entry r on r.programme_id = d.programme_id and r.id = d.root_id
     where d.programme_id = $1 and d.to_position is null and cardinality(d.fields) > 0 and r.kind <> all($2::text[])
       and ($3::uuid[] is null or d.root_id = any($3)) and ($4::uuid is null or d.root_id > $4)
       and ${IN_OPEN_BATCH('r')} and ${entrySeen('d.programme_id', 'd.root_id')}
     order by d.root_id limit $5`,
    [programmeId, hidden, 'ids' in by ? by.ids : null, 'after' in by ? by.after : null, 'limit' in by ? by.limit : null],
  );
  return rows.map(({ id }) => id);
}

/** Things that are or were in conflict, of these; and those in conflict that name one of these. */
export async function findConflictsTouched(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select d.root_id as id from divergence d where d.programme_id = $1 and d.root_id = any($2)
     union select d.root_id from divergence d join entry e on e.programme_id = d.programme_id and e.root_id = d.root_id
       join entry_ref r on r.programme_id = e.programme_id and r.position = e.position
     where d.programme_id = $1 and d.to_position is null and r.target = any($2)`,
    [programmeId, ids],
  );
  return rows.map(({ id }) => id);
}

/** Whether the reader may see a thing: it is theirs, and its import, if it came in one, is open. */
export async function mayRead(client: PoolClient, programmeId: string, rootId: string): Promise<boolean> {
  const { rows } = await client.query(
    `select from entry r where r.programme_id = $1 and r.id = $2 and r.root_id = r.id and ${IN_OPEN_BATCH('r')}
       and ${entrySeen('r.programme_id', 'r.id')}`,
    [programmeId, rootId],
  );
  return rows.length > 0;
}

export interface AuthorRow {
  entryId: string;
  recordedBy: string | null;
  role: string | null;
  recordedAt: Date;
  via: string;
  note: string | null;
}

/** Who recorded these entries, when, through which door, and how they say they know. */
export async function findAuthors(client: PoolClient, programmeId: string, entryIds: readonly string[]): Promise<Map<string, AuthorRow>> {
  if (entryIds.length === 0) return new Map();
  const { rows } = await client.query<AuthorRow>(
    `select e.id as "entryId", u.name as "recordedBy", m.role, e.recorded_at as "recordedAt", e.via,
       (select p.body::jsonb #>> '{}' from entry_private p where p.programme_id = e.programme_id and p.entry_id = e.id
          and p.part in ('note', 'reason') order by p.part limit 1) as note
     from entry e left join app_user u on u.id = e.recorded_by
     left join membership m on m.programme_id = e.programme_id and m.user_id = e.recorded_by
     where e.programme_id = $1 and e.id = any($2)`,
    [programmeId, entryIds],
  );
  return new Map(rows.map((row) => [row.entryId, row]));
}

export interface NamedRow {
  id: string;
  /** `other`: a member of the programme. */
  what: 'person' | 'organisation' | 'process' | 'session' | 'other';
  label: string;
  number: number | null;
}

/** How these things are called, people first. Ids that are no person, organisation, process, session or member are left out. */
export async function findNames(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<Map<string, NamedRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<NamedRow>(
    `select id, 'person' as what, trim(given_names || ' ' || surnames) as label, null::int as number
       from person p where programme_id = $1 and id = any($2) and ${personSeen('p')}
     union all select s.id, 'session', a.title, s.session_number from session s
       join process a on a.programme_id = s.programme_id and a.id = s.process_id where s.programme_id = $1 and s.id = any($2)
     union all select id, 'process', title, null from process where programme_id = $1 and id = any($2)
     union all select id, 'organisation', name, null from organisation where programme_id = $1 and id = any($2)
     union all select m.user_id, 'other', u.name, null from membership m join app_user u on u.id = m.user_id
       where m.programme_id = $1 and m.user_id = any($2)`,
    [programmeId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface WaitingEntryRow {
  id: string;
  kind: string;
  position: number;
  recordedAt: Date;
  recordedBy: string | null;
  via: string;
  rootId: string;
  rootIsIn: boolean;
  missingCount: number;
  body: string;
  total: number;
}

/** One page of the entries that wait, newest first: the reader's own, and those about what the reader may see. */
export async function findWaitingEntries(client: PoolClient, programmeId: string, asked: PageAsked): Promise<WaitingEntryRow[]> {
  const { rows } = await client.query<WaitingEntryRow>(
    `with waits as (
       select w.entry_id, w.root_id, count(*)::int as missing from entry_waiting w
       where w.programme_id = $1 and w.until_position is null group by w.entry_id, w.root_id),
     seen as (
       select e.*, w.missing from waits w join entry e on e.programme_id = $1 and e.id = w.entry_id
       where e.kind <> all($4::text[]) and (${recordedFor('e')} or ${entrySeen('e.programme_id', 'e.root_id')}))
     select s.id, s.kind, s.position, s.recorded_at as "recordedAt", u.name as "recordedBy", s.via, s.root_id as "rootId",
       exists (select from entry r where r.programme_id = $1 and r.id = s.root_id) as "rootIsIn", s.missing as "missingCount",
       s.body, (select count(*) from seen) as total
     from seen s left join app_user u on u.id = s.recorded_by
     where $2::bigint is null or s.position < $2 order by s.position desc limit $3`,
    [programmeId, asked.cursor ?? null, asked.limit, asked.hidden ?? []],
  );
  return rows;
}
