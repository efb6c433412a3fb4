/** Routes for sealed copies of what a phone has not sent. */
import type { Pool } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { inProgramme } from '../platform/database/programme-transaction.ts';
import type { Routes } from '../platform/http/route.ts';
import { Problem } from '../platform/problem.ts';
import { openCopy, readCopyKey } from './copies-contract.ts';
import { findCopyKey, findCopyKeyById, insertCopyKey } from './copies-queries.ts';
import { keyOfCopy, makeCopyKey } from './copy-sealing.ts';

/** Whoever may do this opens the copies of others: they answer for who works in the programme. */
const OPENS_OTHERS = 'user.write';

export function copyRoutes(routes: Routes, { pool, clock }: { readonly pool: Pool; readonly clock: Clock }): void {
  routes.inside(readCopyKey, async ({ programme }) => {
    const known = await inProgramme(pool, programme.id, (client) => findCopyKey(client, programme.id));
    if (known !== null) return { id: known.id, publicKey: known.publicKey.toString('base64') };
    const made = await makeCopyKey();
    await inProgramme(pool, programme.id, (client) => insertCopyKey(client, programme.id, made, clock.now()));
    return { id: made.id, publicKey: Buffer.from(made.publicKey).toString('base64') };
  });

  routes.inside(openCopy, async ({ programme, caller, body }) => {
    if (body.author !== caller.userId && !caller.may(OPENS_OTHERS)) throw new Problem('copy-not-yours');
    const own = await inProgramme(pool, programme.id, (client) => findCopyKeyById(client, programme.id, body.keyId));
    if (own === null) throw new Problem('copy-unknown-key');
    const [ephemeral, salt] = [Buffer.from(body.ephemeral, 'base64'), Buffer.from(body.salt, 'base64')].map((bytes) => new Uint8Array(bytes));
    if (ephemeral === undefined || salt === undefined) throw new Problem('copy-broken');
    const key = await keyOfCopy(new Uint8Array(own.privateKey), ephemeral, salt, { programmeId: programme.id, author: body.author }).catch(() => {
      // What stands for the point is none: the file is damaged.
      throw new Problem('copy-broken');
    });
    return { key: Buffer.from(key).toString('base64') };
  });
}
