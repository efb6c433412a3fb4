/** SQL of what organisations were called: now, and what their names at a position of the ledger follow from. */
import type { PoolClient } from 'pg';

/** Names as they are now, by id; of organisations united the one that stands for them. */
export async function findOrganisationNames(client: PoolClient, programmeId: string, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `select o.id, coalesce(l.name, o.name) as name from organisation o
     left join organisation_line l on l.programme_id = o.programme_id and l.id = o.canonical_id
     where o.programme_id = $1 and o.id = any($2)`,
    [programmeId, [...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export interface JoinedRecord {
  /** The organisation asked for. */
  readonly askedId: string;
  readonly id: string;
  readonly number: number;
  /** Whether the import it came in was open. */
  readonly isOpen: boolean;
}

const OPEN_BATCH = `open_batch as (select id, number from batch
  where programme_id = $1 and from_position <= $3 and (to_position is null or to_position > $3))`;
const MERGE_IN_FORCE = `i.programme_id = $1 and i.from_position <= $3 and (i.to_position is null or i.to_position > $3)
  and (i.batch is null or i.batch in (select number from open_batch))`;

/** Every record that was one with these organisations at a position, in order of id. */
export async function findRecordsJoinedAt(client: PoolClient, programmeId: string, ids: readonly string[], position: number): Promise<JoinedRecord[]> {
  const { rows } = await client.query<JoinedRecord>(
    `with recursive ${OPEN_BATCH},
       edge as (select i.record_a, i.record_b from organisation_identity i where ${MERGE_IN_FORCE}),
       member (asked, number) as (
         select o.id, o.number from organisation o where o.programme_id = $1 and o.id = any($2)
         union select m.asked, case when e.record_a = m.number then e.record_b else e.record_a end
           from member m join edge e on m.number in (e.record_a, e.record_b))
     select m.asked as "askedId", o.id, o.number, (o.batch_id is null or o.batch_id in (select id from open_batch)) as "isOpen"
     from member m join organisation o on o.programme_id = $1 and o.number = m.number order by o.id`,
    [programmeId, [...new Set(ids)], position],
  );
  return rows;
}

/** Bodies of the merges among these records that were in force at a position, in order. */
export async function findMergesAt(client: PoolClient, programmeId: string, numbers: readonly number[], position: number): Promise<{ body: string }[]> {
  const { rows } = await client.query<{ body: string }>(
    `with ${OPEN_BATCH} select e.body from organisation_identity i
     join entry e on e.programme_id = i.programme_id and e.position = i.from_position
     where ${MERGE_IN_FORCE} and (i.record_a = any($2) or i.record_b = any($2)) order by i.from_position`,
    [programmeId, numbers, position],
  );
  return rows;
}

/** Entries by which imports that were open at a position speak of these organisations. */
export async function findImportedWordsAt(
  client: PoolClient,
  programmeId: string,
  ids: readonly string[],
  position: number,
): Promise<{ entryId: string; organisationId: string }[]> {
  const { rows } = await client.query<{ entryId: string; organisationId: string }>(
    `with ${OPEN_BATCH} select s.entry_id as "entryId", s.organisation_id as "organisationId" from organisation_statement s
     where s.programme_id = $1 and s.organisation_id = any($2) and s.entry_id <> s.organisation_id and s.root_position <= $3
       and (s.batch_id is null or s.batch_id in (select id from open_batch))`,
    [programmeId, ids, position],
  );
  return rows;
}
