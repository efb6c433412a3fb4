import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../src/platform/database/project-root.ts';

/** A process that opened the database on a folder, or the code of why it could not. */
export interface DatabaseProcess {
  readonly said: string;
  readonly pid: number;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

interface ProcessOptions {
  readonly purpose?: 'serve' | 'command';
  readonly uid?: number;
}

/** Starts one and waits for its first word: `open` or a code. Works from any working directory: it is given `/`. */
export async function databaseProcess(folder: string, options: ProcessOptions = {}): Promise<DatabaseProcess> {
  const script = join(projectRoot(), 'test', 'database', 'owner-process.mjs');
  const user = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid };
  const child = spawn(process.execPath, [script, options.purpose ?? 'serve'], {
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', DIGNA_DATA: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  });
  const said = await firstLine(child);
  const gone = once(child, 'exit');
  return {
    said,
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    stop: async () => {
      child.stdin?.write('stop\n');
      await gone;
    },
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (child.stdout !== null) createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => resolve(`ended with ${code}`));
  });
}

/** Numbers of the processes whose command line names this folder: the watcher and the server. */
export async function processesOn(folder: string): Promise<readonly { pid: number; watcher: boolean }[]> {
  const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    numbers.map(async (pid) => ({
      pid: Number(pid),
      line: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    })),
  );
  return found
    .filter(({ line }) => line.includes(folder))
    .map(({ pid, line }) => ({ pid, watcher: line.includes('watcher.mjs') }));
}

/** Asks again until the answer is true; false after so many milliseconds. */
export async function within(milliseconds: number, question: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    if (await question()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
