/**
 * SQL of what a member narrowed to a partner sees. Reads set `digna.scope` (see `inProgramme`) and put these conditions
 * into their queries; where nothing is set, everything passes. The door in asks the same with the partner as a value.
 */
import type { PoolClient } from 'pg';

/** The partner this transaction is narrowed to, or null. */
const SCOPE = "(select nullif(current_setting('digna.scope', true), '')::uuid)";

/** Whether this transaction is narrowed to a partner. */
export const IS_NARROWED = `(${SCOPE} is not null)`;

/** The programme of this transaction: what is asked of it alone is looked up once, and not for each person. */
const PROGRAMME = "(select nullif(current_setting('digna.programme', true), '')::uuid)";

/** A row of `process` under this alias is the partner's. */
export function processSeen(process: string, scope = SCOPE): string {
  return `(${scope} is null or ${process}.partner_id = ${scope})`;
}

/** The process with this id is the partner's. `programme` and `id` are expressions. */
export function processIdSeen(programme: string, id: string, scope = SCOPE): string {
  return `(${scope} is null or exists (select from process sp where sp.programme_id = ${programme} and sp.id = ${id}
    and sp.partner_id = ${scope}))`;
}

/** The process with this number (position of its first entry) is the partner's. */
export function processNumberSeen(programme: string, number: string): string {
  return `(${SCOPE} is null or exists (select from process sn where sn.programme_id = ${programme} and sn.number = ${number}
    and sn.partner_id = ${SCOPE}))`;
}

/** An entry was recorded for the partner. */
export function recordedFor(entry: string): string {
  return `(${SCOPE} is null or ${entry}.recorded_for = ${SCOPE})`;
}

/** A record of `person` was registered for the partner, or took part in one of its processes, or is registered for one. */
export function personSeen(person: string, scope = SCOPE): string {
  return `(${scope} is null
    or exists (select from entry se where se.programme_id = ${person}.programme_id and se.id = ${person}.id
      and se.recorded_for = ${scope})
    or exists (select from fact sf left join batch sb on sb.programme_id = sf.programme_id and sb.number = sf.batch
      where sf.programme_id = ${person}.programme_id and sf.person = ${person}.number and sf.to_position is null
        and (sf.batch is null or (sb.from_position is not null and sb.to_position is null))
        and sf.activity = any(array(select sq.number from process sq where sq.programme_id = ${PROGRAMME} and sq.partner_id = ${scope} and not sq.withdrawn)))
    or exists (select from registration sr join process so on so.programme_id = sr.programme_id and so.id = sr.process_id
      where sr.programme_id = ${person}.programme_id and sr.person_id = ${person}.id and not sr.withdrawn
        and so.partner_id = ${scope} and not so.withdrawn))`;
}

/** The person with this number is seen. `offset 0`: looked up one by one; the planner would first find out of everybody. */
export function personNumberSeen(programme: string, number: string): string {
  return `(${SCOPE} is null or exists (select from person pn where pn.programme_id = ${programme} and pn.number = ${number}
    and ${personSeen('pn')} offset 0))`;
}

/** A line of `person_line`: any record of the person is seen. */
export function personLineSeen(line: string): string {
  return `(${SCOPE} is null or exists (select from person ps where ps.programme_id = ${line}.programme_id
    and ps.canonical_id = ${line}.id and ${personSeen('ps')}))`;
}

/** How many people a reader sees: everybody who is not narrowed; of a partner few, who are read first, or many, who are not. */
export type PeopleSeen = 'everybody' | 'few' | 'many';

/** Up to so many statements, a partner's people are read first, in about 100 ms; of more, few lines are passed over. */
const FEW_MAX = 10_000;

export async function howManySeen(client: PoolClient, programmeId: string): Promise<PeopleSeen> {
  const some = (rows: string): string => `(select count(*) from (select from ${rows} limit ${FEW_MAX + 1}) c)`;
  const { rows } = await client.query<{ everybody: boolean; said: number }>(
    `select ${SCOPE} is null as everybody, case when ${SCOPE} is null then 0 else
       ${some(`entry where programme_id = $1 and recorded_for = ${SCOPE}`)}
       + ${some(`process sq join fact sf on sf.programme_id = sq.programme_id and sf.activity = sq.number where sq.programme_id = $1 and sq.partner_id = ${SCOPE}`)}
       + ${some(`process so join registration sr on sr.programme_id = so.programme_id and sr.process_id = so.id where so.programme_id = $1 and so.partner_id = ${SCOPE}`)}
       end as said`,
    [programmeId],
  );
  const [found] = rows;
  if (found?.everybody === true) return 'everybody';
  return (found?.said ?? 0) > FEW_MAX ? 'many' : 'few';
}

/** As a common table expression `seen`: canonical ids of everybody whom `personSeen` lets through, for a reader who is narrowed. `$1` is the programme. */
export const SEEN_PEOPLE = `seen as materialized (
  select p.canonical_id as id from entry se join person p on p.programme_id = se.programme_id and p.id = se.id
    where se.programme_id = $1 and se.recorded_for = ${SCOPE}
  union select p.canonical_id from (select distinct sf.person from process sq
    join fact sf on sf.programme_id = sq.programme_id and sf.activity = sq.number and sf.to_position is null
    left join batch sb on sb.programme_id = sf.programme_id and sb.number = sf.batch
    where sq.programme_id = $1 and sq.partner_id = ${SCOPE} and not sq.withdrawn
      and (sf.batch is null or (sb.from_position is not null and sb.to_position is null))) n
    join person p on p.programme_id = $1 and p.number = n.person
  union select p.canonical_id from process so
    join registration sr on sr.programme_id = so.programme_id and sr.process_id = so.id and not sr.withdrawn
    join person p on p.programme_id = sr.programme_id and p.id = sr.person_id
    where so.programme_id = $1 and so.partner_id = ${SCOPE} and not so.withdrawn)`;

/** As `personLineSeen`, of lines one by one: for a reader who sees so many that few are passed over. */
export function personLineSeenEach(line: string): string {
  return `exists (select from person ps where ps.programme_id = ${line}.programme_id and ps.canonical_id = ${line}.id
    and ${personSeen('ps')} offset 0)`;
}

/**
 * What the entry with this id speaks of is the partner's: its process where it names one, else the process, the person
 * or the role it introduced, or whatever was recorded for the partner.
 */
export function entrySeen(programme: string, rootId: string, scope = SCOPE): string {
  const process = "sx.body::jsonb #>> '{payload,processId}'";
  return `(${scope} is null or exists (select from entry sx where sx.programme_id = ${programme} and sx.id = ${rootId}
    and case when ${process} is not null then ${processIdSeen('sx.programme_id', `(${process})::uuid`, scope)}
      else sx.recorded_for = ${scope}
        or exists (select from process sy where sy.programme_id = sx.programme_id and sy.id = sx.id and ${processSeen('sy', scope)})
        or exists (select from person sz where sz.programme_id = sx.programme_id and sz.id = sx.id and ${personSeen('sz', scope)})
        or exists (select from role sr join person sw on sw.programme_id = sr.programme_id and sw.id = sr.person_id
          where sr.programme_id = sx.programme_id and sr.entry_id = sx.id and ${personSeen('sw', scope)}) end))`;
}

/** Ids of the partner's processes. */
export async function findProcessesOfPartner(client: PoolClient, programmeId: string, partnerId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('select id from process where programme_id = $1 and partner_id = $2', [
    programmeId,
    partnerId,
  ]);
  return rows.map(({ id }) => id);
}

export interface Named {
  readonly processes: readonly string[];
  readonly people: readonly string[];
  /** First entries that are to be corrected or withdrawn. */
  readonly roots: readonly string[];
  /** Imports that are to be withdrawn. */
  readonly batches: readonly string[];
}

/** Which of these things are the partner's; one set, as ids are unique. */
export async function findOfPartner(client: PoolClient, programmeId: string, partnerId: string, named: Named): Promise<Set<string>> {
  const partner = '$3::uuid';
  const ask = async (sql: string, ids: readonly string[]): Promise<string[]> => {
    if (ids.length === 0) return [];
    const { rows } = await client.query<{ id: string }>(sql, [programmeId, ids, partnerId]);
    return rows.map(({ id }) => id);
  };
  return new Set([
    ...(await ask(`select id from process t where programme_id = $1 and id = any($2) and ${processSeen('t', partner)}`, named.processes)),
    // By any of their records: lists name a person by the one that stands for all.
    ...(await ask(
      `select t.id from person t where t.programme_id = $1 and t.id = any($2) and exists (select from person ts
         where ts.programme_id = t.programme_id and ts.canonical_id = t.canonical_id and ${personSeen('ts', partner)})`,
      named.people,
    )),
    ...(await ask(
      `select id from entry t where programme_id = $1 and id = any($2) and ${entrySeen('t.programme_id', 't.id', partner)}`,
      named.roots,
    )),
    ...(await ask(
      `select t.id from batch t join entry o on o.programme_id = t.programme_id and o.position = t.from_position
       where t.programme_id = $1 and t.id = any($2) and ${entrySeen('o.programme_id', 'o.id', partner)}`,
      named.batches,
    )),
  ]);
}

/** Whether what this entry speaks of is the partner's to whom the transaction is narrowed; true where it is not narrowed. */
export async function isEntrySeen(client: PoolClient, programmeId: string, rootId: string): Promise<boolean> {
  const { rows } = await client.query<{ seen: boolean }>(`select ${entrySeen('$1::uuid', '$2::uuid')} as seen`, [programmeId, rootId]);
  return rows[0]?.seen ?? false;
}

/** Kind of each of these entries that the ledger has already. */
export async function findKindsOf(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; kind: string }>('select id, kind from entry where programme_id = $1 and id = any($2)', [
    programmeId,
    ids,
  ]);
  return new Map(rows.map(({ id, kind }) => [id, kind]));
}
