import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { livePostmaster } from '../../src/platform/database/postmaster.mjs';
import { databaseProcess, processesOn, within } from './database-process.ts';
import { quietLog } from './quiet-log.ts';
import { temporaryFolder } from './temporary-folder.ts';

// These tests look at processes by way of /proc.
const linux = process.platform === 'linux';

async function open(folder: string, purpose: 'serve' | 'command' = 'serve'): Promise<Database> {
  const database = await openDatabase({ env: { DIGNA_DATA: folder }, purpose, log: quietLog });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= database.stop());
  onTestFinished(stop);
  return { ...database, stop };
}

async function nobodyRunsOn(folder: string): Promise<boolean> {
  return (await processesOn(folder)).length === 0;
}

function serverPid(folder: string): number {
  return livePostmaster(join(folder, 'postgres'))?.pid ?? 0;
}

async function countNotes(database: Database): Promise<number> {
  const { rows } = await database.owner.query<{ count: number }>('select count(*) from note');
  return rows[0]?.count ?? -1;
}

describe.runIf(linux)('the embedded database', () => {
  test('opens on an empty folder, serves as digna_app, and is gone after stop', async () => {
    const folder = await temporaryFolder();
    const database = await open(folder);
    const { rows } = await database.app.query('select session_user, current_setting($1) as fsync', ['fsync']);
    expect(rows).toEqual([{ session_user: 'digna_app', fsync: 'on' }]);
    expect((await stat(join(folder, 'database-password'))).mode & 0o777).toBe(0o600);
    await database.stop();
    expect(await nobodyRunsOn(folder)).toBe(true);
  });

  test('leaves nothing running when its process is killed, and opens again with every row', async () => {
    const folder = await temporaryFolder();
    const victim = await databaseProcess(folder);
    expect(victim.said).toBe('open');
    const helper = await open(folder, 'command');
    await helper.owner.query(`create table note (text text); insert into note values ('kept')`);
    await helper.stop();
    await victim.kill();
    const reopened = await open(folder);
    // The watcher may still be ending the server that the killed process left: another takes its place.
    expect(await within(15_000, async () => (await countNotes(reopened).catch(() => 0)) === 1)).toBe(true);
    await reopened.stop();

    const second = await databaseProcess(folder);
    await second.kill();
    expect(await within(10_000, () => nobodyRunsOn(folder))).toBe(true);
  });

  test('comes back by itself when the server is killed, and the pools with it', async () => {
    const folder = await temporaryFolder();
    const database = await open(folder);
    await database.owner.query(`create table note (text text); insert into note values ('acknowledged')`);
    const waiting = database.app.query('select pg_sleep(60)').catch(() => 'cut');
    const before = serverPid(folder);
    process.kill(before, 'SIGKILL');
    expect(await waiting).toBe('cut');
    // For a moment what the killed server left behind may still answer: it is back once another answers both pools.
    const isBack = async (): Promise<boolean> =>
      serverPid(folder) !== before && (await countNotes(database)) === 1 && (await database.app.query('select 1')).rowCount === 1;
    expect(await within(20_000, () => isBack().catch(() => false))).toBe(true);
    // The lock came back with the server: a second start is refused again.
    await expect.poll(async () => (await databaseProcess(folder)).said, { timeout: 10_000 }).toBe('already-running');
  });

  test('loses no row it acknowledged before the server and its watcher were killed', async () => {
    const folder = await temporaryFolder();
    const database = await open(folder);
    await database.owner.query('create table note (number integer primary key)');
    const acknowledged: number[] = [];
    const writing = (async () => {
      for (let number = 0; ; number += 1) {
        await database.owner.query('insert into note values ($1)', [number]);
        acknowledged.push(number);
      }
    })().catch(() => 'cut');
    await within(10_000, async () => acknowledged.length > 200);
    for (const { pid } of await processesOn(folder)) process.kill(pid, 'SIGKILL');
    expect(await writing).toBe('cut');
    const back = async (): Promise<boolean> => (await countNotes(database).catch(() => 0)) >= acknowledged.length;
    expect(await within(15_000, back)).toBe(true);
    const { rows } = await database.owner.query('select number from note order by number');
    expect(rows.slice(0, acknowledged.length)).toEqual(acknowledged.map((number) => ({ number })));
  });

  test('gets another watcher when the watcher is killed', async () => {
    const folder = await temporaryFolder();
    const database = await open(folder);
    const server = serverPid(folder);
    const watcher = (await processesOn(folder)).find((found) => found.watcher);
    process.kill(watcher?.pid ?? 0, 'SIGKILL');
    const another = async (): Promise<boolean> =>
      (await processesOn(folder)).some((found) => found.watcher && found.pid !== watcher?.pid);
    expect(await within(5_000, another)).toBe(true);
    expect(serverPid(folder)).toBe(server);
    await database.stop();
    expect(await nobodyRunsOn(folder)).toBe(true);
  });

  test('refuses a second start and goes on serving the first', async () => {
    const folder = await temporaryFolder();
    const database = await open(folder);
    const second = await databaseProcess(folder);
    expect(second.said).toBe('already-running');
    await expect(openDatabase({ env: { DIGNA_DATA: folder }, purpose: 'serve', log: quietLog })).rejects.toMatchObject({
      code: 'already-running',
      es: expect.stringContaining(folder),
      en: expect.stringContaining(folder),
    });
    expect((await database.app.query('select 1')).rowCount).toBe(1);
  });

  test('adopts a server whose process and watcher were killed together', async () => {
    const folder = await temporaryFolder();
    const victim = await databaseProcess(folder);
    const watcher = (await processesOn(folder)).find((found) => found.watcher);
    process.kill(watcher?.pid ?? 0, 'SIGKILL');
    await victim.kill();
    const orphan = serverPid(folder);
    expect(orphan).toBeGreaterThan(0);
    const heir = await open(folder);
    expect(serverPid(folder)).toBe(orphan);
    await heir.stop();
    expect(await nobodyRunsOn(folder)).toBe(true);
  });

  test('is started by a command and stopped at its end', async () => {
    const folder = await temporaryFolder();
    const command = await open(folder, 'command');
    expect((await command.app.query('select 1')).rowCount).toBe(1);
    await command.stop();
    expect(await nobodyRunsOn(folder)).toBe(true);
  });

  test('stays when a command ends beside the server', async () => {
    const folder = await temporaryFolder();
    const server = await open(folder);
    const command = await open(folder, 'command');
    await command.stop();
    expect((await server.app.query('select 1')).rowCount).toBe(1);
  });

  test('passes to a server that starts while a command works', async () => {
    const folder = await temporaryFolder();
    const command = await open(folder, 'command');
    const server = await open(folder);
    const pid = serverPid(folder);
    await command.stop();
    expect((await server.app.query('select 1')).rowCount).toBe(1);
    expect(serverPid(folder)).toBe(pid);
    await server.stop();
    expect(await nobodyRunsOn(folder)).toBe(true);
  });

  test('waits for the second of two commands', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder, 'command');
    const second = await open(folder, 'command');
    const ending = first.stop();
    expect((await second.app.query('select 1')).rowCount).toBe(1);
    await second.stop();
    await ending;
    expect(await nobodyRunsOn(folder)).toBe(true);
  });
});
