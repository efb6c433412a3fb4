/**
 * The house under a path of its host (`https://example.org/digna`). Inside, every address begins at the root; what comes
 * in loses the path, whether or not a proxy took it off already, and pages and cookies that go out get it.
 */
import type { FastifyInstance } from 'fastify';
import { CannotStart } from '../database/cannot-start.ts';

/** `/digna` of `https://example.org/digna`; empty at the root of a host and where no address is set. */
export function basePathOf(publicAddress: string | null | undefined): string {
  if (publicAddress === null || publicAddress === undefined) return '';
  return new URL(publicAddress).pathname.replace(/\/+$/, '');
}

/** The address as the house knows it. */
export function withoutBase(base: string, url: string): string {
  if (base === '' || !url.startsWith(base)) return url;
  const rest = url.slice(base.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : url;
}

/** Links of a page that the house wrote, and the addresses that its script goes by. What stands in its text cannot be taken for one: there a quote is escaped. */
export function linksUnder(base: string, page: string): string {
  return base === '' ? page : page.replaceAll(/ (href|src|action|data-file|data-address)="\/(?!\/)/g, ` $1="${base}/`);
}

/** Sends pages and cookies out under the path. Throws `CannotStart` where the path is one of the house's own. */
export function sendUnder(app: FastifyInstance, base: string): void {
  if (base === '') return;
  const firstOf = (path: string): string | undefined => path.split('/')[1];
  const own = new Set<string | undefined>();
  app.addHook('onRoute', ({ url }) => void own.add(firstOf(url)));
  app.addHook('onReady', (done) => {
    done(own.has(firstOf(base)) ? new CannotStart('public-path-taken', base) : undefined);
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    const cookies = reply.getHeader('set-cookie');
    if (cookies !== undefined) {
      reply.removeHeader('set-cookie');
      // Two houses on one host keep their sessions apart.
      for (const cookie of [cookies].flat()) reply.header('set-cookie', String(cookie).replace(/; Path=\/(?=;|$)/i, `; Path=${base}`));
    }
    const page = typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html');
    return page ? linksUnder(base, payload) : payload;
  });
}
