/** The HTTP server without any route: limits, headers, one writer of errors, static files. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import Fastify, { type FastifyInstance } from 'fastify';
import { isDatabaseAway, Problem } from '../problem.ts';

/** Largest file taken in, bytes. */
export const UPLOAD_BYTES_MAX = 40 * 1024 * 1024;
/** Largest JSON body, bytes. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;

export interface ServerOptions {
  /** Folder of the built screens; absent in tests of routes. */
  readonly webFolder: string | null;
  /** Writes one line for operators; never personal data. */
  readonly log: (line: string) => void;
  /** Addresses of reverse proxies whose word on the caller's address and on HTTPS is taken; empty: nobody's. */
  readonly trustedProxies?: readonly string[];
  /** Address under which people reach the house, for papers: `https://digna.example`. Absent: as each request comes. */
  readonly publicAddress?: string | null;
}

export async function httpServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => randomUUID(),
    trustProxy: options.trustedProxies === undefined || options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    routerOptions: { maxParamLength: 200 },
  });
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
  const present = folder !== null && existsSync(folder);
  if (present) {
    await app.register(serveStatic, {
      root: folder,
      wildcard: false,
      setHeaders: (reply, path) => {
        // Names of built files carry a hash of their content; the page that names them does not.
        reply.setHeader('cache-control', path.includes('assets') ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    // A page of the application: codes in its address may hold dots, so what the browser asks for tells it from a file.
    const page = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (present && page && !request.url.startsWith('/api/')) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html');
    }
    const problem = new Problem('not-found');
    return reply.status(404).send({ code: problem.code, message: problem.message, details: null, requestId: request.id });
  });
}

function problemOf(error: unknown): { code: string; status: number; message: string; details: unknown } {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return new Problem('database-away');
  // Characters that the database cannot keep (NUL, lone surrogates).
  if (error instanceof Error && 'code' in error && (error.code === '22P05' || error.code === '22021')) {
    return new Problem('bad-request', { reason: 'unusable-character' });
  }
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500) {
    if (error.statusCode === 413) return new Problem('too-large', { bytesMax: UPLOAD_BYTES_MAX });
    if (error.statusCode === 429) return new Problem('too-many-attempts');
    return new Problem('bad-request', { reason: error.message });
  }
  return new Problem('not-ready');
}

/** Where it happened. Messages of database errors may quote values, so only their code and place are written. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error ? ` [${String(error.code)}]` : '';
  const stack = (error.stack ?? '').split('\n').slice(1, 6).join(' ');
  return `${error.name}${code} ${code === '' ? error.message : ''} ${stack}`;
}
