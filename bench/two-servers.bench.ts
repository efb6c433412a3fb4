/**
 * Two servers on one database against one: figures read, and attendance appended in batches, by eight clients. Servers,
 * database and clients share the cores of this machine, so the ratio is a floor: it cannot reach 2 before there are cores
 * for all of them. Entries of one programme are written one after the other whatever the servers (their positions have no
 * gaps), so what two servers share there is only the preparing. Needs `npm run build` first.
 */
import { availableParallelism, tmpdir } from 'node:os';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { EXAMPLE_PROGRAMME } from '../examples/bolivia-digna-y-productiva/programme.ts';
import { findRunning } from '../src/platform/database/embedded.ts';
import { person } from '../test/cast/drafts.ts';
import { runServer, type RunningServer } from '../test/journeys/running-server.ts';
import { benchDatabase, row, type BenchDatabase } from './bench-database.ts';

const CLIENTS = 8;
const SECONDS = 12;
const BATCH = 50;
const meSchema = z.object({ programmes: z.array(z.object({ id: z.string(), code: z.string() })) });

let database: BenchDatabase;
let folder: string;
const servers: RunningServer[] = [];
/** Path of the example programme's API, and how to ask one of the servers. */
let base: string;
let cookie: string;

beforeAll(async () => {
  database = await benchDatabase();
  folder = await mkdtemp(join(tmpdir(), 'digna-two-'));
  const url = (await findRunning(database.folder))?.ownerUrl ?? '';
  for (let at = 0; at < 2; at += 1) servers.push(await runServer([], { folder, env: { DATABASE_URL: url } }));
  const [first] = servers;
  const password = await readFile(join(folder, 'demonstration-password'), 'utf8');
  const signedIn = await fetch(`${first?.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'tatiana', password }),
  });
  cookie = signedIn.headers.getSetCookie().map((part) => part.split(';')[0]).join('; ');
  const me = meSchema.parse(await (await fetch(`${first?.url}/api/me`, { headers: { cookie } })).json());
  base = `/api/programmes/${me.programmes.find(({ code }) => code === EXAMPLE_PROGRAMME.code)?.id ?? ''}`;
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What is done a second by all clients together, spread over some of the servers. */
async function rate(urls: readonly string[], once: (url: string) => Promise<number>): Promise<number> {
  let done = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, at) => {
      while (performance.now() - started < SECONDS * 1000) done += await once(urls[at % urls.length] ?? '');
    }),
  );
  return done / ((performance.now() - started) / 1000);
}

async function compare(what: string, unit: string, once: (url: string) => Promise<number>): Promise<void> {
  const urls = servers.map(({ url }) => url);
  await rate(urls, once);
  const rates: [number, number][] = [];
  // One and two in turn, twice: what else the machine does falls on both.
  for (let round = 0; round < 2; round += 1) rates.push([await rate(urls.slice(0, 1), once), await rate(urls, once)]);
  const mean = (at: 0 | 1): number => rates.reduce((sum, pair) => sum + pair[at], 0) / rates.length;
  row(what, `one ${mean(0).toFixed(0)} ${unit}`, `two ${mean(1).toFixed(0)} ${unit}`, `ratio ${(mean(1) / mean(0)).toFixed(2)}`, `${availableParallelism()} cores for servers, database and clients`);
  expect(mean(1)).toBeGreaterThan(0);
}

test('figures read', () =>
  compare('figures by sex, two servers against one', 'answers/s', async (url) => {
    const response = await fetch(`${url}${base}/indicators/2.2.1/figure?by=sex,department`, { headers: { cookie } });
    if (!response.ok) throw new Error(await response.text());
    await response.arrayBuffer();
    return 1;
  }));

test('people registered', () =>
  compare(`people registered ${BATCH} at a time, two servers against one`, 'entries/s', async (url) => {
    const entries = Array.from({ length: BATCH }, (_, at) => person(`Prueba${Math.floor(Math.random() * 1e9)} Dos${at}, Ana`));
    const response = await fetch(`${url}${base}/entries`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ entries }),
    });
    const text = await response.text();
    if (!response.ok || text.includes('refused')) throw new Error(text.slice(0, 300));
    return BATCH;
  }));
