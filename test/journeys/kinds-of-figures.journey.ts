/** An M&E officer writes an average, a ratio and a milestone without a programmer, and writes down what was observed. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let rosmery: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  rosmery = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(rosmery, server, 'rosmery');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function name(code: string, words: string): Promise<void> {
  const { page } = rosmery;
  await page.getByLabel('Código').fill(code);
  await page.getByLabel('Nombre', { exact: true }).fill(words);
  await page.getByLabel('Lugar en el marco').selectOption({ label: '2.2 Constituyentes y actores sociales' });
  await page.getByLabel('De dónde sale el dato', { exact: true }).fill('Listas de asistencia');
  await page.getByRole('button', { name: 'Guardar el indicador' }).click();
  await page.waitForURL(new RegExp(`indicadores/${code.replaceAll('.', '\\.')}`));
  await settled(page);
}

describe('kinds of figures', () => {
  test('an average of minutes is read back in words, with its figure, and shows its unit', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/marco/indicador`);
    await page.getByLabel('Promedio', { exact: true }).check();
    await page.getByText('Promedio de los minutos que cada persona asistió', { exact: false }).waitFor();
    expect(await page.getByLabel('De la diferencia entre dos mediciones', { exact: false }).isVisible()).toBe(true);
    await settled(page);
    await rosmery.inspect('an average being written');
    await name('2.2.7', 'Minutos por persona capacitada');
    expect(await textOf(page)).toMatch(/\d min/);
  });

  test('a ratio says what it is worked out from and opens each part; with denominator 0 it says so', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/marco/indicador`);
    await page.getByLabel('Cociente de dos indicadores').check();
    await page.getByLabel('Numerador').selectOption({ label: '2.2.5 Participaciones completas (persona por proceso)' });
    await page.getByLabel('Denominador').selectOption({ label: '2.2.1 Representantes capacitados' });
    await page.getByText('Cociente entre «2.2.5 Participaciones completas (persona por proceso)» y «2.2.1 Representantes capacitados».').waitFor();
    await settled(page);
    await rosmery.inspect('a ratio being written');
    await name('2.2.8', 'Participaciones por persona');
    expect(await textOf(page)).toContain('Ver los registros de 2.2.1');
    await rosmery.inspect('the page of a ratio');
    await page.goto(`${page.url()}?desde=2030-01-01`);
    await page.getByText('Con estos filtros no hay nada que contar', { exact: false }).or(page.getByText('el denominador es 0', { exact: false })).waitFor();
    await settled(page);
    expect(await textOf(page)).not.toMatch(/Infinity|NaN/);
  });

  test('a milestone has steps; what is observed last stands, can be corrected and taken back', async () => {
    const { page, home } = rosmery;
    await page.goto(`${home}/marco/indicador`);
    await page.getByLabel('Algo que se observa y se anota', { exact: false }).check();
    await page.getByLabel('Pasos, uno por línea').fill('Borrador\nValidado\nAprobado');
    await page.getByText('Último paso alcanzado, según lo observado: Borrador → Validado → Aprobado.').waitFor();
    await settled(page);
    await rosmery.inspect('a milestone being written');
    await name('2.2.9', 'Guía metodológica');
    await page.getByRole('button', { name: 'Anotar una observación' }).click();
    await page.getByRole('button', { name: 'Guardar la observación' }).click();
    await page.getByText('Elija qué se observó.').waitFor();
    await page.getByLabel('2. Validado').check();
    await page.getByLabel('De dónde se sabe').fill('Acta del taller');
    await rosmery.inspect('an observation being written');
    await page.getByRole('button', { name: 'Guardar la observación' }).click();
    await page.getByText('Observación guardada').waitFor();
    await settled(page);
    expect(await textOf(page)).toContain('Validado (2 de 3)');
    await page.getByRole('button', { name: 'Ver el registro que la sostiene' }).click();
    await page.getByText('Fuente: Acta del taller').first().waitFor();
    await rosmery.inspect('the evidence of a milestone');
    await page.keyboard.press('Escape');
    await page.setViewportSize(PHONE);
    await settled(page);
    await rosmery.inspect('a milestone on a phone');
    await page.getByRole('button', { name: 'Retirar', exact: false }).click();
    await rosmery.inspect('an observation being withdrawn');
  });

  test('the same people stand counted in three ways on the page of a figure', async () => {
    const { page, home } = rosmery;
    await page.setViewportSize(LAPTOP);
    await page.goto(`${home}/indicadores/2.2.1`);
    await settled(page);
    const text = await textOf(page);
    for (const words of ['Personas únicas', 'Únicas por proceso', 'Participaciones']) expect(text).toContain(words);
    await page.goto(`${home}/indicadores/2.2.1?por=sector,sex`);
    await settled(page);
    await rosmery.inspect('a figure by sector');
  });

  test('nothing was amiss on the way', () => {
    expect(rosmery.complaints).toEqual([]);
  });
});
