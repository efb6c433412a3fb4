/** One PostgreSQL data folder: made once, checked at every start, run so that no acknowledged row is ever at risk. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { CannotStart } from './cannot-start.ts';
import { type Identity, type Reach, canEnter, runAs, seenAs } from './unprivileged.ts';

export const OWNER = 'digna';
export const DATABASE = 'digna';

/** Names of what lies in the data folder. */
export interface ClusterPaths {
  /** PostgreSQL's own folder; belongs to the server's user. */
  readonly cluster: string;
  readonly password: string;
  readonly port: string;
  readonly log: string;
  readonly binaryCopies: string;
}

export function clusterPaths(folder: string): ClusterPaths {
  return {
    cluster: join(folder, 'postgres'),
    password: join(folder, 'database-password'),
    port: join(folder, 'database-port'),
    log: join(folder, 'database.log'),
    binaryCopies: join(folder, 'postgres-binaries'),
  };
}

/**
 * Makes the data folder and answers how the server's user reaches what is in it.
 * That user may pass through a folder of ours, nobody else; a folder above it keeps its rights.
 * Refuses a folder that cannot be written.
 */
export async function openFolder(folder: string, identity: Identity | null): Promise<Reach> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const probe = join(folder, `.probe-${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new CannotStart('folder-not-writable', error instanceof Error ? error.message : folder, error);
  }
  if (identity === null || (await canEnter(identity, folder))) return 'path';
  if (await isOurs(folder)) {
    await chown(folder, 0, identity.gid);
    await chmod(folder, 0o710);
    if (await canEnter(identity, folder)) return 'path';
  }
  if (process.platform !== 'linux') throw new CannotStart('folder-closed', folder);
  return 'descriptor';
}

/** A folder with other people's things in it keeps its rights: opening /root for a database would be a poor trade. */
async function isOurs(folder: string): Promise<boolean> {
  const names = await readdir(folder);
  return names.length === 0 || names.includes('postgres') || names.includes('database-password');
}

/** The server's user: the one who owns the data already, else the one chosen. Refuses another user's data. */
export async function ownerOf(cluster: string, chosen: Identity | null): Promise<Identity | null> {
  const owner = await stat(cluster).catch(() => null);
  if (owner === null || process.getuid === undefined) return chosen;
  if (process.getuid() !== 0) {
    if (owner.uid !== process.getuid()) throw new CannotStart('folder-of-another-user', cluster);
    return null;
  }
  return owner.uid === 0 ? chosen : { uid: owner.uid, gid: owner.gid };
}

/** Refuses data that these binaries cannot read. */
export async function checkVersion(cluster: string, binaries: Binaries): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '?')).trim();
  if (found !== String(binaries.major)) {
    throw new CannotStart('data-of-another-version', `${found}, ${binaries.major}`);
  }
}

/** Makes the cluster. It appears under its name only when whole, so a start cut short is simply begun anew. */
export async function initialise(
  paths: ClusterPaths,
  binaries: Binaries,
  identity: Identity | null,
  reach: Reach,
): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const handed = [`${paths.cluster}.new`, `${paths.cluster}.password`] as const;
  const [unfinished, passwordForServer] = handed;
  await rm(unfinished, { recursive: true, force: true });
  await rm(passwordForServer, { force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordForServer, password, { mode: 0o600 });
  if (identity !== null) for (const path of handed) await chown(path, identity.uid, identity.gid);
  const where = ['-D', seenAs(unfinished, 0, reach), `--pwfile=${seenAs(passwordForServer, 1, reach)}`];
  try {
    await runInitdb(binaries, identity, where, reach === 'descriptor' ? handed : []);
    await writeFile(paths.password, password, { mode: 0o600 });
    await rename(unfinished, paths.cluster);
  } finally {
    await rm(passwordForServer, { force: true });
  }
}

async function runInitdb(
  binaries: Binaries,
  identity: Identity | null,
  where: readonly string[],
  handed: readonly string[],
): Promise<void> {
  // From 17 on the order of text comes from PostgreSQL itself, so that it is the same on every system.
  const builtin = binaries.major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const fixed = [`--username=${OWNER}`, '--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', ...builtin];
  const run = (locale: string) =>
    runAs(identity, join(binaries.folder, 'bin', 'initdb'), [...where, ...fixed, `--locale=${locale}`], handed);
  // Trigrams of accented words need the system's UTF-8 letters; the plain locale is for systems that lack them.
  let outcome = await run('C.UTF-8');
  if (/locale/i.test(outcome.output) && outcome.code !== 0) outcome = await run('C');
  if (outcome.code !== 0) throw new CannotStart('initialisation-failed', outcome.output.trim());
}

/** The owner's password. Refuses when its file is gone. */
export async function readPassword(paths: ClusterPaths): Promise<string> {
  if (!existsSync(paths.password)) throw new CannotStart('password-missing', paths.password);
  return (await readFile(paths.password, 'utf8')).trim();
}

/** What a test server may skip: it holds nothing anyone wants back. */
const unsafeSettings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '120' };

/** Arguments of `postgres`. Here and not in its files, so that a new version of Digna brings its own. */
export function serverArguments(
  cluster: string,
  port: number,
  major: number,
  { durability, reach }: { durability: 'durable' | 'unsafe-for-tests'; reach: Reach },
): readonly string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '40',
    shared_buffers: '160MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    max_logical_replication_workers: '0',
    max_parallel_workers: '2',
    max_parallel_workers_per_gather: '1',
    jit: 'off',
    random_page_cost: '1.1',
    autovacuum: 'on',
    // A first import fills tables of which nothing was known: the sooner they are looked at, the sooner plans are good.
    autovacuum_naptime: '10s',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    wal_compression: 'on',
    max_wal_size: '1GB',
    checkpoint_timeout: '10min',
    TimeZone: 'UTC',
    log_timezone: 'UTC',
    // Errors and their statements can hold personal data; whoever sent the statement gets the error anyway.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    // Only to be read in the list of processes: which data a server belongs to.
    'digna.folder': cluster,
    ...(major >= 18 ? { io_method: 'sync' } : {}),
    ...(durability === 'unsafe-for-tests' ? unsafeSettings : {}),
  };
  const named = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', seenAs(cluster, 0, reach), ...named];
}
