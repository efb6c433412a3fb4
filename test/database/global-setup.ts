/**
 * One embedded PostgreSQL per test run, started when the first test asks for a database and never otherwise.
 * PostgreSQL 18, or 15 with DIGNA_TEST_PG=15. It skips fsync: nobody wants these rows back.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureAppRole } from '../../src/platform/database/app-role.ts';
import { startEmbedded } from '../../src/platform/database/embedded.ts';
import { findMigrations, migrate } from '../../src/platform/database/migrate.ts';
import { makePool } from '../../src/platform/database/pools.ts';
import { projectRoot } from '../../src/platform/database/project-root.ts';
import { quietLog } from './quiet-log.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers the test server's URLs, starting it if need be. */
    databaseServer: string;
  }
}

/** A database in which every migration ran once; each test file gets a copy. */
export const TEMPLATE = 'digna_template';

interface TestServer {
  readonly ownerUrl: string;
  readonly appUrl: string;
  stop(): Promise<void>;
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<TestServer> | null = null;
  const door = createServer((_request, response) => {
    server ??= startTestServer();
    server.then(
      ({ ownerUrl, appUrl }) => response.end(JSON.stringify({ ownerUrl, appUrl })),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : 'unknown'),
    );
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('The door has no port.');
  project.provide('databaseServer', `http://127.0.0.1:${address.port}`);
  return async () => {
    door.close();
    door.closeAllConnections();
    const started = await server?.catch(() => null);
    await started?.stop();
  };
}

async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'digna-test-'));
  const embedded = await startEmbedded({
    folder,
    binaries: testBinaries(),
    durability: 'unsafe-for-tests',
    log: quietLog,
  });
  const stop = async (): Promise<void> => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ownerUrl: embedded.ownerUrl, appUrl: await makeTemplate(embedded.ownerUrl, folder), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The major of the run: the devDependency `pg15` is the same package at 15. */
export function testBinaries(major = process.env['DIGNA_TEST_PG']): string | undefined {
  if (major === undefined || major === '18') return undefined;
  if (major === '15') return join(projectRoot(), 'node_modules', 'pg15', 'native');
  throw new Error('DIGNA_TEST_PG is 15 or 18.');
}

async function makeTemplate(ownerUrl: string, folder: string): Promise<string> {
  const server = makePool(ownerUrl, 1, quietLog);
  await server.query(`create database ${TEMPLATE}`);
  const appUrl = await ensureAppRole(server, ownerUrl, folder);
  await server.end();
  const templateUrl = new URL(ownerUrl);
  templateUrl.pathname = `/${TEMPLATE}`;
  const template = makePool(templateUrl.href, 1, quietLog);
  try {
    await migrate(template, await findMigrations(projectRoot()), { log: quietLog });
  } finally {
    await template.end();
  }
  return appUrl;
}
