/** SQL of the public site: which programme an address names. */
import type { Pool } from 'pg';
import type { ProgrammeInfo } from '../platform/http/route.ts';

/** The programme of this code, whoever asks; null where there is none. Only for pages that say nothing of what is not published. */
export async function findProgrammeByCode(pool: Pool, code: string): Promise<ProgrammeInfo | null> {
  // No code holds what a database cannot keep.
  if (code.includes('\u0000')) return null;
  const { rows } = await pool.query<ProgrammeInfo>('select id, code, name, time_zone as "timeZone", demonstration from programme where code = $1', [code]);
  return rows[0] ?? null;
}
