/** Files by content, on disk: one folder per programme, one file per SHA-256. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

export interface Files {
  /** Keeps a file; returns its SHA-256 (hex). On disk, and flushed, when this returns. */
  keep(programmeId: string, bytes: Uint8Array): Promise<string>;
  /** The bytes of a file, or null where it is not kept. */
  read(programmeId: string, sha256: string): Promise<Buffer | null>;
}

export function filesIn(folder: string): Files {
  const pathOf = (programmeId: string, sha256: string): string => join(folder, programmeId, sha256.slice(0, 2), sha256);
  return {
    async keep(programmeId, bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = pathOf(programmeId, sha256);
      if (existsSync(path)) return sha256;
      await mkdir(join(path, '..'), { recursive: true });
      const unfinished = `${path}.${randomUUID()}`;
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
      return sha256;
    },
    async read(programmeId, sha256) {
      if (!/^[0-9a-f]{64}$/.test(sha256) || !/^[0-9a-f-]{36}$/.test(programmeId)) return null;
      const path = pathOf(programmeId, sha256);
      return existsSync(path) ? readFile(path) : null;
    },
  };
}
