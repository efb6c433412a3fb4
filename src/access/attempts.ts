/**
 * How often a secret may be tried. Every attempt is counted before the secret is looked at, in buckets that drain with
 * time: one per account and address, one per account, one per address. What looks like a PIN weighs three attempts, as
 * there are only a million of them; it weighs the same for an account that does not exist, so that nothing is learnt.
 */
import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { inTransaction } from '../platform/database/programme-transaction.ts';
import { Problem } from '../platform/problem.ts';
import { fillBucket, forgetOld, isKnown, remember, takeBuckets, type BucketKind } from './attempt-queries.ts';
import { PIN } from './rules.ts';

/** What a bucket holds, and how much of it drains in an hour. */
export const BUCKETS = {
  /** One account from one address. */
  pair: { capacity: 10, perHour: 20 },
  /** One account from anywhere it was never signed in from. */
  account: { capacity: 60, perHour: 2.5 },
  /** One address, whatever the account: a training room shares one. */
  address: { capacity: 150, perHour: 300 },
} as const;
export const PIN_WEIGHT = 3;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How long an address from which somebody signed in stays known. */
const KNOWN_MS = 90 * DAY_MS;

export interface Attempt {
  /** The secret was right: what this attempt weighed is given back, and the address is known from now on. */
  succeeded(): Promise<void>;
}

export interface Attempts {
  /** Counts an attempt. Throws `too-many-attempts` with the seconds to wait; nothing is counted then. */
  begin(account: string, address: string, secret: string): Promise<Attempt>;
}

export function attemptsIn(pool: Pool, secretKey: string, clock: Clock): Attempts {
  const keyOf = (kind: BucketKind, ...parts: readonly string[]): Buffer =>
    createHmac('sha256', secretKey).update(JSON.stringify([kind, ...parts])).digest();

  return {
    async begin(account, address, secret) {
      const weight = PIN.test(secret) ? PIN_WEIGHT : 1;
      const now = clock.now();
      const knownKey = keyOf('known', account, address);
      const known = await isKnown(pool, knownKey, new Date(now.getTime() - KNOWN_MS));
      const buckets = [
        { kind: 'pair' as const, key: keyOf('pair', account, address) },
        { kind: 'address' as const, key: keyOf('address', address) },
        // Whoever signed in from here before is not kept out by what others try elsewhere.
        ...(known ? [] : [{ kind: 'account' as const, key: keyOf('account', account) }]),
      ];
      const waitMs = await inTransaction(pool, (client) => pour(client, buckets, weight, now));
      if (waitMs > 0) throw new Problem('too-many-attempts', { waitSeconds: Math.ceil(waitMs / 1000) });
      return {
        succeeded: () =>
          inTransaction(pool, async (client) => {
            const later = clock.now();
            await pour(client, buckets, -weight, later);
            await remember(client, knownKey, later);
            await forgetOld(client, new Date(later.getTime() - 2 * DAY_MS), new Date(later.getTime() - KNOWN_MS));
          }),
      };
    },
  };
}

type Bucket = { readonly kind: 'pair' | 'account' | 'address'; readonly key: Buffer };

/** Pours into every bucket, or into none: then the milliseconds until the fullest has room. */
async function pour(
  client: Parameters<typeof takeBuckets>[0],
  buckets: readonly Bucket[],
  weight: number,
  now: Date,
): Promise<number> {
  const rows = await takeBuckets(client, buckets, now);
  const filled = buckets.map(({ kind, key }) => {
    const row = rows.find((one) => one.key.equals(key));
    const { capacity, perHour } = BUCKETS[kind];
    const hours = row === undefined ? 0 : Math.max(0, now.getTime() - row.at.getTime()) / HOUR_MS;
    const level = Math.max(0, Math.max(0, (row?.level ?? 0) - hours * perHour) + weight);
    return { key, level, waitMs: (Math.max(0, level - capacity) / perHour) * HOUR_MS };
  });
  const waitMs = Math.max(...filled.map((one) => one.waitMs));
  if (waitMs === 0 || weight < 0) for (const { key, level } of filled) await fillBucket(client, key, level, now);
  return weight < 0 ? 0 : waitMs;
}
