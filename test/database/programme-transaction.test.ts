import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inProgramme, inTransaction } from '../../src/platform/database/programme-transaction.ts';
import { meanwhile } from '../../src/platform/meanwhile.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

const here = randomUUID();
const elsewhere = randomUUID();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase('empty');
  await database.owner.query(`
    create table note (programme_id uuid, text text, primary key (programme_id, text));
    alter table note enable row level security;
    alter table note force row level security;
    create policy programme_isolation on note
      using (programme_id = nullif(current_setting('digna.programme', true), '')::uuid)
      with check (programme_id = (select nullif(current_setting('digna.programme', true), '')::uuid));
    grant select, insert on note to digna_app`);
});
afterAll(() => database.drop());

async function notes(programmeId: string): Promise<number> {
  return inProgramme(database.app, programmeId, async (client) => {
    return (await client.query('select from note')).rowCount ?? 0;
  });
}

async function write(programmeId: string, text: string): Promise<void> {
  await inProgramme(database.app, programmeId, (client) =>
    client.query('insert into note values ($1, $2)', [programmeId, text]),
  );
}

async function cutConnections(): Promise<void> {
  await database.owner.query(`
    select pg_terminate_backend(pid) from pg_stat_activity
    where usename = 'digna_app' and datname = current_database()`);
}

test('what is written in a programme is seen there and nowhere else', async () => {
  await write(here, 'seen');
  expect(await notes(here)).toBe(1);
  expect(await notes(elsewhere)).toBe(0);
});

test('nothing is seen outside a programme, even on a connection that served one', async () => {
  await write(here, 'before');
  const count = await inTransaction(database.app, async (client) => (await client.query('select from note')).rowCount);
  expect(count).toBe(0);
});

test('work that throws leaves nothing behind', async () => {
  const before = await notes(here);
  const failing = inProgramme(database.app, here, async (client) => {
    await client.query(`insert into note values ($1, 'lost')`, [here]);
    throw new Error('after writing');
  });
  await expect(failing).rejects.toThrow('after writing');
  expect(await notes(here)).toBe(before);
});

test('a failed query whose error was swallowed does not pass for a commit', async () => {
  const swallowing = inProgramme(database.app, here, async (client) => {
    await client.query(`insert into note values ($1, 'half')`, [here]);
    await client.query('select 1 / 0').catch(() => null);
  });
  await expect(swallowing).rejects.toThrow('its error was lost');
});

test('what is sent without waiting is answered in the order of sending', async () => {
  const answers: string[] = [];
  await inProgramme(database.app, here, async (client) => {
    const asked = ['select pg_sleep(0.05)', `insert into note values ('${here}', 'third')`, `select from note where text = 'third'`];
    await Promise.all(asked.map(async (text) => answers.push(`${(await client.query(text)).rowCount} ${text.slice(0, 6)}`)));
  });
  expect(answers).toEqual(['1 select', '1 insert', '1 select']);
});

test('of what was sent at once the first failure is thrown, and nothing is left', async () => {
  const before = await notes(here);
  const failing = inProgramme(database.app, here, (client) =>
    meanwhile(client.query('select 1 / 0'), async () => {
      await client.query(`insert into note values ($1, 'after')`, [here]);
    }),
  );
  await expect(failing).rejects.toThrow('division by zero');
  expect(await notes(here)).toBe(before);
});

test('a row of another programme is not written', async () => {
  const writing = inProgramme(database.app, here, (client) => client.query(`insert into note values ($1, 'theirs')`, [elsewhere]));
  await expect(writing).rejects.toThrow('row-level security');
});

test('an id that is not a UUID is refused before any query', async () => {
  await expect(inProgramme(database.app, "'; drop table note; --", async () => 1)).rejects.toThrow('must be a UUID');
});

test('a repeatable view does not see what others commit meanwhile', async () => {
  const seen = await inProgramme(
    database.app,
    here,
    async (client) => {
      const first = (await client.query('select from note')).rowCount;
      await write(here, randomUUID());
      return [first, (await client.query('select from note')).rowCount];
    },
    { isolation: 'repeatable read', readOnly: true },
  );
  expect(seen[0]).toBe(seen[1]);
});

test('a read-only transaction takes no writing', async () => {
  const insert = `insert into note values ($1, 'no')`;
  const writing = inProgramme(database.app, here, (client) => client.query(insert, [here]), { readOnly: true });
  await expect(writing).rejects.toThrow('read-only');
});

test('dead connections in the pool are thrown away until a live one is found', async () => {
  await Promise.all([1, 2, 3, 4].map(() => notes(here)));
  await cutConnections();
  expect(await Promise.all([1, 2, 3, 4, 5].map(() => notes(elsewhere)))).toEqual([0, 0, 0, 0, 0]);
});

test('a connection lost in the middle is not handed out again', async () => {
  const cut = inProgramme(database.app, here, async (client) => {
    await cutConnections();
    await client.query('select 1');
  });
  await expect(cut).rejects.toThrow();
  expect(await notes(elsewhere)).toBe(0);
});
