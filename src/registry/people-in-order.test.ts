/** Pages of people, whichever way they are found and however many the reader sees, are what a plain look through all of them gives. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attendance, organisation, person, process, session } from '../../test/cast/drafts.ts';
import { PARTNER_A, servedHouse, type ServedHouse } from '../../test/cast/house.ts';
import type { PeopleSeen } from '../access/scope-queries.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { PeopleFilter, PeopleSort } from './list-filter.ts';
import { findPeoplePage, pageAmong } from './list-queries.ts';

const WORDS = ['rosa', 'luz', 'elena', 'mamani', 'quispe'];
const SEXES = ['woman', 'man', 'other'] as const;
const DEPARTMENTS = [null, '02', '04'] as const;
const MANY = 90;

interface Line {
  readonly id: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly sex: string;
  readonly department: string;
  readonly municipality: string;
  readonly born: number;
  readonly registered: number;
  readonly ofPartner: boolean;
}

let served: ServedHouse;
let lines: readonly Line[];

beforeAll(async () => {
  served = await servedHouse();
  const people = Array.from({ length: MANY }, (_, at) => {
    const words = WORDS.filter((_word, bit) => ((at * 37 + 11) >> bit) % 2 === 1);
    // Some bear the very same name.
    return person(`N${at % 8}, ${['Ana', ...words].join(' ')}`, { sex: SEXES[at % 3] ?? 'woman', department: DEPARTMENTS[at % 3] ?? null, birthYear: 1960 + (at % 7) });
  });
  const course = process('DELSOCIO', { partnerId: PARTNER_A });
  const day = session(course.id, 1);
  const stays = people.filter((_, at) => at % 3 === 0).map(({ id }) => attendance({ processId: course.id, sessionId: day.id, personId: id, organisationId: null }, 60));
  const alicia = await served.as('alicia');
  const partner = { ...organisation('Centro del Sur', 'implementing-partner'), id: PARTNER_A };
  for (const entries of [people, [partner, course, day], stays]) expect((await alicia.post(`${served.base}/entries`, { entries })).text).not.toContain('refused');
  const { rows } = await served.database.owner.query<Line>(
    `select l.id, sort_name as name, words, sex, department, municipality, born_from as born, registered_position as registered, l.id = any($2) as "ofPartner"
     from person_line l where programme_id = $1`,
    [served.programme.id, stays.map(({ payload }) => payload['personId'])],
  );
  lines = rows;
});
afterAll(() => served.close());

/** What a line stands by, before its id. */
function keyOf({ name, born, department, municipality, registered }: Line, sort: PeopleSort): (string | number)[] {
  if (sort === 'registered') return [registered];
  if (sort === 'born') return [born, name];
  return sort === 'place' ? [department, municipality, name] : [name];
}

function compared(one: Line, other: Line, sort: PeopleSort): number {
  const [a, b] = [[...keyOf(one, sort), one.id], [...keyOf(other, sort), other.id]];
  const at = a.findIndex((value, index) => value !== b[index]);
  return (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}

function plainly({ words, otherWords, sex, department }: PeopleFilter, seen: PeopleSeen, sort: PeopleSort, descending: boolean): string[] {
  const typed = words === null ? [] : [words, ...otherWords];
  const found = lines.filter((line) => typed.every((terms) => terms.some((term) => line.words.includes(term)))
    && (sex === null || line.sex === sex) && (department === null || line.department === department) && (seen === 'everybody' || line.ofPartner));
  return found.toSorted((one, other) => compared(one, other, sort) * (descending ? -1 : 1)).map(({ id }) => id);
}

/** Page after page to the end, and what the first said of all. */
async function walked(filter: PeopleFilter, seen: PeopleSeen, { sort, descending, limit }: { sort: PeopleSort; descending: boolean; limit: number }) {
  const ids: string[] = [];
  let after: readonly string[] | null = null;
  let total = null;
  for (;;) {
    const asked = { sort, descending, after, limit };
    const page: Awaited<ReturnType<typeof pageAmong>> = await inProgramme(served.house.pool, served.programme.id, (client) => pageAmong(client, served.programme.id, filter, asked, seen), {
      scope: seen === 'everybody' ? null : PARTNER_A,
    });
    total ??= page.total;
    ids.push(...page.lines.map(({ id }) => id));
    if (page.lines.length < limit) return { ids, total };
    after = page.lines.at(-1)?.key ?? null;
  }
}

const terms = fc.array(fc.constantFrom(...WORDS, 'nada'), { minLength: 1, maxLength: 2 }).map((words) => [...new Set(words)]);
const asked = fc.record({
  typed: fc.array(terms, { maxLength: 3 }),
  borneBy: fc.constantFrom(1, 10_000),
  sex: fc.option(fc.constantFrom(...SEXES)),
  department: fc.option(fc.constantFrom('02', '04', '')),
  seen: fc.constantFrom<PeopleSeen>('everybody', 'few', 'many'),
  sort: fc.constantFrom<PeopleSort>('name', 'name', 'born', 'place', 'registered'),
  descending: fc.boolean(),
  limit: fc.integer({ min: 1, max: 40 }),
});
const NOT_NARROWED = { people: null, municipality: null, born: null, consent: null, role: null };

test('whatever is asked, in whichever order, and of whomever the reader sees', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(asked, async ({ typed: [words = null, ...otherWords], borneBy, sex, department, seen, ...order }) => {
      const filter = { ...NOT_NARROWED, words, otherWords, borneBy, sex, department };
      const expected = plainly(filter, seen, order.sort, order.descending);
      const { ids, total } = await walked(filter, seen, order);
      expect(ids).toEqual(expected);
      expect(total).toEqual({ count: expected.length, more: false });
      found += expected.length;
    }),
    { numRuns: 150 },
  );
  expect(found).toBeGreaterThan(500);
});

test('a partner of few people, one of none, and whoever is not narrowed', async () => {
  const nobody = { ...NOT_NARROWED, words: null, otherWords: [], borneBy: 0, sex: null, department: null };
  const first = { sort: 'name', descending: false, after: null, limit: 100 } as const;
  const count = async (scope: string | null): Promise<number> =>
    (await inProgramme(served.house.pool, served.programme.id, (client) => findPeoplePage(client, served.programme.id, nobody, first), { scope })).lines.length;
  expect([await count(PARTNER_A), await count('0198a000-0000-7000-8000-0000000000ff'), await count(null)]).toEqual([30, 0, MANY]);
});
