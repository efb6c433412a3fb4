/**
 * Ten times the people, processes and attendance of a filled programme, by plain SQL: everything of theirs that lists and figures read,
 * nine times over under ids and numbers of their own. Entries are not copied, nor the keys under which duplicates meet.
 */
import type { Pool, PoolClient } from 'pg';
import { z } from 'zod';

const TABLES = ['process', 'session', 'person', 'person_version', 'consent', 'role', 'certificate', 'process_record', 'duplicate_pair', 'entry_waiting',
  'divergence', 'person_line', 'person_word', 'fact'] as const;
/** What copies have in common: they belong to the same organisations, and stand on the same paper. */
const SHARED = ['programme_id', 'partner_id', 'organisation_id', 'funder_id', 'design_id', 'batch_id', 'organisation', 'partner', 'batch'];

const columnsSchema = z.array(z.object({ name: z.string(), type: z.string() }));
const indexesSchema = z.array(z.object({ name: z.string(), made: z.string(), constraint: z.string().nullable(), rule: z.string().nullable() }));
const headSchema = z.tuple([z.object({ position: z.number() })]);

/** Indexes are made again once all is in. Ids must be random ones (version 4): the copies are told apart by that digit. */
export async function tenfold(owner: Pool, programmeId: string): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    const [{ position: step }] = headSchema.parse((await client.query('select position from ledger_head where programme_id = $1', [programmeId])).rows);
    await client.query(
      `create function pg_temp.copied(id uuid, copy integer) returns uuid language sql immutable as
       $$ select overlay(id::text placing (array['5', '6', '7', '8', '9', 'a', 'b', 'c', 'd'])[copy] from 15 for 1)::uuid $$`,
    );
    for (const table of TABLES) await copyNineTimes(client, programmeId, table, step);
    await client.query('update name_word set people = people * 10 where programme_id = $1', [programmeId]);
    await client.query('update ledger_head set position = position * 10 where programme_id = $1', [programmeId]);
    await client.query('commit');
  } finally {
    client.release();
  }
}

async function copyNineTimes(client: PoolClient, programmeId: string, table: string, step: number): Promise<void> {
  const columns = columnsSchema.parse((await client.query(
    `select column_name as name, udt_name as type from information_schema.columns
     where table_name = $1 and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  )).rows);
  const indexes = indexesSchema.parse((await client.query(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made, c.conname as constraint, pg_get_constraintdef(c.oid) as rule
     from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype in ('p', 'u') where i.indrelid = $1::regclass`,
    [table],
  )).rows);
  for (const { name, constraint } of indexes) await client.query(constraint === null ? `drop index ${name}` : `alter table ${table} drop constraint ${constraint}`);
  await client.query(
    `insert into ${table} (${columns.map(({ name }) => name).join(', ')})
     select ${columns.map((column) => copyOf(column, step)).join(', ')} from ${table} t, generate_series(1, 9) copy where programme_id = $1`,
    [programmeId],
  );
  for (const { made, constraint, rule } of indexes) await client.query(constraint === null ? made : `alter table ${table} add constraint ${constraint} ${rule}`);
}

/** Every whole number of 64 bits is a position in the ledger. */
function copyOf({ name, type }: { readonly name: string; readonly type: string }, step: number): string {
  if (SHARED.includes(name)) return `t.${name}`;
  if (type === 'uuid') return `pg_temp.copied(t.${name}, copy)`;
  if (type === 'int8') return `t.${name} + copy * ${step}::bigint`;
  if (name === 'folio_number') return `t.${name} + copy * ${step}`;
  return name === 'code' ? `t.${name} || '-' || copy` : `t.${name}`;
}
