/** What every screen must be at a size, by day and by night: without barriers and as wide as the window. One file a size, so that they run beside each other. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, openWindow, signIn } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { SCREENS, SCREENS_OF_OTHERS, type Screen } from './screens.ts';

/** Two windows at once: one waits for the server while the other is looked at. */
const WINDOWS = 2;

interface Visit {
  readonly username: string;
  readonly arrival?: RegExp;
  readonly screens: readonly Screen[];
}

/** Registers the test of every screen of everybody in a window of this size. */
export function testEveryScreen(viewport: { readonly width: number; readonly height: number }): void {
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

  /** What was not as it should be. */
  async function complaintsAbout({ username, arrival, screens }: Visit): Promise<readonly string[]> {
    const visitor = await openWindow(browser, server, { viewport });
    await signIn(visitor, server, username, arrival);
    for (const { name, open } of screens) {
      await open(visitor.page, visitor.home);
      await visitor.inspectDayAndNight(name);
    }
    await visitor.page.context().close();
    return visitor.complaints;
  }

  test(`every screen is without barriers and as wide as the window, ${viewport.width} px, by day and by night`, async () => {
    const visits = Array.from({ length: WINDOWS }, (_, at) => ({ username: 'tatiana', screens: SCREENS.filter((_screen, which) => which % WINDOWS === at) }));
    const complaints = (await Promise.all(visits.map(complaintsAbout))).flat();
    for (const one of SCREENS_OF_OTHERS) complaints.push(...(await complaintsAbout(one)));
    expect(complaints).toEqual([]);
  }, 600_000);
}
