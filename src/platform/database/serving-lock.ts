/** Who works on an embedded database right now, said by advisory locks that vanish with whoever held them. */
import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import type { Log } from './log.ts';

/** Any numbers, the same in every Digna. */
export const LOCKS = { serving: 7_304_412, command: 7_304_413 } as const;

/** How long the command that started the database waits for others before it stops it all the same. */
const OTHER_COMMANDS_MS_MAX = 30_000;
const RETAKE_PAUSE_MS = 1_000;

export interface ServingLock {
  release(): Promise<void>;
}

/**
 * Takes the lock of the one server on this database, on a connection of its own, and takes it again after the
 * database was away. Refuses with `already-running` when a live process holds it.
 */
export async function takeServingLock(ownerUrl: string, folder: string, log: Log): Promise<ServingLock> {
  let released = false;
  let holder = await hold();
  if (holder === 'taken') throw new CannotStart('already-running', folder);

  async function hold(): Promise<pg.Client | 'taken'> {
    const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000, keepAlive: true });
    client.on('error', () => {}); // `end` follows.
    await client.connect();
    const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${LOCKS.serving}) as got`);
    if (rows[0]?.got !== true) {
      await client.end();
      return 'taken';
    }
    client.once('end', () => void retake());
    return client;
  }

  async function retake(): Promise<void> {
    let warned = false;
    while (!released) {
      const next = await hold().catch(() => null);
      if (next === 'taken' && !warned) log.error('Another server works on the same database; stop one of the two.');
      warned ||= next === 'taken';
      if (next instanceof pg.Client) {
        holder = next;
        if (released) await next.end();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, RETAKE_PAUSE_MS).unref());
    }
  }

  return {
    release: async () => {
      released = true;
      if (holder instanceof pg.Client) await holder.end().catch(() => {});
    },
  };
}

/**
 * Asked by the command that started the database, before it stops it. Waits for other commands, half a minute at most.
 * `served`: a server has taken over. `idle`: nobody else is there.
 */
export async function lastCommandOut(ownerUrl: string): Promise<'served' | 'idle'> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // The query rejects as well.
  try {
    await client.connect();
    await client.query(`set lock_timeout = ${OTHER_COMMANDS_MS_MAX}; select pg_advisory_lock(${LOCKS.command})`);
    const { rows } = await client.query<{ got: boolean }>(`select pg_try_advisory_lock(${LOCKS.serving}) as got`);
    return rows[0]?.got === false ? 'served' : 'idle';
  } catch {
    return 'idle'; // Somebody takes very long, or the database is gone: stopping is what is left.
  } finally {
    await client.end().catch(() => {});
  }
}
