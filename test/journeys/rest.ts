/** When a page rests: nothing it asked for is under way, and what came is on the screen. */
import type { Page, Request } from 'playwright-core';

/** Longest time a page may need to come to rest. */
const LIMIT_MS = 60_000;
/** They last as long as somebody listens, or nobody looks at what comes back. */
const NOT_WAITED_FOR = new Set(['eventsource', 'websocket', 'ping', 'media']);

/**
 * Run in the page: what came has been drawn, no part is still being filled, and no transition is half way, so that a
 * colour in between is not taken for a faint one. A page that draws nothing is not waited for.
 */
const DRAWN = `(async () => {
  const frame = () => new Promise((next) => { requestAnimationFrame(next); setTimeout(next, 250); });
  const moment = new Promise((next) => { setTimeout(next, 40); });
  await frame();
  await frame();
  await moment;
  return document.querySelector('[aria-busy=true]') === null
    && document.getAnimations().every((one) => one.playState !== 'running');
})()`;

interface Traffic {
  readonly underWay: Set<Request>;
  /** How many requests began so far. */
  begun: number;
}

const watched = new WeakMap<Page, Traffic>();

/** Counts what a page asks for from now on. To be called before it goes anywhere. Where it goes elsewhere, what it still waited for fails. */
export function watchTraffic(page: Page): void {
  const traffic: Traffic = { underWay: new Set(), begun: 0 };
  watched.set(page, traffic);
  page.on('request', (request) => {
    if (NOT_WAITED_FOR.has(request.resourceType())) return;
    traffic.begun += 1;
    traffic.underWay.add(request);
  });
  const ended = (request: Request): void => void traffic.underWay.delete(request);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
}

/** Waits until the page rests. Throws what it still waits for when that takes too long. */
export async function settled(page: Page): Promise<void> {
  const traffic = watched.get(page);
  if (traffic === undefined) throw new Error(`Nobody counts what ${page.url()} asks for: open its window with openWindow.`);
  const started = performance.now();
  await page.waitForLoadState('load');
  for (;;) {
    const { begun } = traffic;
    if (traffic.underWay.size === 0 && (await drawn(page)) && traffic.underWay.size === 0 && traffic.begun === begun) return;
    if (performance.now() - started > LIMIT_MS) {
      const waited = [...traffic.underWay].map((request) => request.url()).join(', ');
      throw new Error(`${page.url()} did not come to rest; ${waited === '' ? 'it asks for nothing' : `it waits for ${waited}`}`);
    }
    await page.waitForTimeout(10);
  }
}

/** Whether all is drawn; false, too, where the page went elsewhere meanwhile. */
async function drawn(page: Page): Promise<boolean> {
  try {
    return await page.evaluate<boolean>(DRAWN);
  } catch (error) {
    if (error instanceof Error && error.message.includes('Execution context was destroyed')) return false;
    throw error;
  }
}
