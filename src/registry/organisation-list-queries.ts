/**
 * SQL of the list of organisations: pages in order, by the last line of the page before. Words are looked up in
 * `organisation_word`, which stands in the order of the list; see migrations/2026-11-29-70-organisation-words.sql for why.
 */
import type { PoolClient } from 'pg';
import type { OrganisationSort, Place } from './list-filter.ts';
import { COLUMNS, LINES, type OrganisationRow } from './organisation-queries.ts';

/** Most lines counted; beyond it a list says "more than". */
const COUNTED_MAX = 10_000;
const COUNTED_MAX_FOUND = 1_000;
/** Bearers of a word looked at to count them. */
const BEARERS_LOOKED_AT_MAX = 3_000;
/** From here a list in another order than the names' is read in its order until it has a page that bears the word. */
const COMMON_MIN = 5_000;
/** What one word typed may stand for. */
const WORDS_MAX = 200;
const NUMBERS_MAX = 2_000;

export interface Term {
  readonly word: string;
  readonly organisations: number;
}

/** Words that begin so, or sound so; where there are none, those with the same first letter spelled most alike. */
export async function findTerms(client: PoolClient, programmeId: string, begins: string, sound: string): Promise<Term[]> {
  const { rows } = await client.query<Term>(
    `select word, organisations from organisation_term where programme_id = $1 and word >= $2 and word < $2 || chr(1114109)
     union select word, organisations from organisation_term where programme_id = $1 and $3 <> '' and sound = $3
     order by organisations desc limit $4`,
    [programmeId, begins, sound, WORDS_MAX],
  );
  if (rows.length > 0) return rows;
  const near = await client.query<Term>(
    `select word, organisations from organisation_term
     where programme_id = $1 and word >= left($2, 1) and word < left($2, 1) || chr(1114109) and similarity(word, $2) >= 0.3
     order by similarity(word, $2) desc, organisations desc limit 8`,
    [programmeId, begins],
  );
  return near.rows;
}

/** Words with digits that begin like one of these, shortest first. */
export async function findNumberTerms(client: PoolClient, programmeId: string, begins: readonly string[]): Promise<Term[]> {
  const { rows } = await client.query<Term>(
    // Beginning by beginning on purpose: joined at will, the planner would read all words.
    `select distinct h.word, h.organisations from unnest($2::text[]) as k(begins) cross join lateral (
       select t.word, t.organisations from organisation_term t
       where t.programme_id = $1 and t.word >= k.begins and t.word < k.begins || chr(1114109) order by t.word limit $3) h`,
    [programmeId, begins, NUMBERS_MAX],
  );
  return rows;
}

export interface OrganisationFilter {
  /** Words of which an organisation bears one; of several words typed the one that fewest bear. null: not narrowed. */
  readonly words: readonly string[] | null;
  /** About how many organisations bear one of `words`. */
  readonly borneBy: number;
  /** For each other word typed: what it may stand for. */
  readonly otherWords: readonly (readonly string[])[];
  readonly kind?: string | undefined;
  readonly department?: string | undefined;
  readonly municipality?: string | undefined;
  /** Beginning of a code. */
  readonly sector?: string | undefined;
  /** Only these, or all but these, by canonical id. */
  readonly among?: { readonly ids: readonly string[]; readonly without: boolean } | undefined;
}

export const EVERY_ORGANISATION: OrganisationFilter = { words: null, borneBy: 0, otherWords: [] };

const SORTS: Readonly<Record<OrganisationSort, { readonly by: readonly string[]; readonly types: readonly string[] }>> = {
  name: { by: ['l.sort_name', 'l.id'], types: ['text', 'uuid'] },
  kind: { by: ['l.organisation_kind', 'l.sort_name', 'l.id'], types: ['text', 'text', 'uuid'] },
  place: {
    by: [`coalesce(l.department, '')`, `coalesce(l.municipality, '')`, 'l.sort_name', 'l.id'],
    types: ['text', 'text', 'text', 'uuid'],
  },
  registered: { by: ['l.registered_position', 'l.id'], types: ['bigint', 'uuid'] },
};

export interface OrganisationsPage {
  readonly rows: OrganisationRow[];
  readonly lines: Place[];
  readonly total: { readonly count: number; readonly more: boolean } | null;
}

/** One page of organisations, after the line the page before ended with. The first page says how many there are. */
export async function findOrganisationsPage(
  client: PoolClient,
  programmeId: string,
  filter: OrganisationFilter,
  page: { readonly sort: OrganisationSort; readonly descending: boolean; readonly after: readonly string[] | null; readonly limit: number },
): Promise<OrganisationsPage> {
  const { by, types } = SORTS[page.sort];
  const { values, conditions } = conditionsOf(programmeId, filter);
  const value = (one: unknown, type: string): string => `$${values.push(one)}::${type}`;
  if (page.after !== null) {
    const after = by.map((_, at) => value(page.after?.[at] ?? '', types[at] ?? 'text'));
    conditions.push(`(${by.join(', ')}) ${page.descending ? '<' : '>'} (${after.join(', ')})`);
  }
  const direction = page.descending ? 'desc' : 'asc';
  const order = by.map((column) => `${column} ${direction}`).join(', ');
  const limit = value(page.limit, 'integer');
  const { words } = filter;
  if (words !== null && page.sort !== 'name') conditions.push(bearsOneOf(value(words, 'text[]'), filter.borneBy));
  const where = conditions.join(' and ');
  const found =
    words !== null && page.sort === 'name'
      ? wordsInOrder(value(words, 'text[]'), where, direction, limit)
      : `select l.id from organisation_line l where ${where} order by ${order} limit ${limit}`;
  const { rows } = await client.query<OrganisationRow & { lineId: string; key: string[] }>(
    `select ${COLUMNS('l')}, l.id as "lineId", array[${by.map((column) => `${column}::text`).join(', ')}] as key
     from (${found}) f join ${LINES} on true where l.programme_id = $1 and l.id = f.id order by ${order}`,
    values,
  );
  return {
    rows: rows.map(({ key: _key, lineId: _lineId, ...row }) => row),
    lines: rows.map(({ lineId, key }) => ({ id: lineId, key })),
    total: page.after === null ? await countOrganisations(client, programmeId, filter, rows.length < page.limit ? rows.length : null) : null,
  };
}

/** Each word's organisations are in the order of the list already: the first of each, merged, are the page. */
function wordsInOrder(words: string, where: string, direction: string, limit: string): string {
  // The cursor is put to the word's own rows, so that the index gives the page and not the list from its beginning.
  const within = where.replaceAll('(l.sort_name, l.id)', '(w.sort_name, w.organisation_id)');
  return `select distinct on (h.sort_name, h.id) h.id from unnest(${words}) as k(word) cross join lateral (
      select l.id, l.sort_name from organisation_word w
      join organisation_line l on l.programme_id = w.programme_id and l.id = w.organisation_id
      where w.programme_id = $1 and w.word = k.word and ${within}
      order by w.sort_name ${direction}, w.organisation_id ${direction} limit ${limit}) h
    order by h.sort_name ${direction}, h.id ${direction} limit ${limit}`;
}

function bearsOneOf(words: string, borneBy: number): string {
  if (borneBy >= COMMON_MIN) return `l.words && ${words}`;
  // Looked up first on purpose: joined at will, the planner would read all lines.
  return `l.id = any(array(select w.organisation_id from organisation_word w where w.programme_id = $1 and w.word = any(${words})))`;
}

/** Counts up to a limit: a million lines are not read to say how many they are. `all`: a page that is not full is all there is. */
async function countOrganisations(
  client: PoolClient,
  programmeId: string,
  filter: OrganisationFilter,
  all: number | null,
): Promise<{ count: number; more: boolean }> {
  if (all !== null) return { count: all, more: false };
  const { values, conditions } = conditionsOf(programmeId, filter);
  const { words } = filter;
  const most = words !== null || conditions.length > 1 ? COUNTED_MAX_FOUND : COUNTED_MAX;
  const where = conditions.join(' and ');
  if (words !== null) values.push(words);
  const { rows } = await client.query<{ count: number; more: boolean }>(
    words === null
      ? `select count(*) as count, false as more from (select from organisation_line l where ${where} limit ${most + 1}) c`
      : `with bearer as materialized (select w.organisation_id from organisation_word w
           where w.programme_id = $1 and w.word = any($${values.length}::text[]) limit ${BEARERS_LOOKED_AT_MAX + 1})
         select count(distinct c.id) as count, count(*) > ${most} or (select count(*) > ${BEARERS_LOOKED_AT_MAX} from bearer) as more
         from (select l.id from bearer b cross join lateral (
           select * from organisation_line where programme_id = $1 and id = b.organisation_id limit 1) l where ${where} limit ${most + 1}) c`,
    values,
  );
  const { count, more } = rows[0] ?? { count: 0, more: false };
  return count > most ? { count: most, more: true } : { count, more };
}

function conditionsOf(programmeId: string, filter: OrganisationFilter): { values: unknown[]; conditions: string[] } {
  const values: unknown[] = [programmeId];
  const conditions = ['l.programme_id = $1'];
  const add = (value: unknown, of: (at: string) => string): void => {
    conditions.push(of(`$${values.push(value)}`));
  };
  for (const words of filter.otherWords) add(words, (at) => `l.words && ${at}::text[]`);
  if (filter.kind !== undefined) add(filter.kind, (at) => `l.organisation_kind = ${at}`);
  if (filter.department !== undefined) add(filter.department, (at) => `l.department = ${at}`);
  if (filter.municipality !== undefined) add(filter.municipality, (at) => `l.municipality = ${at}`);
  // A stretch of the order and not `like`, which uses no index here.
  if (filter.sector !== undefined) add(filter.sector, (at) => `l.sector collate "C" >= ${at} and l.sector collate "C" < ${at} || chr(1114109)`);
  const { among } = filter;
  if (among !== undefined) add(among.ids, (at) => (among.without ? `l.id <> all(${at}::uuid[])` : `l.id = any(${at}::uuid[])`));
  return { values, conditions };
}
