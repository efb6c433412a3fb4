/** SQL of products delivered and totals declared. */
import type { PoolClient } from 'pg';
import { conflictFieldsOf, leavesOf } from '../../../ledger/standing-queries.ts';
import type { Stored } from '../../../ledger/stored.ts';

export async function insertDeliverable(client: PoolClient, stored: Stored): Promise<void> {
  await client.query(
    `insert into deliverable_version (programme_id, from_position, root_id, leaf_id, kind, occurred_on, body)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [stored.programmeId, stored.position, stored.rootId, stored.id, stored.kind, stored.occurredOn, stored.payload],
  );
}

/** Ends what a thing said before this entry. */
export async function closeDeliverable(client: PoolClient, stored: Stored): Promise<void> {
  await client.query(
    `update deliverable_version set to_position = $3
     where programme_id = $1 and root_id = $2 and to_position is null and from_position < $3`,
    [stored.programmeId, stored.rootId, stored.position],
  );
}

export interface DeliverableRow {
  id: string;
  leaves: string[];
  conflictFields: string[];
  kind: string;
  body: unknown;
}

/** Everything delivered or declared as of a position, whose import is open then, in the order in which it was entered. */
export async function findDeliverables(client: PoolClient, programmeId: string, position: number): Promise<DeliverableRow[]> {
  const { rows } = await client.query<DeliverableRow>(
    `select d.root_id as id, ${leavesOf('d.programme_id', 'd.root_id', 'd.leaf_id')} as leaves,
       ${conflictFieldsOf('d.programme_id', 'd.root_id')} as "conflictFields", d.kind, d.body
     from deliverable_version d join entry e on e.programme_id = d.programme_id and e.id = d.root_id
     left join batch b on b.programme_id = e.programme_id and b.id = e.batch_id
     where d.programme_id = $1 and d.from_position <= $2 and (d.to_position is null or d.to_position > $2)
       and (e.batch_id is null or (b.from_position <= $2 and (b.to_position is null or b.to_position > $2)))
     order by e.position`,
    [programmeId, position],
  );
  return rows;
}
