/** Our end of the watcher: the child process that keeps the server running for us and stops it when we are gone. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Log } from './log.ts';
import { projectRoot } from './project-root.ts';
import type { Identity, Reach } from './unprivileged.ts';

export interface WatchPlan {
  readonly postgres: string;
  readonly args: readonly string[];
  readonly clusterFolder: string;
  readonly logFile: string;
  readonly identity: Identity | null;
  readonly reach: Reach;
}

export interface Watch {
  /** Ends of the server since it was last ready. */
  endsInARow(): number;
  nowReady(): void;
  /** Ends the watch, with the server or without. */
  end(how: 'stop' | 'release'): Promise<void>;
}

const WATCHER_PAUSE_MS = 200;
const reportSchema = z.object({ event: z.literal('ended'), reason: z.string() });

/** Starts the watcher, and a new one should it be killed; the new one takes over the running server. */
export function startWatch(plan: WatchPlan, log: Log): Watch {
  let ends = 0;
  let ending = false;
  let watcher = begin();

  function begin(): ChildProcess {
    const child = spawnWatcher(plan);
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const { reason } = reportSchema.parse(JSON.parse(line));
        ends += 1;
        if (!ending) log.error(`The database server ended (${reason}); it is being started again.`);
      });
    }
    child.once('exit', () => {
      if (ending) return;
      log.error('The watcher of the database server ended; another takes over.');
      setTimeout(() => {
        if (!ending) watcher = begin();
      }, WATCHER_PAUSE_MS).unref();
    });
    return child;
  }

  return {
    endsInARow: () => ends,
    nowReady: () => {
      ends = 0;
    },
    end: async (how) => {
      if (ending) return;
      ending = true;
      // Without a watcher in this very moment, a last one is started: it alone knows how to stop the server.
      if (watcher.exitCode !== null || watcher.signalCode !== null) watcher = spawnWatcher(plan);
      const gone = once(watcher, 'exit');
      watcher.ref();
      watcher.stdin?.end(`${how}\n`);
      await gone;
    },
  };
}

function spawnWatcher(plan: WatchPlan): ChildProcess {
  const script = join(projectRoot(), 'src', 'platform', 'database', 'watcher.mjs');
  const child = spawn(process.execPath, ['--max-old-space-size=32', script, JSON.stringify(plan)], {
    cwd: '/',
    // Its own session: Ctrl-C in our terminal is for us to answer, not for the database.
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
  });
  child.once('error', () => {}); // Its `exit` or the wait for an answer tells the rest.
  child.stdin?.on('error', () => {}); // A watcher that is gone cannot be told anything.
  // A process that forgets to stop the database may still end: the closing pipe stops it.
  child.unref();
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref();
  return child;
}
