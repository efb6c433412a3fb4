/** SQL of the counters. Servers share them. */
import type { Pool } from 'pg';

/** One more of this key; answers how many there are. Some of those whose time is over are forgotten with it. */
export async function countOne(pool: Pool, key: Buffer, until: Date, now: Date): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `with over as (
       delete from counter where key in (select key from counter where until <= $3 order by key limit 100 for update skip locked)
     )
     insert into counter (key, until, count) values ($1, $2, 1)
     on conflict (key) do update set count = counter.count + 1 returning count`,
    [key, until, now],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('Counting answers a number.');
  return row.count;
}
