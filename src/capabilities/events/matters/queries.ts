/** SQL of what waits to be done about processes. */
import type { PoolClient } from 'pg';
import { processSeen } from '../../../access/scope-queries.ts';
import { IN_FORCE } from '../queries.ts';

export interface UnrecordedSession {
  readonly id: string;
  readonly processId: string;
  readonly processTitle: string;
  readonly heldOn: string;
}

/** Sessions held until a day of which nobody's attendance is recorded, the oldest first, as far as the reader sees them. */
export async function findUnrecordedSessions(client: PoolClient, programmeId: string, until: string): Promise<UnrecordedSession[]> {
  const { rows } = await client.query<UnrecordedSession>(
    `select s.id, p.id as "processId", p.title as "processTitle", s.held_on as "heldOn"
     from session s join process p on p.programme_id = s.programme_id and p.id = s.process_id
     where s.programme_id = $1 and s.held_on <= $2 and not s.withdrawn and not p.withdrawn and ${processSeen('p')}
       and not exists (select from fact f
         where f.programme_id = s.programme_id and f.occasion = s.number and f.measure = 1 and ${IN_FORCE})
     order by s.held_on, p.number, s.session_number`,
    [programmeId, until],
  );
  return rows;
}

/** Who has a certificate that is not annulled, by process; canonical records. */
export async function findCertified(client: PoolClient, programmeId: string): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ processId: string; people: string[] }>(
    `select c.process_id as "processId", array_agg(p.canonical_id::text) as people
     from certificate c join person p on p.programme_id = c.programme_id and p.id = c.person_id
     where c.programme_id = $1 and c.annulled_on is null group by c.process_id`,
    [programmeId],
  );
  return new Map(rows.map(({ processId, people }) => [processId, new Set(people)]));
}

/** Canonical records without a name: no paper can be issued to them. */
export async function findNameless(client: PoolClient, programmeId: string): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select id from person where programme_id = $1 and id = canonical_id and trim(given_names || surnames) = ''`,
    [programmeId],
  );
  return new Set(rows.map(({ id }) => id));
}
