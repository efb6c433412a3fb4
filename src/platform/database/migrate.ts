/** Brings the schema forward, one file at a time, in the order of the file names of the whole programme. */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import pg from 'pg';
import { CannotStart } from './cannot-start.ts';
import type { Log } from './log.ts';

export interface Migration {
  /** `YYYY-MM-DD-NN-what.sql`; unique over all folders. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal. */
  readonly checksum: string;
}

const NAME = /^\d{4}-\d{2}-\d{2}-\d{2}-[a-z0-9-]+\.sql$/;
const MIGRATION_LOCK = 7_304_414;

/** All files `src/**\/migrations/*.sql` below the root, in order. Refuses a name that is misshapen or there twice. */
export async function findMigrations(root: string): Promise<Migration[]> {
  const paths = (await readdir(join(root, 'src'), { recursive: true })).filter(
    (path) => path.split(sep).at(-2) === 'migrations' && path.endsWith('.sql'),
  );
  const migrations = await Promise.all(paths.map((path) => readMigration(join(root, 'src', path))));
  migrations.sort((one, other) => (one.name < other.name ? -1 : 1));
  for (const [index, { name }] of migrations.entries()) {
    if (!NAME.test(name) || migrations[index + 1]?.name === name) throw new CannotStart('migration-misnamed', name);
  }
  return migrations;
}

async function readMigration(path: string): Promise<Migration> {
  // A checkout with Windows line ends must not look like a changed file.
  const sql = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
  return { name: basename(path), sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/**
 * Applies what is not applied yet, each file in its own transaction, and answers the names applied.
 * Forward only. Refuses when an applied file has changed or vanished, or when a new one sorts before an applied one.
 * Servers that start together wait for each other.
 */
export async function migrate(
  owner: pg.Pool,
  migrations: readonly Migration[],
  { log }: { log: Log },
): Promise<readonly string[]> {
  const client = await owner.connect();
  try {
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await client.query(
      `create table if not exists schema_migration (
        name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())`,
    );
    const applied = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from schema_migration order by name collate "C"',
    );
    const pending = stillToApply(migrations, applied.rows);
    for (const migration of pending) {
      await apply(client, migration);
      log.info(`Migration ${migration.name} applied.`);
    }
    return pending.map(({ name }) => name);
  } finally {
    // Closed, not handed back: the lock goes with the connection, whatever happened on it.
    client.release(true);
  }
}

function stillToApply(
  migrations: readonly Migration[],
  applied: readonly { name: string; checksum: string }[],
): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of applied) {
    const file = known.get(name);
    if (file === undefined) throw new CannotStart('migration-vanished', name);
    if (file.checksum !== checksum) throw new CannotStart('migration-changed', name);
  }
  const names = new Set(applied.map(({ name }) => name));
  const last = applied.at(-1)?.name ?? '';
  const pending = migrations.filter(({ name }) => !names.has(name));
  const late = pending.find(({ name }) => name < last);
  if (late !== undefined) throw new CannotStart('migration-out-of-order', `${late.name} < ${last}`);
  return pending;
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {}); // The first error is the one worth telling.
    throw new CannotStart('migration-failed', `${name}: ${error instanceof Error ? error.message : 'unknown'}`, error);
  }
}
