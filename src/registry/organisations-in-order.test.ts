/** Pages of organisations, whichever way they are found, are what a plain look through all of them gives. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisation } from '../../test/cast/drafts.ts';
import { servedHouse, type ServedHouse } from '../../test/cast/house.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { OrganisationSort } from './list-filter.ts';
import { findOrganisationsPage, type OrganisationFilter } from './organisation-list-queries.ts';

const WORDS = ['sol', 'luna', 'rio', 'mar', 'valle'];
const KINDS = ['enterprise', 'ngo', 'producers-association', 'government'] as const;
const PLACES = [[null, null], ['02', null], ['02', '020101'], ['04', null], ['07', '070101']] as const;
const MANY = 90;

interface Line {
  readonly id: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly kind: string;
  readonly department: string | null;
  readonly municipality: string | null;
  readonly registered: number;
}

let served: ServedHouse;
let lines: readonly Line[];

beforeAll(async () => {
  served = await servedHouse();
  const entries = Array.from({ length: MANY }, (_, at) => {
    const words = WORDS.filter((_word, bit) => ((at * 37 + 11) >> bit) % 2 === 1);
    const [department, municipality] = PLACES[at % 5] ?? [null, null];
    // Some bear the very same name.
    return organisation([...words, `n${at % 8}`].join(' '), KINDS[at % 4], { department, municipality });
  });
  const reply = await (await served.as('alicia')).post(`${served.base}/entries`, { entries });
  expect(reply.text).not.toContain('refused');
  const { rows } = await served.database.owner.query<Line>(
    `select id, sort_name as name, words, organisation_kind as kind, department, municipality, registered_position as registered from organisation_line where programme_id = $1`,
    [served.programme.id],
  );
  lines = rows;
});
afterAll(() => served.close());

/** What a line stands by, before its id. */
function keyOf(line: Line, sort: OrganisationSort): (string | number)[] {
  if (sort === 'registered') return [line.registered];
  if (sort === 'kind') return [line.kind, line.name];
  return sort === 'place' ? [line.department ?? '', line.municipality ?? '', line.name] : [line.name];
}

function compared(one: Line, other: Line, sort: OrganisationSort): number {
  const [a, b] = [[...keyOf(one, sort), one.id], [...keyOf(other, sort), other.id]];
  const at = a.findIndex((value, index) => value !== b[index]);
  return (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
}

function plainly({ words, otherWords, kind, department }: OrganisationFilter, sort: OrganisationSort, descending: boolean): string[] {
  const typed = words === null ? [] : [words, ...otherWords];
  const found = lines.filter((line) => typed.every((terms) => terms.some((term) => line.words.includes(term))) && (kind === undefined || line.kind === kind) && (department === undefined || line.department === department));
  return found.toSorted((one, other) => compared(one, other, sort) * (descending ? -1 : 1)).map(({ id }) => id);
}

/** Page after page to the end, and what the first said of all. */
async function walked(filter: OrganisationFilter, sort: OrganisationSort, descending: boolean, limit: number) {
  const ids: string[] = [];
  let after: readonly string[] | null = null;
  let total = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof findOrganisationsPage>> = await inProgramme(served.house.pool, served.programme.id, (client) =>
      findOrganisationsPage(client, served.programme.id, filter, { sort, descending, after, limit }),
    );
    total ??= page.total;
    ids.push(...page.lines.map(({ id }) => id));
    if (page.lines.length < limit) return { ids, total };
    after = page.lines.at(-1)?.key ?? null;
  }
}

const terms = fc.array(fc.constantFrom(...WORDS, 'nada'), { minLength: 1, maxLength: 2 }).map((words) => [...new Set(words)]);
const asked = fc.record({
  typed: fc.array(terms, { maxLength: 3 }),
  // As few bear them as there are, or as many as make the way of common words worth while.
  borneBy: fc.constantFrom(1, 10_000),
  kind: fc.option(fc.constantFrom(...KINDS), { nil: undefined }),
  department: fc.option(fc.constantFrom('02', '04', '09'), { nil: undefined }),
  sort: fc.constantFrom<OrganisationSort>('name', 'name', 'kind', 'place', 'registered'),
  descending: fc.boolean(),
  limit: fc.integer({ min: 1, max: 40 }),
});

test('whatever is asked, and in whichever order', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(asked, async ({ typed: [words = null, ...otherWords], borneBy, kind, department, sort, descending, limit }) => {
      const filter = { words, otherWords, borneBy, kind, department };
      const expected = plainly(filter, sort, descending);
      const { ids, total } = await walked(filter, sort, descending, limit);
      expect(ids).toEqual(expected);
      expect(total).toEqual({ count: expected.length, more: false });
      found += expected.length;
    }),
    { numRuns: 150 },
  );
  expect(found).toBeGreaterThan(500);
});
