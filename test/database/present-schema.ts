import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAppRole } from '../../src/platform/database/app-role.ts';
import { startEmbedded } from '../../src/platform/database/embedded.ts';
import { findMigrations, migrate } from '../../src/platform/database/migrate.ts';
import { makePool } from '../../src/platform/database/pools.ts';
import { projectRoot } from '../../src/platform/database/project-root.ts';
import { readSchema } from '../../src/platform/database/schema-reader.ts';
import { quietLog } from './quiet-log.ts';

/** The schema that the migrations make now, on a server that lives just for the question. */
export async function presentSchema(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'digna-schema-'));
  const server = await startEmbedded({ folder, durability: 'unsafe-for-tests', log: quietLog });
  const owner = makePool(server.ownerUrl, 8, quietLog);
  try {
    await ensureAppRole(owner, server.ownerUrl, folder);
    await migrate(owner, await findMigrations(projectRoot()), { log: quietLog });
    return await readSchema(owner);
  } finally {
    await owner.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
