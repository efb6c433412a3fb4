/** A browser that keeps watch while somebody uses it: errors, foreign requests, accessibility, width of the page. */
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { EXAMPLE_PROGRAMME } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { settled, watchTraffic } from './rest.ts';
import type { RunningServer } from './running-server.ts';

export { settled };

export const LAPTOP = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };
/** The short form: every page that is examined has to read it. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Visitor {
  readonly page: Page;
  /** Address of the example programme's home. */
  readonly home: string;
  /** Everything that was not as it should be, in the order it was met. Empty is the only good answer. */
  readonly complaints: readonly string[];
  /** Waits until the page rests, then examines what is on it. `screen` names it in the complaints. */
  inspect(screen: string): Promise<void>;
  /** The same by day and by night: only colours are others then. */
  inspectDayAndNight(screen: string): Promise<void>;
  /** From now on, this is no complaint: a refusal that a journey asks for is written to the console by the browser. */
  expectInConsole(pattern: RegExp): void;
}

/** The Chromium of the check, else one of this machine, with further `switches`. Throws when there is none. */
export function launch(...switches: string[]): Promise<Browser> {
  // Inside a container Chromium cannot make its own sandbox.
  return chromium.launch({ executablePath: chromiumHere(), args: ['--no-sandbox', ...switches] });
}

function chromiumHere(): string {
  const places = [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'];
  const path = places.find((one) => one !== '' && existsSync(one));
  if (path === undefined) throw new Error('There is no Chromium: name one in CHROMIUM_PATH.');
  return path;
}

const HERE = { locale: 'es-BO', timezoneId: 'America/La_Paz' } as const;

/** A browser whose profile stays in a folder, so that it finds there what it kept before it was killed. */
export interface OwnBrowser extends Visitor {
  /** As a phone does that needs the room: nothing is said to the pages before. */
  kill(): Promise<void>;
}

export async function openOwnBrowser(folder: string, server: RunningServer, options: BrowserContextOptions): Promise<OwnBrowser> {
  const context = await chromium.launchPersistentContext(folder, { executablePath: chromiumHere(), args: ['--no-sandbox'], ...HERE, ...options });
  const page = context.pages()[0] ?? (await context.newPage());
  watchTraffic(page);
  const visitor = watched(page, server, options);
  return {
    ...visitor,
    async kill() {
      // The lock of a profile names the machine and the process that holds it.
      const holder = Number(/-(\d+)$/.exec(readlinkSync(join(folder, 'SingletonLock')))?.[1]);
      const closed = new Promise((resolve) => context.once('close', resolve));
      process.kill(holder, 'SIGKILL');
      await closed;
    },
  };
}

/** Waits until the application opens without a connection: on a first visit its files come after the first screen. */
export function keptHere(page: Page): Promise<void> {
  return page.evaluate<void>('navigator.serviceWorker.ready.then(() => {})');
}

/** A window of its own, with nobody signed in. */
export async function openWindow(
  browser: Browser,
  server: RunningServer,
  options: BrowserContextOptions,
): Promise<Visitor> {
  const context = await browser.newContext({ ...HERE, ...options });
  context.on('page', watchTraffic);
  return watched(await context.newPage(), server, options);
}

function watched(page: Page, server: RunningServer, options: BrowserContextOptions): Visitor {
  const complaints: string[] = [];
  const expected: RegExp[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' || expected.some((pattern) => pattern.test(message.text()))) return;
    complaints.push(`${page.url()} console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()} threw: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${server.url}/`) && !/^(data|blob):/.test(url)) complaints.push(`${page.url()} asked ${url}`);
  });
  const inspect = async (screen: string): Promise<void> => {
    await settled(page);
    const width = page.viewportSize()?.width ?? options.viewport?.width ?? LAPTOP.width;
    const found = [...(await overflow(page)), ...(await barriers(page))];
    complaints.push(...found.map((text) => `${screen} (${width} px) ${text}`));
  };
  return {
    page,
    home: `${server.url}/${EXAMPLE_PROGRAMME.code}`,
    complaints,
    inspect,
    inspectDayAndNight: async (screen) => {
      await page.emulateMedia({ colorScheme: 'light' });
      await inspect(screen);
      await page.emulateMedia({ colorScheme: 'dark' });
      await settled(page);
      const found = await barriers(page, ['color-contrast']);
      complaints.push(...found.map((text) => `${screen} (dark) ${text}`));
      await page.emulateMedia({ colorScheme: 'light' });
    },
    expectInConsole: (pattern) => void expected.push(pattern),
  };
}

/** Signs in as somebody of the example, and waits for the page they arrive at: the home page unless told otherwise. */
export async function signIn({ page }: Visitor, server: RunningServer, username: string, arrival?: RegExp): Promise<void> {
  const password = await readFile(join(server.folder, 'demonstration-password'), 'utf8');
  await page.goto(`${server.url}/entrar`);
  await page.getByRole('textbox', { name: 'Usuario' }).fill(username);
  await page.getByLabel('Contraseña', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entrar' }).click();
  await page.waitForURL(arrival ?? `${server.url}/${EXAMPLE_PROGRAMME.code}`);
  await settled(page);
}

/** From the day of a trainer to the list of a session of theirs. */
export async function toSession(page: Page, which = 0): Promise<void> {
  await page.getByRole('link', { name: 'Ver todos los procesos' }).click();
  await page.locator('main a[href*="/procesos/"]').first().click();
  await page.locator('main a[href*="/sesiones/"]').nth(which).click();
  await page.locator('.attendee').first().waitFor();
}

/** Signs the trainer of the example in, and opens a session of theirs. */
export async function atSession(visitor: Visitor, server: RunningServer, which = 0): Promise<void> {
  await signIn(visitor, server, 'nilda', /\/hoy$/);
  await toSession(visitor.page, which);
}

/** Date and time as the control wants them, and the next second begun, so that what follows is after them. */
export async function momentNow(page: Page): Promise<[date: string, time: string]> {
  await page.waitForTimeout(1_100);
  const parts = new Intl.DateTimeFormat('es-BO', {
    timeZone: 'America/La_Paz',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date());
  await page.waitForTimeout(1_100);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    (parts.find((one) => one.type === type)?.value ?? '').padStart(2, '0');
  const time = [part('hour'), part('minute'), part('second')].join(':');
  return [`${part('day')}/${part('month')}/${part('year')}`, time];
}

/** Rows of a session's list are made a slice at a time: waits until everybody has theirs. */
export async function wholeList(page: Page): Promise<void> {
  const all = async (): Promise<boolean> => {
    const said = /\d+ de (\d+) presentes/.exec(await textOf(page))?.[1];
    return said !== undefined && (await page.locator('.attendee').count()) === Number(said);
  };
  await expect.poll(all).toBe(true);
}

/** The text of the page's own part, with ordinary spaces. */
export async function textOf(page: Page): Promise<string> {
  await settled(page);
  return plain(await page.getByRole('main').innerText());
}

export function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

async function overflow(page: Page): Promise<string[]> {
  const excess = await page.evaluate<number>('document.scrollingElement.scrollWidth - innerWidth');
  return excess > 0 ? [`is ${excess} px wider than the window`] : [];
}

interface AxeFinding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** `only`: names of rules; absent: all of them. */
async function barriers(page: Page, only?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE);
  const violations = await page.evaluate<AxeFinding[]>(`axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...(only === undefined ? {} : { runOnly: { type: 'rule', values: only } }) })}).then((found) => found.violations)`);
  return violations.map(({ id, nodes }) => {
    const where = nodes.map((node) => node.target.join(' ')).join(', ');
    return `axe ${id}: ${where}; ${nodes[0]?.failureSummary ?? ''}`;
  });
}
