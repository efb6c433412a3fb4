/** Makes the entries of certificates: what is stated now, a code each, the name as registered. */
import { randomBytes, randomUUID } from 'node:crypto';
import { draftSchema, type Draft } from '../../../ledger/entry.ts';
import { randomBytesOf } from '../../../platform/random-bytes.ts';
import { codeFrom } from '../../../verification/rules.ts';
import { certificateIssued } from '../entries.ts';
import { statedNow, type Candidate, type Certification } from './certification.ts';

const SALT_BYTES = 32;
const CODE_BYTES = 32;

export interface Issue {
  readonly language: 'es' | 'en';
  readonly address: string;
  /** Day of issue. */
  readonly today: string;
}

/** null where nothing can be issued yet: no design, or no session. */
export function draftsOf(certification: Certification, candidates: readonly Candidate[], { language, address, today }: Issue): Draft[] | null {
  const stated = statedNow(certification);
  if (stated === null) return null;
  return candidates.map(({ recordId, givenNames, surnames }) =>
    draftSchema.parse({
      id: randomUUID(),
      kind: certificateIssued.kind,
      schemaVersion: certificateIssued.version,
      occurredOn: today,
      payload: { ...stated, personId: recordId, language, address, code: newCode() },
      private: { holder: { salt: randomBytesOf(SALT_BYTES).toString('hex'), value: { givenNames, surnames } } },
    }),
  );
}

export function newCode(): string {
  for (;;) {
    const code = codeFrom(randomBytes(CODE_BYTES));
    if (code !== null) return code;
  }
}
