/** Fifty kill -9 of server and database in a stream of appends: nothing acknowledged is lost or doubled. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Draft } from '../../src/ledger/entry.ts';
import { findRunning } from '../../src/platform/database/embedded.ts';
import { person } from '../cast/drafts.ts';
import { runServer, type RunningServer } from './running-server.ts';

const KILLS = Number(process.env['DIGNA_KILLS'] ?? 50);
const WRITERS = 4;
let server: RunningServer;

beforeAll(async () => {
  server = await runServer(['--empty']);
});
afterAll(() => server.stop());

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('nothing acknowledged is lost or doubled', { timeout: 600_000 }, async () => {
  const setUp = await fetch(`${server.url}/api/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada', username: 'ada', password: 'una-contraseña-larga', programmeName: 'Prueba', programmeCode: 'prueba' }),
  });
  const cookie = setUp.headers.getSetCookie().map((part) => part.split(';')[0]).join('; ');
  const made: { programmeId: string } = await setUp.json();
  const path = `${server.url}/api/programmes/${made.programmeId}/entries`;

  let stop = false;
  const acknowledged = new Map<string, number>();
  const writer = async (): Promise<void> => {
    let waiting: Draft[] = [];
    while (!stop || waiting.length > 0) {
      if (waiting.length === 0) waiting = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () => person('Apaza Quispe, Ana'));
      const answers = await send(path, cookie, waiting);
      if (answers === null) {
        await pause(30);
        continue;
      }
      for (const { id, position } of answers) {
        // An answer given twice must be the same answer.
        expect(acknowledged.get(id) ?? position).toBe(position);
        acknowledged.set(id, position);
      }
      waiting = [];
    }
  };
  const writers = Array.from({ length: WRITERS }, writer);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = acknowledged.size;
    while (acknowledged.size < before + 20) await pause(10);
    await pause(Math.random() * 100);
    if (kill % 2 === 0) {
      server.child().kill('SIGKILL');
      await server.restart();
    } else {
      process.kill(await databasePid(server.folder), 'SIGKILL');
    }
  }
  stop = true;
  await Promise.all(writers);

  const running = await findRunning(server.folder);
  const owner = new pg.Client({ connectionString: running?.ownerUrl });
  await owner.connect();
  const stored = await owner.query<{ id: string; position: string; listed: boolean }>(
    `select e.id, e.position, p.id is not null as listed from entry e
     left join person p on p.programme_id = e.programme_id and p.id = e.id order by e.position`,
  );
  const head = await owner.query<{ position: string }>('select position from ledger_head');
  await owner.end();
  const positions = new Map(stored.rows.map((row) => [row.id, Number(row.position)]));
  expect(acknowledged.size).toBeGreaterThan(KILLS * 20);
  expect([...acknowledged].filter(([id, position]) => positions.get(id) !== position)).toEqual([]);
  expect(stored.rows.map((row) => Number(row.position))).toEqual(stored.rows.map((_row, at) => at + 1));
  expect(Number(head.rows[0]?.position)).toBe(stored.rows.length);
  expect(stored.rows.every(({ listed }) => listed)).toBe(true);
});

/** The answers, or null when the server or its database is away. */
async function send(path: string, cookie: string, entries: Draft[]): Promise<{ id: string; position: number }[] | null> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ entries }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) return null;
    const body: { answers: { id: string; answer: string; position: number }[] } = await response.json();
    expect(body.answers.filter(({ answer }) => answer !== 'accepted' && answer !== 'already-had')).toEqual([]);
    return body.answers;
  } catch (error) {
    if (error instanceof Error && error.name === 'AssertionError') throw error;
    return null;
  }
}

async function databasePid(folder: string): Promise<number> {
  for (;;) {
    const paths = await readdir(folder, { recursive: true });
    const file = paths.find((path) => path.endsWith('postmaster.pid'));
    const pid = file === undefined ? Number.NaN : Number((await readFile(join(folder, file), 'utf8').catch(() => '')).split('\n')[0]);
    if (pid > 0) return pid;
    await pause(50);
  }
}
