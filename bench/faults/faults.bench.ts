/**
 * What happens when things break under a stream of appends: kills, a full disk, a database that is away, clocks that
 * jump, two servers on one database. Each test prints a row of the fault report (docs/faults.md) and fails when an
 * acknowledged entry is lost or doubled. Needs the built server (`npm run build`); the full disk needs root on Linux.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { insertProgramme } from '../../src/access/queries.ts';
import { LEDGER_PARTS } from '../../src/app/catalogue.ts';
import { openLedger } from '../../src/ledger/ledger.ts';
import { findRunning } from '../../src/platform/database/embedded.ts';
import { inProgramme } from '../../src/platform/database/programme-transaction.ts';
import { person } from '../../test/cast/drafts.ts';
import { TestClock } from '../../test/cast/programme.ts';
import { appendStream, compareStored, pause, setUpHouse, type Comparison, type Door } from '../../test/journeys/append-stream.ts';
import { killServerAndDatabase } from '../../test/journeys/killing.ts';
import { runServer } from '../../test/journeys/running-server.ts';
import { benchDatabase, row } from '../bench-database.ts';
import { cuttableWire } from './cuttable-wire.ts';

const KILLS = Number(process.env['DIGNA_KILLS'] ?? 300);
const AWAY_SECONDS = Number(process.env['DIGNA_AWAY_SECONDS'] ?? 60);
/** Left of the disk before the stream goes on: enough for nothing. */
const DISK_LEFT_BYTES = 2_000_000;

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function report(what: string, acknowledged: number, found: Comparison, note: string): void {
  row(what, `${acknowledged} acknowledged`, `lost ${found.lost}`, `gaps ${found.gaps}`, `not listed ${found.unlisted}`, `backwards ${found.backwards}`, note);
  expect(found).toMatchObject({ lost: 0, gaps: 0, unlisted: 0, backwards: 0 });
}

async function ownerUrlOf(folder: string): Promise<string> {
  return (await findRunning(folder))?.ownerUrl ?? '';
}

test(`${KILLS} kill -9 of server and database in turn`, async () => {
  const server = await runServer(['--empty']);
  endings.push(() => server.stop());
  const door = await setUpHouse(server.url);
  const stream = appendStream([server.url], door);
  const started = performance.now();
  await killServerAndDatabase(server, stream, KILLS);
  await stream.stop();
  const seconds = (performance.now() - started) / 1000;
  const found = await compareStored(await ownerUrlOf(server.folder), door, stream.acknowledged);
  report(`${KILLS} kill -9`, stream.acknowledged.size, found, `${(seconds / KILLS).toFixed(1)} s a kill, coming back included`);
});

test('a full disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'digna-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs', folder]);
  endings.push(() => rm(folder, { recursive: true, force: true }), async () => execFileSync('umount', [folder]));
  const server = await runServer(['--empty'], { folder });
  endings.push(() => server.stop());
  const door = await setUpHouse(server.url);
  const stream = appendStream([server.url], door);
  await stream.more(200);
  const ballast = join(folder, 'ballast');
  const left = Number(execFileSync('df', ['--output=avail', '-B1', folder]).toString().split('\n')[1]);
  await writeFile(ballast, Buffer.alloc(Math.max(0, left - DISK_LEFT_BYTES)));
  for (let before = -1; before !== stream.acknowledged.size; ) {
    before = stream.acknowledged.size;
    await pause(10_000);
  }
  // Reads need no room: it answers, or says that the database is away. Not: hang up, or fail without words.
  const said = await fetch(`${server.url}/api/me`).then((response) => response.status, () => 0);
  expect([200, 503]).toContain(said);
  await rm(ballast);
  const freed = performance.now();
  await stream.more(200);
  const backSeconds = (performance.now() - freed) / 1000;
  await stream.stop();
  const found = await compareStored(await ownerUrlOf(folder), door, stream.acknowledged);
  report('disk full, then freed', stream.acknowledged.size, found, `while full, /api/me answered ${said}; 200 more entries ${backSeconds.toFixed(1)} s after it was freed`);
});

/** A database that this process holds, reached through a wire that can be cut, and a data folder. */
async function wired() {
  const database = await benchDatabase();
  endings.push(() => database.stop());
  const ownerUrl = await ownerUrlOf(database.folder);
  const wire = await cuttableWire(ownerUrl);
  endings.push(() => wire.end());
  const folder = await mkdtemp(join(tmpdir(), 'digna-wired-'));
  endings.push(() => rm(folder, { recursive: true, force: true }));
  return { wire, ownerUrl, plan: { folder, env: { DATABASE_URL: wire.url } } };
}

test(`a database away for ${AWAY_SECONDS} seconds`, async () => {
  const { wire, ownerUrl, plan } = await wired();
  const server = await runServer(['--empty'], plan);
  endings.push(() => server.stop());
  const door = await setUpHouse(server.url);
  const stream = appendStream([server.url], door);
  await stream.more(200);
  wire.cut();
  await pause(1000);
  const before = stream.acknowledged.size;
  await pause(AWAY_SECONDS * 1000);
  expect(stream.acknowledged.size).toBe(before);
  wire.mend();
  const mended = performance.now();
  await stream.more(200);
  const backSeconds = (performance.now() - mended) / 1000;
  await stream.stop();
  const found = await compareStored(ownerUrl, door, stream.acknowledged);
  report(`database away for ${AWAY_SECONDS} s`, stream.acknowledged.size, found, `200 more entries ${backSeconds.toFixed(1)} s after it was back, without a restart`);
});

test('two servers on one database, one of them killed again and again', async () => {
  const { ownerUrl, plan } = await wired();
  const first = await runServer(['--empty'], plan);
  endings.push(() => first.stop());
  const door = await setUpHouse(first.url);
  const second = await runServer(['--empty'], plan);
  endings.push(() => second.stop());
  const stream = appendStream([first.url, second.url], door);
  for (let kill = 0; kill < 10; kill += 1) {
    await stream.more(200);
    second.child().kill('SIGKILL');
    await second.restart();
  }
  const stale = await staleness(first.url, second.url, door);
  await stream.stop();
  const found = await compareStored(ownerUrl, door, stream.acknowledged);
  report('two servers, one killed 10 times', stream.acknowledged.size, found, `an entry of one was in the list of the other within ${stale.toFixed(0)} ms (20 tries, under load)`);
});

/** Longest time after an acknowledgement by one server until the other lists the person. */
async function staleness(one: string, other: string, door: Door): Promise<number> {
  let longest = 0;
  for (let at = 0; at < 20; at += 1) {
    const name = `Frescura${at} Prueba`;
    await fetch(`${one}/api/programmes/${door.programmeId}/entries`, {
      method: 'POST',
      headers: { cookie: door.cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ entries: [person(`${name}, Ana`)] }),
    });
    const told = performance.now();
    for (let listed = 0; listed === 0; ) {
      const path = `${other}/api/programmes/${door.programmeId}/people?q=${encodeURIComponent(name)}`;
      const list = await fetch(path, { headers: { cookie: door.cookie } });
      listed = z.object({ items: z.array(z.unknown()) }).parse(await list.json()).items.length;
      if (performance.now() - told > 10_000) throw new Error('The other server never listed it.');
    }
    longest = Math.max(longest, performance.now() - told);
  }
  return longest;
}

test('a clock that jumps a day back, a year on, and about', async () => {
  const database = await benchDatabase();
  endings.push(() => database.stop());
  const clock = new TestClock('2026-11-24T12:00:00Z');
  const programmeId = randomUUID();
  const programme = { id: programmeId, code: 'reloj', name: 'Reloj', timeZone: 'America/La_Paz', demonstration: true };
  await inProgramme(database.app, programmeId, (client) => insertProgramme(client, programme));
  const ledger = openLedger(database.app, LEDGER_PARTS, clock);
  const context = { programmeId, userId: null, via: 'web' as const, may: () => true };
  const acknowledged = new Map<string, number>();
  for (const minutes of [0, -24 * 60, 365 * 24 * 60, -10, -365 * 24 * 60, 5, 60 * 24 * 400, -1]) {
    clock.passMinutes(minutes);
    const answers = await ledger.append(context, Array.from({ length: 50 }, () => person('Apaza, Ana')));
    for (const answer of answers) if (answer.answer === 'accepted') acknowledged.set(answer.id, answer.position);
  }
  const found = await compareStored(await ownerUrlOf(database.folder), { programmeId, cookie: '' }, acknowledged);
  report('clock jumps (a day, a year, minutes; both ways)', acknowledged.size, found, 'the time of recording never goes back');
});
