/** What stands between a phone and the server: a connection that comes, goes, and lies; and newer versions of the application. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a hotel's network answers to whoever has not signed in to it, whatever was asked. */
export const PORTAL = '<!doctype html><title>Portal</title><h1>Bienvenido a la red del hotel</h1>';

export interface Weather {
  readonly url: string;
  /** Path and query of everything that reached this point since `forget`. */
  readonly asked: string[];
  forget(): void;
  /** `away`: connections are cut; `portal`: everything is answered with somebody else's page. */
  turn(to: 'fair' | 'away' | 'portal'): void;
  /** From now on the server has another version: the same files under another name of the build. */
  release(build: string): void;
  close(): Promise<void>;
}

/** Between a browser and the server on `port`. */
export async function weather(port: number): Promise<Weather> {
  let now: 'fair' | 'away' | 'portal' = 'fair';
  let released: string | null = null;
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? '');
    if (now === 'away') incoming.socket.destroy();
    else if (now === 'portal') outgoing.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PORTAL);
    else handOn(incoming, outgoing, port, released).catch(() => outgoing.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`,
    asked,
    forget: () => void asked.splice(0),
    turn: (to) => {
      now = to;
      // A connection that is kept open would outlive the change.
      server.closeAllConnections();
    },
    release: (build) => void (released = build),
    close: () => new Promise((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    }),
  };
}

async function handOn(incoming: IncomingMessage, outgoing: ServerResponse, port: number, released: string | null): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] => (typeof value === 'string' && !HOP.has(name) ? [[name, value]] : []));
  const answer = await fetch(`http://127.0.0.1:${port}${incoming.url ?? '/'}`, {
    method: incoming.method ?? 'GET',
    headers: [...headers, ['accept-encoding', 'identity']],
    redirect: 'manual',
    ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
  });
  const body = Buffer.from(await answer.arrayBuffer());
  const names = /text\/html|javascript/.test(answer.headers.get('content-type') ?? '');
  const sent = released === null || !names ? body : Buffer.from(await renamed(body.toString('utf8'), released, port));
  const back = [...answer.headers].filter(([name]) => !HOP.has(name) && name !== 'set-cookie');
  outgoing.writeHead(answer.status, Object.fromEntries([...back, ...(answer.headers.has('set-cookie') ? [['set-cookie', answer.headers.getSetCookie()]] : [])]));
  outgoing.end(sent);
}

/** Of this connection only; and what a browser knows of a file, which a newer version changes. */
const HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'accept-encoding', 'host', 'if-none-match', 'if-modified-since', 'etag', 'last-modified']);

/** The page and the worker name their build; a file in which the name does not stand stays as it is. */
async function renamed(text: string, build: string, port: number): Promise<string> {
  const page = await (await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } })).text();
  return text.replaceAll(/name="digna-build" content="([0-9a-f]+)"/.exec(page)?.[1] ?? 'no build', build);
}
