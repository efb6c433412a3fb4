import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyFaults } from './key-rules.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Plants the tables, reads the faults and takes the tables away again. */
async function faultsOf(sql: string): Promise<readonly string[]> {
  await database.owner.query(sql);
  try {
    return (await keyFaults(database.owner)).filter((fault) => /^(planted|entry:)/.test(fault));
  } finally {
    await database.owner.query(`
      drop table if exists planted, planted_other;
      drop function if exists planted_function cascade;
      revoke update, delete on entry from digna_app`);
  }
}

const KEYED = 'create table planted (programme_id uuid, id uuid, code text, primary key (programme_id, id));';
const SECURED = `alter table planted enable row level security; alter table planted force row level security;`;
const USING = `create policy isolation on planted using (programme_id = nullif(current_setting('digna.programme', true), '')::uuid)`;
const ISOLATED = `${USING} with check (programme_id = (select nullif(current_setting('digna.programme', true), '')::uuid));`;
const GOOD = KEYED + SECURED + ISOLATED;

test('the schema keeps programme_id in every key, behind one policy', async () => {
  expect(await keyFaults(database.owner)).toEqual([]);
});

test('a table that keeps to all rules gives no fault', async () => {
  expect(await faultsOf(GOOD)).toEqual([]);
});

test.each([
  [
    'programme_id comes second in the key',
    `create table planted (id uuid, programme_id uuid, primary key (id, programme_id)); ${SECURED} ${ISOLATED}`,
    'planted: programme_id is not the first column of the primary key',
  ],
  [
    'there is no primary key',
    `create table planted (programme_id uuid); ${SECURED} ${ISOLATED}`,
    'planted: programme_id is not the first column of the primary key',
  ],
  [
    'a unique index is over all programmes',
    `${GOOD} create unique index planted_code on planted (code)`,
    'planted_code: a unique index leaves programme_id out',
  ],
  [
    'programme_id is only carried along by a unique index',
    `${GOOD} create unique index planted_code on planted (code) include (programme_id)`,
    'planted_code: a unique index leaves programme_id out',
  ],
  [
    'a reference crosses programmes',
    `${GOOD} create table planted_other (programme_id uuid, id uuid, other uuid, primary key (programme_id, id),
      constraint planted_crossing foreign key (other, id) references planted (programme_id, id));
      alter table planted_other enable row level security`,
    'planted_crossing: a reference to a table of programmes leaves programme_id out',
  ],
  [
    'security is not forced',
    `${KEYED} alter table planted enable row level security; ${ISOLATED}`,
    'planted: row-level security is not forced',
  ],
  [
    'the programme is looked up for every row that is written',
    `${KEYED} ${SECURED} ${USING}`,
    'planted: a policy is missing or differs from the one of the house',
  ],
  ['there is no policy', KEYED + SECURED, 'planted: a policy is missing or differs from the one of the house'],
  [
    'a second policy opens the table',
    `${GOOD} create policy open on planted for select using (true)`,
    'planted: a policy is missing or differs from the one of the house',
  ],
  [
    'a policy lets rows of other programmes in',
    `${KEYED} ${SECURED} create policy isolation on planted
      using (programme_id = nullif(current_setting('digna.programme', true), '')::uuid) with check (true)`,
    'planted: a policy is missing or differs from the one of the house',
  ],
  [
    'a trigger acts behind the back of the code',
    `${GOOD} create function planted_function() returns trigger language plpgsql as 'begin return new; end';
      create trigger planted_trigger before insert on planted for each row execute function planted_function()`,
    'planted_trigger: there is a trigger',
  ],
  ['an entry can change', 'grant update (body) on entry to digna_app', 'entry: the app may change or delete entries'],
  ['an entry can be deleted', 'grant delete on entry to digna_app', 'entry: the app may change or delete entries'],
  [
    'a table can be emptied',
    `${GOOD} grant truncate on planted to digna_app`,
    'planted: the app may empty or reshape a table',
  ],
])('it is found when %s', async (_what, sql, fault) => {
  expect(await faultsOf(sql)).toContain(fault);
});
