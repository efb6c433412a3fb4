/** SQL of who checked in. */
import type { PoolClient } from 'pg';
import { processIdSeen } from '../../../access/scope-queries.ts';
import { leavesOf } from '../../../ledger/standing-queries.ts';
import { checkInDeclared } from '../check-in-entries.ts';

/** Somebody who says that they are in a session. */
export interface CheckInRow {
  readonly id: string;
  readonly leaves: string[];
  readonly processId: string;
  readonly sessionId: string;
  /** Canonical. */
  readonly personId: string;
  readonly declaredAt: Date;
  readonly declaredBy: string;
}

/** Of one session, those of these ids, or those after one in order of id. */
export type WhichCheckIns = { readonly sessionId: string } | { readonly ids: readonly string[] } | { readonly after: string | null; readonly limit: number };

/** Who says that they are there, and was not set aside, in order of id. */
export async function findCheckIns(client: PoolClient, programmeId: string, which: WhichCheckIns): Promise<CheckInRow[]> {
  const [sessionId, ids] = ['sessionId' in which ? which.sessionId : null, 'ids' in which ? which.ids : null];
  const [after, limit] = 'after' in which ? [which.after, which.limit] : [null, null];
  const { rows } = await client.query<CheckInRow>(
    `select r.root_id as id, ${leavesOf('r.programme_id', 'r.root_id', 'r.leaf_id')} as leaves, r.process_id as "processId",
       r.session_id as "sessionId", p.canonical_id as "personId", e.recorded_at as "declaredAt", r.body ->> 'declaredBy' as "declaredBy"
     from process_record r
     join person p on p.programme_id = r.programme_id and p.id = r.person_id
     join entry e on e.programme_id = r.programme_id and e.id = r.root_id
     where r.programme_id = $1 and r.kind = $2 and r.to_position is null and ${processIdSeen('r.programme_id', 'r.process_id')}
       and ($3::uuid is null or r.session_id = $3) and ($4::uuid[] is null or r.root_id = any($4)) and ($5::uuid is null or r.root_id > $5)
     order by r.root_id limit $6`,
    [programmeId, checkInDeclared.kind, sessionId, ids, after, limit],
  );
  return rows;
}

/** How many times what somebody declared of a session, by any of their records, was set aside. */
export async function countSetAside(client: PoolClient, programmeId: string, sessionId: string, personId: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(distinct r.root_id)::int as count from process_record r join person p on p.programme_id = r.programme_id and p.id = r.person_id
     where r.programme_id = $1 and r.kind = $2 and r.session_id = $3
       and p.canonical_id = (select canonical_id from person where programme_id = $1 and id = $4)
       and not exists (select from process_record c where c.programme_id = r.programme_id and c.root_id = r.root_id and c.to_position is null)`,
    [programmeId, checkInDeclared.kind, sessionId, personId],
  );
  return rows[0]?.count ?? 0;
}

/** Ids of what these people, by any of their records, declared. */
export async function findCheckInsOf(client: PoolClient, programmeId: string, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select r.root_id as id from process_record r join person p on p.programme_id = r.programme_id and p.id = r.person_id
     where r.programme_id = $1 and r.kind = $2 and r.to_position is null
       and p.canonical_id = any(array(select canonical_id from person where programme_id = $1 and id = any($3)))`,
    [programmeId, checkInDeclared.kind, personIds],
  );
  return rows.map(({ id }) => id);
}
