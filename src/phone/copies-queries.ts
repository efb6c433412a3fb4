/** SQL of the key to which copies are sealed. */
import type { PoolClient } from 'pg';

export interface CopyKeyRow {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

/** The key that phones use now; null: there is none yet. */
export async function findCopyKey(client: PoolClient, programmeId: string): Promise<CopyKeyRow | null> {
  const { rows } = await client.query<CopyKeyRow>(
    'select id, public_key as "publicKey", private_key as "privateKey" from copy_key where programme_id = $1 order by made_at desc, id limit 1',
    [programmeId],
  );
  return rows[0] ?? null;
}

export async function findCopyKeyById(client: PoolClient, programmeId: string, id: string): Promise<CopyKeyRow | null> {
  const { rows } = await client.query<CopyKeyRow>(
    'select id, public_key as "publicKey", private_key as "privateKey" from copy_key where programme_id = $1 and id = $2',
    [programmeId, id],
  );
  return rows[0] ?? null;
}

export async function insertCopyKey(client: PoolClient, programmeId: string, { id, publicKey, privateKey }: Readonly<Record<'publicKey' | 'privateKey', Uint8Array>> & { readonly id: string }, madeAt: Date): Promise<void> {
  await client.query('insert into copy_key (programme_id, id, public_key, private_key, made_at) values ($1, $2, $3, $4, $5) on conflict do nothing', [
    programmeId,
    id,
    Buffer.from(publicKey),
    Buffer.from(privateKey),
    madeAt,
  ]);
}
