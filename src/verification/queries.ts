/** SQL of codes: to which programme and paper one leads. */
import type { Pool, PoolClient } from 'pg';

export interface Registered {
  readonly code: string;
  /** Kind of paper, by which the programme's part is found (routes.ts). */
  readonly kind: string;
  readonly subjectId: string;
}

/** Makes a code known to whoever verifies one. Said twice it is said once. */
export async function registerCode(client: PoolClient, programmeId: string, { code, kind, subjectId }: Registered): Promise<void> {
  await client.query('insert into verification (programme_id, code, kind, subject_id) values ($1, $2, $3, $4) on conflict do nothing', [
    programmeId,
    code,
    kind,
    subjectId,
  ]);
}

export interface Found extends Registered {
  readonly programmeId: string;
  readonly programmeName: string;
  readonly demonstration: boolean;
}

/** What a code leads to, in whichever programme. */
export async function findCode(pool: Pool, code: string): Promise<Found | null> {
  const { rows } = await pool.query<Found>(
    `select v.code, v.kind, v.subject_id as "subjectId", v.programme_id as "programmeId", p.name as "programmeName", p.demonstration
     from verification v join programme p on p.id = v.programme_id where v.code = $1 order by v.programme_id limit 1`,
    [code],
  );
  return rows[0] ?? null;
}
