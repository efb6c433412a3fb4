/** Keeps designs and certificates in step with the ledger. */
import type { Projector } from '../../../ledger/append.ts';
import { registerCode } from '../../../verification/queries.ts';
import { certificateDesignSet, certificateIssued } from '../entries.ts';
import { annulCertificate, closeDesign, insertCertificate, insertDesign } from './queries.ts';

/** What a code of these papers leads to (verification/routes.ts). */
export const CERTIFICATE = 'certificate';

export const certificatesProjector: Projector = async (client, entries, numberOf) => {
  for (const { stored, private: parts } of entries) {
    if (stored.rootKind === certificateDesignSet.kind) {
      await closeDesign(client, stored);
      if (stored.kind !== certificateDesignSet.kind) continue;
      await insertDesign(client, stored, certificateDesignSet.payload.parse(stored.payload), parts['signatories'] ?? []);
    } else if (stored.kind === certificateIssued.kind) {
      const payload = certificateIssued.payload.parse(stored.payload);
      await insertCertificate(client, stored, payload, numberOf(payload.personId));
      await registerCode(client, stored.programmeId, { code: payload.code, kind: CERTIFICATE, subjectId: stored.rootId });
    } else if (stored.rootKind === certificateIssued.kind) {
      await annulCertificate(client, stored);
    }
  }
};
