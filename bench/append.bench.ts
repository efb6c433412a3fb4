/** Appends over HTTP, 8 clients: single entries, and batches of 50. */
import { afterAll, beforeAll, test } from 'vitest';
import { insertMembership, insertProgramme } from '../src/access/queries.ts';
import { openHouse } from '../src/app/house.ts';
import { makeServer } from '../src/app/server.ts';
import { systemClock } from '../src/platform/clock.ts';
import { inProgramme } from '../src/platform/database/programme-transaction.ts';
import { attendance, organisation, person, process as opened, session } from '../test/cast/drafts.ts';
import type { Draft } from '../src/ledger/entry.ts';
import { benchDatabase, row, type BenchDatabase } from './bench-database.ts';

const CLIENTS = 8;
const SECONDS = 10;
const id = '01890000-0000-7000-8000-0000000000ff';
let database: BenchDatabase;
beforeAll(async () => {
  database = await benchDatabase();
});
afterAll(() => database.stop());

test('appends over HTTP', async () => {
  const house = await openHouse(database.app, database.folder, systemClock);
  const programme = { id, code: 'bench', name: 'Bench', timeZone: 'America/La_Paz', demonstration: true };
  await inProgramme(database.app, id, (client) => insertProgramme(client, programme));
  const userId = await house.signIn.addUser({ username: 'bench', name: 'Bench', password: 'contraseña-de-prueba' });
  await insertMembership(database.app, userId, id, 'coordinator');
  const app = await makeServer(house, { webFolder: null, log: () => undefined });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const signedIn = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'bench', password: 'contraseña-de-prueba' }),
  });
  const cookie = signedIn.headers.getSetCookie().map((part) => part.split(';')[0]).join('; ');
  const course = opened('B');
  const one = session(course.id, 1);
  const chamber = organisation('Cámara');
  const people = Array.from({ length: 200 }, (_, at) => person(`Apellido${at}, Ana`));
  const send = async (entries: Draft[]): Promise<void> => {
    const response = await fetch(`${url}/api/programmes/${id}/entries`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ entries }),
    });
    const text = await response.text();
    if (!response.ok || text.includes('refused')) throw new Error(text.slice(0, 300));
  };
  await send([course, one, chamber, ...people]);
  for (const size of [1, 50]) {
    // Drafts are made before the clock starts: the clients' own work is not what is measured.
    const ready = Array.from({ length: size === 1 ? 16_000 : 2_400 }, (_, at) =>
      Array.from({ length: size }, (_unused, of) => {
        const personId = people[(at * size + of) % people.length]?.id ?? '';
        return attendance({ processId: course.id, sessionId: one.id, personId, organisationId: chamber.id }, 50);
      }),
    );
    let sent = 0;
    const started = performance.now();
    const latencies: number[] = [];
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        for (let next = ready.pop(); next !== undefined && performance.now() - started < SECONDS * 1000; next = ready.pop()) {
          const before = performance.now();
          await send(next);
          latencies.push(performance.now() - before);
          sent += next.length;
        }
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    latencies.sort((a, b) => a - b);
    row(`appends over HTTP, ${CLIENTS} clients, ${size} an append`, `${(sent / seconds).toFixed(0)} entries/s`, `p95 ${(latencies[Math.floor(latencies.length * 0.95)] ?? 0).toFixed(1)} ms`);
  }
  await app.close();
});
