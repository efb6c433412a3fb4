/** Publication as IATI: the data are written until nothing prevents the file; an earlier file is brought in without what is unknown, and taken back. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

const EARLIER = `<?xml version="1.0" encoding="UTF-8"?><iati-activities version="2.03"><iati-activity xml:lang="es">
  <iati-identifier>XM-DAC-41302-FASE1</iati-identifier><title><narrative>Fase uno</narrative></title><sector vocabulary="1" code="99999" percentage="100"/>
  <result type="1"><title><narrative>Servicios de la fase uno</narrative></title>
    <indicator measure="1"><title><narrative>Empresas atendidas</narrative></title>
      <period><period-start iso-date="2017-01-01"/><period-end iso-date="2017-12-31"/><target value="100"/><actual value="90"/></period></indicator>
    <indicator measure="8"><title><narrative>Opiniones</narrative></title></indicator></result></iati-activity></iati-activities>`;
const earlier = { name: 'fase-uno.xml', mimeType: 'application/xml', buffer: Buffer.from(EARLIER) };

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let onPhone: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  onPhone = await openWindow(browser, server, { viewport: PHONE });
  await signIn(tatiana, server, 'tatiana');
  await signIn(onPhone, server, 'tatiana');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('publication', () => {
  test('the form says what is wrong, keeps what was typed, and the file can be made', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/iati`);
    await page.getByRole('button', { name: 'Datos para publicar' }).click();
    await page.waitForURL(/\/iati\/datos$/);
    await settled(page);
    const identifier = page.getByLabel('Identificador', { exact: true });
    const before = await identifier.inputValue();
    await identifier.fill('OTRA-1');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('debe empezar por').waitFor();
    expect(await identifier.inputValue()).toBe('OTRA-1');
    await tatiana.inspect('publication data with a fault');
    await identifier.fill(`${before}-2`);
    await page.getByRole('button', { name: 'Agregar sector' }).click();
    const sector = page.getByLabel('Nombre o código del sector').last();
    await sector.fill('empleo');
    await page.getByRole('option', { name: 'Creación de empleo' }).click();
    expect(await sector.inputValue()).toBe('16020 Creación de empleo');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('deben sumar 100').waitFor();
    const shares = page.getByLabel('Porcentaje');
    const count = await shares.count();
    for (let at = 0; at < count; at += 1) await shares.nth(at).fill(at === 0 ? String(101 - count) : '1');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.waitForURL(/\/iati$/);
    await page.getByText('El archivo se puede descargar').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Descargar XML' }).click()]);
    const xml = await readFile((await file.path()) ?? '', 'utf8');
    expect(xml).toContain(`<iati-identifier>${before}-2</iati-identifier>`);
    expect(xml).toContain('code="16020" percentage="1"');
  });

  test('an earlier file: the unknown code is named, the rest comes in and stands in the framework', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/iati`);
    await page.getByRole('button', { name: 'Importar un archivo' }).click();
    await page.waitForURL(/\/iati\/importar$/);
    const chooser = page.getByLabel(/^Elegir (otro )?archivo$/);
    await chooser.setInputFiles({ ...earlier, buffer: Buffer.from('<!DOCTYPE x><x/>') });
    await page.getByText('define un tipo de documento').waitFor();
    await chooser.setInputFiles(earlier);
    await page.getByText('sector/@code 99999').waitFor();
    expect(await textOf(page)).toContain('indicator/@measure 8 (Opiniones)');
    await tatiana.inspect('preview of an earlier file');
    await page.getByRole('button', { name: 'Importar (indicadores: 1)' }).click();
    await page.getByText('Entraron 4 registros').waitFor();
    await page.getByRole('link', { name: 'Ver el marco' }).click();
    await page.getByText('Empresas atendidas').first().waitFor();
    await tatiana.inspect('framework with the earlier phase');
  });

  test('on a phone the form and the import can be used', async () => {
    const { page, home } = onPhone;
    await page.goto(`${home}/iati/datos`);
    await settled(page);
    await onPhone.inspect('publication data on a phone');
    await page.goto(`${home}/iati/importar`);
    await settled(page);
    await page.getByLabel(/^Elegir (otro )?archivo$/).setInputFiles(earlier);
    await page.getByText('Este archivo ya está importado').first().waitFor();
    await onPhone.inspect('import on a phone');
  });

  test('the import is taken back whole', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/importaciones?tipo=iati`);
    const row = page.getByRole('row').filter({ hasText: 'fase-uno.xml' });
    await row.getByRole('button', { name: /Retirar/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Era de otra fase');
    await dialog.getByRole('button', { name: /Retirar/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.goto(`${home}/marco`);
    await settled(page);
    expect(await textOf(page)).not.toContain('Empresas atendidas');
  });

  test('nothing was amiss on the way', () => {
    expect([tatiana, onPhone].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
