/** A trainer's phone: the application opens without connection, is not fooled, and changes to a newer version when nothing is lost. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_PROGRAMME } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { launch, openWindow, PHONE, plain, settled, signIn, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';
import { PORTAL, weather, type Weather } from './weather.ts';

const SECOND = 'bbbbbbbbbbbbbbbb';
const THIRD = 'cccccccccccccccc';
let server: RunningServer;
let sky: Weather;
let browser: Browser;
let nilda: Visitor;
let page: Page;
let home = '';

beforeAll(async () => {
  server = await runServer();
  sky = await weather(server.port);
  browser = await launch();
  home = `${sky.url}/${EXAMPLE_PROGRAMME.code}`;
  nilda = await openWindow(browser, { ...server, url: sky.url }, { viewport: PHONE });
  page = nilda.page;
  // What was asked for in vain is written to the console by the browser.
  nilda.expectInConsole(/Failed to load resource|Failed to fetch|ERR_|MIME type|digest in the 'integrity'|resource '.*' could not be loaded/);
  await signIn(nilda, { ...server, url: sky.url }, 'nilda', /\/hoy$/);
  await page.getByText('Hoy no hay sesiones').waitFor();
  await page.goto(`${sky.url}/instalar`);
  await page.getByText('Ya se puede abrir sin conexión en este dispositivo.').waitFor();
});
afterEach(() => sky.turn('fair'));
afterAll(async () => {
  await browser.close();
  await sky.close();
  await server.stop();
});

const buildOf = (of: Page): Promise<string> => of.evaluate<string>('document.querySelector("meta[name=digna-build]").content');

const opensWith = (of: Page, build: string): Promise<void> => of.locator(`meta[name="digna-build"][content="${build}"]`).waitFor({ state: 'attached' });

/** Whatever the caches of the browser hold, as text. */
const keptTexts = (): Promise<string[]> =>
  page.evaluate<string[]>(`(async () => {
    const texts = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) texts.push(await (await cache.match(request)).text());
    }
    return texts;
  })()`);

/** Has the browser look for a newer worker now; a refused one is no fault here. */
const lookForNewer = (of: Page): Promise<void> => of.evaluate<void>('navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => {}, () => {})');

/** The page says that there is a newer version. The browser looks until it does: a look that was under way at the release answers for the one after it, too. */
async function findsNewer(of: Page): Promise<void> {
  const said = async (): Promise<boolean> => {
    await lookForNewer(of);
    return of.getByText('Hay una versión nueva').isVisible();
  };
  await expect.poll(said, { timeout: 30_000, interval: 500 }).toBe(true);
}

describe('without connection', () => {
  test('the second visit opens, and says what can be done', async () => {
    sky.turn('away');
    await page.goto(`${sky.url}/`);
    await page.waitForURL(/hoy$/);
    await page.getByText('Hoy no hay sesiones').waitFor();
    await expect.poll(() => page.locator('.sync-chip').innerText(), { timeout: 20_000 }).toContain('Sin conexión');
    await nilda.inspect('the day without connection');
  });

  test('a page that needs the server says so in place of a fault of the browser, and leads on', async () => {
    sky.turn('away');
    await page.goto(`${home}/riesgos`);
    await page.getByRole('heading', { name: 'Sin conexión' }).waitFor();
    await nilda.inspect('risks without connection');
    await page.getByRole('link', { name: 'Personas' }).click();
    await page.getByRole('heading', { name: 'Personas' }).waitFor();
    sky.turn('fair');
    await page.goto(`${home}/marco`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await settled(page);
    sky.turn('away');
    await page.goto(`${home}/marco`);
    await page.getByText('Esta página necesita conexión', { exact: false }).waitFor();
    await nilda.inspect('framework without connection');
    sky.turn('fair');
    await page.getByRole('button', { name: 'Intentar otra vez' }).first().click();
    await page.getByText('Representantes capacitados').first().waitFor();
    expect(await page.getByText('Esta página necesita conexión', { exact: false }).count()).toBe(0);
  });

  test('a page of the server has a plain one in its place, in its language', async () => {
    sky.turn('away');
    await page.goto(`${sky.url}/verificar/ABCD-EFGH-JKLM`);
    expect(plain(await page.getByRole('main').innerText())).toContain('Esta página se pide al servidor de Digna');
    await nilda.inspect('verification without connection');
    await page.goto(`${sky.url}/verificar?lang=en`);
    expect(plain(await page.getByRole('main').innerText())).toContain('which cannot be reached now');
  });

  test('English is there as well, once it was chosen', async () => {
    await page.goto(`${sky.url}/instalar`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Install Digna' }).waitFor();
    sky.turn('away');
    await page.goto(`${home}/personas`);
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await page.goto(`${sky.url}/instalar`);
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Instalar Digna' }).waitFor();
  });

  test('the server is asked for no built file that was needed before', async () => {
    sky.forget();
    await page.goto(`${home}/procesos`);
    await settled(page);
    expect(sky.asked.some((path) => path.startsWith('/api/'))).toBe(true);
    expect(sky.asked.filter((path) => !path.startsWith('/api/') && path !== '/worker.js')).toEqual([]);
  });
});

test('a network that answers everything with its own page fools nobody, and leaves nothing behind', async () => {
  sky.turn('portal');
  await page.goto(`${home}/procesos`);
  await page.getByRole('heading', { name: 'Procesos' }).waitFor();
  // What this phone keeps is shown in the place of the portal's page.
  await expect.poll(() => page.locator('.sync-chip').innerText(), { timeout: 20_000 }).toContain('Sin conexión');
  await page.locator('main a[href*="/procesos/"]').first().waitFor();
  await page.goto(`${home}/plan`);
  await page.getByRole('heading', { name: 'Sin conexión' }).waitFor();
  await lookForNewer(page);
  const texts = await keptTexts();
  expect(texts.length).toBeGreaterThan(50);
  expect(texts.filter((text) => text.includes(PORTAL))).toEqual([]);
  sky.turn('fair');
  await page.getByRole('button', { name: 'Intentar otra vez' }).click();
  await page.waitForURL(`${home}/plan`);
  await page.getByRole('heading', { level: 1, name: /Plan/ }).waitFor();
});

describe('a newer version', () => {
  test('waits while something is being typed, in whatever window, and is used when the user says so', async () => {
    await page.goto(`${sky.url}/cuenta`);
    await settled(page);
    const secret = page.getByLabel('Contraseña o PIN actual').last();
    const first = await buildOf(page);
    await secret.fill('a medias');
    sky.release(SECOND);
    await findsNewer(page);
    await nilda.inspect('a newer version waits');
    await page.getByRole('button', { name: 'Usar ahora' }).click();
    await page.getByText('Guarde o cierre primero lo que está escribiendo.').waitFor();
    const other = await page.context().newPage();
    await other.goto(`${home}/procesos`);
    await settled(other);
    expect([await buildOf(page), await buildOf(other), await secret.inputValue()]).toEqual([first, first, 'a medias']);
    await secret.fill('');
    await page.getByRole('button', { name: 'Usar ahora' }).click();
    for (const window of [page, other]) await opensWith(window, SECOND);
    expect(await page.getByText('Hay una versión nueva').count()).toBe(0);
    await other.close();
  });

  test('takes over by itself when the application is opened anew', async () => {
    await page.goto(`${home}/procesos`);
    // What is found while it opens is used at once: it is open once it has asked for a newer one, two seconds after the page.
    await settled(page);
    await page.waitForTimeout(2_500);
    sky.release(THIRD);
    await findsNewer(page);
    expect(await buildOf(page)).toBe(SECOND);
    sky.turn('away');
    await page.goto(`${home}/personas`);
    await opensWith(page, THIRD);
    await page.getByRole('heading', { name: 'Personas' }).waitFor();
    expect(nilda.complaints).toEqual([]);
  });
});
