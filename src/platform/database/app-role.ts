/** The login the server works with: it may do what the migrations grant, always under row-level security. */
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { CannotStart } from './cannot-start.ts';
import { scramVerifier } from './scram.ts';

const APP_ROLE = 'digna_app';

/** Any number, the same in every Digna: servers that start together make the role one after the other. */
const ROLE_LOCK = 7_304_411;

/**
 * Makes or mends the login `digna_app` and answers the URL it signs in with.
 * Its password follows from the owner's, so that several machines on one database agree on it; an owner who signs in
 * without one (a certificate, say) gets a random one, kept in the data folder.
 * Refuses with `CannotStart` when the owner may not make roles.
 */
export async function ensureAppRole(owner: pg.Pool, ownerUrl: string, folder: string): Promise<string> {
  const ownerPassword = decodeURIComponent(new URL(ownerUrl).password);
  const password = ownerPassword === '' ? await keptPassword(folder) : derivedPassword(ownerPassword);
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = password;
  if (await signsIn(url.href)) return url.href;
  await writeRole(owner, `login password '${scramVerifier(password)}'`);
  return url.href;
}

/** Where the app's login was made by hand, the role that the migrations grant rights to must exist all the same. */
export async function ensureGrantedRole(owner: pg.Pool): Promise<void> {
  await writeRole(owner, '', 'only-if-absent');
}

async function writeRole(owner: pg.Pool, attributes: string, when?: 'only-if-absent'): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query(`begin; select pg_advisory_xact_lock(${ROLE_LOCK})`);
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [APP_ROLE]);
    if (rowCount === 0) {
      await client.query(
        `create role ${APP_ROLE} nosuperuser nobypassrls nocreatedb nocreaterole ${attributes || 'nologin'}`,
      );
    } else if (when !== 'only-if-absent') {
      await client.query(`alter role ${APP_ROLE} ${attributes}`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {}); // The first error is the one worth telling.
    if (error instanceof pg.DatabaseError) throw new CannotStart('app-role-missing', error.message, error);
    throw error;
  } finally {
    client.release();
  }
}

/** One way only: whoever learns the app's password does not learn the owner's. */
function derivedPassword(ownerPassword: string): string {
  return createHmac('sha256', ownerPassword).update('digna_app sign-in').digest('base64url');
}

async function keptPassword(folder: string): Promise<string> {
  const file = join(folder, 'app-password');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept !== '') return kept.trim();
  const password = randomBytes(24).toString('base64url');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Two processes that start at once must end up with one password: the file of the first stays.
  await writeFile(file, password, { mode: 0o600, flag: 'wx' }).catch(() => {});
  return (await readFile(file, 'utf8')).trim();
}

async function signsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // connect() rejects as well.
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

const rightsSchema = z.object({
  superuser: z.boolean(),
  bypassrls: z.boolean(),
  createrole: z.boolean(),
  owner: z.boolean(),
});

/**
 * Refuses (`app-role-too-strong`) a login that is or may become the owner of the database or of a table, a superuser,
 * one that makes roles, or one that row-level security does not bind.
 */
export async function assertAppRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(`
    select bool_or(r.rolsuper) as superuser, bool_or(r.rolbypassrls) as bypassrls,
      bool_or(r.rolcreaterole) as createrole,
      bool_or(exists (select from pg_database d where d.datname = current_database() and d.datdba = r.oid)
        or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relowner = r.oid and n.nspname !~ '^pg_' and c.relkind in ('r', 'p', 'v', 'm'))) as owner
    from pg_roles r where pg_has_role(session_user, r.oid, 'member')`);
  const rights = rightsSchema.parse(rows[0]);
  const faults = Object.entries(rights).filter(([, has]) => has);
  if (faults.length > 0) throw new CannotStart('app-role-too-strong', faults.map(([name]) => name).join(', '));
}
