/** A rebuild of a million entries beside the running service, which goes on appending. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertProgramme } from '../src/access/queries.ts';
import { LEDGER_PARTS, REBUILD } from '../src/app/catalogue.ts';
import { openLedger } from '../src/ledger/ledger.ts';
import { systemClock } from '../src/platform/clock.ts';
import { inProgramme } from '../src/platform/database/programme-transaction.ts';
import { attendance } from '../test/cast/drafts.ts';
import { benchDatabase, percentile, row, type BenchDatabase } from './bench-database.ts';
import { fillEntries, framework } from './ledger-fill.ts';

const ENTRIES = Number(process.env['BENCH_ENTRIES'] ?? 1_000_000);
const id = randomUUID();
let database: BenchDatabase;
beforeAll(async () => {
  database = await benchDatabase();
  const programme = { id, code: 'bench', name: 'Bench', timeZone: 'America/La_Paz', demonstration: true };
  await inProgramme(database.app, id, (client) => insertProgramme(client, programme));
});
afterAll(() => database.stop());

test('a rebuild beside the running service', async () => {
  const ledger = openLedger(database.app, LEDGER_PARTS, systemClock);
  const ids = await framework(ledger, id);
  await fillEntries(database.owner, id, { people: ENTRIES / 5, stays: (ENTRIES / 5) * 4 });
  const context = { programmeId: id, userId: null, via: 'web' as const, may: () => true };
  let stop = false;
  let waits: number[] = [];
  const appending = (async () => {
    while (!stop) {
      const before = performance.now();
      // Counted where it began: one that waits for the exchange ends after it.
      const mine = waits;
      await ledger.append(context, [attendance(ids, 1)]);
      mine.push(performance.now() - before);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const plan = { programmeId: id, ...REBUILD };
  for (const what of ['first (every row missing)', 'second (nothing wrong)']) {
    waits = [];
    const started = performance.now();
    const { entries, changed } = await ledger.rebuild(plan);
    const seconds = (performance.now() - started) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 100));
    row(`rebuild, ${what}`, `${entries} entries`, `${seconds.toFixed(1)} s`, `rows changed ${Object.values(changed).reduce((a, b) => a + b, 0)}`, `appends meanwhile: p95 ${percentile(waits, 0.95).toFixed(0)} ms, longest wait ${(Math.max(...waits) / 1000).toFixed(1)} s`);
    if (what.startsWith('second')) expect(changed).toEqual({});
  }
  stop = true;
  await appending;
});
