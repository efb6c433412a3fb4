/** A report to the donor: prepared, submitted and approved by who coordinates; a late record shows what changed; the donor opens a figure. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readdir } from 'node:fs/promises';
import { processId, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LIDIA } from '../../examples/bolivia-digna-y-productiva/cast.ts';
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

describe('a report to the donor', () => {
  test('the one of the example is in preparation, and what it lacks is on the home page; the donor has none yet', async () => {
    const { page, home } = tatiana;
    await page.getByText('Informe final (demostración)').first().waitFor();
    await page.getByText('Indicadores sin meta').waitFor();
    await elena.page.goto(`${elena.home}/informes`);
    await elena.page.getByText('Aquí verá los informes').waitFor();
    await elena.inspect('no reports yet');
    await page.goto(`${home}/informes`);
    await page.getByText('En preparación').waitFor();
    await tatiana.inspect('reports');
  });

  test('another is prepared from it: what is wrong is said, the whole report is seen at once', async () => {
    const { page } = tatiana;
    await page.getByRole('button', { name: 'Preparar informe' }).click();
    await page.getByRole('link', { name: /A partir de «Informe final/ }).click();
    await page.getByLabel('Título', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Escriba un título.').waitFor();
    await page.getByLabel('Título', { exact: true }).fill('Informe de 2020 y 2021');
    await page.getByLabel('Período').selectOption({ label: 'Todo el programa' });
    await page.getByLabel('Resumen', { exact: true }).last().fill('Se cumplió lo principal.');
    await page.getByRole('heading', { name: 'Anexo: la evidencia de cada cifra' }).waitFor();
    await settled(page);
    await tatiana.inspect('report form');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.waitForURL(/\/informes\/[0-9a-f-]{36}/);
    await page.getByText('Lo que falta').waitFor();
    await page.getByRole('heading', { name: 'Marco de resultados, metas y logros' }).waitFor();
    await tatiana.inspect('report in preparation');
  });

  test('it is submitted and approved, and comes out identical', async () => {
    const { page } = tatiana;
    await page.getByRole('button', { name: 'Presentar' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Presentar' }).click();
    await page.getByText('Presentado').first().waitFor();
    await page.getByRole('button', { name: 'Anotar aprobación' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Quién lo aprobó').fill('SECO');
    await dialog.getByRole('button', { name: 'Anotar aprobación' }).click();
    await page.getByText(/Aprobada el .* por SECO/).waitFor();
    await page.getByRole('button', { name: 'Volver a calcular y comparar' }).click();
    await page.getByText('Sale idéntico').waitFor();
    await tatiana.inspect('report approved');
    await page.getByRole('link', { name: 'Ver qué cambió desde entonces' }).click();
    await page.getByText('No cambió nada').waitFor();
    await page.goBack();
  });
});
