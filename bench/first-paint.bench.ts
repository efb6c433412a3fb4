/** The first screen of a trainer's phone: at 400 kbit/s with a processor six times slower, and again without a connection. Needs the built server. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, openWindow, PHONE } from '../test/journeys/browser.ts';
import { runServer, type RunningServer } from '../test/journeys/running-server.ts';
import { row } from './bench-database.ts';
import { devtools, SLOW, trainerAt, type Trainer } from './phone-people.ts';

const VISITS = 5;
const SLOWER = 6;

let server: RunningServer;
let browser: Browser;
let trainer: Trainer;
beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  trainer = await trainerAt(browser, server);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Run in the page from its first moment: when its heading and what it shows stood, with something to tap. */
const NOTICE = `new MutationObserver(() => {
  if (globalThis.usableAt === undefined && document.querySelector('main h1') !== null && document.querySelector('main a[href], main button') !== null && document.querySelector('[aria-busy=true], .skeleton') === null)
    globalThis.usableAt = performance.now();
}).observe(document, { childList: true, subtree: true, attributes: true })`;
const SEEN = `[performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, globalThis.usableAt ?? 0]`;

async function measured(page: Page): Promise<readonly [paint: number, usable: number]> {
  for (;;) {
    const seen = await page.evaluate<[number, number]>(SEEN);
    if (seen.every((ms) => ms > 0)) return seen;
    await page.waitForTimeout(100);
  }
}

function told(what: string, all: readonly (readonly [number, number])[]): void {
  const times = (at: 0 | 1): string => all.map((one) => (one[at] / 1000).toFixed(2)).toSorted().join(', ');
  row(what, `painted after ${times(0)} s`, `usable after ${times(1)} s`);
  expect(all.length).toBe(VISITS);
}

test('the first visit', async () => {
  const all: (readonly [number, number])[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const { page } = await openWindow(browser, server, { viewport: PHONE, serviceWorkers: 'block', storageState: { cookies: await trainer.context.cookies(), origins: [] } });
    await page.addInitScript(NOTICE);
    const wire = await devtools(page);
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', SLOW);
    await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.goto(server.url, { timeout: 120_000 });
    all.push(await measured(page));
    await page.context().close();
  }
  told('first visit, 400 kbit/s, 300 ms, CPU six times slower', all);
});

test('again, without a connection', async () => {
  const { page } = trainer;
  await page.goto(`${server.url}/instalar`);
  await page.getByText('Ya se puede abrir sin conexión en este dispositivo.').waitFor({ timeout: 120_000 });
  await page.goto(server.url);
  await measuredOnce(page);
  await page.addInitScript(NOTICE);
  await page.context().setOffline(true);
  await (await devtools(page)).send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const all: (readonly [number, number])[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    await page.goto(server.url);
    all.push(await measured(page));
  }
  told('again without a connection, CPU six times slower', all);
});

/** The page has been opened with the worker in charge, and rests. */
async function measuredOnce(page: Page): Promise<void> {
  await page.waitForURL(/\/hoy$/);
  await page.locator('main h1').waitFor();
  await page.waitForTimeout(3_000);
}
