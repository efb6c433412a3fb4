/** A partner designs certificates, issues them, downloads and annuls; a visitor verifies on a phone without JavaScript. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processId } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { readPdf } from '../cast/pdf-text.ts';
import { png } from '../cast/pictures.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let wilma: Visitor;
let process: string;
let code = '';

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  wilma = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(wilma, server, 'wilma', /\/hoy$/);
  process = `${wilma.home}/procesos/${processId('CONTINUIDAD')}`;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const picture = (name: string, width: number, height: number) => ({ name, mimeType: 'image/png', buffer: png(width, height) });

async function readDownload(page: Page, act: () => Promise<void>) {
  const waiting = page.waitForEvent('download');
  await act();
  const file: Download = await waiting;
  return { name: file.suggestedFilename(), ...(await readPdf(await readFile(await file.path()))) };
}

test('a process without a design says what to do first', async () => {
  const { page } = wilma;
  await page.goto(`${process}?parte=certificados`);
  await settled(page);
  expect(await textOf(page)).toContain('Todavía no hay un diseño de certificado');
  await page.getByRole('link', { name: 'Diseñar el certificado' }).click();
  await page.getByRole('heading', { name: 'Diseño del certificado' }).waitFor();
  await settled(page);
});

test('a drawing with a script, and a picture of 30 MB, are refused with what to do', async () => {
  const { page } = wilma;
  wilma.expectInConsole(/400/);
  const logo = page.getByLabel('Agregar logotipo', { exact: true });
  await logo.setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg onload="alert(1)"/>') });
  await page.getByText('guárdelo como PNG', { exact: false }).waitFor();
  const heavy = join(server.folder, 'logo.png');
  await writeFile(heavy, Buffer.alloc(30 * 1024 * 1024));
  await logo.setInputFiles(heavy);
  await page.getByText(/^El archivo pesa 31,5.MB y aquí se reciben hasta 2,1.MB/).waitFor();
});

test('two logos and two signatures make a certificate, drawn as it is typed', async () => {
  const { page } = wilma;
  for (const [index, name] of ['Centro Andino', 'Programa Bolivia'].entries()) {
    await page.getByLabel('Agregar logotipo', { exact: true }).setInputFiles(picture(`logo-${index}.png`, 240, 90 + index));
    await page.getByLabel('De quién es el logotipo').nth(index).fill(name);
  }
  await page.getByRole('button', { name: 'Guardar diseño' }).click();
  await page.getByText('Escriba nombre y cargo.').waitFor();
  await page.getByLabel('Nombre de quien firma').fill('Wilma Colque');
  await page.getByLabel('Cargo').fill('Coordinadora');
  await page.getByLabel('Imagen de la firma 1', { exact: true }).setInputFiles(picture('firma.png', 300, 100));
  await page.getByRole('button', { name: 'Agregar firma' }).click();
  await page.getByLabel('Nombre de quien firma').nth(1).fill('Tatiana Quispe');
  await page.getByLabel('Cargo').nth(1).fill('Coordinadora del programa');
  await page.getByLabel('Imagen de la firma 2', { exact: true }).setInputFiles(picture('firma-2.png', 301, 100));
  await page.getByLabel('Texto', { exact: true }).fill('Por haber participado en {nota}.');
  await page.getByText('No hay un campo {nota}', { exact: false }).waitFor();
  await page.getByLabel('Texto', { exact: true }).fill('Por haber participado en {proceso}, realizado {fechas}, con una carga de {horas}.');
  await page.getByLabel(/^Horas académicas/).fill('24');
  await page.getByRole('img', { name: 'Muestra del certificado', exact: false }).waitFor();
  await wilma.inspect('certificate design');
  await page.getByRole('button', { name: 'Guardar diseño' }).click();
  await page.getByText('Diseño guardado').waitFor();
  await page.waitForURL(/parte=certificados$/);
});

test('whoever reached the minimum is issued one, and nobody two', async () => {
  const { page } = wilma;
  await page.goto(`${process}?parte=certificados&abrir=emitir`);
  await settled(page);
  await page.getByText('Quién no, y por qué', { exact: false }).click();
  await page.getByText('No llegó a la asistencia mínima', { exact: false }).first().waitFor();
  await wilma.inspect('issue certificates');
  await page.getByRole('button', { name: /^Emitir \d+ certificados$/ }).click();
  await page.getByText(/^\d+ certificados emitidos$/).waitFor();
  await settled(page);
  await page.getByText('Todas las personas que llegaron', { exact: false }).waitFor();
  await wilma.inspect('certificates');
});

test('a certificate is found by its folio and downloaded as PDF', async () => {
  const { page } = wilma;
  await page.getByPlaceholder('Buscar por folio, nombre o código').fill('CONTINUIDAD-0002');
  await settled(page);
  const row = page.getByRole('row').filter({ hasText: 'CONTINUIDAD-0002' });
  code = (await row.getByRole('link').innerText()).trim().slice(0, 14);
  const file = await readDownload(page, () => page.getByRole('button', { name: 'Descargar PDF CONTINUIDAD-0002' }).click());
  expect(file).toMatchObject({ name: 'certificado-CONTINUIDAD-0002.pdf', title: 'Certificado CONTINUIDAD-0002', language: 'es-BO' });
  for (const words of ['Certificado de asistencia', '24 horas académicas', 'Wilma Colque', 'Tatiana Quispe', code, 'Folio CONTINUIDAD-0002']) expect(file.pages.join('')).toContain(words);
  const all = await readDownload(page, () => page.getByRole('button', { name: 'Descargar todos en un PDF' }).click());
  expect(all.pages.length).toBeGreaterThan(2);
});

test('a visitor verifies it on a phone without JavaScript; one never issued says so', async () => {
  const visitor = await openWindow(browser, server, { viewport: PHONE, javaScriptEnabled: false });
  const { page } = visitor;
  visitor.expectInConsole(/404/);
  await page.goto(`${server.url}/verificar`);
  await page.getByLabel('Código').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Verificar' }).click();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Documento válido');
  const said = await page.getByRole('main').innerText();
  for (const words of ['CONTINUIDAD-0002', '24 horas académicas', code]) expect(said).toContain(words);
  expect(said).toMatch(/Iniciales de la persona\n(\p{L}\. ?)+\n/u);
  await page.goto(`${server.url}/verificar/ZZZZ-ZZZZ-ZZZZ`);
  expect(await page.getByRole('main').innerText()).toContain('Cópielo otra vez');
  expect(visitor.complaints).toEqual([]);
});

test('annulled, it says so, and is no longer printed', async () => {
  const { page } = wilma;
  await page.getByRole('button', { name: 'Anular CONTINUIDAD-0002' }).click();
  await page.getByLabel('Por qué', { exact: false }).fill('Se emitió con el nombre equivocado');
  await page.getByRole('dialog').getByRole('button', { name: 'Anular' }).click();
  await page.getByText(/^Anulado el/).waitFor();
  for (const viewport of [PHONE, LAPTOP]) {
    const visitor = await openWindow(browser, server, { viewport });
    await visitor.page.goto(`${server.url}/verificar/${code}`);
    expect(await visitor.page.getByRole('heading', { level: 1 }).innerText()).toBe('Documento anulado');
    await visitor.inspect('verification, annulled');
    await visitor.page.goto(`${server.url}/verificar`);
    await visitor.inspect('verification, asking');
    expect(visitor.complaints).toEqual([]);
  }
});

test('the pages stand on a phone, too', async () => {
  const phone = await openWindow(browser, server, { viewport: PHONE });
  await signIn(phone, server, 'wilma', /\/hoy$/);
  for (const [name, address] of [['certificates', `${process}?parte=certificados`], ['certificate design', `${process}/certificado`]] as const) {
    await phone.page.goto(address);
    await phone.inspect(name);
  }
  expect(phone.complaints).toEqual([]);
  expect(wilma.complaints).toEqual([]);
});
