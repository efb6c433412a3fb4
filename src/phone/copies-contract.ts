/** Routes for sealed copies of what a phone has not sent. The server never sees their content: it gives the key of one to whoever may open it. */
import { z } from 'zod';
import { contract } from '../platform/contract.ts';

const programme = z.object({ programme: z.uuid() });
const base64 = z.string().max(400).regex(/^[A-Za-z0-9+/]+=*$/);

/** The key of the programme to which copies are sealed: made when it is first asked for. */
export const readCopyKey = contract({
  method: 'GET',
  path: '/api/programmes/:programme/phone/copy-key',
  permission: 'entry.append',
  params: programme,
  query: z.object({}),
  body: z.null(),
  answer: z.object({
    id: z.string(),
    /** Point of P-256, uncompressed, base64. */
    publicKey: z.string(),
  }),
});

/**
 * The key of one copy, for its author or for whoever manages users. Whose it is goes into the key: a copy said to be somebody else's does not open.
 * Throws `copy-not-yours`, `copy-unknown-key`, `copy-broken`.
 */
export const openCopy = contract({
  method: 'POST',
  path: '/api/programmes/:programme/phone/copy-openings',
  permission: 'entry.append',
  params: programme,
  query: z.object({}),
  body: z.strictObject({
    keyId: z.string().regex(/^[0-9a-f]{32}$/),
    author: z.uuid(),
    /** Of the copy alone: point of P-256, and 16 bytes of chance. */
    ephemeral: base64,
    salt: base64,
  }),
  /** AES-256, base64. */
  answer: z.object({ key: z.string() }),
});
