/** SQL about which records are one: edges, canonical ids, and what was decided of pairs. The same for both subjects. */
import type { PoolClient } from 'pg';
import type { Subject } from './subject.ts';

export interface RecordEnd {
  readonly number: number;
  readonly id: string;
}

const ends = ({ edges, records }: Subject): string => `select p.number, p.id from ${edges} i
  join ${records} p on p.programme_id = i.programme_id and p.number in (i.record_a, i.record_b)`;

/** Both records of every version of a merge. */
export async function findEdgeEndsOfRoot(client: PoolClient, programmeId: string, what: Subject, rootPosition: number): Promise<RecordEnd[]> {
  const { rows } = await client.query<RecordEnd>(
    `${ends(what)} where i.programme_id = $1 and i.from_position in (
       select v.position from entry r join entry v on v.programme_id = r.programme_id and v.root_id = r.id
       where r.programme_id = $1 and r.position = $2)`,
    [programmeId, rootPosition],
  );
  return rows;
}

/** Both records of every merge in a batch. */
export async function findEdgeEndsOfBatch(client: PoolClient, programmeId: string, what: Subject, batchId: string): Promise<RecordEnd[]> {
  const { rows } = await client.query<RecordEnd>(
    `${ends(what)} join batch b on b.programme_id = i.programme_id and b.number = i.batch
     where i.programme_id = $1 and b.id = $2`,
    [programmeId, batchId],
  );
  return rows;
}

/** Merges in force that touch any of these records. */
export async function findEdgesAt(
  client: PoolClient,
  programmeId: string,
  { edges, records }: Subject,
  numbers: readonly number[],
): Promise<{ a: number; b: number; aId: string; bId: string }[]> {
  const { rows } = await client.query<{ a: number; b: number; aId: string; bId: string }>(
    `select i.record_a as a, i.record_b as b, pa.id as "aId", pb.id as "bId" from ${edges} i
     join ${records} pa on pa.programme_id = i.programme_id and pa.number = i.record_a
     join ${records} pb on pb.programme_id = i.programme_id and pb.number = i.record_b
     left join batch t on t.programme_id = i.programme_id and t.number = i.batch
     where i.programme_id = $1 and (i.record_a = any($2) or i.record_b = any($2)) and i.to_position is null
       and (i.batch is null or (t.from_position is not null and t.to_position is null))`,
    [programmeId, numbers],
  );
  return rows;
}

export async function updateCanonical(
  client: PoolClient,
  programmeId: string,
  { records }: Subject,
  canonical: ReadonlyMap<string, string>,
  position: number,
): Promise<void> {
  await client.query(
    `update ${records} p set canonical_id = i.canonical_id, changed_position = greatest(p.changed_position, $4)
     from unnest($2::uuid[], $3::uuid[]) as i(id, canonical_id) where p.programme_id = $1 and p.id = i.id`,
    [programmeId, [...canonical.keys()], [...canonical.values()], position],
  );
}

/** Remembers what was decided of a pair, suggested or not. */
export async function decidePair(
  client: PoolClient,
  programmeId: string,
  { pairs, a, b }: Subject,
  [one, other]: readonly [string, string],
  decided: 'same' | 'different',
  position: number,
): Promise<void> {
  await client.query(
    `insert into ${pairs} (programme_id, ${a}, ${b}, score, explanation, decided, decided_position, changed_position)
     values ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), 0, '[]', $4, $5, $5)
     on conflict (programme_id, ${a}, ${b}) do update set decided = excluded.decided,
       decided_position = excluded.decided_position, changed_position = excluded.changed_position`,
    [programmeId, one, other, decided, position],
  );
}

/** Takes back what an entry decided, unless a later entry decided the pair again. */
export async function undecidePair(
  client: PoolClient,
  programmeId: string,
  { pairs }: Subject,
  decidedPosition: number,
  position: number,
): Promise<void> {
  await client.query(
    `update ${pairs} set decided = null, decided_position = null, changed_position = $3
     where programme_id = $1 and decided_position = $2`,
    [programmeId, decidedPosition, position],
  );
}

/**
 * As a common table expression: the records that stand for another, by number, with the number of the canonical record. They are
 * few, and from the index `person_joined`: whoever counts people by number need not look up everybody. `$1` is the programme.
 */
export const JOINED_PEOPLE = `joined as materialized (
  select m.number, c.number as canonical from person m join person c on c.programme_id = m.programme_id and c.id = m.canonical_id
  where m.programme_id = $1 and m.canonical_id <> m.id)`;
