/**
 * Phones whose connection, browser, storage, clock and server fail at random, against a real server: each entry arrives once, in the order of
 * writing, or is still there with the reason; the rows come to be the server's. `npm run bench phone-faults runs=2000 seed=7`; a run that fails
 * is repeated alone by `runs=1 seed=` and its number.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, seeded } from '../bench-database.ts';
import { openFields, type Fields } from './phone-field.ts';
import { phoneRun, type Happened } from './phone-run.ts';

const RUNS = Number(process.env['BENCH_RUNS'] ?? 10_000);
const SEED = Number(process.env['BENCH_SEED'] ?? 1);
/** Runs at a time: while one waits for the database another goes on. */
const AT_A_TIME = Math.min(6, RUNS);
/** After so many runs that failed no more are begun. */
const FAILED_MAX = 10;

let fields: Fields;
beforeAll(async () => {
  fields = await openFields();
});
afterAll(() => fields.close());

/** Neighbouring seeds begin alike; these do not. */
function chanceOf(seed: number): () => number {
  const random = seeded(Math.imul(seed, 0x9e3779b1) >>> 0);
  for (let at = 0; at < 8; at += 1) random();
  return random;
}

/** 0.2 s a run on two cores at rest. */
test(`${RUNS} runs of faults on phones`, { timeout: 60_000 + RUNS * 1_000 }, async () => {
  const happened: Happened = new Map();
  const failed: string[] = [];
  const started = performance.now();
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < RUNS && failed.length < FAILED_MAX) {
      const seed = SEED + next;
      next += 1;
      const amiss = await phoneRun(await fields.make(), chanceOf(seed), happened).catch((error: unknown) => [`threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`]);
      if (amiss.length > 0) {
        failed.push(`seed=${seed}: ${amiss.join('\n  ')}`);
        process.stdout.write(`${failed.at(-1)}\n`);
      }
      done += 1;
      if (done % 500 === 0) process.stdout.write(`${done} runs, ${failed.length} failed, ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  for (const [what, times] of [...happened].toSorted(([, a], [, b]) => b - a)) row(what, String(times));
  row(`${done} runs from seed=${SEED}`, `${failed.length} failed`, `${((performance.now() - started) / 1000).toFixed(0)} s`);
  expect(failed).toEqual([]);
});
