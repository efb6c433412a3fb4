/** A reverse proxy as nginx and Caddy are set up in docs/behind-a-proxy.md: it takes a prefix off and hands the rest on. */
import { createServer, request } from 'node:http';

export interface StrippingProxy {
  /** Address of the house from outside, without a slash at the end. */
  readonly url: string;
  /** The port to hand on to. */
  handTo(port: number): void;
  close(): Promise<void>;
}

/** Answers 404 to whatever is not under `prefix` (`/digna`). */
export function stripping(prefix: string): Promise<StrippingProxy> {
  let target = 0;
  const server = createServer((incoming, outgoing) => {
    const { url = '/', method, headers } = incoming;
    if (!url.startsWith(`${prefix}/`)) {
      outgoing.writeHead(url === prefix ? 308 : 404, url === prefix ? { location: `${prefix}/` } : {}).end();
      return;
    }
    const forwarded = { ...headers, 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'http' };
    const inner = request({ host: '127.0.0.1', port: target, method, path: url.slice(prefix.length), headers: forwarded }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    inner.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(inner);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({
        url: `http://localhost:${port}${prefix}`,
        handTo: (inside) => void (target = inside),
        close: () => new Promise((closed) => {
          server.closeAllConnections();
          server.close(() => closed());
        }),
      });
    });
  });
}
