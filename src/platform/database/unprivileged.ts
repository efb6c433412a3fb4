/** Under which user the embedded server runs. PostgreSQL refuses root, and rightly: it only needs its own folder. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A user and group by number. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Used where the system names no unprivileged user; by convention it owns nothing. */
const NOBODY: Identity = { uid: 65534, gid: 65534 };

/**
 * The user to run as, or null for our own.
 * Only root changes user: to the one asked for as `uid` or `uid:gid`, else to the system's `postgres` or `nobody`.
 */
export async function chooseIdentity(asked: string | undefined): Promise<Identity | null> {
  if (process.getuid?.() !== 0) return null;
  const numbers = /^(\d+)(?::(\d+))?$/.exec(asked ?? '');
  if (numbers !== null) return { uid: Number(numbers[1]), gid: Number(numbers[2] ?? numbers[1]) };
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return namedUser(users, 'postgres') ?? namedUser(users, 'nobody') ?? NOBODY;
}

function namedUser(users: string, name: string): Identity | null {
  const fields = users.split('\n').find((line) => line.startsWith(`${name}:`))?.split(':');
  if (fields === undefined) return null;
  return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** What a short programme answered. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/**
 * How the server's user reaches a folder: by its path or, where a folder above is closed to that user, by a
 * descriptor that we opened and pass on. The descriptor opens this one folder and nothing beside it.
 */
export type Reach = 'path' | 'descriptor';

/** The name under which a programme sees the n-th path handed to it; they follow the three standard streams. */
export function seenAs(path: string, order: number, reach: Reach): string {
  return reach === 'path' ? path : `/proc/self/fd/${3 + order}`;
}

/**
 * Runs a short programme as this user and waits for its end. Never throws: not being able to run is an outcome.
 * `handed` are paths opened by us and passed on as descriptors, in this order.
 */
export function runAs(
  identity: Identity | null,
  command: string,
  args: readonly string[],
  handed: readonly string[] = [],
): Promise<Outcome> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' };
    const descriptors = handed.map((path) => openSync(path, 'r'));
    const child = spawn(command, args, {
      cwd: '/',
      env,
      stdio: ['ignore', 'pipe', 'pipe', ...descriptors],
      ...identity,
    });
    for (const descriptor of descriptors) closeSync(descriptor);
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Whether this user can enter a folder. Asked of the system, because rights are more than mode bits. */
export async function canEnter(identity: Identity | null, folder: string): Promise<boolean> {
  const outcome = await runAs(identity, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]);
  return outcome.code === 0;
}
