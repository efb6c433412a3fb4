/** SQL of the public page: what was decided of it. */
import type { PoolClient } from 'pg';
import { leavesOf } from '../../../ledger/standing-queries.ts';
import { pagePublished } from '../publication-entries.ts';

export interface DecisionRow {
  readonly id: string;
  /** Versions that no other has seen. */
  readonly leaves: string[];
  readonly position: number;
  readonly decidedAt: Date;
  readonly endedAt: Date | null;
  readonly body: unknown;
}

/** Everything that was ever decided of the public page, oldest first, and when each ceased to hold. */
export async function findDecisions(client: PoolClient, programmeId: string): Promise<DecisionRow[]> {
  const { rows } = await client.query<DecisionRow>(
    `select s.root_id as id, ${leavesOf('s.programme_id', 's.root_id', 's.leaf_id')} as leaves, s.from_position as position, v.recorded_at as "decidedAt", w.recorded_at as "endedAt", s.body
     from results_statement s
     join entry v on v.programme_id = s.programme_id and v.position = s.from_position
     left join entry w on w.programme_id = s.programme_id and w.position = s.to_position
     where s.programme_id = $1 and s.kind = $2 order by s.from_position`,
    [programmeId, pagePublished.kind],
  );
  return rows;
}

/** Position at which what stands of the page was decided; null where it is not published. */
export async function findStanding(client: PoolClient, programmeId: string): Promise<{ position: number; id: string; rhythm: string } | null> {
  const { rows } = await client.query<{ position: number; id: string; rhythm: string }>(
    `select from_position as position, root_id as id, body ->> 'rhythm' as rhythm from results_statement
     where programme_id = $1 and kind = $2 and to_position is null order by from_position desc limit 1`,
    [programmeId, pagePublished.kind],
  );
  return rows[0] ?? null;
}
