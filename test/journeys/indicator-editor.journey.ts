/** An M&E officer writes an indicator without a programmer, sees its figure before saving, and corrects it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let rosmery: Visitor;
let elena: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  rosmery = await openWindow(browser, server, { viewport: LAPTOP });
  elena = await openWindow(browser, server, { viewport: PHONE });
  await signIn(rosmery, server, 'rosmery');
  await signIn(elena, server, 'elena');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('the editor of indicators', () => {
  test('what is chosen is read back as a sentence, with its figure, before anything is saved', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/marco`);
    await page.getByRole('button', { name: 'Nuevo indicador' }).click();
    await page.getByText('Personas distintas que asistieron al 80', { exact: false }).waitFor();
    await page.locator('summary', { hasText: 'Representan a' }).click();
    for (const kind of ['Empleadores', 'Trabajadores', 'Gobierno']) await page.getByLabel(kind, { exact: true }).check();
    await page.getByText('263', { exact: true }).waitFor();
    await rosmery.inspect('an indicator being written');
    await page.getByRole('button', { name: 'Guardar el indicador' }).click();
    await page.getByText('Escriba un código sin espacios', { exact: false }).waitFor();
  });

  test('a code that is taken is refused in words; with another it is saved and opens onto its evidence', async () => {
    const { page } = rosmery;
    await page.getByLabel('Código').fill('2.2.1');
    await page.getByLabel('Nombre', { exact: true }).fill('Representantes, otra vez');
    await page.getByLabel('Lugar en el marco').selectOption({ label: '2.2 Constituyentes y actores sociales' });
    await page.getByLabel('De dónde sale el dato', { exact: true }).fill('Listas de asistencia');
    await page.getByRole('button', { name: 'Guardar el indicador' }).click();
    await page.getByText('Otro indicador ya tiene ese código. Elija otro.').waitFor();
    await page.getByLabel('Código').fill('2.2.6');
    await page.getByRole('button', { name: 'Guardar el indicador' }).click();
    await page.waitForURL(/indicadores\/2\.2\.6/);
    await settled(page);
    expect(await textOf(page)).toContain('263');
  });

  test('a correction says what the figure was and would be', async () => {
    const { page } = rosmery;
    await page.getByRole('link', { name: 'Corregir la definición' }).click();
    await page.getByLabel(/^Al menos un registro/).check();
    await page.getByText('Ahora da').waitFor();
    await settled(page);
    await rosmery.inspect('an indicator being corrected');
    await page.getByRole('button', { name: 'Guardar el indicador' }).click();
    await page.waitForURL(/indicadores\/2\.2\.6/);
    await settled(page);
    expect(await textOf(page)).toContain('con al menos un registro de asistencia');
  });

  test('an example fills in the rule of what is measured besides attendance', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/marco/indicador`);
    await page.getByRole('button', { name: 'Personas que aplican lo aprendido' }).click();
    await page.getByText('Porcentaje de quienes aplican lo aprendido, del todo o en parte', { exact: false }).waitFor();
    // Of 58 asked in the example 41 apply what they learned, 11 in part.
    await page.locator('.indicator-value').filter({ hasText: /89,7\s%/ }).waitFor();
    await rosmery.inspect('an example of an indicator');
    await page.getByRole('button', { name: 'Ganancia de aprendizaje' }).click();
    await page.getByText('Promedio de la diferencia entre', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Satisfacción media' }).click();
    await page.getByText('Promedio de las calificaciones de satisfacción', { exact: false }).waitFor();
    await rosmery.inspect('an indicator of satisfaction');
  });

  test('a donor is told why not', async () => {
    const { page, home } = elena;
    await page.goto(`${home}/marco/indicador`);
    await page.getByText('El marco lo cambia quien administra', { exact: false }).waitFor();
    await elena.inspect('the editor of a donor');
  });

  test('on a phone the form is whole', async () => {
    const { page, home } = rosmery;
    await page.setViewportSize(PHONE);
    await page.goto(`${home}/marco/indicador?codigo=2.2.2`);
    await settled(page);
    await rosmery.inspect('the editor on a phone');
  });

  test('an area is added to the framework; one that indicators stand in is not taken out', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/marco/estructura`);
    await settled(page);
    await rosmery.inspect('results and areas on a phone');
    await page.setViewportSize(LAPTOP);
    await rosmery.inspect('results and areas');
    const second = page.getByRole('group', { name: 'Resultado 2' });
    await second.getByRole('button', { name: 'Quitar Área 2' }).click();
    await page.getByRole('button', { name: 'Guardar el marco' }).click();
    await page.getByText('Quedarían sin lugar estos indicadores: 2.2.1', { exact: false }).waitFor();
    await page.reload();
    await settled(page);
    await page.getByRole('button', { name: 'Agregar área' }).first().click();
    const first = page.getByRole('group', { name: 'Resultado 1' });
    await first.getByLabel('Código').last().fill('1.2');
    await first.getByLabel('Nombre', { exact: true }).last().fill('Socios nuevos');
    await page.getByRole('button', { name: 'Guardar el marco' }).click();
    await page.getByText('Marco guardado').waitFor();
    await page.getByRole('main').getByText('Socios nuevos').first().waitFor();
  });

  test('nothing was amiss on the way', () => {
    expect([rosmery, elena].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
