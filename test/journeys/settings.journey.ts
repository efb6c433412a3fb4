/** The ages and sizes a programme counts by: whoever coordinates sets them, whoever works in the field reads them. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let nilda: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  nilda = await openWindow(browser, server, { viewport: PHONE });
  await signIn(tatiana, server, 'tatiana');
  await signIn(nilda, server, 'nilda', /\/hoy$/);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('ages and sizes', () => {
  test('a gap between two bands is told before anything is saved; whom the change moves is counted', async () => {
    const { page } = tatiana;
    await page.getByRole('link', { name: 'Programa y ajustes' }).click();
    await page.getByRole('link', { name: 'Edades y tamaños' }).click();
    await page.getByText('Ley 342', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Cambiar las edades' }).click();
    const drawer = page.getByRole('complementary', { name: 'Cambiar las edades' });
    await drawer.getByLabel('Desde (años)').nth(2).fill('31');
    await drawer.getByText('Franja 1. Entre esta franja y la siguiente quedan edades sin franja.', { exact: false }).waitFor();
    await drawer.getByLabel('Hasta (años)').nth(1).fill('30');
    await drawer.getByText('16 a 30 años').waitFor();
    await drawer.getByText('Ninguna cifra cambia.').waitFor();
    await tatiana.inspect('ages being changed');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Edades cambiadas').waitFor();
    expect(await textOf(page)).toContain('31 a 45 años');
  });

  test('a new rule of size needs a source, and says which organisations it moves', async () => {
    const { page } = tatiana;
    await page.getByRole('button', { name: 'Nueva regla' }).click();
    const drawer = page.getByRole('complementary', { name: 'Nueva regla de tamaño' });
    await drawer.getByLabel('Rige desde').fill('01/01/2020');
    await drawer.getByLabel('Trabajadores, hasta').nth(1).fill('10');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.getByText('Escriba de dónde sale la regla', { exact: false }).waitFor();
    await drawer.getByRole('textbox', { name: 'Fuente', exact: true }).fill('Decreto inventado');
    await drawer.getByText(/de pequeña a mediana/).waitFor();
    await tatiana.inspect('a new rule');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('heading', { name: 'Nueva regla de tamaño' }).waitFor({ state: 'detached' });
    expect((await textOf(page)).match(/Decreto inventado/g)).toHaveLength(2);
    await tatiana.inspect('ages and sizes');
  });

  test('the figure is narrowed to the new band, and the evidence with it', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/indicadores/2.2.1`);
    await page.getByRole('button', { name: /^Edad/ }).click();
    await page.getByLabel('16 a 30 años').check();
    await page.waitForURL(/edad=16-30/);
    await page.keyboard.press('Escape');
    await settled(page);
    await page.getByRole('button', { name: /registros que la sostienen/ }).click();
    await settled(page);
    expect(await textOf(page)).toContain('Fuera de los filtros elegidos');
    await tatiana.inspect('a figure by age');
  });

  test('a trainer reads them on a phone, and is told why not to change them', async () => {
    const { page, home } = nilda;
    await page.goto(`${home}/edades-y-tamanos`);
    await settled(page);
    expect(await page.getByRole('button', { name: 'Cambiar las edades' }).isDisabled()).toBe(true);
    expect(await textOf(page)).toContain('Los cambia quien administra, coordina o hace seguimiento');
    await nilda.inspect('ages and sizes of a trainer');
  });

  test('nothing was amiss on the way', () => {
    expect([tatiana, nilda].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
