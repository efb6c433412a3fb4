/** What every screen must be at a size: without barriers and as wide as the window. */
import type { Browser } from 'playwright-core';
import { openWindow, signIn, type Visitor } from './browser.ts';
import type { RunningServer } from './running-server.ts';
import { SCREENS, SCREENS_OF_OTHERS, type Screen } from './screens.ts';

/** Two windows at once: one waits for the server while the other is looked at. */
const WINDOWS = 2;

interface Look {
  readonly viewport: { readonly width: number; readonly height: number };
  /** Colours of the night are the same at every size: they are looked at where little else is. */
  readonly atNight: boolean;
}

/** What was not as it should be, of all screens of everybody. */
export async function complaintsOf(browser: Browser, server: RunningServer, look: Look): Promise<readonly string[]> {
  const visits = Array.from({ length: WINDOWS }, (_, at) => ({ username: 'tatiana', screens: SCREENS.filter((_screen, which) => which % WINDOWS === at) }));
  const complaints = (await Promise.all(visits.map((one) => complaintsAbout(browser, server, look, one)))).flat();
  for (const one of SCREENS_OF_OTHERS) complaints.push(...(await complaintsAbout(browser, server, look, one)));
  return complaints;
}

async function complaintsAbout(
  browser: Browser,
  server: RunningServer,
  { viewport, atNight }: Look,
  { username, arrival, screens }: { readonly username: string; readonly arrival?: RegExp; readonly screens: readonly Screen[] },
): Promise<readonly string[]> {
  const visitor: Visitor = await openWindow(browser, server, { viewport });
  await signIn(visitor, server, username, arrival);
  for (const { name, open } of screens) {
    await open(visitor.page, visitor.home);
    await (atNight ? visitor.inspectDayAndNight(name) : visitor.inspect(name));
  }
  await visitor.page.context().close();
  return visitor.complaints;
}
