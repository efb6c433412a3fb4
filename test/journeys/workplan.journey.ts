/** The workplan: planned, recorded with two taps and taken back by whoever coordinates; read by a partner on a phone. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let wilma: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  wilma = await openWindow(browser, server, { viewport: PHONE });
  await signIn(tatiana, server, 'tatiana');
  await signIn(wilma, server, 'wilma', /\/hoy$/);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('the workplan', () => {
  test('shows what the sources say was done, on a timeline and in a table', async () => {
    const { page } = tatiana;
    await page.getByRole('link', { name: 'Plan y riesgos' }).click();
    await page.waitForURL(/\/plan$/);
    const words = await textOf(page);
    for (const part of ['Primera evaluación rápida de mercado', 'IMPULSA', 'Terminó en plazo']) expect(words).toContain(part);
    await tatiana.inspect('timeline');
    await page.getByText('Tabla', { exact: true }).click();
    expect(await textOf(page)).toContain('Del 18/08/2020 al 15/09/2020');
    await tatiana.inspect('workplan table');
  });

  test('an activity is planned; what is wrong is said and what was typed stays', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/plan`);
    await page.getByRole('button', { name: 'Planificar actividad' }).click();
    const drawer = page.getByRole('complementary', { name: 'Planificar una actividad' });
    await drawer.getByLabel('Qué se hará').fill('=Visitar empresas del sector café');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.getByText('Escriba un código corto.').waitFor();
    await tatiana.inspect('an activity with faults');
    await drawer.getByLabel('Código').fill('A2.1');
    await drawer.getByLabel('Área del marco').selectOption({ index: 2 });
    await drawer.getByLabel('Primer día').fill('01/10/2026');
    await drawer.getByLabel('Último día').fill('31/10/2026');
    await drawer.getByRole('button', { name: /Centro de Formación/ }).click();
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.getByText('Otra actividad ya tiene ese código').waitFor();
    await drawer.getByLabel('Código').fill('A3.1');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.waitFor({ state: 'detached' });
    await page.getByRole('listitem').filter({ hasText: 'Visitar empresas' }).getByText('Debió terminar hace').first().waitFor();
  });

  test('two taps record that it ended; it is taken back; it is postponed with its new day', async () => {
    const { page } = tatiana;
    await page.getByRole('button', { name: /A3\.1/ }).click();
    await tatiana.inspect('an activity');
    await page.getByRole('button', { name: 'Terminó', exact: true }).click();
    await page.getByText(/Terminó \d+ días? tarde/).first().waitFor();
    await page.getByRole('button', { name: /Deshacer/ }).click();
    await page.getByText('Se deshizo').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Visitar empresas' }).getByText('Debió terminar hace').first().waitFor();
    await page.getByRole('button', { name: 'Anotar con detalle' }).click();
    await page.getByLabel('Estado').selectOption({ label: 'Postergada' });
    await page.getByRole('button', { name: 'Guardar avance' }).click();
    await page.getByText('Escriba hasta cuándo se posterga').waitFor();
    await tatiana.inspect('progress with faults');
    await page.getByLabel('Nuevo plazo').fill('31/12/2035');
    await page.getByRole('textbox', { name: 'Nota' }).fill('Por bloqueos de caminos');
    await page.getByRole('button', { name: 'Guardar avance' }).click();
    await page.getByText('El plazo se movió al 31/12/2035').waitFor();
    expect(await textOf(page)).toContain('Por bloqueos de caminos');
    await tatiana.inspect('an activity with a history');
  });

  test('filters and the search narrow it, and what is shown goes out without formulas', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/plan?q=zzz`);
    await page.getByText('Ninguna actividad coincide').waitFor();
    await page.getByRole('button', { name: 'Quitar los filtros' }).click();
    await page.goto(`${home}/plan?q=visitar`);
    await settled(page);
    await page.getByRole('button', { name: 'Exportar' }).click();
    const dialog = page.getByRole('dialog', { name: 'Descargar la tabla' });
    await tatiana.inspect('format of the table');
    const [book] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Descargar' }).click()]);
    expect(book.suggestedFilename()).toMatch(/\.xlsx$/);
    await page.getByRole('button', { name: 'Exportar' }).click();
    await dialog.getByLabel('Hoja de texto (CSV)').check();
    const [file] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Descargar' }).click()]);
    const csv = await readFile((await file.path()) ?? '', 'utf8');
    expect(csv).toContain("A3.1,'=Visitar empresas");
    expect(csv.trim().split('\r\n')).toHaveLength(2);
  });

  test('a partner reads its own on a phone, and is told why not to write', async () => {
    const { page, home } = wilma;
    await page.goto(`${home}/plan`);
    const words = await textOf(page);
    expect(words).toContain('Visitar empresas');
    expect(words).not.toContain('IMPULSA');
    expect(words).toContain('Lo escribe quien administra');
    await wilma.inspect('timeline on a phone');
    await page.goto(`${home}/plan?ver=tabla`);
    await wilma.inspect('workplan table on a phone');
  });

  test('nothing was amiss on the way', () => {
    expect([tatiana, wilma].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
