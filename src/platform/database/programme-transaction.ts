/** Every read and write of programme data happens inside one of these: the programme is set before the first query. */
import pg from 'pg';

export interface TransactionOptions {
  /** One unchanging view for several queries; the default sees what is committed before each query. */
  readonly isolation?: 'repeatable read' | undefined;
  readonly readOnly?: boolean | undefined;
  /** What the reader is narrowed to, a UUID; null or absent: nothing is narrowed. Queries ask for it by `digna.scope`. */
  readonly scope?: string | null | undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Runs the work in one transaction of this programme; row-level security shows it no other.
 * Commits what the work answered, undoes everything when it throws. An id that is no UUID throws before any query.
 */
export function inProgramme<T>(
  pool: pg.Pool,
  programmeId: string,
  work: (client: pg.PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (!UUID.test(programmeId)) return Promise.reject(new Error('A programme id must be a UUID.'));
  if (typeof options.scope === 'string' && !UUID.test(options.scope)) return Promise.reject(new Error('A scope must be a UUID.'));
  const scope = typeof options.scope === 'string' ? `, set_config('digna.scope', '${options.scope}', true)` : '';
  // One round trip instead of two; the check above makes the text safe to write into it.
  return transact(pool, `${begin(options)}; select set_config('digna.programme', '${programmeId}', true)${scope}`, work);
}

/**
 * Work on a connection of its own, thrown away afterwards with all that belongs to it (temporary tables, prepared
 * statements). The work gets a pool of that one connection.
 */
export async function onOwnConnection<T>(pool: pg.Pool, work: (own: pg.Pool) => Promise<T>): Promise<T> {
  // The one connection must outlive pauses between transactions: what it made ends with it.
  const own = new pg.Pool({ ...pool.options, max: 1, idleTimeoutMillis: 0 });
  own.on('error', () => {});
  own.on('connect', (client) => client.on('error', () => {}));
  try {
    return await work(own);
  } finally {
    await own.end();
  }
}

/** The same outside any programme: sign-in, the list of programmes. Row-level security shows it no programme's rows. */
export function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return transact(pool, begin(options), work);
}

function begin({ isolation, readOnly }: TransactionOptions): string {
  return `begin${isolation === undefined ? '' : ` isolation level ${isolation}`}${readOnly ? ' read only' : ''}`;
}

async function transact<T>(pool: pg.Pool, opening: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await openOn(pool, opening);
  let broken: Error | undefined;
  try {
    const answer = await work(client);
    const outcome = await client.query('commit');
    // PostgreSQL answers a commit of a failed transaction by undoing it, without an error.
    if (outcome.command !== 'COMMIT') throw new Error('A query failed inside the transaction and its error was lost.');
    return answer;
  } catch (error) {
    broken = await undo(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * A connection with the transaction open on it. After the database was away the pool may still hold dead connections;
 * as nothing was done yet, each is thrown away and the next one tried, until a new one is made.
 */
async function openOn(pool: pg.Pool, opening: string): Promise<pg.PoolClient> {
  for (let stale = 0; ; stale += 1) {
    const client = await pool.connect();
    try {
      await client.query(opening);
      return client;
    } catch (error) {
      client.release(true);
      if (!isLostConnection(error) || stale > pool.options.max) throw error;
    }
  }
}

/** Classes 08 and 57P are PostgreSQL's words for it; what is no answer of PostgreSQL at all comes from the socket. */
function isLostConnection(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || /^(08|57P)/.test(error.code ?? '');
}

/** Answers why the connection can no longer be trusted, if so: the pool then closes it. */
async function undo(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('The rollback failed.');
  }
}
