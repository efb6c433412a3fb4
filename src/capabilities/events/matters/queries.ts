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
