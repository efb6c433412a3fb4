/** What a phone has to fetch before a trainer sees the first screen. */
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, openWindow, PHONE, settled, signIn } from './browser.ts';
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

test('the first screen of somebody in the field is small', async () => {
  const before = await openWindow(browser, server, { viewport: PHONE });
  await signIn(before, server, 'nilda', /\/hoy$/);
  const phone = await openWindow(browser, server, { viewport: PHONE, storageState: await before.page.context().storageState(), serviceWorkers: 'block' });
  const scripts: Promise<[string, number]>[] = [];
  phone.page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body().then((body) => [response.url().replace(/.*\//, ''), gzipSync(body, { level: 9 }).length]));
  });
  await phone.page.goto(server.url);
  await phone.page.getByText('Hoy no hay sesiones').waitFor();
  await settled(phone.page);
  const sizes = await Promise.all(scripts);
  expect(sizes.length).toBeGreaterThan(3);
  const sum = sizes.reduce((total, [, bytes]) => total + bytes, 0);
  // Named one by one, so that whoever goes beyond sees by what.
  expect(sum <= GZIPPED_BYTES_MAX ? [] : [sum, ...sizes.sort(([, a], [, b]) => b - a)]).toEqual([]);
});
