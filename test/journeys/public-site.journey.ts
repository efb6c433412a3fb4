/** The pages beside the public results: found from them on a phone without JavaScript, and what staff put there. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

const PATH = '/p/bolivia-digna-y-productiva';
const PAGES = ['calendario', 'biblioteca', 'privacidad'];
let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let visitor: Page;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  visitor = await (await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale: 'es-BO' })).newPage();
  await signIn(tatiana, server, 'tatiana');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('from the results a visitor finds what is open, and asks for a place; without JavaScript', async () => {
  await visitor.goto(server.url + PATH);
  await visitor.getByRole('link', { name: 'Calendario' }).click();
  await visitor.getByRole('heading', { name: 'Costos y precios para pequeños negocios' }).waitFor();
  const [saved] = await Promise.all([visitor.waitForEvent('download'), visitor.getByRole('link', { name: /^Agregar a mi calendario/ }).click()]);
  expect(saved.suggestedFilename()).toBe('COSTOS.ics');
  await visitor.getByRole('link', { name: /^Inscribirme/ }).click();
  await visitor.getByRole('button', { name: 'Pedir mi lugar' }).waitFor();
});

/** Run in the page from its first moment: a device that shares PDF and pictures, and what it was given to share. */
const SHARES = `globalThis.shared = [];
globalThis.refusals = [];
navigator.canShare = ({ files }) => files.every(({ type }) => /pdf|image/.test(type));
navigator.share = async ({ files = [], ...words }) => {
  const refusal = globalThis.refusals.shift();
  globalThis.shared.push({ ...words, files: files.map(({ name, type, size }) => [name, type, size > 0]) });
  if (refusal !== undefined) throw new DOMException('', refusal);
};`;

async function sharer(): Promise<Visitor> {
  const one = await openWindow(browser, server, { viewport: PHONE });
  await one.page.addInitScript(SHARES);
  return one;
}

test('events, documents and results go out by the share sheet of the device: files as files, where it takes them', async () => {
  const reader = await sharer();
  const { page } = reader;
  const shared = (): Promise<unknown> => page.evaluate('globalThis.shared');
  await page.goto(`${server.url}${PATH}/calendario`);
  await page.getByRole('button', { name: /^Compartir.*Costos y precios/ }).click();
  const event = { title: 'Costos y precios para pequeños negocios', url: expect.stringContaining(`${server.url}/inscripcion/`), files: [] };
  await expect.poll(shared).toEqual([event]);
  await reader.inspect('calendar, with a share sheet');

  await page.goto(`${server.url}${PATH}/biblioteca`);
  // The device takes no workbooks: what goes out is where it is.
  await page.getByRole('button', { name: /^Compartir.*Prueba antes y después/ }).click();
  await expect.poll(shared).toEqual([{ title: expect.stringContaining('Prueba antes y después'), url: expect.stringContaining(`${server.url}${PATH}/biblioteca/`), files: [] }]);
  await page.evaluate(`navigator.canShare = () => true`);
  await page.getByRole('button', { name: /^Compartir.*Prueba antes y después/ }).click();
  await expect.poll(shared).toMatchObject([{}, { text: expect.stringContaining(`${server.url}${PATH}/biblioteca/`), files: [[expect.stringMatching(/\.xlsx$/), expect.stringContaining('spreadsheet'), true]] }]);
  await reader.inspect('library, with a share sheet');

  await page.goto(server.url + PATH);
  await page.getByRole('button', { name: /^Compartir/ }).click();
  await expect.poll(shared).toMatchObject([{ text: server.url + PATH, files: [['bolivia-digna-y-productiva.png', 'image/png', true]] }]);
  await reader.inspect('results, with a share sheet');
  expect(reader.complaints).toEqual([]);
  await page.context().close();
});

test('whoever closes the share sheet is told nothing; whose file came late is asked to tap again', async () => {
  const reader = await sharer();
  const { page } = reader;
  await page.goto(`${server.url}${PATH}?lang=en`);
  const button = page.getByRole('button', { name: /^Share/ });
  const times = (count: number): Promise<void> => expect.poll(() => page.evaluate('globalThis.shared.length')).toBe(count);
  await page.evaluate(`globalThis.refusals.push('AbortError', 'NotAllowedError')`);
  await button.click();
  await times(1);
  expect(await page.getByText('Ready: tap Share again.').count()).toBe(0);
  await button.click();
  await page.getByText('Ready: tap Share again.').waitFor();
  await reader.inspect('a file that came late');
  // It is here already: fetched again it would be late again.
  await page.route('**/imagen.png*', (route) => route.abort());
  await button.click();
  await times(3);
  expect(await page.evaluate('globalThis.shared[2].files.length')).toBe(1);
  await expect.poll(() => page.getByText('Ready: tap Share again.').count()).toBe(0);
  // Not to be had, it goes out by its address.
  reader.expectInConsole(/ERR_FAILED/);
  await button.click();
  await times(4);
  expect(await page.evaluate('globalThis.shared[3]')).toMatchObject({ url: `${server.url}${PATH}?lang=en`, files: [] });
  expect(reader.complaints).toEqual([]);
  await page.context().close();
});

test('where nothing shares, no button says that it does', async () => {
  const reader = await openWindow(browser, server, { viewport: LAPTOP });
  await reader.page.addInitScript('delete Navigator.prototype.share');
  for (const path of ['', '/calendario', '/biblioteca']) {
    for (const page of [reader.page, visitor]) {
      await page.goto(server.url + PATH + path);
      expect([path, await page.locator('.share').count() > 0, await page.getByRole('button').count()]).toEqual([path, true, 0]);
    }
  }
  await reader.page.context().close();
});

test('the three pages have nothing amiss on a phone and on a laptop, in light and in dark, in both languages', async () => {
  for (const viewport of [PHONE, LAPTOP]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const reader = await openWindow(browser, server, { viewport, colorScheme });
      for (const name of PAGES) {
        await reader.page.goto(`${server.url}${PATH}/${name}${colorScheme === 'dark' ? '?lang=en' : ''}`);
        await reader.inspect(`${name}, ${colorScheme}`);
      }
      expect(reader.complaints).toEqual([]);
      await reader.page.context().close();
    }
  }
});

test('staff put a link into the library, where anybody finds it', async () => {
  const { page } = tatiana;
  await page.goto(`${tatiana.home}/procesos/${processId('FICHAS')}?parte=materiales&abrir=material`);
  await settled(page);
  await page.getByLabel('Título').fill('Guía de fichas (demostración)');
  await page.getByLabel('Enlace', { exact: true }).fill('https://example.org/guia');
  await page.getByLabel(/^Publicar en la biblioteca/).check();
  await tatiana.inspect('sharing a material with anybody');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByText('«Guía de fichas (demostración)» guardado').waitFor();
  await page.getByText('En la biblioteca pública').first().waitFor();
  await visitor.goto(`${server.url}${PATH}/biblioteca`);
  expect(await visitor.getByRole('link', { name: 'Guía de fichas (demostración)' }).getAttribute('href')).toBe('https://example.org/guia');
  const [saved] = await Promise.all([visitor.waitForEvent('download'), visitor.getByRole('link', { name: 'Prueba antes y después' }).click()]);
  expect(saved.suggestedFilename()).toMatch(/\.xlsx$/);
});

test('staff change what is said of personal data', async () => {
  const { page } = tatiana;
  await page.goto(`${tatiana.home}/publicar?abrir=privacidad`);
  await settled(page);
  await page.getByLabel('Cómo ubicarla').fill('Ventanilla 4 (demostración)');
  await page.getByLabel(/^Quién más los ve \(en inglés\)/).fill('Nobody else');
  await page.getByRole('button', { name: 'Publicar', exact: true }).last().click();
  await page.getByText('Escríbalo también en español.').waitFor();
  await tatiana.inspect('writing the privacy page');
  await page.getByLabel(/^Quién más los ve/).first().fill('Nadie más');
  await page.getByRole('button', { name: 'Publicar', exact: true }).last().click();
  await page.getByText('La página de privacidad está publicada').waitFor();
  await visitor.goto(`${server.url}${PATH}/privacidad`);
  expect(await visitor.locator('main').textContent()).toContain('Ventanilla 4 (demostración)');
  expect(tatiana.complaints).toEqual([]);
});
