/** SQL of what the programme states about how it is run: one table for all such kinds, each as it stood at a position. */
import type { PoolClient } from 'pg';
import { conflictFieldsOf, leavesOf } from '../../ledger/standing-queries.ts';
import type { Stored } from '../../ledger/stored.ts';

/** Ends what a thing said before this entry; a withdrawal says nothing new. */
export async function keepStatement(client: PoolClient, stored: Stored, says: boolean): Promise<void> {
  await client.query(
    `update results_statement set to_position = $3
     where programme_id = $1 and root_id = $2 and to_position is null and from_position < $3`,
    [stored.programmeId, stored.rootId, stored.position],
  );
  if (!says) return;
  await client.query(
    `insert into results_statement (programme_id, from_position, batch, root_id, leaf_id, kind, occurred_on, body)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [stored.programmeId, stored.position, stored.batch, stored.rootId, stored.id, stored.kind, stored.occurredOn, stored.payload],
  );
}

export interface StatementRow {
  readonly id: string;
  readonly leaves: string[];
  readonly conflictFields: string[];
  readonly kind: string;
  readonly occurredOn: string;
  /** Where the thing was first stated. */
  readonly position: number;
  /** When the version that stands was recorded, and by whom. */
  readonly recordedAt: Date;
  readonly recordedBy: string | null;
  readonly body: unknown;
}

/** What stood of these kinds at a position, in the order in which it was first stated; imports that are not open are left out. */
export async function findStatements(
  client: PoolClient,
  programmeId: string,
  position: number,
  kinds: readonly { readonly kind: string }[],
): Promise<StatementRow[]> {
  const { rows } = await client.query<StatementRow>(
    `select s.root_id as id, ${leavesOf('s.programme_id', 's.root_id', 's.leaf_id')} as leaves,
       ${conflictFieldsOf('s.programme_id', 's.root_id')} as "conflictFields", s.kind, s.occurred_on::text as "occurredOn",
       r.position, v.recorded_at as "recordedAt", u.name as "recordedBy", s.body
     from results_statement s
     join entry r on r.programme_id = s.programme_id and r.id = s.root_id
     join entry v on v.programme_id = s.programme_id and v.position = s.from_position
     left join app_user u on u.id = v.recorded_by
     left join batch b on b.programme_id = s.programme_id and b.number = s.batch
     where s.programme_id = $1 and s.kind = any($3) and s.from_position <= $2 and (s.to_position is null or s.to_position > $2)
       and (s.batch is null or (b.from_position <= $2 and (b.to_position is null or b.to_position > $2)))
     order by r.position`,
    [programmeId, position, kinds.map(({ kind }) => kind)],
  );
  return rows;
}

/** The partner to which the reader of this transaction is narrowed, or null: what is stated of the whole is not theirs. */
export async function readScope(client: PoolClient): Promise<string | null> {
  const { rows } = await client.query<{ scope: string | null }>(`select nullif(current_setting('digna.scope', true), '') as scope`);
  return rows[0]?.scope ?? null;
}
