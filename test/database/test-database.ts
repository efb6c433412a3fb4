import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { z } from 'zod';
import { makePool } from '../../src/platform/database/pools.ts';
import { TEMPLATE } from './global-setup.ts';
import { quietLog } from './quiet-log.ts';

export interface TestDatabase {
  /** Signed in as `digna_app`: what the server may do. */
  readonly app: pg.Pool;
  /** Signed in as the owner: for arranging and looking behind. */
  readonly owner: pg.Pool;
  /** The owner's URL, as `DATABASE_URL` takes it. */
  readonly url: string;
  /** The app's URL, as `DIGNA_APP_URL` takes it. */
  readonly appUrl: string;
  drop(): Promise<void>;
}

const CONNECTIONS_MAX = 10;
const answerSchema = z.object({ ownerUrl: z.string(), appUrl: z.string() });

/**
 * A database of its own with the whole schema and no rows. One per test file:
 * `beforeAll(async () => { database = await testDatabase(); })` and `afterAll(() => database.drop())`.
 * `empty` is one without the schema, for tests of migrations.
 */
export async function testDatabase(content: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const { ownerUrl, appUrl } = await serverUrls();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = content === 'migrated' ? TEMPLATE : 'template0';
  await once(ownerUrl, `create database ${name} template ${template}`);
  const url = within(ownerUrl, name);
  const app = makePool(within(appUrl, name), CONNECTIONS_MAX, quietLog);
  const owner = makePool(url, CONNECTIONS_MAX, quietLog);
  return {
    app,
    owner,
    url,
    appUrl: within(appUrl, name),
    drop: async () => {
      await Promise.all([app.end(), owner.end()]);
      await once(ownerUrl, `drop database ${name} with (force)`);
    },
  };
}

async function serverUrls(): Promise<z.output<typeof answerSchema>> {
  const response = await fetch(inject('databaseServer'));
  if (!response.ok) throw new Error(await response.text());
  return answerSchema.parse(await response.json());
}

function within(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function once(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
