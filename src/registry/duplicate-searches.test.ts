/** A look through the registry by two servers, one of which goes away. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { person } from '../../test/cast/drafts.ts';
import { TestClock, tinyProgramme, type TinyProgramme } from '../../test/cast/programme.ts';
import { testDatabase, type TestDatabase } from '../../test/database/test-database.ts';
import { SEARCH_CHUNK } from './duplicate-search.ts';
import { DuplicateSearches } from './duplicate-searches.ts';
import { PEOPLE } from './subject.ts';

const TOTAL = SEARCH_CHUNK * 2 + 10;
let database: TestDatabase;
let tiny: TinyProgramme;
beforeAll(async () => {
  database = await testDatabase();
  tiny = await tinyProgramme(database);
  const people = Array.from({ length: TOTAL }, (_, at) => person(`Apellido${at} Segundo${at}, Nombre${at}`));
  for (let from = 0; from < TOTAL; from += 200) await tiny.accept(...people.slice(from, from + 200));
});
afterAll(() => database.drop());

test('a search goes on where its server stopped, once the hold has run out, and everybody is looked at once', async () => {
  const clock = new TestClock();
  const [one, other] = [new DuplicateSearches(database.app, clock), new DuplicateSearches(database.app, clock)];
  const { id } = tiny.programme;
  const { done } = await one.start(id, PEOPLE);
  await one.stop();
  await done;
  const stopped = await one.stateOf(id, PEOPLE);
  expect(stopped).toMatchObject({ state: 'running', total: TOTAL });
  expect(stopped?.lookedAt).toBeLessThan(TOTAL);

  // The other server asks while the hold lasts: it gets nothing to do.
  await (await other.start(id, PEOPLE)).done;
  expect((await other.stateOf(id, PEOPLE))?.lookedAt).toBe(stopped?.lookedAt);

  clock.passMinutes(1);
  await (await other.start(id, PEOPLE)).done;
  expect(await other.stateOf(id, PEOPLE)).toMatchObject({ state: 'done', lookedAt: TOTAL, total: TOTAL });
});

test('two servers that begin at once share one search', async () => {
  const clock = new TestClock();
  const servers = [new DuplicateSearches(database.app, clock), new DuplicateSearches(database.app, clock)];
  const begun = await Promise.all(servers.map((server) => server.start(tiny.programme.id, PEOPLE)));
  await Promise.all(begun.map(({ done }) => done));
  expect(await servers[0]?.stateOf(tiny.programme.id, PEOPLE)).toMatchObject({ state: 'done', lookedAt: TOTAL });
});

test('a look that is put off begins a search again that is under way, and a person who asks joins it', async () => {
  const searches = new DuplicateSearches(database.app, new TestClock());
  const { id } = tiny.programme;
  const passed = async (): Promise<string | null> => (await database.owner.query<{ after_id: string | null }>('select after_id from duplicate_search where programme_id = $1', [id])).rows[0]?.after_id ?? null;
  await searches.stop();
  await database.owner.query("update duplicate_search set state = 'running', after_id = (select max(id::text)::uuid from person) where programme_id = $1", [id]);
  await (await searches.start(id, PEOPLE)).done;
  expect(await passed()).not.toBeNull();
  await searches.putOff(id, PEOPLE);
  expect(await passed()).toBeNull();
  expect(await searches.stateOf(id, PEOPLE)).toMatchObject({ state: 'running', lookedAt: 0, total: TOTAL });
});
