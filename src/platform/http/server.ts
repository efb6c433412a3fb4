/** The HTTP server without any route: limits, headers, one writer of errors, static files. */
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { isDatabaseAway, Problem } from '../problem.ts';
import { basePathOf, sendUnder, withoutBase } from './base-path.ts';

/** Largest file taken in, bytes. */
export const UPLOAD_BYTES_MAX = 40 * 1024 * 1024;
/** Largest part of a file that comes in parts, bytes. */
const PART_BYTES_MAX = 512 * 1024;
/** The page of the application among the built files. */
const PAGE = 'index.html';
/** Largest JSON body, bytes. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;

export interface ServerOptions {
  /** Folder of the built screens; absent in tests of routes. */
  readonly webFolder: string | null;
  /** Writes one line for operators; never personal data. */
  readonly log: (line: string) => void;
  /** Addresses of reverse proxies whose word on the caller's address and on HTTPS is taken; empty: nobody's. */
  readonly trustedProxies?: readonly string[];
  /**
   * Address under which people reach the house, for papers and links: `https://digna.example`, `https://example.org/digna`.
   * Absent: as each request comes, at the root of its host.
   */
  readonly publicAddress?: string | null;
}

export async function httpServer(options: ServerOptions): Promise<FastifyInstance> {
  const base = basePathOf(options.publicAddress);
  const app = Fastify({
    rewriteUrl: ({ url = '/' }) => withoutBase(base, url),
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => randomUUID(),
    trustProxy: options.trustedProxies === undefined || options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    routerOptions: { maxParamLength: 200 },
  });
  sendUnder(app, base);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        // Served over plain HTTP on a local network too: the browser must not be sent to https.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  await app.register(rateLimit, { global: false });
  await app.register(compress, { global: true, threshold: 1024 });
  // Parts of files, which come one by one over poor connections.
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: PART_BYTES_MAX }, (_request, body, done) => done(null, body));
  await app.register(multipart, { limits: { fileSize: UPLOAD_BYTES_MAX, files: 1, fields: 5 } });
  // What a route answers may be of a person: a shared computer keeps none of it.
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) options.log(`${request.id} ${request.method} ${request.routeOptions.url ?? '?'} ${stackOf(error)}`);
    return reply.status(problem.status).send({
      code: problem.code,
      message: problem.message,
      details: problem.details,
      requestId: request.id,
    });
  });
  await serveWeb(app, options.webFolder);
  return app;
}

async function serveWeb(app: FastifyInstance, folder: string | null): Promise<void> {
  const page = folder !== null && existsSync(join(folder, PAGE)) ? rooted(readFileSync(join(folder, PAGE), 'utf8')) : null;
  const sendPage = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
  if (folder !== null && page !== null) {
    await app.register(serveStatic, {
      root: folder,
      wildcard: false,
      globIgnore: [PAGE, '**/*.{br,gz}'],
      // The build packed them (scripts/packed-files.mjs).
      preCompressed: true,
      // Its own header would be sent in place of the one below.
      cacheControl: false,
      setHeaders: (reply, path) => {
        // Names of built files carry a hash of their content; the page that names them, the worker and the icons do not.
        reply.setHeader('cache-control', relative(folder, path).startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    for (const url of ['/', `/${PAGE}`]) app.get(url, (_request, reply) => sendPage(reply));
  }
  app.setNotFoundHandler((request, reply) => {
    // A page of the application: codes in its address may hold dots, so what the browser asks for tells it from a file.
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (page !== null && wantsPage && !request.url.startsWith('/api/')) return sendPage(reply);
    const problem = new Problem('not-found');
    return reply.status(404).send({ code: problem.code, message: problem.message, details: null, requestId: request.id });
  });
}

/** The page serves addresses of any depth, so the files beside it are named from the root. */
function rooted(page: string): string {
  return page.replaceAll('="./', '="/');
}

function problemOf(error: unknown): { code: string; status: number; message: string; details: unknown } {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return new Problem('database-away');
  if (isUnusableCharacter(error)) return new Problem('unusable-character');
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    if (error.statusCode === 413) return new Problem('too-large', { bytesMax: UPLOAD_BYTES_MAX });
    if (error.statusCode === 429) return new Problem('too-many-attempts');
    return new Problem('bad-request', { reason: error.message });
  }
  return new Problem('not-ready');
}

/** Whether the database could not keep a character: NUL, or half of a pair of surrogates, of which it says that it is no JSON. */
function isUnusableCharacter(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false;
  if (error.code === '22P05' || error.code === '22021') return true;
  return error.code === '22P02' && 'routine' in error && String(error.routine).startsWith('json_');
}

/** Where it happened. Messages of database errors may quote values, so only their code and place are written. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error ? ` [${String(error.code)}]` : '';
  const stack = (error.stack ?? '').split('\n').slice(1, 6).join(' ');
  return `${error.name}${code} ${code === '' ? error.message : ''} ${stack}`;
}
