import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/platform/database/project-root.ts';
import { readSchema } from '../../src/platform/database/schema-reader.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

describe('the committed schema', () => {
  // The text is PostgreSQL's own in part and differs between majors; one of them must do.
  const on15 = process.env['DIGNA_TEST_PG'] === '15';
  test.skipIf(on15)('is what the migrations make (node scripts/write-schema.mjs)', async () => {
    const database = await testDatabase();
    const schema = await readSchema(database.owner).finally(() => database.drop());
    expect(schema).toBe(await readFile(join(projectRoot(), 'schema.sql'), 'utf8'));
  });
});

describe('the reader', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase('empty');
    await database.owner.query(`
      create table place (
        code text collate "C" primary key, name text not null default 'x', area numeric(8, 2) check (area > 0));
      create table visit (
        programme_id uuid not null, id bigint generated always as identity, place text not null references place (code),
        primary key (programme_id, id));
      create unique index visit_place on visit (programme_id, lower(place)) where place <> '';
      alter table visit enable row level security;
      create policy only_ours on visit for select to digna_app using (programme_id is not null);
      grant select on visit to digna_app;
      grant update (name) on place to digna_app;
      create function twice(n integer) returns integer language sql security definer as 'select n * 2';
      revoke execute on function twice from public;
      grant execute on function twice to digna_app`);
  });
  afterAll(() => database.drop());

  test.each([
    ['a column with its collation', 'code text collate "C" not null'],
    ['a default', "name text default 'x'::text not null"],
    ['a check', 'constraint place_area_check CHECK ((area > (0)::numeric))'],
    ['an identity', 'id bigint generated always as identity not null'],
    ['a key', 'constraint visit_pkey PRIMARY KEY (programme_id, id)'],
    ['a reference', 'constraint visit_place_fkey FOREIGN KEY (place) REFERENCES place(code)'],
    ['a partial unique index', 'CREATE UNIQUE INDEX visit_place ON visit USING btree (programme_id, lower(place)) WH'],
    ['row-level security', 'alter table visit enable row level security;'],
    ['a policy', 'create policy only_ours on visit for select to digna_app using (programme_id IS NOT NULL);'],
    ['a grant', 'grant select on visit to digna_app;'],
    ['a grant on a column', 'grant update (name) on place to digna_app;'],
    ['a function', 'SECURITY DEFINER'],
    ['who may call a function', 'grant execute on function twice(integer) to digna_app;'],
  ])('tells %s', async (_what, line) => {
    expect(await readSchema(database.owner)).toContain(line);
  });

  test('tells the same twice', async () => {
    expect(await readSchema(database.owner)).toBe(await readSchema(database.owner));
  });
});
