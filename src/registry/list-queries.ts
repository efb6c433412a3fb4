/**
 * SQL of the lists: pages in order, by the last line of the page before, never by counting lines. Words are looked up
 * in `person_word`, which stands in the order of the list; see migrations/2026-11-24-32-person-lines.sql for why.
 */
import type { PoolClient } from 'pg';
import { howManySeen, personLineSeenEach, SEEN_PEOPLE, type PeopleSeen } from '../access/scope-queries.ts';
import type { PeopleFilter, PeopleSort, Place } from './list-filter.ts';
import { SHOWN } from './queries.ts';

/** Lines counted at most: beyond it a list says "more than". */
export const COUNTED_MAX = 10_000;
const COUNTED_MAX_FOUND = 1_000;
/** Bearers of a word looked at to count them: two words that many bear, but few bear both, are not looked for to the end. */
const BEARERS_LOOKED_AT_MAX = 8_000;
/** Lines looked at to count those that a partner sees who sees many. */
const LOOKED_AT_MAX = 4_000;
/** From here a list in another order than the names' is read in its order until it has a page of people who bear the word. */
const COMMON_MIN = 5_000;
/** People that share the beginning of a number; a longer beginning has fewer. */
const NUMBER_HITS_MAX = 20_000;
const WORDS_MAX = 200;

export interface NameWord {
  readonly word: string;
  readonly people: number;
}

/** Words that begin so, or sound so; where there are none, those spelled most alike. */
export async function findNameWords(client: PoolClient, programmeId: string, begins: string, sound: string): Promise<NameWord[]> {
  const { rows } = await client.query<NameWord>(
    `select word, people from name_word where programme_id = $1 and word >= $2 and word < $2 || chr(1114109)
     union select word, people from name_word where programme_id = $1 and sound = $3
     order by people desc limit $4`,
    [programmeId, begins, sound, WORDS_MAX],
  );
  if (rows.length > 0) return rows;
  const near = await client.query<NameWord>(
    `select word, people from name_word where programme_id = $1 and similarity(word, $2) >= 0.3
     order by similarity(word, $2) desc, people desc limit 8`,
    [programmeId, begins],
  );
  return near.rows;
}

/** People one of whose numbers begins or ends so. */
export async function findByNumber(client: PoolClient, programmeId: string, keys: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ person_id: string }>(
    // Key by key on purpose: joined at will, the planner would read all numbers.
    `select distinct h.person_id from unnest($2::text[]) as k(key) cross join lateral (
       select n.person_id from person_number n
       where n.programme_id = $1 and n.number >= k.key and n.number < k.key || chr(1114109) limit $3) h`,
    [programmeId, keys, NUMBER_HITS_MAX],
  );
  return rows.map((row) => row.person_id);
}

export interface PeoplePage {
  /** Canonical ids with the key each stands at. */
  readonly lines: readonly Place[];
  /** Lines in all, or null where they were not asked for. */
  readonly total: { readonly count: number; readonly more: boolean } | null;
}

const SORT_COLUMNS: Readonly<Record<PeopleSort, { readonly by: readonly string[]; readonly types: readonly string[] }>> = {
  name: { by: ['l.sort_name', 'l.id'], types: ['text', 'uuid'] },
  born: { by: ['l.born_from', 'l.sort_name', 'l.id'], types: ['smallint', 'text', 'uuid'] },
  place: {
    by: ['l.department', 'l.municipality', 'l.sort_name', 'l.id'],
    types: ['text', 'text', 'text', 'uuid'],
  },
  registered: { by: ['l.registered_position', 'l.id'], types: ['bigint', 'uuid'] },
};

export interface PeopleAsked {
  readonly sort: PeopleSort;
  readonly descending: boolean;
  /** The line the page before ended with. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** One page of those whom the reader sees. */
export async function findPeoplePage(client: PoolClient, programmeId: string, filter: PeopleFilter, page: PeopleAsked): Promise<PeoplePage> {
  return pageAmong(client, programmeId, filter, page, await howManySeen(client, programmeId));
}

/** The same where it is known how many the reader sees. */
export async function pageAmong(client: PoolClient, programmeId: string, filter: PeopleFilter, page: PeopleAsked, seen: PeopleSeen): Promise<PeoplePage> {
  const query = new PeopleQuery(programmeId, filter, seen);
  const { by, types } = SORT_COLUMNS[page.sort];
  const order = by.map((column) => `${column} ${page.descending ? 'desc' : 'asc'}`).join(', ');
  const cursor = page.after === null ? '' : query.beyond(by, types, page.after, page.descending);
  const rows = await query.rows(client, { select: by, cursor, order, limit: page.limit, byName: page.sort === 'name', descending: page.descending });
  if (page.after !== null) return { lines: rows, total: null };
  // A page that is not full is all there is.
  if (rows.length < page.limit) return { lines: rows, total: { count: rows.length, more: false } };
  const { count, more } = await query.count(client);
  return { lines: rows, total: { count: Math.max(count, rows.length), more } };
}

/** Puts a filter into SQL, the values as parameters. */
class PeopleQuery {
  private readonly values: unknown[];
  private readonly conditions: string[];
  private readonly filter: PeopleFilter;
  private readonly seen: PeopleSeen;

  constructor(programmeId: string, filter: PeopleFilter, seen: PeopleSeen) {
    this.values = [programmeId];
    // Among few, whoever bears a word is found by looking at each.
    this.filter = seen === 'few' && filter.words !== null ? { ...filter, words: null, otherWords: [filter.words, ...filter.otherWords] } : filter;
    this.seen = seen;
    this.conditions = this.conditionsOf(this.filter);
  }

  private value(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }

  private conditionsOf({ sex, department, municipality, born, consent, role, people, otherWords }: PeopleFilter): string[] {
    const conditions = [];
    if (people !== null) conditions.push(`l.id = any(${this.value(people, 'uuid[]')})`);
    if (sex !== null) conditions.push(`l.sex = ${this.value(sex, 'text')}`);
    if (department !== null) conditions.push(`l.department = ${this.value(department, 'text')}`);
    if (municipality !== null) conditions.push(`l.municipality = ${this.value(municipality, 'text')}`);
    if (born !== null) conditions.push(this.bornCondition(born));
    if (consent !== null) conditions.push(this.consentCondition(consent));
    if (role !== null) conditions.push(this.roleCondition(role));
    for (const words of otherWords) conditions.push(`l.words && ${this.value(words, 'text[]')}`);
    return conditions;
  }

  private bornCondition(born: NonNullable<PeopleFilter['born']>): string {
    if (born === 'unknown') return 'l.born_from = 0';
    return `l.born_from >= ${this.value(born.from, 'smallint')} and l.born_to <= ${this.value(born.to, 'smallint')} and l.born_from > 0`;
  }

  /** The latest statement of a purpose, of any record of the person. */
  private consentCondition({ purpose, given }: NonNullable<PeopleFilter['consent']>): string {
    const latest = `(select c.given from consent c join person r on r.programme_id = c.programme_id and r.id = c.person_id
      where c.programme_id = $1 and r.canonical_id = l.id and c.purpose = ${this.value(purpose, 'text')} and ${SHOWN('c')}
      order by c.stated_on desc, c.changed_position desc limit 1)`;
    return given === null ? `${latest} is null` : `${latest} = ${this.value(given, 'boolean')}`;
  }

  /** A role in an organisation that a list shows, by the kind that stands for all its records. */
  private roleCondition(role: string): string {
    const any = `select from role o join person r on r.programme_id = o.programme_id and r.id = o.person_id
      join organisation w on w.programme_id = o.programme_id and w.id = o.organisation_id
      join organisation_line g on g.programme_id = w.programme_id and g.id = w.canonical_id
      where o.programme_id = $1 and r.canonical_id = l.id and ${SHOWN('o')}`;
    return role === 'none' ? `not exists (${any})` : `exists (${any} and g.organisation_kind = ${this.value(role, 'text')})`;
  }

  /** What comes after a line, in the order of the list. */
  beyond(by: readonly string[], types: readonly string[], after: readonly string[], descending: boolean): string {
    const values = by.map((_, at) => this.value(after[at] ?? '', types[at] ?? 'text'));
    return `(${by.join(', ')}) ${descending ? '<' : '>'} (${values.join(', ')})`;
  }

  async rows(
    client: PoolClient,
    page: { select: readonly string[]; cursor: string; order: string; limit: number; byName: boolean; descending: boolean },
  ): Promise<Place[]> {
    const keys = page.select.map((column) => `${column}::text`).join(', ');
    const where = this.where(page.cursor);
    const limit = this.value(page.limit, 'integer');
    const { words } = this.filter;
    const sql =
      words === null
        ? `${this.lines(`l.id, array[${keys}] as key`)} where ${where} order by ${page.order} limit ${limit}`
        : page.byName
          ? this.wordsInOrder(words, where, keys, page.descending, limit)
          : `select l.id, array[${keys}] as key from person_line l where ${where} and ${this.bearsOneOf(words, this.filter.borneBy)}
             order by ${page.order} limit ${limit}`;
    const { rows } = await client.query<Place>(sql, this.values);
    return rows;
  }

  /** Each word's people are in the order of the list already: the first of each, merged, are the page. */
  private wordsInOrder(words: readonly string[], where: string, keys: string, descending: boolean, limit: string): string {
    const order = descending ? 'desc' : 'asc';
    // The cursor is put to the word's own rows, so that the index gives the page and not the list from its beginning.
    const within = where.replaceAll('l.sort_name', 'w.sort_name').replaceAll('(w.sort_name, l.id)', '(w.sort_name, w.person_id)');
    return `with hit as (select h.* from unnest(${this.value(words, 'text[]')}) as k(word) cross join lateral (
        select l.id, l.sort_name, array[${keys}] as key from person_word w
        join person_line l on l.programme_id = w.programme_id and l.id = w.person_id
        where w.programme_id = $1 and w.word = k.word and ${within}
        order by w.sort_name ${order}, w.person_id ${order} limit ${limit}) h)
      select distinct on (sort_name, id) id, key from hit order by sort_name ${order}, id ${order} limit ${limit}`;
  }

  private bearsOneOf(words: readonly string[], borneBy: number): string {
    const asked = this.value(words, 'text[]');
    if (borneBy >= COMMON_MIN) return `l.words && ${asked}`;
    // Looked up first on purpose: joined at will, the planner would read all lines.
    return `l.id = any(array(select w.person_id from person_word w where w.programme_id = $1 and w.word = any(${asked})))`;
  }

  /** Counts up to a limit: a million lines are not read to say how many they are. */
  async count(client: PoolClient): Promise<{ count: number; more: boolean }> {
    const { seen, filter: { words } } = this;
    const counted = new PeopleQuery(String(this.values[0]), this.filter, seen);
    const narrowed = words !== null || counted.conditions.length > 0 || seen !== 'everybody';
    const most = narrowed ? COUNTED_MAX_FOUND : COUNTED_MAX;
    const { rows } = await client.query<{ count: number; more: boolean }>(counted.counting(most), counted.values);
    const { count, more } = rows[0] ?? { count: 0, more: false };
    return count > most ? { count: most, more: true } : { count, more };
  }

  private counting(most: number): string {
    const { seen, filter: { words } } = this;
    const where = this.where('');
    const lookedAt = seen === 'many' ? LOOKED_AT_MAX : BEARERS_LOOKED_AT_MAX;
    if (words !== null) {
      return `with bearer as materialized (select w.person_id from person_word w
          where w.programme_id = $1 and w.word = any(${this.value(words, 'text[]')}) limit ${lookedAt + 1})
        select count(distinct c.id) as count, count(*) > ${most} or (select count(*) > ${lookedAt} from bearer) as more
        from (select l.id from bearer b cross join lateral (
          select * from person_line where programme_id = $1 and id = b.person_id limit 1) l where ${where} limit ${most + 1}) c`;
    }
    if (seen !== 'many') return `select count(*) as count, false as more from (${this.lines('')} where ${where} limit ${most + 1}) c`;
    return `with looked as materialized (select l.programme_id, l.id from person_line l where ${['l.programme_id = $1', ...this.conditions].join(' and ')} limit ${LOOKED_AT_MAX + 1})
      select count(*) as count, (select count(*) > ${LOOKED_AT_MAX} from looked) as more from (select from looked l where ${personLineSeenEach('l')} limit ${most + 1}) c`;
  }

  /** The lines among which to look: of few who are seen, theirs alone. */
  private lines(columns: string): string {
    if (this.seen !== 'few') return `select ${columns} from person_line l`;
    return `with ${SEEN_PEOPLE} select ${columns} from seen v join person_line l on l.programme_id = $1 and l.id = v.id`;
  }

  private where(cursor: string): string {
    const seen = this.seen === 'many' ? [personLineSeenEach('l')] : [];
    return ['l.programme_id = $1', ...this.conditions, ...seen, ...(cursor === '' ? [] : [cursor])].join(' and ');
  }
}
