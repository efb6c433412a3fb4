/** Fills a programme's ledger with invented people and their attendance, as the doors would, but by plain SQL. */
import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Ledger } from '../src/ledger/ledger.ts';
import { attendance, organisation, person, process as opened, session } from '../test/cast/drafts.ts';
import { indicator } from '../test/cast/indicators.ts';

const PROCESSES = 100;
const SESSIONS = 5;
const ORGANISATIONS = 200;

export interface Filled {
  readonly personId: string;
  readonly processId: string;
  readonly sessionId: string;
}

/** Processes, sessions, organisations and one person through the ledger; returns some of their ids. */
export async function framework(ledger: Ledger, programmeId: string): Promise<Filled> {
  const context = { programmeId, userId: null, via: 'web' as const, may: () => true };
  const kinds = ['employers', 'workers', 'government', 'enterprise'] as const;
  const organisations = Array.from({ length: ORGANISATIONS }, (_, at) => organisation(`Organización ${at}`, kinds[at % 4]));
  const processes = Array.from({ length: PROCESSES }, (_, at) => opened(`B${at}`));
  const sessions = processes.flatMap((process) => Array.from({ length: SESSIONS }, (_, at) => session(process.id, at + 1)));
  const someone = person('Prueba, Ana');
  for (const drafts of [[indicator('TRAINED')], organisations, processes, sessions, [someone]]) await ledger.append(context, drafts);
  return { personId: someone.id, processId: processes[0]?.id ?? '', sessionId: sessions[0]?.id ?? '' };
}

/**
 * Entries of `people` people (with names) and `stays` attendances straight into the ledger's tables, without any
 * projection. Bodies have the keys of sealed ones; their hashes are of these bodies.
 */
export async function fillEntries(owner: Pool, programmeId: string, count: { readonly people: number; readonly stays: number }): Promise<void> {
  const sample = { person: bodyOf(person('X, Y')), stay: bodyOf(attendance({ processId: randomUUID(), sessionId: randomUUID(), personId: randomUUID(), organisationId: randomUUID() }, 50)) };
  const client = await owner.connect();
  try {
    await client.query(`begin; select set_config('digna.programme', '${programmeId}', true)`);
    const { rows } = await client.query<{ position: number }>('select position from ledger_head where programme_id = $1', [programmeId]);
    const start = rows[0]?.position ?? 0;
    await client.query(
      `create temp table made as select i, gen_random_uuid() as id from generate_series(1, $1::bigint) i`,
      [count.people],
    );
    await client.query('create unique index on made (i); analyze made');
    await numberThings(client, programmeId);
    const common = `kind, schema_version, occurred_on, occurred_precision, recorded_at, via, root_id, content_hash, body`;
    await client.query(
      `insert into entry (programme_id, id, position, ${common})
       select $1, m.id, $2::bigint + m.i, 'registry.person-registered', $3::int, date '2020-10-14', 'day', now(), 'web', m.id,
         sha256(b.body::bytea), b.body
       from made m cross join lateral (select jsonb_set(jsonb_set(jsonb_set($4::jsonb, '{id}', to_jsonb(m.id::text)),
         '{payload,sex}', to_jsonb((array['woman', 'man', 'not-stated'])[1 + m.i % 3])),
         '{payload,birthYear}', to_jsonb(1950 + m.i % 55))::text as body) b order by m.i`,
      [programmeId, start, sample.person.version, sample.person.body],
    );
    await client.query(
      `insert into entry_private (programme_id, entry_id, part, subject_id, salt, body)
       select $1, m.id, 'name', m.id, '\\x00', jsonb_build_object('givenNames', (array['Ana', 'Juan', 'Wara', 'Luis', 'Rosa'])[1 + m.i % 5] || ' N' || m.i % 97,
         'paternal', null, 'maternal', null, 'married', null, 'surnames', 'Apellido' || m.i % 4999 || ' Segundo' || m.i % 3001)::text
       from made m`,
      [programmeId],
    );
    await client.query(
      `insert into entry (programme_id, id, position, ${common})
       select $1, s.id, $2::bigint + s.i, 'events.attendance-recorded', 1, date '2019-01-01' + ((s.i * 31) % 1095)::int, 'day',
         now(), 'web', s.id, sha256(b.body::bytea), b.body
       from (select i, gen_random_uuid() as id from generate_series(1, $3::bigint) i) s
       join session_at y on y.at = s.i % ${PROCESSES * SESSIONS}
       join organisation_at o on o.at = s.i / 5 % ${ORGANISATIONS}
       join made m on m.i = 1 + (s.i / 5) % $4::bigint
       cross join lateral (select ($5::jsonb || jsonb_build_object('id', s.id::text, 'payload', $5::jsonb -> 'payload' || jsonb_build_object(
         'personId', m.id, 'sessionId', y.id, 'processId', y.process_id, 'organisationId', o.id, 'durationMinutes', 60 + s.i % 41)))::text as body) b
       order by s.i`,
      [programmeId, start + count.people, count.stays, count.people, sample.stay.body],
    );
    await client.query('update ledger_head set position = $2 where programme_id = $1', [programmeId, start + count.people + count.stays]);
    await client.query('drop table made, session_at, organisation_at');
    await client.query('commit');
    await client.query('vacuum analyze entry, entry_private');
  } finally {
    client.release();
  }
}

/**
 * What figures read of entries that `fillEntries` has just put in, written beside them by plain SQL as the projections would:
 * for what is measured after a rebuild, and not the rebuild itself. Places are invented.
 */
export async function fillFacts(owner: Pool, programmeId: string, count: { readonly people: number; readonly stays: number }): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query(`begin; select set_config('digna.programme', '${programmeId}', true)`);
    const { rows } = await client.query<{ position: number }>('select position from ledger_head where programme_id = $1', [programmeId]);
    const start = (rows[0]?.position ?? 0) - count.people - count.stays;
    await client.query(
      `insert into person_version (programme_id, from_position, person, sex, birth_year, place)
       select $1, $2::bigint + i, $2::bigint + i, (array[1, 2, 4])[1 + i % 3], 1950 + i % 55, 1 + i % 9 from generate_series(1, $3::bigint) i`,
      [programmeId, start, count.people],
    );
    await numberThings(client, programmeId);
    await client.query(
      `insert into fact (programme_id, from_position, ordinal, measure, occurred_on, person, organisation, activity, occasion, place, quantity)
       select $1, $2::bigint + $3::bigint + i, 0, 1, date '2019-01-01' + ((i * 31) % 1095)::int, $2::bigint + 1 + (i / 5) % $3::bigint,
         o.number, p.number, s.number, 1 + (i * 17) % 9, 60 + i % 41
       from generate_series(1, $4::bigint) i
       join session_at s on s.at = i % ${PROCESSES * SESSIONS}
       join process p on p.programme_id = $1 and p.id = s.process_id
       join organisation_at o on o.at = i / 5 % ${ORGANISATIONS}`,
      [programmeId, start, count.people, count.stays],
    );
    await client.query('drop table session_at, organisation_at');
    await client.query('commit');
    await client.query('vacuum analyze fact, person_version');
  } finally {
    client.release();
  }
}

/** Sessions and organisations by a number from 0 on. Counted within the statement they would be counted again for every row. */
async function numberThings(client: PoolClient, programmeId: string): Promise<void> {
  for (const [table, columns] of [['session', 'id, number, process_id'], ['organisation', 'id, number']] as const) {
    await client.query(
      `create temp table ${table}_at as select row_number() over (order by number) - 1 as at, ${columns} from ${table} where programme_id = '${programmeId}'`,
    );
  }
  await client.query('analyze session_at, organisation_at; analyze process');
}

function bodyOf(draft: { kind: string; schemaVersion: number; payload: Record<string, unknown> }): { body: string; version: number } {
  const { kind, schemaVersion, payload } = draft;
  return { body: JSON.stringify({ kind, schemaVersion, payload, id: '' }), version: schemaVersion };
}
