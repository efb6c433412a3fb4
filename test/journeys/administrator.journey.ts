/** The administrator: invites a trainer, who works on a phone within one partner, until the access is ended. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROCESSES } from '../../examples/bolivia-digna-y-productiva/programme.ts';
import { LAPTOP, launch, openWindow, PHONE, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

const PARTNER = 'Centro de Formación Wiñay';
const PASSWORD = 'una frase que recuerdo';

let server: RunningServer;
let browser: Browser;
let admin: Visitor;
let trainer: Visitor;
let link: string;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  admin = await openWindow(browser, server, { viewport: LAPTOP });
  trainer = await openWindow(browser, server, { viewport: PHONE });
  await signIn(admin, server, 'admin');
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('the administrator and the trainer', () => {
  test('the administrator sees who has access, and invites a trainer of one partner', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Programa y ajustes' }).click();
    await page.getByRole('link', { name: 'Usuarios' }).click();
    await page.getByRole('heading', { name: 'Usuarios', level: 1 }).waitFor();
    await page.getByRole('row', { name: /Nilda Choque.*Formación.*Wiñay/ }).waitFor();
    await admin.inspect('users');
    await page.getByRole('button', { name: 'Invitar' }).click();
    const drawer = page.getByRole('complementary', { name: 'Invitar' });
    await drawer.getByRole('button', { name: 'Hacer el enlace' }).click();
    await drawer.getByText('Escriba al menos dos letras.').waitFor();
    await drawer.getByLabel('Para quién es').fill('Lucía Ramos');
    await drawer.getByLabel('Papel').selectOption('trainer');
    await drawer.getByRole('button', { name: PARTNER }).click();
    await drawer.getByRole('button', { name: 'Hacer el enlace' }).click();
    await drawer.getByText('Invitación para Lucía Ramos').waitFor();
    await drawer.getByRole('img', { name: 'Código QR de la invitación' }).waitFor();
    link = /http\S+\/invitacion\/\S+/.exec(await drawer.innerText())?.[0] ?? '';
    expect(link).toContain(server.url);
    expect(await drawer.getByRole('link', { name: 'Abrir WhatsApp' }).getAttribute('href')).toContain(encodeURIComponent(link));
    await admin.inspect('invitation made');
    await page.getByRole('row', { name: /Lucía Ramos.*Formación/ }).waitFor();
  });

  test('the trainer opens the link on a phone, makes an account and is in', async () => {
    const { page } = trainer;
    await page.goto(link);
    await page.getByRole('heading', { name: /Le invitan al programa/ }).waitFor();
    await trainer.inspect('invitation');
    trainer.expectInConsole(/status of 409/);
    await page.getByLabel('Nombre y apellidos').fill('Lucía Ramos');
    await page.getByRole('textbox', { name: 'Usuario' }).fill('nilda');
    await page.getByLabel('Contraseña', { exact: true }).fill('corta');
    await page.getByRole('button', { name: 'Crear la cuenta y entrar' }).click();
    await page.getByText('Use al menos 10 caracteres.').waitFor();
    await page.getByLabel('Contraseña', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Crear la cuenta y entrar' }).click();
    await page.getByText('Ese nombre de usuario ya existe. Elija otro.').waitFor();
    expect(await page.getByLabel('Nombre y apellidos').inputValue()).toBe('Lucía Ramos');
    await page.getByRole('textbox', { name: 'Usuario' }).fill('lucia');
    await page.getByRole('button', { name: 'Crear la cuenta y entrar' }).click();
    await page.getByText(`Ve solo lo de ${PARTNER}`).waitFor();
    await settled(page);
  });

  test('and sees the processes and people of that partner, and no others', async () => {
    const { page, home } = trainer;
    await page.goto(`${home}/procesos`);
    await page.getByRole('link', { name: titleOf('CONTINUIDAD') }).waitFor();
    const text = await textOf(page);
    for (const code of ['APOYO', 'FICHAS', 'TRANSICION']) expect(text).not.toContain(titleOf(code));
    await trainer.inspect('processes');
    await page.goto(`${home}/personas`);
    await settled(page);
    await page.getByText(/^\d+ personas$/).first().waitFor();
    await trainer.inspect('people');
    // What others registered is read, and not offered for correction only to be refused.
    await page.goto(`${home}/organizaciones`);
    await page.getByRole('main').locator('a[href*="/organizaciones/"]').first().click();
    const correct = page.getByRole('button', { name: 'Corregir datos' });
    await page.getByText('no la registró su socio').first().waitFor();
    expect(await correct.getAttribute('aria-disabled')).toBe('true');
    await page.goto(`${page.url()}?abrir=datos`);
    await page.getByText('no la registró su socio').first().waitFor();
    expect(await page.getByRole('complementary', { name: /^Corregir/ }).count()).toBe(0);
    await trainer.inspect('organisation of others');
    trainer.expectInConsole(/status of 40[34]/);
    await page.goto(`${home}/usuarios`);
    await page.getByText('Esta página no es para su cuenta').waitFor();
  });

  test('finds the own account: sessions, password, second step', async () => {
    const { page } = trainer;
    await page.goto(`${server.url}/cuenta`);
    await page.getByText('Este dispositivo').waitFor();
    await trainer.inspect('account');
    await page.getByRole('textbox', { name: 'Contraseña o PIN actual' }).first().fill(PASSWORD);
    await page.getByRole('button', { name: 'Activar el segundo paso' }).click();
    await page.getByRole('img', { name: 'Código QR para la aplicación de códigos' }).waitFor();
    await trainer.inspect('second step');
  });

  test('the link is good once', async () => {
    const visitor = await openWindow(browser, server, { viewport: PHONE });
    visitor.expectInConsole(/status of 409/);
    await visitor.page.goto(link);
    await visitor.page.getByText(/Esta invitación ya se usó/).waitFor();
    await visitor.inspect('used invitation');
    expect(visitor.complaints).toEqual([]);
  });

  test('the administrator ends the membership; the trainer is out', async () => {
    const { page } = admin;
    await page.reload();
    await page.getByRole('row', { name: /Lucía Ramos/ }).getByRole('button', { name: 'Cambiar' }).click();
    const drawer = page.getByRole('complementary', { name: 'Lucía Ramos' });
    await drawer.getByRole('button', { name: 'Terminar el acceso' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Terminar el acceso' }).click();
    await page.getByText('Lucía Ramos ya no tiene acceso.').first().waitFor();
    await page.getByRole('row', { name: /Lucía Ramos.*Sin acceso desde/ }).waitFor();
    await admin.inspect('membership ended');
    await trainer.page.waitForTimeout(1000);
    await trainer.page.goto(`${trainer.home}/personas`);
    await trainer.page.getByRole('heading', { name: 'Su acceso terminó' }).waitFor();
    expect(await textOf(trainer.page)).not.toContain(titleOf('CONTINUIDAD'));
    await trainer.inspect('ended');
  });

  test('met nothing that was not as it should be', () => {
    expect([...admin.complaints, ...trainer.complaints]).toEqual([]);
  });

  test('a participant with an account sees the own data, on a phone', async () => {
    const visitor = await openWindow(browser, server, { viewport: PHONE });
    await signInTo(visitor, 'lidia');
    await visitor.page.getByRole('heading', { name: 'Mis datos', level: 1 }).waitFor();
    await visitor.page.getByText(titleOf('APOYO')).first().waitFor();
    await visitor.inspect('own page');
    await visitor.page.goto(`${visitor.home}/personas`);
    await visitor.page.getByText('Esta página no es para su cuenta').waitFor();
    expect(visitor.complaints).toEqual([]);
  });
});

function titleOf(code: string): string {
  return PROCESSES.find((process) => process.code === code)?.title ?? '';
}

/** Signs in as somebody whose first page is another than the programme's home. */
async function signInTo(visitor: Visitor, username: string): Promise<void> {
  await signIn(visitor, server, username, /\/(mis-datos|hoy)$/);
}
