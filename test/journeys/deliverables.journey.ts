/** What the programme delivered and declared: recorded, corrected and withdrawn by whoever coordinates, read by the donor on a phone. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brokenRules, HAS_STANDARD, schemaFault } from '../cast/iati-standard.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let elena: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  elena = await openWindow(browser, server, { viewport: PHONE });
  await signIn(tatiana, server, 'tatiana');
  await signIn(elena, server, 'elena');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('products and totals', () => {
  test('the article’s are there, each with its source', async () => {
    const { page } = tatiana;
    await page.getByRole('link', { name: 'Productos y totales' }).click();
    await page.waitForURL(/\/productos$/);
    const products = await textOf(page);
    for (const words of ['Evaluación rápida de mercado 2019', 'Mejora Continua', 'IMPULSA', 'RE-Actívate', 'noviembre de 2020']) expect(products).toContain(words);
    await tatiana.inspect('products');
    await page.getByText('Totales declarados').click();
    expect(await textOf(page)).toContain('Más de 195 participantes');
    await tatiana.inspect('totals');
  });

  test('a total is declared, read while it is typed, corrected and withdrawn', async () => {
    const { page } = tatiana;
    await page.getByRole('button', { name: 'Declarar total' }).click();
    const drawer = page.getByRole('complementary', { name: 'Declarar un total' });
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.getByText('Escriba de dónde se sabe.').waitFor();
    await tatiana.inspect('a total with faults');
    await drawer.getByLabel('Cuán exacto es').selectOption({ label: 'Al menos' });
    await drawer.getByLabel('Valor').fill('1.200');
    await drawer.getByLabel('Qué se cuenta', { exact: true }).fill('visitas');
    await drawer.getByText('Se leerá: al menos 1.200 visitas').waitFor();
    await drawer.getByLabel('Título', { exact: true }).fill('Visitas a la página');
    await drawer.getByLabel('Área del marco').selectOption({ index: 2 });
    await drawer.getByLabel('Fecha o comienzo').fill('11/2021');
    await drawer.getByLabel('Fuente').fill('Informe de la página web');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Visitas a la página' }).click();
    await tatiana.inspect('a total');
    await page.getByRole('button', { name: 'Corregir' }).click();
    await page.getByLabel('Valor').fill('1.250');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('table').getByText('Al menos 1.250 visitas').waitFor();
    await page.getByRole('button', { name: 'Visitas a la página' }).click();
    await page.getByRole('button', { name: 'Retirar' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Por qué').fill('La fuente no es confiable');
    await tatiana.inspect('a total being withdrawn');
    await dialog.getByRole('button', { name: 'Retirar' }).click();
    await page.getByRole('table').getByText('Al menos 1.250 visitas').waitFor({ state: 'detached' });
  });

  test('a search that finds nothing says so, and the filters are taken away again', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/productos?q=zzz`);
    await page.getByText('Nada coincide con la búsqueda').waitFor();
    await page.getByRole('button', { name: 'Quitar los filtros' }).click();
    await page.getByText('Mejora Continua', { exact: false }).first().waitFor();
  });

  test('the framework shows them under their area, never in a sum', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/marco`);
    await settled(page);
    const row = page.getByRole('row').filter({ hasText: 'Participantes en la serie de seminarios web' });
    expect(await row.count()).toBe(0);
    const folded = page.getByRole('button', { name: /entregado|declarado/, expanded: false });
    while ((await folded.count()) > 0) await folded.first().click();
    expect(await row.innerText()).toContain('195');
    expect(await row.innerText()).toContain('Declarado');
    await tatiana.inspect('framework with deliverables');
  });

  test('the programme is checked and downloaded as an IATI file, without anybody in it', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/iati`);
    expect(await textOf(page)).toContain('El programa no registra presupuesto');
    await tatiana.inspect('iati');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Descargar XML' }).click()]);
    const xml = await readFile((await file.path()) ?? '', 'utf8');
    expect(xml).toContain('<actual value="263"/>');
    for (const few of ['Quispe', '@', 'value="1"', 'value="4"']) expect(xml).not.toContain(few);
    if (HAS_STANDARD) expect([schemaFault(xml), brokenRules(xml, '2026-11-25')]).toEqual([null, []]);
  });

  test('the donor reads them on a phone and is told why not to record one', async () => {
    const { page, home } = elena;
    await page.goto(`${home}/productos`);
    await settled(page);
    expect(await page.getByRole('button', { name: 'Anotar producto' }).isDisabled()).toBe(true);
    expect(await textOf(page)).toContain('Lo anota quien administra');
    await elena.inspect('products on a phone');
    await page.goto(`${home}/marco`);
    await elena.inspect('framework on a phone');
    await page.goto(`${home}/iati`);
    await page.getByText('Esta página no es para su cuenta').waitFor();
  });

  test('nothing was amiss on the way', () => {
    expect([tatiana, elena].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
