/** A participant at home on her phone: her events, what she allows, and her data erased as she asked. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let lidia: Visitor;
let tatiana: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  lidia = await openWindow(browser, server, { viewport: PHONE });
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  await signIn(lidia, server, 'lidia', /\/mis-datos$/);
  await signIn(tatiana, server, 'tatiana');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test('she sees her events, attendance, data and what she allows', async () => {
  const { page } = lidia;
  const words = await textOf(page);
  for (const part of ['Mis eventos', 'Mi asistencia', 'Lo que el programa tiene de usted', 'Lo que permito', 'Pedir que borren mis datos']) expect(words).toContain(part);
  await lidia.inspect('own page');
});

test('she takes back with one tap and a confirmation that pictures may be taken, and allows it again', async () => {
  const { page } = lidia;
  const photos = page.getByRole('switch').nth(1);
  for (const [button, checked] of [['Retirar', 'false'], ['Permitir', 'true']] as const) {
    await photos.click();
    await lidia.inspect(`asked about: ${button}`);
    await page.getByRole('dialog').getByRole('button', { name: button }).click();
    await settled(page);
    await page.waitForFunction(`document.querySelectorAll('[role=switch]')[1].getAttribute('aria-checked') === '${checked}'`);
  }
});

test('she asks for a correction and for erasure, once each', async () => {
  const { page } = lidia;
  await page.getByRole('button', { name: 'Pedir que corrijan mis datos' }).click();
  await page.getByLabel(/Qué está mal/).fill('Vivo en Oruro');
  await lidia.inspect('asking for a correction');
  await page.getByRole('dialog').getByRole('button', { name: 'Enviar el pedido' }).click();
  await page.getByText('Vivo en Oruro').waitFor();
  await page.getByRole('button', { name: 'Pedir que borren mis datos' }).click();
  await lidia.inspect('asking to be erased');
  await page.getByRole('dialog').getByRole('button', { name: 'Enviar el pedido' }).click();
  await page.getByText('Borrar mis datos').waitFor();
  await lidia.inspect('asked');
});

test('whoever coordinates finds it on her home page, declines one and does the other', async () => {
  const { page } = tatiana;
  await page.goto(tatiana.home);
  await settled(page);
  await page.getByRole('link', { name: /2 pedidos de personas sobre sus datos/ }).click();
  await settled(page);
  await tatiana.inspect('requests about data');
  await page.getByRole('row', { name: /Corregir sus datos/ }).getByRole('button', { name: /^Responder/ }).click();
  await page.getByRole('button', { name: 'No aceptar' }).click();
  await page.getByText('Escriba por qué no.').waitFor();
  await tatiana.inspect('answering a correction');
  await page.getByLabel(/^Su respuesta/).fill('Traiga su carnet, por favor');
  await page.getByRole('button', { name: 'No aceptar' }).click();
  await page.getByText('Respuesta enviada').waitFor();
  await page.getByRole('row', { name: /Borrar sus datos/ }).getByRole('button', { name: /^Responder/ }).click();
  await page.getByRole('button', { name: 'Borrar los datos' }).first().click();
  await tatiana.inspect('erasing somebody');
  await page.getByRole('dialog').last().getByRole('button', { name: 'Borrar los datos' }).click();
  await page.getByText('Sin nombre: sus datos fueron borrados').first().waitFor();
  await tatiana.inspect('requests answered');
});

test('she reads both answers, and her name is gone', async () => {
  const { page } = lidia;
  await page.reload();
  const words = await textOf(page);
  for (const part of ['Sus datos fueron borrados', 'Borrados el']) expect(words).toContain(part);
  expect(words).not.toContain('Mamani Condori');
  await lidia.inspect('own page erased');
  const dark = await openWindow(browser, server, { viewport: LAPTOP, colorScheme: 'dark' });
  await signIn(dark, server, 'lidia', /\/mis-datos$/);
  await dark.inspect('own page in the dark');
  expect([lidia, tatiana, dark].flatMap(({ complaints }) => complaints)).toEqual([]);
});
