/** SQL of one's own events. */
import type { PoolClient } from 'pg';

/** Processes for which any record of this person is registered, a registration that was cancelled aside. */
export async function findRegisteredProcesses(client: PoolClient, programmeId: string, personId: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct r.process_id as id from registration r
     join person p on p.programme_id = r.programme_id and p.id = r.person_id
     where r.programme_id = $1 and not r.withdrawn
       and p.canonical_id = (select q.canonical_id from person q where q.programme_id = $1 and q.id = $2)`,
    [programmeId, personId],
  );
  return rows.map(({ id }) => id);
}
