/**
 * What every table of a programme must keep to, read from the catalogue.
 * Source: ARCHITECTURE.md, "Beyond one machine" and "Rights in depth".
 */
import type pg from 'pg';
import { z } from 'zod';

/** Read before a programme can be set: which programmes a user has, and in which the paper with a code is. */
const OUTSIDE_ROW_LEVEL_SECURITY = ['membership', 'verification'];

const POLICY = `programme_id = (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid`;
/** What is written is compared with a programme that is looked up once a statement. */
const CHECK = `(programme_id = ( SELECT (NULLIF(current_setting('digna.programme'::text, true), ''::text))::uuid AS "nullif"))`;

const TABLES = `select c.oid, c.relname, a.attnum as programme_column from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'programme_id' and not a.attisdropped
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`;

/** Each query answers the names that break its rule. */
const RULES: Readonly<Record<string, string>> = {
  'programme_id is not the first column of the primary key': `
    select t.relname as name from (${TABLES}) t where not exists (
      select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p' and k.conkey[1] = t.programme_column)`,
  'a unique index leaves programme_id out': `
    select i.indexrelid::regclass::text as name from (${TABLES}) t join pg_index i on i.indrelid = t.oid
    where i.indisunique and t.programme_column <> all ((i.indkey::int2[])[0:i.indnkeyatts - 1])`,
  'a reference to a table of programmes leaves programme_id out': `
    select k.conname as name from (${TABLES}) t join pg_constraint k on k.confrelid = t.oid and k.contype = 'f'
    where not exists (
      select from unnest(k.conkey, k.confkey) pair (ours, theirs)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.ours
      where a.attname = 'programme_id' and pair.theirs = t.programme_column)`,
  'row-level security is not forced': `
    select t.relname as name from (${TABLES}) t join pg_class c on c.oid = t.oid
    where not (c.relrowsecurity and c.relforcerowsecurity) and t.relname <> all ($1::text[])`,
  'a policy is missing or differs from the one of the house': `
    select t.relname as name from (${TABLES}) t where t.relname <> all ($1::text[]) and (
      not exists (select from pg_policy p where p.polrelid = t.oid)
      or exists (select from pg_policy p where p.polrelid = t.oid and (
        p.polcmd <> '*' or p.polroles <> '{0}' or not p.polpermissive
        or pg_get_expr(p.polqual, p.polrelid) is distinct from $2
        and pg_get_expr(p.polqual, p.polrelid) is distinct from '(' || $2 || ')'
        or pg_get_expr(p.polwithcheck, p.polrelid) is distinct from $3)))`,
  'there is a trigger': `
    select g.tgname as name from (${TABLES}) t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal`,
  'the app may change or delete entries': `
    select c.relname as name from pg_class c where c.relname = 'entry' and c.relnamespace = 'public'::regnamespace
      and (has_any_column_privilege('digna_app', c.oid, 'update') or has_table_privilege('digna_app', c.oid, 'delete')
        or has_table_privilege('digna_app', c.oid, 'truncate'))`,
  'the app may empty or reshape a table': `
    select c.relname as name from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
      and (has_table_privilege('digna_app', c.oid, 'truncate') or has_table_privilege('digna_app', c.oid, 'trigger'))`,
};

const namesSchema = z.array(z.object({ name: z.string() }));

/** Every breach as `name: rule`, in order; none when the schema keeps to all. */
export async function keyFaults(owner: pg.Pool): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [rule, sql] of Object.entries(RULES)) {
    const values = [OUTSIDE_ROW_LEVEL_SECURITY, POLICY, CHECK].slice(0, sql.includes('$3') ? 3 : sql.includes('$1') ? 1 : 0);
    const names = namesSchema.parse((await owner.query(sql, values)).rows);
    faults.push(...names.map(({ name }) => `${name}: ${rule}`));
  }
  return faults.sort();
}
