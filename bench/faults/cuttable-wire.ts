/** A wire to a database that can be cut and mended: a plain relay of bytes. */
import { connect, createServer, type Socket } from 'node:net';

export interface CuttableWire {
  /** The database's address, by way of the wire. */
  readonly url: string;
  /** Ends every connection and lets none through. */
  cut(): void;
  mend(): void;
  end(): Promise<void>;
}

export async function cuttableWire(databaseUrl: string): Promise<CuttableWire> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let whole = true;
  const relay = createServer((client) => {
    if (!whole) {
      client.destroy();
      return;
    }
    const server = connect(Number(target.port), target.hostname);
    for (const end of [client, server]) {
      open.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        open.delete(end);
        client.destroy();
        server.destroy();
      });
    }
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const address = relay.address();
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const cutAll = (): void => {
    for (const end of open) end.destroy();
  };
  return {
    url: url.href,
    cut() {
      whole = false;
      cutAll();
    },
    mend() {
      whole = true;
    },
    async end() {
      const closed = new Promise((resolve) => relay.close(resolve));
      cutAll();
      await closed;
    },
  };
}
