/** Files that come in by parts, over a connection that breaks: what has come stays on disk until the file is whole. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Who sends what: one file of one person in one programme. */
export interface PartKey {
  readonly programmeId: string;
  readonly userId: string;
  readonly sha256: string;
}

export interface Parts {
  /**
   * Adds bytes that begin at `offset`. Answers how many bytes there are now: fewer than `offset` where something between is missing, and then
   * nothing was added. Sent twice, a part is there once.
   */
  add(key: PartKey, offset: number, bytes: Uint8Array): Promise<number>;
  /** What has come so far. */
  read(key: PartKey): Promise<Buffer>;
  drop(key: PartKey): Promise<void>;
}

/** Nobody goes on with what has lain for so long, milliseconds. */
const KEPT_MS = 14 * 86_400_000;

/** `now`: milliseconds since 1970. */
export function partsIn(folder: string, now: () => number): Parts {
  const pathOf = ({ programmeId, userId, sha256 }: PartKey): string => join(folder, createHash('sha256').update(`${programmeId} ${userId} ${sha256}`).digest('hex'));
  return {
    async add(key, offset, bytes) {
      if (offset === 0) await clearOld(folder, now());
      const path = pathOf(key);
      const there = await sizeOf(path);
      if (offset > there) return there;
      await mkdir(folder, { recursive: true });
      // Bytes at a place of the file are always the same: the file is named by its content.
      const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
      try {
        await file.write(bytes, 0, bytes.length, offset);
        await file.sync();
      } finally {
        await file.close();
      }
      return sizeOf(path);
    },
    read: (key) => readFile(pathOf(key)),
    drop: (key) => rm(pathOf(key), { force: true }),
  };
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}

async function clearOld(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && now - found.mtimeMs > KEPT_MS) await rm(path, { force: true });
  }
}
