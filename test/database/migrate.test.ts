import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Migration, findMigrations, migrate } from '../../src/platform/database/migrate.ts';
import { quietLog } from './quiet-log.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

const FIRST = '2026-01-01-01-first.sql';
const SECOND = '2026-01-02-01-second.sql';
const THIRD = '2026-01-03-01-third.sql';

/** Writes the files, each in a folder of its own, and finds them. */
async function found(files: Readonly<Record<string, string>>): Promise<Migration[]> {
  const root = await temporaryFolder();
  for (const [index, [name, sql]] of Object.entries(files).entries()) {
    const folder = join(root, 'src', `area-${9 - index}`, 'migrations');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), sql);
  }
  return findMigrations(root);
}

describe('migrations are found', () => {
  test('in every folder, in the order of their names', async () => {
    const migrations = await found({ [SECOND]: '', [THIRD]: '', [FIRST]: '' });
    expect(migrations.map(({ name }) => name)).toEqual([FIRST, SECOND, THIRD]);
  });

  test('but not when a name is misshapen', async () => {
    await expect(found({ 'first.sql': '' })).rejects.toMatchObject({ code: 'migration-misnamed' });
  });

  test('but not when two folders hold the same name', async () => {
    const root = await temporaryFolder();
    for (const area of ['one', 'two']) {
      await mkdir(join(root, 'src', area, 'migrations'), { recursive: true });
      await writeFile(join(root, 'src', area, 'migrations', FIRST), '');
    }
    await expect(findMigrations(root)).rejects.toMatchObject({ code: 'migration-misnamed' });
  });

  test('with the same checksum whatever the line ends of the checkout', async () => {
    const [unix] = await found({ [FIRST]: 'select 1;\nselect 2;\n' });
    const [windows] = await found({ [FIRST]: 'select 1;\r\nselect 2;\r\n' });
    expect(windows?.checksum).toBe(unix?.checksum);
  });
});

describe('migrating', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase('empty');
  });
  afterEach(() => database.drop());

  const run = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    migrate(database.owner, await found(files), { log: quietLog });

  async function tables(): Promise<readonly string[]> {
    const { rows } = await database.owner.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    return rows.map(({ name }) => name);
  }

  test('applies what is new, once', async () => {
    expect(await run({ [FIRST]: 'create table a ()' })).toEqual([FIRST]);
    expect(await run({ [FIRST]: 'create table a ()', [SECOND]: 'create table b ()' })).toEqual([SECOND]);
    expect(await run({ [FIRST]: 'create table a ()', [SECOND]: 'create table b ()' })).toEqual([]);
    expect(await tables()).toEqual(['a', 'b', 'schema_migration']);
  });

  test('refuses when an applied file has changed', async () => {
    await run({ [FIRST]: 'create table a ()' });
    await expect(run({ [FIRST]: 'create table a (id int)' })).rejects.toMatchObject({
      code: 'migration-changed',
      en: expect.stringContaining(FIRST),
    });
  });

  test('refuses when an applied file has vanished, and applies nothing', async () => {
    await run({ [FIRST]: 'create table a ()' });
    await expect(run({ [SECOND]: 'create table b ()' })).rejects.toMatchObject({ code: 'migration-vanished' });
    expect(await tables()).not.toContain('b');
  });

  test('refuses a new file that sorts before an applied one', async () => {
    await run({ [SECOND]: 'create table b ()' });
    await expect(run({ [FIRST]: 'create table a ()', [SECOND]: 'create table b ()' })).rejects.toMatchObject({
      code: 'migration-out-of-order',
    });
  });

  test('leaves nothing of a file that fails, and keeps those before it', async () => {
    const files = { [FIRST]: 'create table a ()', [SECOND]: 'create table b (); select 1 / 0', [THIRD]: '' };
    await expect(run(files)).rejects.toMatchObject({ code: 'migration-failed', en: expect.stringContaining(SECOND) });
    expect(await tables()).toEqual(['a', 'schema_migration']);
  });

  test('lets two servers that start together apply each file once', async () => {
    const files = { [FIRST]: 'create table a (); select pg_sleep(0.2)', [SECOND]: 'create table b ()' };
    const applied = await Promise.all([run(files), run(files)]);
    expect(applied.flat().toSorted()).toEqual([FIRST, SECOND]);
  });
});
