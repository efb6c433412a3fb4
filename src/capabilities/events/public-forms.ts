/** What the public pages of a process have in common: forms as browsers send them without JavaScript, and limits by address. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { codeTyped } from '../../verification/rules.ts';

export type Language = 'es' | 'en';

/** Largest form, bytes: all boxes full, letter by letter escaped. */
const FORM_BYTES_MAX = 32 * 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** `app` is a part of the server of its own: no other route takes such a body, which any page of the web could make a browser send. */
export function takePlainForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: FORM_BYTES_MAX }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))));
  });
}

export type Limit = ReturnType<FastifyInstance['createRateLimit']>;

/** Counts a request; answers whether it was one too many. */
export async function isTooMuch(limit: Limit, request: FastifyRequest): Promise<boolean> {
  const asked = await limit(request);
  return !asked.isAllowed && asked.isExceeded;
}

/** How many may be sent from one address in ten minutes, and to one process in an hour. */
export interface SendingMax {
  readonly byAddress: number;
  readonly toProcess: number;
}

/** Counts what is sent from an address and for a process; answers whether it was too much. */
export function limitsOfSending(app: FastifyInstance, max: SendingMax): (request: FastifyRequest) => Promise<boolean> {
  const byAddress = app.createRateLimit({ max: max.byAddress, timeWindow: '10 minutes' });
  const byProcess = app.createRateLimit({ max: max.toProcess, timeWindow: '1 hour', keyGenerator: codeIn });
  return async (request) => (await isTooMuch(byAddress, request)) || isTooMuch(byProcess, request);
}

/** However the code is written, it is of one process. */
function codeIn({ params }: FastifyRequest): string {
  const code = typeof params === 'object' && params !== null && 'code' in params ? params.code : null;
  return typeof code === 'string' ? (codeTyped(code) ?? 'none') : 'none';
}

/** The number that was made with the page that was sent; null where it came back as none. */
export function sendingIn(text: string | undefined): string | null {
  return text !== undefined && UUID.test(text) ? text : null;
}

export function languageOf(asked: string | undefined): Language {
  return asked === 'en' ? 'en' : 'es';
}

/** What stands on such a page may change any moment, and a shared device keeps nothing of what was typed. */
export function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  reply.status(status).header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
  return reply.type('text/html; charset=utf-8').send(page);
}

/** After a form was taken: the page that says so, which can be loaded again without sending anything. */
export function sendOn(reply: FastifyReply, address: string): FastifyReply {
  return reply.status(303).header('cache-control', 'no-store').header('location', address).send();
}
