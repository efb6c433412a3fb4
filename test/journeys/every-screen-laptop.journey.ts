/** Every screen, on a laptop. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAPTOP, launch } from './browser.ts';
import { complaintsOf } from './every-screen.ts';
import { runServer, type RunningServer } from './running-server.ts';

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

test('every screen is without barriers and as wide as the window on a laptop', async () => {
  expect(await complaintsOf(browser, server, { viewport: LAPTOP, atNight: false })).toEqual([]);
}, 400_000);
