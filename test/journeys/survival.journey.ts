/** Kills server and database, 20 times or DIGNA_KILLS, in a stream of appends: nothing acknowledged is lost or doubled. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRunning } from '../../src/platform/database/embedded.ts';
import { appendStream, compareStored, setUpHouse } from './append-stream.ts';
import { killServerAndDatabase } from './killing.ts';
import { runServer, type RunningServer } from './running-server.ts';

const KILLS = Number(process.env['DIGNA_KILLS'] ?? 20);
let server: RunningServer;

beforeAll(async () => {
  server = await runServer(['--empty']);
});
afterAll(() => server.stop());

test('nothing acknowledged is lost or doubled', { timeout: 600_000 }, async () => {
  const door = await setUpHouse(server.url);
  const stream = appendStream([server.url], door);
  await killServerAndDatabase(server, stream, KILLS);
  await stream.stop();
  const running = await findRunning(server.folder);
  expect(stream.acknowledged.size).toBeGreaterThan(KILLS * 20);
  expect(await compareStored(running?.ownerUrl ?? '', door, stream.acknowledged)).toMatchObject({ lost: 0, gaps: 0, unlisted: 0, backwards: 0 });
});
