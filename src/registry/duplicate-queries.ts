/** SQL of possible duplicates: who meets under a key, the queue of pairs, and how far a search is. */
import type { PoolClient } from 'pg';
import { personSeen } from '../access/scope-queries.ts';
import { searchCondition, SHOWN } from './queries.ts';
import { DOUBTFUL_SCORE_MIN } from './matching.ts';
import { PEOPLE, SUBJECTS, type Subject } from './subject.ts';

/** A key that more records share is left out: keys are made so that hardly any is, and rarer ones stand beside it. */
const KEY_RECORDS_MAX = 150;

/** Shown records, from the id `from` on, that meet any of these keys; a key that a crowd shares meets nobody. */
export async function findByKeys(
  client: PoolClient,
  programmeId: string,
  what: Subject,
  keys: readonly number[],
  from = '00000000-0000-0000-0000-000000000000',
): Promise<{ key: number; id: string }[]> {
  const { rows } = await client.query<{ key: number; id: string }>(
    // Step by step on purpose: young tables have no statistics, and the planner would join records first.
    `with hit as materialized (
       select i.key, unnest(k.ids) as id from unnest($2::integer[]) as i(key)
       cross join lateral (
         select array(select ${what.keyOwner} from ${what.keys} where programme_id = $1 and key = i.key
             and ${what.keyOwner} >= $3::uuid limit ${KEY_RECORDS_MAX + 1}) as ids offset 0) k
       where cardinality(k.ids) <= ${KEY_RECORDS_MAX}),
     shown as materialized (
       select p.id from (select distinct id from hit) h
       cross join lateral (select * from ${what.records} where programme_id = $1 and id = h.id limit 1) p
       where ${SHOWN('p')} and ${what === PEOPLE ? personSeen('p') : 'true'})
     select hit.key, hit.id from hit join shown on shown.id = hit.id`,
    [programmeId, keys, from],
  );
  return rows;
}

/** Canonical id of each record. */
export async function canonicalIdsOf(
  client: PoolClient,
  programmeId: string,
  { records }: Subject,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; canonical_id: string }>(
    `select id, canonical_id from ${records} where programme_id = $1 and id = any($2)`,
    [programmeId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.canonical_id]));
}

export interface OrganisationMatchRow {
  id: string;
  name: string;
  acronym: string | null;
  organisationKind: string;
  municipality: string | null;
  taxNumber: string | null;
  phones: string[];
  email: string | null;
}

export async function findOrganisationRows(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<OrganisationMatchRow[]> {
  const { rows } = await client.query<OrganisationMatchRow>(
    `select id, name, acronym, organisation_kind as "organisationKind", municipality, tax_number as "taxNumber",
       array(select p ->> 'number' from jsonb_array_elements(contact -> 'phones') p) as phones, contact ->> 'email' as email
     from organisation where programme_id = $1 and id = any($2)`,
    [programmeId, ids],
  );
  return rows;
}

export interface SuggestedPair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly explanation: unknown;
}

/** Remembers suggestions; a pair that was decided keeps its decision. */
export async function suggestPairs(client: PoolClient, programmeId: string, what: Subject, pairs: readonly SuggestedPair[]): Promise<void> {
  if (pairs.length === 0) return;
  await client.query(
    `insert into ${what.pairs} as d (programme_id, ${what.a}, ${what.b}, score, explanation, changed_position)
     select $1, least(i.a, i.b), greatest(i.a, i.b), i.score, i.explanation::jsonb, 0
     from unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::text[]) as i(a, b, score, explanation)
     where i.a <> i.b
     on conflict (programme_id, ${what.a}, ${what.b}) do update
       set score = excluded.score, explanation = excluded.explanation where d.decided is null`,
    [
      programmeId,
      pairs.map((pair) => pair.a),
      pairs.map((pair) => pair.b),
      pairs.map((pair) => pair.score),
      pairs.map((pair) => JSON.stringify(pair.explanation)),
    ],
  );
}

export interface PairRow {
  a: string;
  b: string;
  score: number;
  explanation: unknown;
  /** Where the list goes on after this pair. */
  cursor: string;
}

export interface PairFilter {
  readonly q?: string | undefined;
  readonly scoreMin: number;
  readonly scoreMax: number;
}

/** The words by which a person is found, all their records together. */
const PERSON_WORDS = `(select array_to_string(l.words, ' ') from person_line l
  where l.programme_id = p.programme_id and l.id = p.canonical_id)`;

/** A pair `d` that is asked for and on which nobody has decided, whatever became of its records. */
function isUndecided(what: Subject, filter: PairFilter, values: unknown[]): string {
  values.push(filter.scoreMin, filter.scoreMax);
  const score = `d.score between $${values.length - 1} and $${values.length}`;
  const words = searchCondition(filter.q, values, what === PEOPLE ? PERSON_WORDS : 'p.search');
  const named = words === '' ? '' : `and (exists (select from ${what.records} p where p.programme_id = d.programme_id
    and p.id in (d.${what.a}, d.${what.b}) ${words}))`;
  return `d.programme_id = $1 and d.decided is null and ${score} ${named}`;
}

/** Both records `a` and `b` of a pair are shown, and are not one already. */
const IS_OPEN = `a.canonical_id <> b.canonical_id and ${SHOWN('a')} and ${SHOWN('b')}`;

/** Place of a pair in the queue: what was put off comes last, then the score, then the ids. */
const place = ({ a, b }: Subject): string => `(coalesce(d.postponed_at, '-infinity'::timestamptz), -d.score, d.${a}, d.${b})`;

/** Suggested pairs on which nobody has decided and which are not one already, from a place of the queue on. */
export async function findOpenPairs(
  client: PoolClient,
  programmeId: string,
  what: Subject,
  filter: PairFilter & { readonly after: string | null; readonly limit: number },
): Promise<PairRow[]> {
  const values: unknown[] = [programmeId];
  const undecided = isUndecided(what, filter, values);
  const [postponed, score, a, b] = filter.after?.split('~') ?? [];
  let after = '';
  if (a !== undefined && b !== undefined) {
    values.push(postponed ?? 'never', score, a, b);
    const at = values.length;
    after = `and ${place(what)} > (case when $${at - 3} = 'never' then '-infinity' else to_timestamp($${at - 3}::float8 / 1000000) end, $${at - 2}::integer, $${at - 1}::uuid, $${at}::uuid)`;
  }
  values.push(filter.limit);
  const { rows } = await client.query<PairRow>(
    `select d.${what.a} as a, d.${what.b} as b, d.score, d.explanation,
       concat_ws('~', coalesce((extract(epoch from d.postponed_at) * 1000000)::bigint::text, 'never'), -d.score, d.${what.a}, d.${what.b}) as cursor
     from ${what.pairs} d
     join ${what.records} a on a.programme_id = d.programme_id and a.id = d.${what.a}
     join ${what.records} b on b.programme_id = d.programme_id and b.id = d.${what.b}
     where ${undecided} and ${IS_OPEN} ${after}
     order by coalesce(d.postponed_at, '-infinity'::timestamptz), -d.score, d.${what.a}, d.${what.b} limit $${values.length}`,
    values,
  );
  return rows;
}

/**
 * How many pairs wait. Only records that stand apart (merged into another, withdrawn, of an import that is not open) keep a pair
 * from waiting, and they are few: the two of any other pair need not be looked up.
 */
export async function countOpenPairs(client: PoolClient, programmeId: string, what: Subject, filter: PairFilter): Promise<number> {
  const values: unknown[] = [programmeId];
  const { rows } = await client.query<{ count: number }>(
    `with apart as materialized (
       select id from ${what.records} where programme_id = $1 and (canonical_id <> id or withdrawn)
       union all
       select e.id from batch n join entry e on e.programme_id = n.programme_id and e.batch_id = n.id
       where n.programme_id = $1 and (n.from_position is null or n.to_position is not null))
     select count(*) as count from ${what.pairs} d
     where ${isUndecided(what, filter, values)} and case
       when d.${what.a} in (select id from apart) or d.${what.b} in (select id from apart) then exists (
         select from ${what.records} a join ${what.records} b on b.programme_id = a.programme_id
         where a.programme_id = d.programme_id and a.id = d.${what.a} and b.id = d.${what.b} and ${IS_OPEN})
       else true end`,
    values,
  );
  return rows[0]?.count ?? 0;
}

/** How many pairs of both queues wait. */
export async function countWaiting(client: PoolClient, programmeId: string): Promise<number> {
  let waiting = 0;
  for (const what of SUBJECTS) waiting += await countOpenPairs(client, programmeId, what, { scoreMin: DOUBTFUL_SCORE_MIN, scoreMax: 100 });
  return waiting;
}

/** Puts a pair at the end of the queue. */
export async function postponePair(
  client: PoolClient,
  programmeId: string,
  { pairs, a, b }: Subject,
  [one, other]: readonly [string, string],
  at: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update ${pairs} set postponed_at = $4 where programme_id = $1 and ${a} = least($2::uuid, $3::uuid)
       and ${b} = greatest($2::uuid, $3::uuid)`,
    [programmeId, one, other, at],
  );
  return rowCount === 1;
}

export interface DistinctionRow {
  entryId: string;
  leafId: string;
  decided: 'same' | 'different';
  a: string;
  b: string;
  recordedAt: Date;
  recordedBy: string | null;
}

/** What was said of pairs last, newest first: what may be taken back. */
export async function findDecisions(
  client: PoolClient,
  programmeId: string,
  what: Subject,
  decided: readonly DistinctionRow['decided'][],
  limit: number,
): Promise<DistinctionRow[]> {
  const { rows } = await client.query<DistinctionRow>(
    `select e.root_id as "entryId", e.id as "leafId", d.decided, d.${what.a} as a, d.${what.b} as b, e.recorded_at as "recordedAt", u.name as "recordedBy"
     from ${what.pairs} d join entry e on e.programme_id = d.programme_id and e.position = d.decided_position
     left join app_user u on u.id = e.recorded_by
     where d.programme_id = $1 and d.decided = any($2) order by d.decided_position desc limit $3`,
    [programmeId, decided, limit],
  );
  return rows;
}

export interface SharedSessionRow {
  processTitle: string;
  sessionNumber: number;
  heldOn: string;
}

/** Sessions in which both people, all their records together, are marked present. */
export async function findSharedSessions(client: PoolClient, programmeId: string, one: string, other: string): Promise<SharedSessionRow[]> {
  const { rows } = await client.query<SharedSessionRow>(
    `with sat as (
       select p.canonical_id, f.occasion from person r
       join person p on p.programme_id = r.programme_id and p.canonical_id = r.canonical_id
       join fact f on f.programme_id = p.programme_id and f.person = p.number and f.to_position is null and f.occasion is not null
       left join batch b on b.programme_id = f.programme_id and b.number = f.batch
       where r.programme_id = $1 and r.id in ($2, $3)
         and (f.batch is null or (b.from_position is not null and b.to_position is null)))
     select t.title as "processTitle", s.session_number as "sessionNumber", s.held_on as "heldOn" from session s
     join process t on t.programme_id = s.programme_id and t.id = s.process_id
     where s.programme_id = $1 and not s.withdrawn
       and s.number in (select occasion from sat group by occasion having count(distinct canonical_id) > 1)
     order by s.held_on, s.session_number`,
    [programmeId, one, other],
  );
  return rows;
}
