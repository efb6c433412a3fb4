/** Targets: an M&E officer sets one, revises it with its reason, and reads back what it was; a donor only reads. */
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

describe('targets', () => {
  test('a target outside the programme is refused in words, a revision asks why', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/indicadores/2.2.5`);
    await settled(page);
    await page.getByRole('button', { name: 'Nueva meta' }).click();
    const drawer = page.getByRole('complementary', { name: 'Nueva meta' });
    await drawer.getByLabel('Valor de la meta').fill('300');
    await drawer.getByRole('textbox', { name: 'Hasta' }).fill('30/06/2022');
    await drawer.getByRole('textbox', { name: 'Fuente' }).fill('Plan inventado');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.getByText('La meta sale del periodo del programa', { exact: false }).waitFor();
    await rosmery.inspect('a target refused');
    await drawer.getByRole('textbox', { name: 'Hasta' }).fill('31/12/2021');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Meta guardada').waitFor();
    await page.getByRole('button', { name: /^Revisar/ }).click();
    const revision = page.getByRole('complementary', { name: 'Revisar la meta' });
    await revision.getByLabel('Valor de la meta').fill('250');
    await revision.getByRole('button', { name: 'Guardar' }).click();
    await revision.getByText('Escriba por qué cambia la meta.').waitFor();
    await revision.getByLabel('Por qué cambia').fill('Un proceso menos');
    await revision.getByRole('textbox', { name: 'Fuente' }).fill('Comité inventado');
    await revision.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Historial: 2 versiones').click();
    expect(await textOf(page)).toContain('Motivo: Un proceso menos');
    await rosmery.inspect('a target revised');
  });

  test('what was written wrongly is corrected, a target set by mistake annulled; the chart says the target', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/indicadores/2.2.5`);
    await page.getByText('Historial: 2 versiones').click();
    await page.getByRole('button', { name: /^Corregir 250/ }).click();
    const drawer = page.getByRole('complementary', { name: 'Corregir un error en la meta' });
    expect(await drawer.getByLabel('Valor de la meta').inputValue()).toBe('250');
    expect(await drawer.getByRole('button', { name: 'Guardar' }).getAttribute('aria-disabled')).toBe('true');
    await drawer.getByLabel('Valor de la meta').fill('260');
    await rosmery.inspect('a target corrected');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Historial: 2 versiones').waitFor();
    await settled(page);
    await page.getByRole('img', { name: /La meta acumulada al cierre de T4 2021 es 260/ }).waitFor();
    await page.getByRole('button', { name: /^Anular 260/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Anular la meta' });
    await dialog.getByLabel('Por qué').fill('No se aprobó');
    await rosmery.inspect('a target annulled');
    await dialog.getByRole('button', { name: 'Anular' }).click();
    await page.getByText('Meta anulada').waitFor();
    await settled(page);
    await page.getByRole('img', { name: /La meta acumulada al cierre de T4 2021 es 300/ }).waitFor();
    await page.getByRole('button', { name: /^Revisar/ }).click();
    const revision = page.getByRole('complementary', { name: 'Revisar la meta' });
    await revision.getByLabel('Valor de la meta').fill('250');
    await revision.getByLabel('Por qué cambia').fill('Un proceso menos');
    await revision.getByRole('textbox', { name: 'Fuente' }).fill('Comité inventado');
    await revision.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Historial: 2 versiones').waitFor();
  });

  test('the framework says target, progress and whether it was met', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/marco`);
    await settled(page);
    const text = await textOf(page);
    expect(text).toContain('Cumplido');
    expect(text).toContain('250');
    await rosmery.inspect('the framework with targets');
  });

  test('the baseline and who answers for it are said', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/indicadores/2.2.5`);
    await page.getByRole('button', { name: 'Cambiar el seguimiento' }).click();
    const drawer = page.getByRole('complementary', { name: 'Cambiar el seguimiento' });
    await drawer.getByLabel('Responsable').fill('Unidad de seguimiento');
    await drawer.getByLabel('Frecuencia').selectOption({ label: 'Trimestral' });
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Seguimiento guardado').waitFor();
    await settled(page);
    expect(await textOf(page)).toContain('Trimestral');
  });

  test('a donor reads the target and its revisions on a phone, and is told why not to change it', async () => {
    const { page, home } = elena;
    await page.goto(`${home}/indicadores/2.2.5`);
    await settled(page);
    expect(await page.getByRole('button', { name: 'Nueva meta' }).getAttribute('aria-disabled')).toBe('true');
    await page.getByText('Historial: 2 versiones').click();
    expect(await textOf(page)).not.toContain('Rosmery');
    await elena.inspect('targets of a donor');
    await page.goto(`${home}/marco`);
    await settled(page);
    await elena.inspect('the framework of a donor');
  });

  test('nothing was amiss on the way', () => {
    expect([rosmery, elena].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
