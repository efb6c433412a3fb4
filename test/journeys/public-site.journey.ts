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
