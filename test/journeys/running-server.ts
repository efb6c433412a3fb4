/** The built server in a process of its own, on a data folder of its own: what `npm start` runs. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/database/project-root.ts';

export interface RunningServer {
  readonly url: string;
  readonly folder: string;
  readonly port: number;
  /** What it printed so far. */
  output(): string;
  child(): ChildProcess;
  /** Starts it again on the same folder and port, after a kill. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface ServerPlan {
  /** Data folder to use and to leave; without one, a new one that goes with the server. */
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Where a run of journeys keeps the folder of a server that has just loaded the example, to be copied for each of them. */
const LOADED_EXAMPLE = 'DIGNA_LOADED_EXAMPLE';

/** Loads the example once for a run of journeys. Returns how to take it away. */
export async function keepExample(): Promise<() => Promise<void>> {
  const kept = await mkdtemp(join(tmpdir(), 'digna-example-'));
  const folder = join(kept, 'data');
  await (await runServer([], { folder })).stop();
  // A database wants the port of last time, and copies that start at once would all find it free.
  await rm(join(folder, 'database-port'));
  process.env[LOADED_EXAMPLE] = folder;
  return () => rm(kept, { recursive: true, force: true });
}

/** A new data folder; in a run of journeys with the example in it. */
async function newFolder(args: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'digna-journey-'));
  const loaded = process.env[LOADED_EXAMPLE];
  if (loaded === undefined || args.length > 0) return folder;
  // The files belong to the user the database runs as.
  const { status } = spawnSync('cp', ['-a', `${loaded}/.`, folder]);
  if (status !== 0) throw new Error('The loaded example could not be copied.');
  // The port of last time is the same in every copy: two that start at once would both take it.
  await rm(join(folder, 'database-port'), { force: true });
  return folder;
}

/** Starts and waits until it says where to look. Throws what it printed when it does not within two minutes. */
export async function runServer(args: readonly string[] = [], plan: ServerPlan = {}): Promise<RunningServer> {
  const folder = plan.folder ?? (await newFolder(args));
  const port = await freePort();
  let printed = '';
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    printed = '';
    child = spawn(process.execPath, [join(projectRoot(), 'dist', 'server', 'serve.js'), ...args], {
      env: { ...process.env, ...plan.env, DIGNA_DATA: folder, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const started = performance.now();
    while (!printed.includes('http://localhost:')) {
      if (child.exitCode !== null || performance.now() - started > 120_000) throw new Error(`The server did not start:\n${printed}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await start();
  return {
    url: `http://localhost:${port}`,
    folder,
    port,
    output: () => printed,
    child: () => child,
    restart: start,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await ended;
      }
      if (plan.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
