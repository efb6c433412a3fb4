/**
 * SQL of the list of organisations: pages in order, by the last line of the page before. Words are looked up in
 * `organisation_word`, which stands in the order of the list; see migrations/2026-11-29-70-organisation-words.sql for why.
 */
import type { PoolClient } from 'pg';
import { ORGANISATION_KINDS } from './entries.ts';
import { countOfHops, isHopped, pageOfHops, type NameLists } from './hops.ts';
import type { OrganisationSort, Place } from './list-filter.ts';
import { COLUMNS, LINES, type OrganisationRow } from './organisation-queries.ts';
import { wordsInOrder } from './words-in-order-queries.ts';

/** Most lines counted; beyond it a list says "more than". */
const COUNTED_MAX = 10_000;
const COUNTED_MAX_FOUND = 1_000;
/** Bearers of a word looked at to count them. */
const BEARERS_LOOKED_AT_MAX = 3_000;
/** From here a list in another order than the names' is read in its order until it has a page that bears the word. */
const COMMON_MIN = 5_000;
const ORGANISATION_LISTS: NameLists = { words: 'organisation_word', id: 'organisation_id', lines: 'organisation_line' };
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
  /** Department and municipality, empty where nobody said. */
  readonly place?: readonly [department: string, municipality: string] | undefined;
  /** Beginning of a code. */
  readonly sector?: string | undefined;
  /** Only these, or all but these, by canonical id. */
  readonly among?: { readonly ids: readonly string[]; readonly without: boolean } | undefined;
}

export const EVERY_ORGANISATION: OrganisationFilter = { words: null, borneBy: 0, otherWords: [] };

/** As the index has it; see migrations/2026-11-30-11-organisations-by-place.sql for why not `coalesce`. */
function orEmpty(column: 'department' | 'municipality'): string {
  return `(case when l.${column} is null then '' else l.${column} end)`;
}

const SORTS: Readonly<Record<OrganisationSort, { readonly by: readonly string[]; readonly types: readonly string[] }>> = {
  name: { by: ['l.sort_name', 'l.id'], types: ['text', 'uuid'] },
  kind: { by: ['l.organisation_kind', 'l.sort_name', 'l.id'], types: ['text', 'text', 'uuid'] },
  place: {
    by: [orEmpty('department'), orEmpty('municipality'), 'l.sort_name', 'l.id'],
    types: ['text', 'text', 'text', 'uuid'],
  },
  registered: { by: ['l.registered_position', 'l.id'], types: ['bigint', 'uuid'] },
};

export interface OrganisationsPage {
  readonly rows: OrganisationRow[];
  readonly lines: Place[];
  readonly total: { readonly count: number; readonly more: boolean } | null;
}

export interface OrganisationsAsked {
  readonly sort: OrganisationSort;
  readonly descending: boolean;
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** One page of organisations, after the line the page before ended with. The first page says how many there are. */
export async function findOrganisationsPage(
  client: PoolClient,
  programmeId: string,
  filter: OrganisationFilter,
  page: OrganisationsAsked,
): Promise<OrganisationsPage> {
  const found = await findInOrder(client, programmeId, filter, page);
  return {
    rows: found.map(({ key: _key, lineId: _lineId, ...row }) => row),
    lines: found.map(({ lineId, key }) => ({ id: lineId, key })),
    total: page.after === null ? await countOrganisations(client, programmeId, filter, found.length < page.limit ? found.length : null) : null,
  };
}

type Found = OrganisationRow & { readonly lineId: string; readonly key: string[] };

async function findInOrder(client: PoolClient, programmeId: string, filter: OrganisationFilter, page: OrganisationsAsked): Promise<Found[]> {
  if ((page.sort === 'kind' || page.sort === 'place') && filter.words !== null && filter.borneBy >= COMMON_MIN) {
    return findGroupByGroup(client, programmeId, filter, page, page.sort === 'kind' ? kindGroups() : await findPlaceGroups(client, programmeId));
  }
  const query = new OrganisationsQuery(programmeId, filter);
  const { by } = SORTS[page.sort];
  const order = by.map((column) => `${column} ${page.descending ? 'desc' : 'asc'}`).join(', ');
  const { rows } = await client.query<Found>(
    `select ${COLUMNS('l')}, l.id as "lineId", array[${by.map((column) => `${column}::text`).join(', ')}] as key
     from (${query.page(page, order)}) f join ${LINES} on true where l.programme_id = $1 and l.id = f.id order by ${order}`,
    query.values,
  );
  return rows;
}

/** Lines that stand together in an order other than the names': the values that they share, and how they are filtered for. */
interface Group {
  readonly key: readonly string[];
  readonly filter: Pick<OrganisationFilter, 'kind' | 'place'>;
}

function kindGroups(): Group[] {
  return ORGANISATION_KINDS.toSorted().map((kind) => ({ key: [kind], filter: { kind } }));
}

/** Every place that a line names, in order, from one to the next of the index. */
async function findPlaceGroups(client: PoolClient, programmeId: string): Promise<Group[]> {
  const [department, municipality] = SORTS.place.by;
  const first = (where: string): string => `(select ${department} as d, ${municipality} as m from organisation_line l where l.programme_id = $1 ${where} order by 1, 2 limit 1)`;
  // In two: of both columns at once the index is not asked.
  const next = `${first(`and ${department} = p.d and ${municipality} > p.m`)} union all ${first(`and ${department} > p.d`)}`;
  const { rows } = await client.query<{ d: string; m: string }>(
    `with recursive place as (${first('')} union all select n.d, n.m from place p cross join lateral (select * from (${next}) f order by f.d, f.m limit 1) n)
     select d, m from place order by d, m`,
    [programmeId],
  );
  return rows.map(({ d, m }) => ({ key: [d, m], filter: { place: [d, m] } }));
}

/** A word that many bear, in another order than the names': group after group in that of the names, which lists of words are in, until the page is full. */
async function findGroupByGroup(client: PoolClient, programmeId: string, filter: OrganisationFilter, page: OrganisationsAsked, groups: readonly Group[]): Promise<Found[]> {
  const { descending, after, limit } = page;
  const inOrder = descending ? groups.toReversed() : groups;
  const from = after === null ? null : JSON.stringify(after.slice(0, -2));
  // Where nothing stands any more where the page before ended, all that comes after it is asked for.
  const begun = from === null ? 0 : inOrder.findIndex(({ key }) => JSON.stringify(key) === from || isBeyond(key, after ?? [], descending));
  const found: Found[] = [];
  for (const group of begun < 0 ? [] : inOrder.slice(begun)) {
    if (filter.kind !== undefined && group.filter.kind !== undefined && filter.kind !== group.filter.kind) continue;
    const rest = { sort: 'name', descending, after: JSON.stringify(group.key) === from ? (after ?? []).slice(-2) : null, limit: limit - found.length } as const;
    const own = await findInOrder(client, programmeId, { ...filter, ...group.filter }, rest);
    found.push(...own.map((row) => ({ ...row, key: [...group.key, ...row.key] })));
    if (found.length >= limit) break;
  }
  return found;
}

/** Whether a group comes after the one of a line. */
function isBeyond(key: readonly string[], line: readonly string[], descending: boolean): boolean {
  const at = key.findIndex((value, index) => value !== line[index]);
  return at >= 0 && ((key[at] ?? '') > (line[at] ?? '')) !== descending;
}

/** Counts up to a limit: a million lines are not read to say how many they are. `all`: a page that is not full is all there is. */
async function countOrganisations(
  client: PoolClient,
  programmeId: string,
  filter: OrganisationFilter,
  all: number | null,
): Promise<{ count: number; more: boolean }> {
  if (all !== null) return { count: all, more: false };
  const query = new OrganisationsQuery(programmeId, filter);
  const { rows } = await client.query<{ count: number; more: boolean }>(query.count(), query.values);
  const { count, more } = rows[0] ?? { count: 0, more: false };
  return { count, more };
}

/** Puts a filter into SQL, the values as parameters. */
class OrganisationsQuery {
  readonly values: unknown[];
  private readonly filter: OrganisationFilter;
  /** Conditions that an index keeps in the order of names. */
  private readonly inOrder: readonly string[];
  private readonly others: readonly string[];

  constructor(programmeId: string, filter: OrganisationFilter) {
    this.values = [programmeId];
    this.filter = filter;
    const { kind, department, municipality, place, sector, among } = filter;
    const equal = (column: string, value: string | undefined): string[] => (value === undefined ? [] : [`l.${column} = ${this.value(value, 'text')}`]);
    const placed = place?.map((code, at) => `${SORTS.place.by[at]} = ${this.value(code, 'text')}`).join(' and ');
    this.inOrder = [...equal('organisation_kind', kind), ...equal('department', department), ...equal('municipality', municipality), ...(placed === undefined ? [] : [placed])];
    this.others = [
      // A stretch of the order and not `like`, which uses no index here.
      ...(sector === undefined ? [] : [`l.sector collate "C" >= ${this.value(sector, 'text')} and l.sector collate "C" < ${this.value(sector, 'text')} || chr(1114109)`]),
      ...(among === undefined ? [] : [among.without ? `l.id <> all(${this.value(among.ids, 'uuid[]')})` : `l.id = any(${this.value(among.ids, 'uuid[]')})`]),
    ];
  }

  private value(one: unknown, type: string): string {
    return `$${this.values.push(one)}::${type}`;
  }

  /** Ids of a page. `order`: of the lines. */
  page({ sort, descending, after, limit }: OrganisationsAsked, order: string): string {
    const { words, borneBy } = this.filter;
    const { by, types } = SORTS[sort];
    const [most, cursor] = [this.value(limit, 'integer'), (after ?? []).map((one, at) => this.value(one, types[at] ?? 'text'))];
    const [name, id] = cursor;
    const last = name === undefined || id === undefined ? null : { name, id };
    if (sort === 'name' && isHopped(this.typed(), this.inOrder.length)) return pageOfHops(this.hopping(descending, last), most);
    if (sort === 'name' && words !== null) return wordsInOrder({ lists: ORGANISATION_LISTS, words: this.value(words, 'text[]'), where: this.asked(), after: last, descending }, most);
    const beyond = after === null ? [] : [`(${by.join(', ')}) ${descending ? '<' : '>'} (${cursor.join(', ')})`];
    const where = ['l.programme_id = $1', ...this.asked(), ...beyond, ...(words === null ? [] : [this.bearsOneOf(words, borneBy)])].join(' and ');
    return `select l.id from organisation_line l where ${where} order by ${order} limit ${most}`;
  }

  /** How many there are, and whether there are more. */
  count(): string {
    const { words } = this.filter;
    const most = words !== null || this.inOrder.length + this.others.length > 0 ? COUNTED_MAX_FOUND : COUNTED_MAX;
    if (isHopped(this.typed(), this.inOrder.length)) return countOfHops(this.hopping(false, null), most);
    const asked = this.asked();
    const where = ['l.programme_id = $1', ...asked].join(' and ');
    const counted = (lines: string, more: string): string => `select least(count(*), ${most}) as count, count(*) > ${most} or ${more} as more from (${lines} limit ${most + 1}) c`;
    if (words === null) return counted(`select from organisation_line l where ${where}`, 'false');
    return `with bearer as materialized (select distinct organisation_id from (select w.organisation_id from organisation_word w
        where w.programme_id = $1 and w.word = any(${this.value(words, 'text[]')}) limit ${BEARERS_LOOKED_AT_MAX + 1}) b)
      ${counted(`select from bearer b ${asked.length === 0 ? '' : `cross join lateral (select * from organisation_line where programme_id = $1 and id = b.organisation_id limit 1) l where ${where}`}`, `(select count(*) > ${BEARERS_LOOKED_AT_MAX} from bearer)`)}`;
  }

  /** What is asked of a line. */
  private asked(): string[] {
    const others = this.filter.otherWords.map((words) => `l.words && ${this.value(words, 'text[]')}`);
    return [...this.inOrder, ...others, ...this.others];
  }

  private typed(): readonly (readonly string[])[] {
    const { words, otherWords } = this.filter;
    return words === null ? [] : [words, ...otherWords];
  }

  private hopping(descending: boolean, after: { readonly name: string; readonly id: string } | null) {
    const stands = [...this.typed().map((words) => ({ word: this.value(words, 'text[]') })), ...this.inOrder.map((line) => ({ line }))];
    return { lists: ORGANISATION_LISTS, stands, where: ['true', ...this.others].join(' and '), after, descending };
  }

  private bearsOneOf(words: readonly string[], borneBy: number): string {
    const asked = this.value(words, 'text[]');
    if (borneBy >= COMMON_MIN) return `l.words && ${asked}`;
    // Looked up first on purpose: joined at will, the planner would read all lines.
    return `l.id = any(array(select w.organisation_id from organisation_word w where w.programme_id = $1 and w.word = any(${asked})))`;
  }
}
