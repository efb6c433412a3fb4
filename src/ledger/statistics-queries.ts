/** SQL that tells the planner how the tables have grown. */
import type { Pool } from 'pg';
import { inTransaction } from '../platform/database/programme-transaction.ts';

/** To be called after much was written at once; about 50 ms, a second at a million entries. */
export async function refreshStatistics(pool: Pool): Promise<void> {
  await inTransaction(pool, (client) => client.query('select digna_analyse()'));
}
