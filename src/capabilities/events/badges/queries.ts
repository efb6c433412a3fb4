/** SQL of badges: whose one is. */
import type { PoolClient } from 'pg';
import { personLineSeen } from '../../../access/scope-queries.ts';
import { BADGE_CODES, ID_DIGITS } from './rules.ts';

/** As the index `person_badge` has it. */
const NUMBER = `(('x' || right(p.id::text, ${ID_DIGITS}))::bit(48)::bigint) % ${BADGE_CODES}`;

/** People, by their canonical records, of whom any record has a badge of this number, as far as the reader sees them. */
export async function findBearers(client: PoolClient, programmeId: string, number: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct l.id from person p join person_line l on l.programme_id = p.programme_id and l.id = p.canonical_id
     where p.programme_id = $1 and ${NUMBER} = $2 and ${personLineSeen('l')} order by l.id`,
    [programmeId, number],
  );
  return rows.map(({ id }) => id);
}
