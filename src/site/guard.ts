/** Headers of whatever the public site sends. */
import type { FastifyReply } from 'fastify';
import { SHARE_SCRIPT_HASH } from './sharing.ts';
import { PAGE_STYLE_HASH } from './style.ts';

/** Whoever may put the answer into a frame. */
export type Framing = "'none'" | "'self'" | '*';

/** Nothing but the page's own style and the script that shares it; no other origin. */
export function guard(reply: FastifyReply, framing: Framing): FastifyReply {
  reply.header('content-security-policy', `default-src 'none'; style-src ${PAGE_STYLE_HASH}; script-src ${SHARE_SCRIPT_HASH}; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors ${framing}`);
  if (framing !== '*') return reply;
  // The older header knows no "anybody": it has to go.
  reply.removeHeader('x-frame-options');
  return reply.header('cross-origin-resource-policy', 'cross-origin');
}
