/** Money and the account in words: recorded by whoever coordinates, read by the donor, kept from trainers. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LAPTOP, launch, openWindow, PHONE, plain, settled, signIn, textOf, type Visitor } from './browser.ts';
import { runServer, type RunningServer } from './running-server.ts';

let server: RunningServer;
let browser: Browser;
let tatiana: Visitor;
let elena: Visitor;
let nilda: Visitor;

beforeAll(async () => {
  server = await runServer();
  browser = await launch();
  tatiana = await openWindow(browser, server, { viewport: LAPTOP });
  elena = await openWindow(browser, server, { viewport: PHONE });
  nilda = await openWindow(browser, server, { viewport: PHONE });
  await signIn(tatiana, server, 'tatiana');
  await signIn(elena, server, 'elena');
  await signIn(nilda, server, 'nilda', /\/hoy$/);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('money', () => {
  test('there is none until somebody records it; first comes the currency', async () => {
    const { page } = tatiana;
    await page.getByRole('link', { name: 'Presupuesto y gastos' }).click();
    await page.getByText('Todavía no hay presupuesto ni gastos').waitFor();
    await tatiana.inspect('no budget');
    await page.getByRole('main').getByRole('button', { name: 'Fijar moneda' }).last().click();
    await page.getByLabel('De dónde se sabe').fill('Demostración');
    await tatiana.inspect('currency');
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('button', { name: 'Cambiar moneda' }).waitFor();
  });

  test('a budget is agreed and spending recorded in another currency, read back as it is typed', async () => {
    const { page } = tatiana;
    await page.getByRole('main').getByRole('button', { name: 'Acordar presupuesto' }).first().click();
    const agree = page.getByRole('complementary', { name: 'Acordar un presupuesto' });
    await agree.getByLabel('Para qué es').selectOption({ label: 'A2.3 Capacitar en medidas de apoyo a las MIPYMES' });
    await agree.getByRole('button', { name: 'Guardar' }).click();
    await agree.getByText('Diga quién lo da.').waitFor();
    await tatiana.inspect('a budget with faults');
    await agree.getByLabel('Nombre del financiador').fill('Donante de demostración');
    await agree.getByLabel('Monto').fill('100.000,00');
    await agree.getByLabel('Desde').fill('01/08/2020');
    await agree.getByLabel('Hasta').fill('30/09/2020');
    await agree.getByRole('textbox', { name: 'Fuente' }).fill('Convenio inventado');
    await agree.getByRole('button', { name: 'Guardar' }).click();
    await agree.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Anotar gasto' }).click();
    const spend = page.getByRole('complementary', { name: 'Anotar un gasto' });
    await spend.getByLabel('Para qué es').selectOption({ label: 'A2.3 Capacitar en medidas de apoyo a las MIPYMES' });
    await spend.getByLabel('Nombre del financiador').fill('Donante de demostración');
    await spend.getByLabel('Monto').fill('1.234,50');
    await spend.getByLabel('Moneda').selectOption('USD');
    await spend.getByLabel('Valor').fill('6,96');
    await spend.getByText(/USD.1\.234,50 son Bs.8\.592,12/).waitFor();
    await spend.getByLabel('Fecha del tipo de cambio').fill('18/08/2020');
    await spend.getByLabel('Fuente del tipo de cambio').fill('Banco Central de Bolivia');
    await spend.getByLabel('Fecha de pago').fill('18/08/2020');
    await spend.getByLabel('En qué se gastó').fill('Alquiler de sala');
    await tatiana.inspect('spending');
    await spend.getByRole('button', { name: 'Guardar' }).click();
    await spend.waitFor({ state: 'detached' });
    const words = await textOf(page);
    expect(words).toContain('Bs 91.407,88');
    expect(words).toContain('8,6 %');
    // 8592.12 over the people the lists count: said with its unit.
    expect(words).toMatch(/Bs \d+,\d\d por persona/);
    await tatiana.inspect('budget');
    await page.getByRole('button', { name: /ver de qué se compone/i }).click();
    expect(plain(await page.getByRole('complementary').innerText())).toContain('a 6,96 (oficial, 18/08/2020; Banco Central de Bolivia)');
    await tatiana.inspect('what a sum is made of');
  });

  test('what goes over is said', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/presupuesto?abrir=gasto`);
    await settled(page);
    const spend = page.getByRole('complementary', { name: 'Anotar un gasto' });
    await spend.getByLabel('Para qué es').selectOption({ label: 'A2.3 Capacitar en medidas de apoyo a las MIPYMES' });
    await spend.getByLabel('Nombre del financiador').fill('Donante de demostración');
    await spend.getByLabel('Monto').fill('95000');
    await spend.getByLabel('En qué se gastó').fill('Facilitación');
    await spend.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Pasa lo acordado').first().waitFor();
  });

  test('the donor reads it on a phone; a trainer is not shown the way', async () => {
    await elena.page.goto(`${elena.home}/presupuesto`);
    expect(await textOf(elena.page)).toContain('Pasa lo acordado');
    expect(await elena.page.getByRole('button', { name: 'Anotar gasto' }).isDisabled()).toBe(true);
    await elena.inspect('budget on a phone');
    await nilda.page.goto(`${nilda.home}/presupuesto`);
    await nilda.page.getByText('Esta página no es para su cuenta').waitFor();
    expect(await nilda.page.getByRole('link', { name: /Presupuesto/ }).count()).toBe(0);
  });
});

describe('the account in words', () => {
  test('is written on the page of an indicator and of the framework, and read by the donor', async () => {
    const { page, home } = tatiana;
    await page.goto(`${home}/indicadores/2.2.1`);
    await page.getByRole('button', { name: 'Escribir nota' }).click();
    const drawer = page.getByRole('complementary', { name: 'Escribir una nota' });
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.getByText('Escriba la nota.').waitFor();
    await tatiana.inspect('a note with faults');
    await drawer.getByLabel('Desde').fill('01/08/2020');
    await drawer.getByLabel('Hasta').fill('30/09/2020');
    await drawer.getByRole('textbox', { name: 'Nota' }).fill('Nota de demostración: llegó más gente de lo previsto.');
    await drawer.getByRole('button', { name: 'Guardar' }).click();
    await drawer.waitFor({ state: 'detached' });
    await page.getByText('llegó más gente de lo previsto').waitFor();
    await tatiana.inspect('indicator with a note');
    await page.goto(`${home}/marco?nota=nueva`);
    await settled(page);
    const other = page.getByRole('complementary', { name: 'Escribir una nota' });
    await other.getByLabel('De qué habla').selectOption({ label: '2.2 Constituyentes y actores sociales' });
    await other.getByLabel('Desde').fill('01/08/2020');
    await other.getByLabel('Hasta').fill('30/09/2020');
    await other.getByRole('textbox', { name: 'Nota' }).fill('Nota de demostración del área.');
    await other.getByRole('button', { name: 'Guardar' }).click();
    await page.getByRole('article').filter({ hasText: 'Nota de demostración del área.' }).waitFor();
    await tatiana.inspect('framework with a note');
    await elena.page.goto(`${elena.home}/indicadores/2.2.1`);
    expect(await textOf(elena.page)).toContain('llegó más gente de lo previsto');
    await elena.inspect('a note on a phone');
  });

  test('nothing was amiss on the way', () => {
    expect([tatiana, elena, nilda].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
