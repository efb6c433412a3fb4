/** Secrets that travel in a link. The database keeps a digest only, so whoever reads it can open nothing. */
import { createHash, randomBytes } from 'node:crypto';

/** 192 bits of chance. */
const SECRET_BYTES = 24;
const PROGRAMME_BYTES = 16;

export interface Token {
  /** What stands in the link: base64url. */
  readonly text: string;
  readonly hash: Buffer;
}

/** A token that says which programme it opens, so that its row can be looked for inside that programme. */
export function tokenFor(programmeId: string): Token {
  return tokenOf(Buffer.concat([Buffer.from(programmeId.replaceAll('-', ''), 'hex'), randomBytes(SECRET_BYTES)]));
}

/** A token outside programmes. */
export function plainToken(): Token {
  return tokenOf(randomBytes(SECRET_BYTES));
}

function tokenOf(bytes: Buffer): Token {
  return { text: bytes.toString('base64url'), hash: digest(bytes) };
}

/** The programme and the digest of a token as it came in; null where the text cannot be one. */
export function readToken(text: string): { programmeId: string; hash: Buffer } | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== PROGRAMME_BYTES + SECRET_BYTES || bytes.toString('base64url') !== text) return null;
  const hex = bytes.subarray(0, PROGRAMME_BYTES).toString('hex');
  const programmeId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { programmeId, hash: digest(bytes) };
}

/** The digest of a token outside programmes; null where the text cannot be one. */
export function readPlainToken(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === SECRET_BYTES && bytes.toString('base64url') === text ? digest(bytes) : null;
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
