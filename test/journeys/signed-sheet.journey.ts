/** The photo of the signed sheet beside the list: attached on a laptop and on a phone, read closely, and found as evidence. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processId, sessionId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { png } from '../cast/pictures.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let session: string;

const picture = (name: string, buffer: Buffer, mimeType = 'image/png') => ({ name, mimeType, buffer });

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(tatiana, server, 'tatiana');
  session = `${tatiana.home}/sesiones/${sessionId('APOYO', 3)}`;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('photos of the sheet are attached, and the first stands beside the list', async () => {
  const { page } = tatiana;
  await page.goto(session);
  await settled(page);
  await page.getByLabel('Adjuntar foto o escaneo').setInputFiles([picture('hoja-1.png', png(900, 1200)), picture('hoja-2.png', png(1200, 900))]);
  await page.getByText('2 hojas guardadas').waitFor();
  await page.getByRole('img', { name: 'Hoja firmada de la sesión 3, página 1' }).waitFor();
  await tatiana.inspect('session with a sheet');
  const box = await page.getByRole('group', { name: /Hoja firmada de la sesión 3/ }).boundingBox();
  const list = await page.getByPlaceholder('Nombre u organización').boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(list?.x ?? 0);
});

test('it is read closely with the keyboard, turned, and the next page follows', async () => {
  const { page } = tatiana;
  const shown = page.getByRole('img', { name: /página 1/ });
  const width = async (): Promise<number> => (await shown.boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole('group', { name: /Hoja firmada/ }).focus();
  await page.keyboard.press('+');
  expect(await width()).toBeGreaterThan(before * 1.2);
  await page.keyboard.press('r');
  expect(await width()).toBeCloseTo(before, -1);
  expect((await shown.boundingBox())?.height).toBeLessThan(before);
  await page.getByRole('button', { name: 'Siguiente' }).click();
  await page.getByRole('img', { name: /página 2/ }).waitFor();
});

test('what cannot serve is refused in a sentence that says what to do', async () => {
  const { page } = tatiana;
  tatiana.expectInConsole(/400|413/);
  const heic = Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.from('heicmif1heic'), Buffer.alloc(40)]);
  const heavy = join(server.folder, 'enorme.png');
  await writeFile(heavy, Buffer.concat([png(2, 2), Buffer.alloc(30 * 1024 * 1024)]));
  const file = page.getByLabel('Adjuntar foto o escaneo');
  for (const [bad, words] of [
    [heavy, /enorme\.png: El archivo pesa 31,5\sMB y aquí se reciben hasta 15,7\sMB/],
    [picture('foto.heic', heic, 'image/heic'), /foto\.heic: Esa foto está en formato HEIC/],
    [picture('dibujo.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'), /dibujo\.svg: Un dibujo SVG puede llevar programas/],
    [picture('rota.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'), /rota\.jpg: La imagen está dañada/],
    [picture('otra-vez.png', png(900, 1200)), /otra-vez\.png: Ese mismo archivo ya está guardado/],
  ] as const) {
    await file.setInputFiles(bad);
    await page.getByText(words).waitFor();
  }
  await tatiana.inspect('sheets refused');
});

test('on a phone it stays above the list and above what is typed', async () => {
  const phone = await openWindow(browser, server, { viewport: PHONE, hasTouch: true });
  await signIn(phone, server, 'tatiana');
  const { page } = phone;
  await page.goto(`${session}?hoja=1`);
  await page.getByRole('img', { name: /página 1/ }).waitFor();
  await phone.inspect('session with a sheet');
  await page.getByRole('button', { name: 'Persona nueva' }).click();
  await page.getByLabel('Nombres', { exact: true }).waitFor();
  await phone.inspect('typing from a sheet');
  const pane = await page.getByRole('group', { name: /Hoja firmada/ }).boundingBox();
  const typing = await page.getByRole('heading', { name: 'Persona nueva' }).boundingBox();
  expect((pane?.y ?? 0) + (pane?.height ?? 0)).toBeLessThanOrEqual(typing?.y ?? 0);
  expect(phone.complaints).toEqual([]);
});

test('its page is corrected, and it is taken out', async () => {
  const { page } = tatiana;
  await page.goto(session);
  await page.getByRole('button', { name: 'Corregir Página 2' }).click();
  await page.getByRole('button', { name: 'Quitar la hoja' }).click();
  await page.getByText('La hoja ya no se muestra').waitFor();
  expect(await textOf(page)).not.toContain('Página 2');
});

test('the evidence of an attendance says that a sheet is kept, and leads to it', async () => {
  const { page } = tatiana;
  await page.goto(`${tatiana.home}/indicadores/2.2.1?evidencia=all`);
  await settled(page);
  for (let pages = 0; pages < 40 && (await page.getByRole('link', { name: /^Hoja firmada/ }).count()) === 0; pages += 1) {
    await page.getByRole('button', { name: 'Mostrar más' }).click();
    await settled(page);
  }
  await page.getByRole('link', { name: 'Hoja firmada: 1 foto o escaneo' }).first().click();
  await page.getByRole('img', { name: 'Hoja firmada de la sesión 3, página 1' }).waitFor();
});

test('a material is shared as a file, and saved from the session it belongs to', async () => {
  const { page } = tatiana;
  await page.goto(`${tatiana.home}/procesos/${processId('APOYO')}?parte=materiales&abrir=material`);
  await settled(page);
  await page.getByLabel('Como archivo').check();
  await page.getByLabel('Título').fill('Cartilla de costos');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await page.getByText('Elija el archivo.').waitFor();
  await page.getByLabel('Archivo', { exact: true }).setInputFiles({ name: 'cartilla.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF') });
  await page.getByText(/^PDF, /).waitFor();
  await tatiana.inspect('material form with a file');
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await page.getByText('«Cartilla de costos» guardado').waitFor();
  await page.goto(session);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Cartilla de costos' }).click()]);
  expect(download.suggestedFilename()).toBe('cartilla.pdf');
  expect(tatiana.complaints).toEqual([]);
});
