/** Opens the database Digna works on: the server named in `DATABASE_URL`, or our own below the data folder. */
import pg from 'pg';
import { dataFolder } from '../data-folder.ts';
import { assertAppRole, ensureAppRole, ensureGrantedRole } from './app-role.ts';
import { CannotStart } from './cannot-start.ts';
import { type EmbeddedDatabase, findRunning, startEmbedded } from './embedded.ts';
import type { Log } from './log.ts';
import { makePool } from './pools.ts';
import { LOCKS, type ServingLock, lastCommandOut, takeServingLock } from './serving-lock.ts';

export interface OpenOptions {
  readonly env: NodeJS.ProcessEnv;
  /** `serve` is the server, one at a time on an embedded database; `command` the command line, beside it or alone. */
  readonly purpose: 'serve' | 'command';
  readonly log: Log;
}

export interface Database {
  /** Signed in as `digna_app`; for everything but migrations. */
  readonly app: pg.Pool;
  /** Signed in as the owner; for migrations. */
  readonly owner: pg.Pool;
  /** Ends all connections, and our own server if we look after it. */
  stop(): Promise<void>;
}

const APP_CONNECTIONS_MAX = 20;
const OWNER_CONNECTIONS_MAX = 3;

/**
 * Opens both pools, having checked that the server is PostgreSQL 15 to 18 and that the app's login is bound by
 * row-level security. Runs no migration. Refuses with `CannotStart`.
 */
export async function openDatabase({ env, purpose, log }: OpenOptions): Promise<Database> {
  const named = env['DATABASE_URL'];
  const folder = dataFolder(env);
  if (named) return openPools(named, { appUrl: env['DIGNA_APP_URL'], folder, log, atEnd: async () => {} });
  return purpose === 'serve' ? openToServe(env, folder, log) : openForCommand(env, folder, log);
}

async function openToServe(env: NodeJS.ProcessEnv, folder: string, log: Log): Promise<Database> {
  const running = await findRunning(folder);
  // Asked before the server is touched: what another process looks after is none of our business.
  let lock = running === null ? null : await takeServingLock(running.ownerUrl, folder, log);
  let embedded: EmbeddedDatabase | null = null;
  try {
    embedded = await startEmbedded({ folder, runAs: env['DIGNA_DATABASE_UID'], log });
    lock ??= await takeServingLock(embedded.ownerUrl, folder, log);
  } catch (error) {
    await lock?.release();
    if (error instanceof CannotStart && error.code === 'already-running') await embedded?.release();
    else await embedded?.stop();
    throw error;
  }
  const held: { lock: ServingLock; embedded: EmbeddedDatabase } = { lock, embedded };
  return openPools(embedded.ownerUrl, {
    appUrl: undefined,
    folder,
    log,
    atEnd: async () => {
      await held.lock.release();
      await held.embedded.stop();
    },
  });
}

async function openForCommand(env: NodeJS.ProcessEnv, folder: string, log: Log): Promise<Database> {
  const running = await findRunning(folder);
  const embedded = running ? null : await startEmbedded({ folder, runAs: env['DIGNA_DATABASE_UID'], log });
  const ownerUrl = running?.ownerUrl ?? embedded?.ownerUrl ?? '';
  const presence = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  presence.on('error', () => {}); // Losing it only means that nobody waits for this command.
  await presence.connect();
  await presence.query(`select pg_advisory_lock_shared(${LOCKS.command})`);
  return openPools(ownerUrl, {
    appUrl: undefined,
    folder,
    log,
    atEnd: async () => {
      await presence.end().catch(() => {});
      if (embedded === null) return;
      // A server that was started meanwhile has taken the database over, and other commands may still be at work.
      if ((await lastCommandOut(ownerUrl)) === 'served') await embedded.release();
      else await embedded.stop();
    },
  });
}

interface PoolPlan {
  readonly appUrl: string | undefined;
  readonly folder: string;
  readonly log: Log;
  readonly atEnd: () => Promise<void>;
}

async function openPools(ownerUrl: string, { appUrl, folder, log, atEnd }: PoolPlan): Promise<Database> {
  const owner = makePool(ownerUrl, OWNER_CONNECTIONS_MAX, log);
  let app: pg.Pool | null = null;
  const stop = async (): Promise<void> => {
    await Promise.all([app?.end(), owner.end()]);
    await atEnd();
  };
  try {
    await checkServer(owner);
    if (appUrl) await ensureGrantedRole(owner);
    app = makePool(appUrl || (await ensureAppRole(owner, ownerUrl, folder)), APP_CONNECTIONS_MAX, log);
    await assertAppRole(app).catch((error: unknown) => {
      throw error instanceof CannotStart ? error : unreachable(error);
    });
    return { app, owner, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function checkServer(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ server_version: string }>('show server_version').catch((error: unknown) => {
    throw unreachable(error);
  });
  const version = rows[0]?.server_version ?? '';
  const major = Number.parseInt(version, 10);
  if (!(major >= 15 && major <= 18)) throw new CannotStart('database-version', version);
}

function unreachable(error: unknown): CannotStart {
  return new CannotStart('database-unreachable', error instanceof Error ? error.message : 'unknown', error);
}
