/**
 * The canonical text of an entry and its hash. It can never change: the test vector in sealed.test.ts is published
 * in docs/ledger-format.md.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Draft, Reference } from './entry.ts';

/** SHA-256 of salt followed by the RFC 8785 text of the value; hex. All that the sealed body knows of a private part. */
export function privateDigest(salt: string, value: unknown): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(canonicalText(value)).digest('hex');
}

/**
 * The RFC 8785 text that is hashed and stored as `body`. Who recorded it, when and through which door are not in it:
 * they are the ledger's, and the seals cover them.
 */
export function sealedText(programmeId: string, draft: Draft, references: readonly Reference[]): string {
  const digests = Object.entries(draft.private).map(([part, it]) => [part, privateDigest(it.salt, it.value)] as const);
  return canonicalText({
    attachments: [...draft.attachments].sort(),
    batchId: draft.batchId,
    id: draft.id,
    kind: draft.kind,
    occurredAt: draft.occurredAt,
    occurredOn: draft.occurredOn,
    payload: draft.payload,
    private: Object.fromEntries(digests),
    programmeId,
    references: references.map(({ role, target }) => ({ role, target })),
    rootId: draft.rootId ?? draft.id,
    schemaVersion: draft.schemaVersion,
    supersedes: [...draft.supersedes].sort(),
  });
}

/** SHA-256 of the sealed text. */
export function contentHash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** RFC 8785 text of a JSON value. Throws on what JSON cannot say (undefined at the top, NaN, lone surrogates). */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('Only a JSON value has a canonical text.');
  return text;
}
