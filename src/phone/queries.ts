/** SQL of what changed for phones. */
import type { PoolClient } from 'pg';

/** A version of a thing that was spoken of. */
export interface SaidRow {
  readonly rootId: string;
  readonly kind: string;
  readonly body: string;
}

/**
 * Every version of the things that the entries after a position and up to another speak of; null where these are more than `most` things.
 * An import that was opened or withdrawn speaks of everything that came in it.
 */
export async function findSaid(
  client: PoolClient,
  programmeId: string,
  span: { readonly after: number; readonly upTo: number; readonly most: number },
): Promise<SaidRow[] | null> {
  const { rows: roots } = await client.query<{ rootId: string }>(
    `select e.root_id as "rootId" from entry e where e.programme_id = $1 and e.position > $2 and e.position <= $3
     union
     select i.root_id from entry b join entry i on i.programme_id = b.programme_id
       and i.batch_id = (b.body::jsonb #>> '{payload,batchId}')::uuid
     where b.programme_id = $1 and b.position > $2 and b.position <= $3 and b.kind in ('ledger.batch-opened', 'ledger.batch-withdrawn')
     limit $4`,
    [programmeId, span.after, span.upTo, span.most + 1],
  );
  if (roots.length > span.most) return null;
  const { rows } = await client.query<SaidRow>(
    `select v.root_id as "rootId", v.kind, v.body
     from unnest($2::uuid[]) as r(id) cross join lateral (
       select root_id, kind, body from entry where programme_id = $1 and root_id = r.id) v`,
    [programmeId, roots.map(({ rootId }) => rootId)],
  );
  return rows;
}
