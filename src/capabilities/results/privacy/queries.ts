/** SQL of the notice about personal data. */
import type { PoolClient } from 'pg';
import { leavesOf } from '../../../ledger/standing-queries.ts';
import { privacyStated } from '../privacy-entries.ts';

export interface NoticeRow {
  readonly id: string;
  readonly leaves: string[];
  /** Day from which it holds. */
  readonly from: string;
  readonly body: unknown;
}

/** The notice that stands, whoever asks; null: none was stated. */
export async function findNotice(client: PoolClient, programmeId: string): Promise<NoticeRow | null> {
  const { rows } = await client.query<NoticeRow>(
    `select s.root_id as id, ${leavesOf('s.programme_id', 's.root_id', 's.leaf_id')} as leaves, s.occurred_on::text as "from", s.body
     from results_statement s where s.programme_id = $1 and s.kind = $2 and s.to_position is null order by s.from_position desc limit 1`,
    [programmeId, privacyStated.kind],
  );
  return rows[0] ?? null;
}
