import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assertAppRole } from '../../src/platform/database/app-role.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { makePool } from '../../src/platform/database/pools.ts';
import { quietLog } from './quiet-log.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

// The check runs these on PostgreSQL 18 and on 15.
describe('the server named in DATABASE_URL', () => {
  let server: TestDatabase;
  beforeAll(async () => {
    server = await testDatabase('empty');
  });
  afterAll(() => server.drop());

  async function open(env: NodeJS.ProcessEnv): Promise<Database> {
    return openDatabase({
      env: { DIGNA_DATA: await temporaryFolder(), DATABASE_URL: server.url, ...env },
      purpose: 'serve',
      log: quietLog,
    });
  }

  async function sessionUser(database: Database): Promise<unknown> {
    return (await database.app.query('select session_user as name')).rows[0];
  }

  test('is used as digna_app, by as many servers as wanted', async () => {
    const [one, other] = await Promise.all([open({}), open({})]);
    expect([await sessionUser(one), await sessionUser(other)]).toEqual([{ name: 'digna_app' }, { name: 'digna_app' }]);
    await Promise.all([one.stop(), other.stop()]);
  });

  test('is used with the app login made by hand', async () => {
    await server.owner.query(`create role made_by_hand login password 'secret' in role digna_app`);
    const login = new URL(server.url);
    login.username = 'made_by_hand';
    login.password = 'secret';
    const database = await open({ DIGNA_APP_URL: login.href });
    expect(await sessionUser(database)).toEqual({ name: 'made_by_hand' });
    await database.stop();
    await server.owner.query('drop role made_by_hand');
  });

  test('is not served as its owner', async () => {
    await expect(open({ DIGNA_APP_URL: server.url })).rejects.toMatchObject({
      code: 'app-role-too-strong',
      en: expect.stringContaining('superuser'),
    });
  });

  test('is refused in words when nobody answers there', async () => {
    await expect(open({ DATABASE_URL: 'postgres://x:x@127.0.0.1:1/x' })).rejects.toMatchObject({
      code: 'database-unreachable',
    });
  });

  test.each([
    ['may pass over row-level security', 'create role bad_app login bypassrls', 'bypassrls'],
    ['may make roles', 'create role bad_app login createrole', 'createrole'],
    ['owns a table', 'create role bad_app login; create table owned (); alter table owned owner to bad_app', 'owner'],
    [
      'may become somebody who passes over row-level security',
      'create role bad_master bypassrls; create role bad_app login in role bad_master',
      'bypassrls',
    ],
  ])('is not served with a login that %s', async (_what, sql, reason) => {
    await server.owner.query(sql);
    await server.owner.query(`alter role bad_app password 'secret'`);
    const login = new URL(server.url);
    login.username = 'bad_app';
    login.password = 'secret';
    const pool = makePool(login.href, 1, quietLog);
    await expect(assertAppRole(pool)).rejects.toMatchObject({ en: expect.stringContaining(reason) });
    await pool.end();
    await server.owner.query('drop table if exists owned; drop role bad_app; drop role if exists bad_master');
  });
});
