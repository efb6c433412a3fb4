/**
 * SQL of the lists: pages in order, by the last line of the page before, never by counting lines. Words are looked up
 * in `person_word`, which stands in the order of the list; see migrations/2026-11-24-32-person-lines.sql for why.
 */
import type { PoolClient } from 'pg';
import { countOfHops, isHopped, pageOfHops, type NameLists } from './hops.ts';
import { howManySeen, personLineSeenEach, personSeen, SEEN_PEOPLE, type PeopleSeen } from '../access/scope-queries.ts';
import type { PeopleFilter, PeopleSort, Place } from './list-filter.ts';
import { SHOWN } from './queries.ts';
import { saidBySeen } from './seen-record-queries.ts';
import { wordsInOrder } from './words-in-order-queries.ts';

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

const PEOPLE_LISTS: NameLists = { words: 'person_word', id: 'person_id', lines: 'person_line' };
/** The lines of few who are seen. */
const AMONG_FEW = (columns: string): string => `with ${SEEN_PEOPLE} select ${columns} from seen v join person_line l on l.programme_id = $1 and l.id = v.id`;

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
  const { by } = SORT_COLUMNS[page.sort];
  const order = by.map((column) => `${column} ${page.descending ? 'desc' : 'asc'}`).join(', ');
  const keys = by.map((column) => `${column}::text`).join(', ');
  const { rows } = await client.query<Place & { of?: number }>(query.page(page, order, `l.id, array[${keys}] as key`), query.values);
  const lines = rows.map(({ id, key }) => ({ id, key }));
  if (page.after !== null) return { lines, total: null };
  // A page that is not full is all there is.
  const counted = rows.length < page.limit ? rows.length : rows[0]?.of;
  const { count, more } = counted === undefined ? await countPeople(client, programmeId, filter, seen) : { count: counted, more: false };
  return { lines, total: { count: Math.max(count, rows.length), more } };
}

/** Counts up to a limit: a million lines are not read to say how many they are. */
async function countPeople(client: PoolClient, programmeId: string, filter: PeopleFilter, seen: PeopleSeen): Promise<{ count: number; more: boolean }> {
  const query = new PeopleQuery(programmeId, filter, seen);
  const { rows } = await client.query<{ count: number; more: boolean }>(query.count(), query.values);
  return rows[0] ?? { count: 0, more: false };
}

/** Puts a filter into SQL, the values as parameters. */
class PeopleQuery {
  readonly values: unknown[];
  private readonly filter: PeopleFilter;
  private readonly seen: PeopleSeen;
  /** Conditions that an index keeps in the order of names. */
  private readonly inOrder: readonly string[];
  private readonly others: readonly string[];
  /** A record `r` is seen. */
  private readonly ofSeen: string;

  constructor(programmeId: string, filter: PeopleFilter, seen: PeopleSeen) {
    this.values = [programmeId];
    this.filter = filter;
    this.seen = seen;
    const { sex, department, municipality, born, consent, role, people } = filter;
    const equal = (column: string, value: string | null): string[] => (value === null ? [] : [`l.${column} = ${this.value(value, 'text')}`]);
    this.inOrder = [...equal('sex', sex), ...equal('department', department), ...equal('municipality', municipality)];
    this.ofSeen = seen === 'everybody' ? '' : `and ${personSeen('r')}`;
    this.others = [
      ...(people === null ? [] : [`l.id = any(${this.value(people, 'uuid[]')})`]),
      ...(born === null ? [] : [this.bornCondition(born)]),
      ...(consent === null ? [] : [this.consentCondition(consent)]),
      ...(role === null ? [] : [this.roleCondition(role)]),
      ...(seen === 'many' ? [personLineSeenEach('l')] : []),
      ...(seen === 'everybody' ? [] : this.saidBySeen()),
    ];
  }

  private saidBySeen(): string[] {
    const { sex, department, municipality, born } = this.filter;
    const plain = (value: string | null): string | null => (value === null ? null : this.value(value, 'text'));
    return saidBySeen({
      words: this.typed().map((words) => this.value(words, 'text[]')),
      sex: plain(sex),
      department: plain(department),
      municipality: plain(municipality),
      born: born === null || born === 'unknown' ? born : { from: this.value(born.from, 'smallint'), to: this.value(born.to, 'smallint') },
    });
  }

  private value(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }

  private bornCondition(born: NonNullable<PeopleFilter['born']>): string {
    if (born === 'unknown') return 'l.born_from = 0';
    return `l.born_from >= ${this.value(born.from, 'smallint')} and l.born_to <= ${this.value(born.to, 'smallint')} and l.born_from > 0`;
  }

  /** The latest statement of a purpose, of any record of the person. */
  private consentCondition({ purpose, given }: NonNullable<PeopleFilter['consent']>): string {
    const latest = `(select c.given from consent c join person r on r.programme_id = c.programme_id and r.id = c.person_id
      where c.programme_id = $1 and r.canonical_id = l.id and c.purpose = ${this.value(purpose, 'text')} and ${SHOWN('c')} ${this.ofSeen}
      order by c.stated_on desc, c.changed_position desc limit 1)`;
    return given === null ? `${latest} is null` : `${latest} = ${this.value(given, 'boolean')}`;
  }

  /** A role in an organisation that a list shows, by the kind that stands for all its records: looked up role by role, as roles are of few organisations. */
  private roleCondition(role: string): string {
    const any = `select from role o join person r on r.programme_id = o.programme_id and r.id = o.person_id
      cross join lateral (select g.organisation_kind from organisation w join organisation_line g on g.programme_id = w.programme_id and g.id = w.canonical_id
        where w.programme_id = o.programme_id and w.id = o.organisation_id limit 1) g
      where o.programme_id = $1 and r.canonical_id = l.id and ${SHOWN('o')} ${this.ofSeen}`;
    return role === 'none' ? `not exists (${any})` : `exists (${any} and g.organisation_kind = ${this.value(role, 'text')})`;
  }

  /** A page of lines, as a query of these columns. `order`: of the lines. Of few who are seen also `of`: how many there are in all. */
  page({ sort, descending, after, limit }: PeopleAsked, order: string, columns: string): string {
    const { by, types } = SORT_COLUMNS[sort];
    const { words, borneBy } = this.filter;
    const [most, cursor] = [this.value(limit, 'integer'), (after ?? []).map((one, at) => this.value(one, types[at] ?? 'text'))];
    const beyond = after === null ? [] : [`(${by.join(', ')}) ${descending ? '<' : '>'} (${cursor.join(', ')})`];
    if (this.seen === 'few') {
      const where = [...this.conditions(this.typed()), ...beyond].join(' and ');
      return `${AMONG_FEW(`${columns}, count(*) over () as of`)} where ${where} order by ${order} limit ${most}`;
    }
    if (sort === 'name' && (words !== null || this.isHopped())) {
      const [name, id] = cursor;
      const last = name === undefined || id === undefined ? null : { name, id };
      const ids = words === null || this.isHopped()
        ? pageOfHops(this.hopping(descending, last), most)
        : wordsInOrder({ lists: PEOPLE_LISTS, words: this.value(words, 'text[]'), where: this.asked(this.filter.otherWords), after: last, descending }, most);
      return `select ${columns} from (${ids}) f join person_line l on l.programme_id = $1 and l.id = f.id order by ${order}`;
    }
    const where = [...this.conditions(this.filter.otherWords), ...beyond];
    const bears = words === null ? [] : [this.bearsOneOf(words, borneBy)];
    return `select ${columns} from person_line l where ${[...where, ...bears].join(' and ')} order by ${order} limit ${most}`;
  }

  /** How many there are, and whether there are more. */
  count(): string {
    const { words } = this.filter;
    const isNarrowed = words !== null || this.inOrder.length + this.others.length > 0 || this.seen !== 'everybody';
    const most = isNarrowed ? COUNTED_MAX_FOUND : COUNTED_MAX;
    const counted = (lines: string, more: string): string => `select least(count(*), ${most}) as count, count(*) > ${most} or ${more} as more from (${lines} limit ${most + 1}) c`;
    if (this.seen === 'few') return counted(`${AMONG_FEW('')} where ${this.conditions(this.typed()).join(' and ')}`, 'false');
    if (this.isHopped()) return countOfHops(this.hopping(false, null), most);
    const lookedAt = this.seen === 'many' ? LOOKED_AT_MAX : BEARERS_LOOKED_AT_MAX;
    const asked = this.asked(this.filter.otherWords);
    const where = ['l.programme_id = $1', ...asked].join(' and ');
    const looked = `(select count(*) > ${lookedAt} from looked)`;
    if (words !== null) {
      return `with looked as materialized (select w.person_id from person_word w
          where w.programme_id = $1 and w.word = any(${this.value(words, 'text[]')}) limit ${lookedAt + 1})
        ${counted(`select from (select distinct person_id from looked) b ${asked.length === 0 ? '' : `cross join lateral (
          select * from person_line where programme_id = $1 and id = b.person_id limit 1) l where ${where}`}`, looked)}`;
    }
    if (this.seen === 'everybody') return counted(`select from person_line l where ${where}`, 'false');
    return `with looked as materialized (select l.* from person_line l where ${['l.programme_id = $1', ...this.inOrder].join(' and ')} limit ${lookedAt + 1})
      ${counted(`select from looked l where ${where}`, looked)}`;
  }

  /** What is asked of a line. `typed`: words that it is looked at for. */
  private asked(typed: readonly (readonly string[])[]): string[] {
    return [...this.inOrder, ...typed.map((words) => `l.words && ${this.value(words, 'text[]')}`), ...this.others];
  }

  private conditions(typed: readonly (readonly string[])[]): string[] {
    return ['l.programme_id = $1', ...this.asked(typed)];
  }

  private isHopped(): boolean {
    // Who is found by a number is few, and looked up by that.
    return this.filter.people === null && isHopped(this.typed(), this.inOrder.length);
  }

  private typed(): readonly (readonly string[])[] {
    const { words, otherWords } = this.filter;
    return words === null ? otherWords : [words, ...otherWords];
  }

  private hopping(descending: boolean, after: { readonly name: string; readonly id: string } | null) {
    const stands = [...this.typed().map((words) => ({ word: this.value(words, 'text[]') })), ...this.inOrder.map((line) => ({ line }))];
    return { lists: PEOPLE_LISTS, stands, where: ['true', ...this.others].join(' and '), after, descending };
  }

  private bearsOneOf(words: readonly string[], borneBy: number): string {
    const asked = this.value(words, 'text[]');
    if (borneBy >= COMMON_MIN) return `l.words && ${asked}`;
    // Looked up first on purpose: joined at will, the planner would read all lines.
    return `l.id = any(array(select w.person_id from person_word w where w.programme_id = $1 and w.word = any(${asked})))`;
  }
}
