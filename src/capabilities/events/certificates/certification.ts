/** Who of a process may be certified, and who has been: the same for the panel, for issuing and for the door in. */
import type { PoolClient } from 'pg';
import { linesOf } from '../../../registry/people-lines.ts';
import { certificateDesignSet, certificateSignatories } from '../entries.ts';
import { findProcesses, findSessions, type ProcessRow } from '../queries.ts';
import { findCertificates, findDesigns, findMinutesOf, type CertificateRow, type DesignPayload, type DesignRow, type Signatory } from './queries.ts';
import { certifiedMinutes, reachesShare, whyNot, type NotIssued } from './rules.ts';

export interface Design extends Pick<DesignRow, 'id' | 'leaves' | 'conflictFields'> {
  readonly says: DesignPayload;
  readonly signatories: readonly Signatory[];
}

export interface Candidate {
  readonly personId: string;
  /** Record that a certificate names. */
  readonly recordId: string;
  readonly givenNames: string;
  readonly surnames: string;
  readonly minutes: number;
  readonly reached: boolean;
  /** null: may be issued one. */
  readonly whyNot: NotIssued | null;
}

export interface Certification {
  readonly process: ProcessRow;
  readonly heldMinutes: number;
  readonly firstOn: string | null;
  readonly lastOn: string | null;
  /** The process's own, else the programme's. */
  readonly design: Design | null;
  /** Everybody who attended, by surname. */
  readonly candidates: readonly Candidate[];
  readonly certificates: readonly CertificateRow[];
}

/** null where there is no such process, or none that the reader sees. */
export async function certificationOf(client: PoolClient, programmeId: string, processId: string): Promise<Certification | null> {
  const [process] = await findProcesses(client, programmeId, processId);
  if (process === undefined) return null;
  const sessions = await findSessions(client, programmeId, { processId: process.id });
  const heldMinutes = sessions.reduce((sum, session) => sum + session.durationMinutes, 0);
  const minutesOf = await findMinutesOf(client, programmeId, process.number);
  const certificates = await findCertificates(client, programmeId, { processId: process.id });
  const certified = new Set(certificates.flatMap(({ personId, annulledOn }) => (annulledOn === null ? [personId] : [])));
  const people = await linesOf(client, programmeId, [...minutesOf.keys()]);
  const asked = { heldMinutes, thresholdPercent: process.thresholdPercent };
  const collator = new Intl.Collator('es');
  const candidates = people
    .map(({ id, givenNames, surnames }) => {
      const { minutes, recordId } = minutesOf.get(id) ?? { minutes: 0, recordId: id };
      const attended = { personId: id, minutes, hasName: `${givenNames}${surnames}`.trim() !== '', certified: certified.has(id) };
      const reached = reachesShare(minutes, heldMinutes, process.thresholdPercent);
      return { personId: id, recordId, givenNames, surnames, minutes, reached, whyNot: whyNot(attended, asked) };
    })
    .sort((a, b) => collator.compare(`${a.surnames} ${a.givenNames}`, `${b.surnames} ${b.givenNames}`));
  const [design] = await findDesigns(client, programmeId, process.id);
  return {
    process,
    heldMinutes,
    firstOn: process.firstOn,
    lastOn: process.lastOn,
    design: design === undefined ? null : designOf(design),
    candidates,
    certificates,
  };
}

export function designOf({ id, leaves, conflictFields, body, signatories }: DesignRow): Design {
  return {
    id,
    leaves,
    conflictFields,
    says: certificateDesignSet.payload.parse(body),
    signatories: certificateSignatories.parse(signatories),
  };
}

/** What a certificate issued now would state, besides whose it is. */
export function statedNow({ process, heldMinutes, firstOn, lastOn, design }: Certification) {
  if (design === null || firstOn === null || lastOn === null) return null;
  const { certifies, series, statedHours } = design.says;
  const minutes = certifiedMinutes(statedHours, heldMinutes);
  return { processId: process.id, designId: design.id, certifies, series, minutes, processTitle: process.title, partnerName: process.partnerName, firstOn, lastOn };
}
