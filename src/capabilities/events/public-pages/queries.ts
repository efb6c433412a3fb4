/** SQL of what of the events stands on the public site, whoever asks: openings to the public and materials in the library. */
import type { PoolClient } from 'pg';
import { materialShared } from '../entries.ts';
import { registrationOpened } from '../registration-entries.ts';

/** Whether a process takes registrations from outside, or a material stands in the library. */
export async function isAnythingPublic(client: PoolClient, programmeId: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `select exists (select from process_record where programme_id = $1 and to_position is null
       and (kind = $2 or (kind = $3 and body ->> 'inLibrary' = 'true'))) as found`,
    [programmeId, registrationOpened.kind, materialShared.kind],
  );
  return rows[0]?.found ?? false;
}

/** Openings that stand, by the first session of their process still to come, then by the order in which they were opened. */
export async function findOpenings(client: PoolClient, programmeId: string, today: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select r.root_id as id from process_record r
     left join lateral (select min(s.held_on) as next from session s
       where s.programme_id = r.programme_id and s.process_id = r.process_id and not s.withdrawn and s.held_on >= $3) n on true
     where r.programme_id = $1 and r.kind = $2 and r.to_position is null order by n.next nulls last, r.number`,
    [programmeId, registrationOpened.kind, today],
  );
  return rows.map(({ id }) => id);
}

export interface LibraryRow {
  readonly id: string;
  readonly sharedOn: string;
  readonly processTitle: string;
  readonly body: unknown;
}

/** Materials in the library, newest first; `id`: one of them. */
export async function findLibrary(client: PoolClient, programmeId: string, id: string | null): Promise<LibraryRow[]> {
  const { rows } = await client.query<LibraryRow>(
    `select r.root_id as id, r.occurred_on as "sharedOn", p.title as "processTitle", r.body
     from process_record r join process p on p.programme_id = r.programme_id and p.id = r.process_id and not p.withdrawn
     where r.programme_id = $1 and r.kind = $2 and r.to_position is null and r.body ->> 'inLibrary' = 'true'
       and ($3::uuid is null or r.root_id = $3)
     order by r.occurred_on desc, r.number desc`,
    [programmeId, materialShared.kind, id],
  );
  return rows;
}
