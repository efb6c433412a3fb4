/**
 * Where the next page of a list begins, as a browser keeps it. It holds what the line stands by, which of somebody whom a reader sees in part
 * may be more than they see: so it is sealed, and opens only for the list and the order it was made for.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Problem } from '../platform/problem.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const keySchema = z.array(z.string()).min(2).max(4);

export class ListCursors {
  private readonly key: Buffer;

  /** `secret`: the house's, the same in every server of one database. */
  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'list-cursors', 32));
  }

  /** `list`: which list in which order; `key`: what the last line of the page stands by, null where no page follows. */
  sealed(list: string, key: readonly string[] | null): string | null {
    if (key === null) return null;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce).setAAD(Buffer.from(list));
    const content = Buffer.concat([cipher.update(JSON.stringify(key)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64url');
  }

  /** Null at the first page. Throws `bad-request` for one that was cut short, made up, or is of another list or order. */
  opened(list: string, cursor: string | undefined): string[] | null {
    if (cursor === undefined || cursor === '') return null;
    try {
      const bytes = Buffer.from(cursor, 'base64url');
      const [nonce, tag, content] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES), bytes.subarray(NONCE_BYTES + TAG_BYTES)];
      const decipher = createDecipheriv(CIPHER, this.key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(list)).setAuthTag(tag);
      return keySchema.parse(JSON.parse(Buffer.concat([decipher.update(content), decipher.final()]).toString()));
    } catch {
      throw new Problem('bad-request', { cursor });
    }
  }
}
