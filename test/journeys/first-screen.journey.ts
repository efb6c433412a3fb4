/** What a phone has to fetch before a trainer sees the first screen. */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, openWindow, PHONE, signIn } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

/** 90 kB of JavaScript, packed: at 400 kbit/s less than two seconds. */
const GZIPPED_BYTES_MAX = 90 * 1024;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Run in the page from its first moment: when the first screen stood, with what it shows. */
const NOTICE = `new MutationObserver(() => {
  if (globalThis.firstScreenAt === undefined && document.querySelector('main h1') !== null && document.querySelector('[aria-busy=true], .skeleton') === null)
    globalThis.firstScreenAt = performance.now();
}).observe(document, { childList: true, subtree: true, attributes: true })`;
const ASKED_BEFORE = `performance.getEntriesByType('resource').filter(({ startTime }) => startTime <= globalThis.firstScreenAt).map(({ name }) => name)`;

test('the first screen of somebody in the field is small', async () => {
  const before = await openWindow(browser, server, { viewport: PHONE });
  await signIn(before, server, 'nilda', /\/hoy$/);
  const phone = await openWindow(browser, server, { viewport: PHONE, storageState: await before.page.context().storageState(), serviceWorkers: 'block' });
  await phone.page.addInitScript(NOTICE);
  const scripts: Promise<[string, number]>[] = [];
  phone.page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body().then((body) => [response.url(), gzipSync(body, { level: 9 }).length]));
  });
  await phone.page.goto(server.url);
  await phone.page.getByText('Hoy no hay sesiones').waitFor();
  await expect.poll(() => phone.page.locator('.sync-chip').innerText(), { timeout: 20_000 }).toContain('Todo enviado');
  const askedBefore = new Set(await phone.page.evaluate<string[]>(ASKED_BEFORE));
  const all = await Promise.all(scripts);
  const first = all.filter(([address]) => askedBefore.has(address)).map(([address, bytes]) => [address.replace(/.*\//, ''), bytes] as const);
  expect(first.length).toBeGreaterThan(3);
  const sum = first.reduce((total, [, bytes]) => total + bytes, 0);
  // Named one by one, so that whoever goes beyond sees by what.
  expect(sum <= GZIPPED_BYTES_MAX ? [] : [sum, ...first.toSorted(([, a], [, b]) => b - a)]).toEqual([]);
});
