/** What is refused of designs and certificates. Whoever comes in by another door than the page meets the same rules. */
import type { PoolClient } from 'pg';
import type { Refuser } from '../../../ledger/append.ts';
import type { Refusal } from '../../../ledger/decide.ts';
import type { Prepared } from '../../../ledger/prepare.ts';
import { findUploadedFor } from '../../../ledger/upload-queries.ts';
import { findRecords } from '../../../registry/queries.ts';
import { certificateDesignSet, certificateHolder, certificateIssued } from '../entries.ts';
import { certificationOf, statedNow, type Certification } from './certification.ts';
import { codesInUse, designsTaken, type DesignPayload } from './queries.ts';

export const certificatesRefuser: Refuser = async (client, programmeId, prepared) => {
  const refused = new Map<string, Refusal>();
  await refuseDesigns(client, programmeId, prepared, refused);
  await refuseCertificates(client, programmeId, prepared, refused);
  return refused;
};

async function refuseDesigns(client: PoolClient, programmeId: string, prepared: readonly Prepared[], refused: Map<string, Refusal>): Promise<void> {
  const set = prepared.filter(({ kind }) => kind.kind === certificateDesignSet.kind);
  if (set.length === 0) return;
  const taken = await designsTaken(client, programmeId);
  const images = await findUploadedFor(client, programmeId, 'certificate-image', set.flatMap(({ draft }) => draft.attachments));
  for (const { draft, newest, rootId } of set) {
    const payload = certificateDesignSet.payload.parse(newest.payload);
    const holder = taken.get(payload.processId ?? '');
    const carried = imagesOf(payload).filter((hash) => draft.attachments.includes(hash) && images.has(hash));
    const signatories = newest.private['signatories'];
    if (holder !== undefined && holder !== rootId) refused.set(draft.id, { code: 'design-exists', field: 'process' });
    else if (carried.length < imagesOf(payload).length) refused.set(draft.id, { code: 'unknown-attachment', field: 'attachments' });
    else if ((Array.isArray(signatories) ? signatories.length : 0) !== payload.signatures.length) refused.set(draft.id, { code: 'bad-payload', field: 'signatures' });
    else taken.set(payload.processId ?? '', rootId);
  }
}

export function imagesOf({ logos, signatures }: Pick<DesignPayload, 'logos' | 'signatures'>): string[] {
  return [...new Set([...logos.map(({ sha256 }) => sha256), ...signatures.filter((hash) => hash !== null)])];
}

async function refuseCertificates(client: PoolClient, programmeId: string, prepared: readonly Prepared[], refused: Map<string, Refusal>): Promise<void> {
  const issued = prepared.filter(({ kind }) => kind.kind === certificateIssued.kind);
  if (issued.length === 0) return;
  const payloads = issued.map((item) => ({ ...item, payload: certificateIssued.payload.parse(item.newest.payload) }));
  const codes = await codesInUse(client, programmeId, payloads.map(({ payload }) => payload.code));
  const certifications = new Map<string, Certification | null>();
  for (const processId of new Set(payloads.map(({ payload }) => payload.processId))) {
    certifications.set(processId, await certificationOf(client, programmeId, processId));
  }
  const recordIds = new Set(payloads.map(({ payload }) => payload.personId));
  const people = [...certifications.values()].flatMap((one) => one?.candidates ?? []).filter(({ recordId }) => recordIds.has(recordId));
  const names = await namesOf(client, programmeId, [...new Set(people.map(({ personId }) => personId))]);
  const certified = new Set<string>();
  for (const { draft, newest, payload } of payloads) {
    const key = `${payload.processId} ${payload.personId}`;
    const found = certifications.get(payload.processId) ?? null;
    const refusal =
      (draft.rootId === null && draft.batchId === null ? null : { code: 'certificate-not-corrected', field: null }) ??
      (certified.has(key) ? { code: 'already-certified', field: 'person' } : null) ??
      (codes.has(payload.code) ? { code: 'certificate-code-taken', field: 'code' } : null) ??
      faultOf(payload, newest.private['holder'], { found, names });
    if (refusal === null) {
      certified.add(key);
      codes.add(payload.code);
    } else refused.set(draft.id, refusal);
  }
}

type Payload = ReturnType<typeof certificateIssued.payload.parse>;

interface Known {
  readonly found: Certification | null;
  /** Names that the records of each person have. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
}

function faultOf(payload: Payload, holder: unknown, { found, names }: Known): Refusal | null {
  const stated = found === null ? null : statedNow(found);
  if (found === null || stated === null || found.design === null) return { code: 'no-certificate-design', field: null };
  const { personId, language } = payload;
  const states: Readonly<Record<string, unknown>> = payload;
  if (Object.entries(stated).some(([field, value]) => states[field] !== value)) return { code: 'certificate-outdated', field: null };
  const { title, body } = found.design.says;
  if (title[language] === null || body[language] === null) return { code: 'no-english-wording', field: null };
  const candidate = found.candidates.find((one) => one.recordId === personId);
  if (candidate === undefined) return { code: 'below-threshold', field: 'person' };
  if (candidate.whyNot !== null) return { code: candidate.whyNot, field: 'person' };
  const parsed = certificateHolder.safeParse(holder);
  const isTheirs = parsed.success && names.get(candidate.personId)?.has(nameKey(parsed.data)) === true;
  return isTheirs ? null : { code: 'holder-differs', field: 'person' };
}

/** The name printed is one that is registered: of united records a partner sees its own, and prints what it sees. */
async function namesOf(client: PoolClient, programmeId: string, personIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const names = new Map<string, Set<string>>();
  for (const record of await findRecords(client, programmeId, personIds)) {
    names.set(record.canonicalId, (names.get(record.canonicalId) ?? new Set()).add(nameKey(record)));
  }
  return names;
}

function nameKey({ givenNames, surnames }: { readonly givenNames: string; readonly surnames: string }): string {
  return JSON.stringify([givenNames, surnames]);
}
