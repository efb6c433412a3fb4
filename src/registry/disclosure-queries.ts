/** SQL of the record of disclosures: who was shown a document or a contact in full, and when. */
import type { Pool, PoolClient } from 'pg';

export async function insertDisclosure(
  pool: Pool | PoolClient,
  programmeId: string,
  disclosure: { id: string; personId: string | null; organisationId: string | null; entryId?: string | null; userId: string; at: Date },
): Promise<void> {
  const { id, personId, organisationId, entryId = null, userId, at } = disclosure;
  await pool.query(
    `insert into disclosure (programme_id, id, person_id, organisation_id, entry_id, user_id, disclosed_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [programmeId, id, personId, organisationId, entryId, userId, at],
  );
}
