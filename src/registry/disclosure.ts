/** Keeps that somebody was shown a document, a contact or a date of birth in full. */
import { randomUUID } from 'node:crypto';
import type { Disclose } from '../ledger/disclosed.ts';
import type { Clock } from '../platform/clock.ts';
import { insertDisclosure } from './disclosure-queries.ts';

/** Writes one line of the record of disclosures, in the transaction that shows the values. */
export function disclosing(clock: Clock): Disclose {
  return (client, programmeId, { what, id }, userId) => {
    const of = (wanted: string): string | null => (what === wanted ? id : null);
    const about = { personId: of('person'), organisationId: of('organisation'), entryId: of('entry') };
    return insertDisclosure(client, programmeId, { id: randomUUID(), ...about, userId, at: clock.now() });
  };
}
