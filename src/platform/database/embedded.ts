/** The embedded database: a real PostgreSQL below the data folder, kept running while we live and never after. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { type Binaries, readyBinaries } from './binaries.ts';
import { CannotStart } from './cannot-start.ts';
import {
  type ClusterPaths,
  DATABASE,
  OWNER,
  checkVersion,
  clusterPaths,
  initialise,
  openFolder,
  ownerOf,
  readPassword,
  serverArguments,
} from './cluster.ts';
import type { Log } from './log.ts';
import { livePostmaster } from './postmaster.mjs';
import { type Identity, type Reach, chooseIdentity } from './unprivileged.ts';
import { type WatchPlan, startWatch } from './watch.ts';

export interface EmbeddedOptions {
  readonly folder: string;
  /** Folder with `bin`, `lib` and `share`; the installed package when absent. */
  readonly binaries?: string | undefined;
  /** `uid` or `uid:gid` for the server when we are root. */
  readonly runAs?: string | undefined;
  readonly durability?: 'durable' | 'unsafe-for-tests' | undefined;
  readonly log: Log;
}

export interface EmbeddedDatabase {
  readonly ownerUrl: string;
  readonly port: number;
  /** Whether the server was already there, left by a process that is gone. */
  readonly adopted: boolean;
  /** Stops the server and waits for its end. */
  stop(): Promise<void>;
  /** Lets go of the server without stopping it, for whoever else looks after it. */
  release(): Promise<void>;
}

/** Where root keeps the copied binaries when the data folder is closed to the server's user; made anew when lost. */
const SHARED_BINARY_COPIES = '/var/cache/digna/postgres-binaries';
/** Recovery after a crash replays at most a gigabyte of log; slow disks take their time. */
const START_MS_MAX = 180_000;
/** Ends in a row without ever being ready, after which we stop trying. */
const FAILED_STARTS_MAX = 3;
const POLL_MS = 25;

/**
 * Starts the embedded server, or adopts the one already running on the folder, and waits until it answers.
 * Making the database takes about a second the first time. After a crash the server comes back by itself.
 * Refuses with `CannotStart`: folder, binaries, version, password.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const paths = clusterPaths(options.folder);
  const identity = await ownerOf(paths.cluster, await chooseIdentity(options.runAs));
  const reach = await openFolder(options.folder, identity);
  const copies = reach === 'path' ? paths.binaryCopies : SHARED_BINARY_COPIES;
  const binaries = await readyBinaries(options.binaries, copies, identity);
  const adopted = livePostmaster(paths.cluster) !== null;
  if (existsSync(paths.cluster)) await checkVersion(paths.cluster, binaries);
  else await initialise(paths, binaries, identity, reach);
  const watch = startWatch(await watchPlan(options, paths, binaries, { identity, reach }), options.log);
  try {
    const { ownerUrl, port } = await answering(options.folder, () => watch.endsInARow() >= FAILED_STARTS_MAX);
    watch.nowReady();
    return { ownerUrl, port, adopted, stop: () => watch.end('stop'), release: () => watch.end('release') };
  } catch (error) {
    await watch.end(adopted ? 'release' : 'stop');
    throw error;
  }
}

/** The server already running on this folder, once it answers; null when there is none. Starts nothing. */
export async function findRunning(folder: string): Promise<{ ownerUrl: string; port: number } | null> {
  const { cluster } = clusterPaths(folder);
  if (livePostmaster(cluster) === null) return null;
  try {
    return await answering(folder, () => livePostmaster(cluster) === null);
  } catch (error) {
    if (error instanceof CannotStart && error.code === 'database-does-not-start') return null;
    throw error;
  }
}

async function watchPlan(
  options: EmbeddedOptions,
  paths: ClusterPaths,
  binaries: Binaries,
  { identity, reach }: { identity: Identity | null; reach: Reach },
): Promise<WatchPlan> {
  const port = livePostmaster(paths.cluster)?.port ?? (await choosePort(paths.port));
  return {
    postgres: join(binaries.folder, 'bin', 'postgres'),
    args: serverArguments(paths.cluster, port, binaries.major, {
      durability: options.durability ?? 'durable',
      reach,
    }),
    clusterFolder: paths.cluster,
    logFile: paths.log,
    identity,
    reach,
  };
}

/** The port of last time when it is free, else any other. */
async function choosePort(file: string): Promise<number> {
  const last = Number(await readFile(file, 'utf8').catch(() => '0'));
  const port = (last > 0 ? await freePort(last) : null) ?? (await freePort(0));
  if (port === null) throw new CannotStart('database-does-not-start', '127.0.0.1');
  await writeFile(file, String(port), { mode: 0o600 });
  return port;
}

function freePort(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : null));
    });
  });
}

async function answering(folder: string, failed: () => boolean): Promise<{ ownerUrl: string; port: number }> {
  const paths = clusterPaths(folder);
  const password = await readPassword(paths);
  const deadline = performance.now() + START_MS_MAX;
  while (!failed() && performance.now() < deadline) {
    const server = livePostmaster(paths.cluster);
    if (server?.ready) {
      const ownerUrl = `postgres://${OWNER}:${password}@127.0.0.1:${server.port}/${DATABASE}`;
      if (await enter(ownerUrl, paths.password)) return { ownerUrl, port: server.port };
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new CannotStart('database-does-not-start', await lastWords(paths.log));
}

/** Signs in once, making the database if the cluster is new. False while the server is not up to it yet. */
async function enter(ownerUrl: string, passwordFile: string): Promise<boolean> {
  const problem = await attempt(ownerUrl, 'select 1');
  if (problem === null) return true;
  if (problem === '28P01') throw new CannotStart('password-missing', passwordFile);
  if (problem === '3D000') {
    const maintenance = new URL(ownerUrl);
    maintenance.pathname = '/postgres';
    await attempt(maintenance.href, `create database ${DATABASE}`);
  }
  return false;
}

async function attempt(url: string, sql: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // Told to whoever waits for connect() or query() as well.
  try {
    await client.connect();
    await client.query(sql);
    return null;
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? 'unknown') : 'unknown';
  } finally {
    await client.end().catch(() => {});
  }
}

async function lastWords(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-4).join(' | ') || logFile;
}
