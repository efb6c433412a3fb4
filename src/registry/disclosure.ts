/** Keeps that somebody was shown a document or a contact in full. */
import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { insertDisclosure } from './disclosure-queries.ts';

/** Writes one line of the record of disclosures, in the transaction that shows the values. */
export function disclosing(clock: Clock): (client: PoolClient, programmeId: string, personId: string, userId: string) => Promise<void> {
  return (client, programmeId, personId, userId) =>
    insertDisclosure(client, programmeId, { id: randomUUID(), personId, organisationId: null, userId, at: clock.now() });
}
