/** Bad luck on a phone: no room while something is saved, and networks that answer in the place of the house. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { atSession, launch, openWindow, PHONE, signIn, type Visitor, wholeList } from './browser.ts';
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

/** From now on the store of the phone has no room for another entry, or has it again. */
const room = (page: Page, is: 'there' | 'gone'): Promise<unknown> => page.evaluate(`globalThis.noRoom = ${is === 'gone'}`);
const NO_ROOM = `
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (...given) {
    if (globalThis.noRoom && this.name === 'entries') throw new DOMException('no room', 'QuotaExceededError');
    return add.apply(this, given);
  };`;

/** The list of a session of a trainer, at a phone whose room can be taken away. */
async function atPhone(): Promise<Visitor> {
  const nilda = await openWindow(browser, server, { viewport: PHONE });
  await nilda.page.addInitScript(NO_ROOM);
  await atSession(nilda, server);
  await wholeList(nilda.page);
  return nilda;
}

const said = (page: Page) => expect.poll(() => page.locator('.sync-chip').innerText(), { timeout: 30_000 });

test('every page that is opened says its name, in its heading and its window, and has the focus', async () => {
  const nilda = await openWindow(browser, server, { viewport: PHONE });
  const { page } = nilda;
  await signIn(nilda, server, 'nilda', /\/hoy$/);
  for (const open of ['Ver todos los procesos', null]) {
    const before = await page.title();
    await (open === null ? page.locator('main a[href*="/procesos/"]').first() : page.getByRole('link', { name: open })).click();
    await expect.poll(() => page.title()).not.toBe(before);
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    expect(await page.title()).toBe(`${heading.trim()} · Digna`);
    await expect.poll(() => page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
  }
  expect(nilda.complaints).toEqual([]);
});

test('a storage that is full says so, keeps what was typed, and takes it once there is room', async () => {
  const nilda = await atPhone();
  const { page } = nilda;
  await page.getByRole('button', { name: 'Persona nueva' }).click();
  await page.getByRole('textbox', { name: /^Nombres/ }).fill('Saywa');
  await page.getByRole('textbox', { name: /paterno/ }).fill('Iturri');
  await page.getByRole('radio', { name: 'Mujer' }).check();
  await room(page, 'gone');
  await page.getByRole('button', { name: 'Registrar y marcar presente' }).click();
  await page.getByText('Este teléfono no tiene espacio y no se guardó', { exact: false }).waitFor();
  await nilda.inspect('no room while a person is registered');
  expect(await page.getByRole('textbox', { name: /^Nombres/ }).inputValue()).toBe('Saywa');
  await room(page, 'there');
  await page.getByRole('button', { name: 'Registrar y marcar presente' }).click();
  await expect.poll(() => page.locator('.attendee', { hasText: 'Iturri' }).count()).toBe(1);
  await said(page).toContain('Todo enviado');
  expect(nilda.complaints).toEqual([]);
});

test('a network that answers in the place of the house refuses nothing and signs nobody out', async () => {
  const nilda = await atPhone();
  const { page } = nilda;
  nilda.expectInConsole(/Failed to load resource/);
  let status = 403;
  const strange = (url: URL): boolean => url.pathname.startsWith('/api/');
  await page.route(strange, (route) => route.fulfill({ status, contentType: 'text/html', body: '<!doctype html><title>Inicie sesión en la red</title>' }));
  await page.locator('.attendee-tap[aria-pressed=false]').first().click();
  for (status of [403, 401, 404, 502]) {
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.waitForTimeout(700);
    await said(page).toContain('1 por enviar');
  }
  expect(await page.locator('.attendee-state.is-kept').count()).toBe(1);
  await page.unroute(strange);
  await page.evaluate("dispatchEvent(new Event('online'))");
  await said(page).toContain('Todo enviado');
  expect(nilda.complaints).toEqual([]);
});
