/** Risks and lessons: noted and reviewed by whoever coordinates, read by the donor on a phone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

describe('risks and lessons', () => {
  test('a risk is noted, stands in the matrix, and is reviewed', async () => {
    const { page } = tatiana;
    await page.getByRole('link', { name: 'Plan y riesgos' }).click();
    await page.getByRole('link', { name: 'Riesgos y lecciones' }).click();
    await page.getByText('Todavía no se anotó ningún riesgo').waitFor();
    await tatiana.inspect('no risks');
    await page.getByRole('button', { name: 'Anotar riesgo' }).click();
    const drawer = page.getByRole('complementary', { name: 'Anotar riesgo' });
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.getByText('Escriba este dato.').first().waitFor();
    await tatiana.inspect('a risk with faults');
    await drawer.getByLabel('Título').fill('Riesgo de demostración');
    await drawer.getByLabel('Qué puede pasar').fill('Bloqueos de caminos');
    await drawer.getByLabel('Impacto').selectOption({ label: 'Alto' });
    await drawer.getByLabel('Qué se hace').fill('Sesiones virtuales');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.waitFor({ state: 'detached' });
    await page.getByRole('table', { name: 'Matriz' }).getByRole('button', { name: 'Riesgo de demostración' }).click();
    await tatiana.inspect('a risk');
    await page.getByRole('button', { name: 'Corregir o revisar' }).click();
    await page.getByLabel('Estado').selectOption({ label: 'Cerrado' });
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('table', { name: 'Matriz' }).waitFor({ state: 'detached' });
    await tatiana.inspect('risks');
  });

  test('a lesson is noted; the donor reads both on a phone', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/riesgos?abrir=leccion`);
    await settled(page);
    const drawer = page.getByRole('complementary', { name: 'Anotar lección' });
    await drawer.getByLabel('Título').fill('Lección de demostración');
    for (const box of ['Qué pasó', 'Qué se aprendió', 'Qué conviene hacer']) await drawer.getByLabel(box).fill(`${box}: demostración`);
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('button', { name: 'Lección de demostración' }).waitFor();
    await tatiana.inspect('lessons');
    await elena.page.goto(`${elena.home}/riesgos`);
    expect(await textOf(elena.page)).toContain('Riesgo de demostración');
    await elena.inspect('risks on a phone');
  });

  test('the results chain is read from activities to results, with what has to hold', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/marco`);
    await settled(page);
    await page.getByRole('main').getByRole('button', { name: 'Más' }).click();
    await page.getByRole('link', { name: 'Cadena' }).click();
    await page.waitForURL(/\/marco\/cadena/);
    const words = await textOf(page);
    for (const part of ['3 de 3 terminadas', 'Representantes capacitados', '263', 'A2.3']) expect(words).toContain(part);
    await page.getByRole('button', { name: 'Escribir supuesto' }).click();
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Escriba qué tiene que cumplirse.').waitFor();
    await page.getByLabel('Desde').selectOption({ index: 2 });
    await page.getByLabel('Hacia').selectOption({ index: 1 });
    await page.getByLabel('Qué tiene que cumplirse').fill('Supuesto de demostración');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Supuesto de demostración').first().waitFor();
    await tatiana.inspect('results chain');
    await elena.page.goto(`${elena.home}/marco/cadena`);
    await elena.inspect('results chain on a phone');
  });

  test('nothing was amiss on the way', () => {
    expect([tatiana, elena].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
