/** SQL of the buckets that limit attempts. Two servers share them. */
import type { Pool, PoolClient } from 'pg';

export type BucketKind = 'pair' | 'account' | 'address' | 'known';

export interface BucketRow {
  readonly key: Buffer;
  readonly level: number;
  readonly at: Date;
}

/** Takes the buckets, making those that are not there, so that nobody else counts in them until the transaction ends. */
export async function takeBuckets(
  client: PoolClient,
  buckets: readonly { readonly key: Buffer; readonly kind: BucketKind }[],
  now: Date,
): Promise<BucketRow[]> {
  // One order for everybody: two requests that share buckets wait for each other instead of standing still.
  const sorted = [...buckets].sort((a, b) => a.key.compare(b.key));
  const keys = sorted.map(({ key }) => key);
  await client.query(
    `insert into sign_in_bucket (key, kind, level, at) select i.key, i.kind, 0, $3
     from unnest($1::bytea[], $2::text[]) as i(key, kind) order by i.key on conflict do nothing`,
    [keys, sorted.map(({ kind }) => kind), now],
  );
  const { rows } = await client.query<BucketRow>(
    'select key, level, at from sign_in_bucket where key = any($1) order by key for update',
    [keys],
  );
  return rows;
}

export async function fillBucket(client: PoolClient, key: Buffer, level: number, now: Date): Promise<void> {
  await client.query('update sign_in_bucket set level = $2, at = $3 where key = $1', [key, level, now]);
}

/** Whether somebody signed in to this account from this address since then. */
export async function isKnown(pool: Pool, key: Buffer, since: Date): Promise<boolean> {
  const { rows } = await pool.query<{ known: boolean }>(
    "select exists (select from sign_in_bucket where key = $1 and kind = 'known' and at >= $2) as known",
    [key, since],
  );
  return rows[0]?.known ?? false;
}

export async function remember(client: PoolClient, key: Buffer, now: Date): Promise<void> {
  await client.query(
    `insert into sign_in_bucket (key, kind, level, at) values ($1, 'known', 0, $2)
     on conflict (key) do update set at = excluded.at`,
    [key, now],
  );
}

/** Forgets buckets that have long run dry, and addresses not seen for long. */
export async function forgetOld(client: PoolClient, dryBefore: Date, unseenBefore: Date): Promise<void> {
  await client.query("delete from sign_in_bucket where (kind <> 'known' and at < $1) or (kind = 'known' and at < $2)", [
    dryBefore,
    unseenBefore,
  ]);
}
