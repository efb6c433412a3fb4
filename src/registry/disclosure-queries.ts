/** SQL of the record of disclosures: who was shown a document or a contact in full, and when. */
import type { Pool, PoolClient } from 'pg';

export async function insertDisclosure(
  pool: Pool | PoolClient,
  programmeId: string,
  disclosure: { id: string; personId: string; userId: string; at: Date },
): Promise<void> {
  await pool.query(
    'insert into disclosure (programme_id, id, person_id, user_id, disclosed_at) values ($1, $2, $3, $4, $5)',
    [programmeId, disclosure.id, disclosure.personId, disclosure.userId, disclosure.at],
  );
}
