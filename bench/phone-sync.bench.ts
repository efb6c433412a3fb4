/** Rows of a phone: all of them at first, what changed since, and fifty phones at once. Needs the built server (`npm run build`). */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, openWindow, PHONE } from '../test/journeys/browser.ts';
import { runServer, type RunningServer } from '../test/journeys/running-server.ts';
import { row } from './bench-database.ts';
import { askAll, askRows, devtools, registerPeople, SLOW, trainerAt, wholeRows, type Trainer } from './phone-people.ts';

const PHONES = 50;
/** Rows there are in all when changes are asked for. */
const TOTALS = [1_000, 10_000] as const;
const CHANGES = [1, 10, 100, 1_000] as const;
/** Rows of each of many phones. */
const TOGETHER = 5_000;

let server: RunningServer;
let browser: Browser;
let trainer: Trainer;
let made = 0;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  trainer = await trainerAt(browser, server);
  await trainer.page.close();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Registers people until a phone holds so many rows. */
async function growTo(total: number): Promise<number> {
  const { rows } = await askAll(trainer);
  const missing = Math.max(0, total - rows.length);
  await registerPeople(trainer, made, missing);
  made += missing;
  return (await askAll(trainer)).rows.length;
}

async function changesAt(total: number): Promise<void> {
  for (const changes of CHANGES) {
    const { cursor } = await askAll(trainer);
    await registerPeople(trainer, made, changes);
    made += changes;
    const started = performance.now();
    const delta = await askRows(trainer, { cursor });
    row(`${changes} changed of ${total} rows`, `${delta.rows.length} rows`, `${delta.bytes} bytes`, `${(performance.now() - started).toFixed(0)} ms`);
    expect(delta.rows.length).toBeLessThan(changes * 3 + 10);
  }
}

test('what changed, among few rows', async () => {
  await changesAt(await growTo(TOTALS[0]));
});

test(`${PHONES} phones at once`, async () => {
  const total = await growTo(TOGETHER);
  const started = performance.now();
  const all = await Promise.all(Array.from({ length: PHONES }, () => askAll(trainer).catch((error: unknown) => String(error))));
  const errors = all.filter((one) => typeof one === 'string');
  row(`${PHONES} phones, ${total} rows each, at once`, `${((performance.now() - started) / 1000).toFixed(1)} s`, `${errors.length} errors`);
  expect(errors).toEqual([]);
});

test('what changed, among many rows', async () => {
  await changesAt(await growTo(TOTALS[1]));
});

/** A phone that was never used: from its opening until all rows are in it. */
async function firstSync(slow: boolean): Promise<void> {
  const { page } = await openWindow(browser, server, { viewport: PHONE, serviceWorkers: 'block', storageState: await trainer.context.storageState() });
  const wire = await devtools(page);
  await wire.send('Network.enable');
  if (slow) await wire.send('Network.emulateNetworkConditions', SLOW);
  const asked = new Set<string>();
  let bytes = 0;
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.includes('/phone/rows')) asked.add(requestId);
  });
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.has(requestId)) bytes += encodedDataLength;
  });
  const started = performance.now();
  await page.goto(server.url, { timeout: 120_000 });
  const shown = performance.now();
  const rows = await wholeRows(page);
  row(`first sync in Chromium, ${slow ? '400 kbit/s, 300 ms' : 'loopback'}`, `${rows} rows`, `${bytes} bytes`, `${((performance.now() - started) / 1000).toFixed(1)} s from opening`, `page loaded after ${((shown - started) / 1000).toFixed(1)} s`);
  await page.close();
}

test('all rows at first', async () => {
  await growTo(TOTALS[1]);
  await firstSync(false);
  await firstSync(false);
  await firstSync(true);
});
